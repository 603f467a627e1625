//! Who published an article, where its markup does not say.

use nutgraf_model::{ArticleDraft, Note, Publisher};
use url::Url;

/// Second-level names under which countries register domains.
const SECOND_LEVEL: &[&str] =
    &["co", "com", "org", "net", "gov", "ac", "edu", "go", "or", "ne", "gob", "nom", "gen", "web"];

/// Sets the publisher from the address, and the publisher's home page.
pub(crate) fn settle(draft: &mut ArticleDraft) {
    let address = draft.canonical_url.as_deref().or(draft.url.as_deref()).and_then(|url| Url::parse(url).ok());
    let Some(address) = address else { return };
    let Some(host) = address.host_str() else { return };
    if draft.publisher.is_none()
        && let Some(name) = name_of_host(host)
    {
        draft.publisher = Some(Publisher { name, url: None, logo: None });
        draft.notes.push(Note::about("publisher", "from the domain of the address"));
    }
    if let Some(publisher) = draft.publisher.as_mut().filter(|publisher| publisher.url.is_none()) {
        publisher.url = Some(format!("{}://{host}/", address.scheme()));
    }
}

/// The publisher's name for a host: from the table, else its registrable domain made readable.
pub(crate) fn name_of_host(host: &str) -> Option<String> {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    if host.parse::<std::net::IpAddr>().is_ok() || !host.contains('.') {
        return None;
    }
    let domain = registrable(&host);
    known(&host).or_else(|| known(domain)).map(str::to_owned).or_else(|| readable(domain))
}

fn known(domain: &str) -> Option<&'static str> {
    include_str!("tables/publishers.tsv")
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .find_map(|(key, name)| (key == domain).then_some(name))
}

/// Whether the name is a known publisher's.
pub(crate) fn is_known(name: &str) -> bool {
    include_str!("tables/publishers.tsv")
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .any(|(_, known)| known.eq_ignore_ascii_case(name))
}

/// `news.example.co.uk` is `example.co.uk`.
pub(crate) fn registrable(host: &str) -> &str {
    let dots: Vec<usize> = host.match_indices('.').map(|(at, _)| at).collect();
    let labels = dots.len() + 1;
    let label = |from_end: usize| -> &str {
        let start = if labels > from_end { dots[labels - from_end - 1] + 1 } else { 0 };
        let end = if from_end == 1 { host.len() } else { dots[labels - from_end] };
        &host[start..end]
    };
    let keep = if labels >= 3 && label(1).len() == 2 && SECOND_LEVEL.contains(&label(2)) { 3 } else { 2 };
    if labels <= keep { host } else { &host[dots[labels - keep - 1] + 1..] }
}

/// `the-harbour-news.com` is `The Harbour News`; a name of one word keeps its domain, as readers know it.
fn readable(domain: &str) -> Option<String> {
    let label = domain.split('.').next().filter(|label| !label.is_empty())?;
    if label.starts_with("xn--") || !label.contains('-') {
        return Some(domain.to_owned());
    }
    let words = label.split('-').filter(|word| !word.is_empty()).map(|word| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    });
    Some(words.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_give_names() {
        for (host, name) in [
            ("www.themoscowtimes.com", "The Moscow Times"),
            ("en.wikinews.org", "Wikinews"),
            ("www.bbc.co.uk", "BBC News"),
            ("news.harbour-herald.co.uk", "Harbour Herald"),
            ("www.veldaniapost.example", "veldaniapost.example"),
        ] {
            assert_eq!(name_of_host(host).as_deref(), Some(name));
        }
        assert_eq!(name_of_host("127.0.0.1"), None);
        assert_eq!(name_of_host("localhost"), None);
        assert_eq!(registrable("a.b.example.com.au"), "example.com.au");
        assert_eq!(registrable("co.uk"), "co.uk");
    }
}
