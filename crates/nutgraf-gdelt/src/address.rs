//! Web addresses as document keys.

use crate::cell::breaks_readers;
use nutgraf_model::{Article, WebAddress};

/// The address under which the tables know an article, and the site that it is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// SOURCEURL and MentionIdentifier.
    pub(crate) url: String,
    /// MentionSourceName: the host, without `www.`.
    pub(crate) site: String,
}

impl Address {
    /// The article's own address where it is one of the web, else one of ours that leads nowhere.
    pub(crate) fn of(article: &Article) -> Address {
        article.address().and_then(web).unwrap_or_else(|| Address {
            url: format!("https://nutgraf.invalid/article/{}", article.id),
            site: "nutgraf.invalid".to_owned(),
        })
    }
}

fn web(text: &str) -> Option<Address> {
    let address = WebAddress::of(text)?;
    let authority = address.authority;
    let host = authority.split(':').next().unwrap_or_default().to_lowercase();
    let site = host.strip_prefix("www.").unwrap_or(&host);
    let well_formed = site.chars().any(char::is_alphanumeric)
        && authority.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':'))
        && authority.split_once(':').is_none_or(|(_, port)| port.parse::<u16>().is_ok());
    well_formed.then(|| Address {
        url: address.encoded(|c| c.is_whitespace() || breaks_readers(c) || c == '"'),
        site: site.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use nutgraf_model::ArticleDraft;

    fn of(url: &str) -> Address {
        Address::of(&Article::new(ArticleDraft { url: Some(url.into()), ..ArticleDraft::default() }))
    }

    #[test]
    fn web_addresses_stay_and_others_become_ours() {
        let good = of("HTTPS://www.Harbour.example:80/a b?q=\"1\"");
        assert_eq!(good.url, "https://www.Harbour.example:80/a%20b?q=%221%22");
        assert_eq!(good.site, "harbour.example");
        for odd in
            ["file:///x", "https://", "https://www.", "https://[::1]/", "https://u@h.example/", "x", "http://a.b:port/"]
        {
            assert_eq!(of(odd).site, "nutgraf.invalid", "{odd}");
        }
    }
}
