//! When a page was published and changed.

use super::boilerplate::is_elsewhere;
use super::dom::NodeId;
use super::facts::Facts;
use crate::when::{self, DateOrder};
use nutgraf_model::Timestamp;

/// A date and which rule gave it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Dated {
    pub(crate) at: Timestamp,
    pub(crate) rule: String,
}

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date_published",
    "article.published",
    "publication_date",
    "publish-date",
    "publishdate",
    "publish_date",
    "pubdate",
    "publicationdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "iso-8601-publish-date",
    "originalpublicationdate",
    "article_date_original",
    "og:pubdate",
    "bt:pubdate",
    "ptime",
    "displaydate",
    "published-date",
    "published_time",
    "article:published",
    "citation_publication_date",
    "citation_date",
    "article:create",
    "article:post_date",
    "gentime",
    "date.release",
    "release_date",
    "dcterms.available",
    "itemprop:datecreated",
    "pub_date",
    "vr:published_time",
    "article-publication-date",
    "contentdate",
    "rnews:datepublished",
    "rdfa:published",
];

/// Names that some sites use for the date of the last change: they count after what the page shows.
const LOOSE: &[&str] = &[
    "itemprop:datepublished",
    "date",
    "dc.date",
    "dcterms.date",
    "created",
    "last-publish-date",
    "dcterms.created",
    "dc.date.created",
];

const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "itemprop:datemodified",
    "datemodified",
    "dateupdate",
    "last-modified",
    "lastmod",
    "dcterms.modified",
    "dc.date.modified",
    "article:modified",
    "modified_time",
    "revised",
    "moddate",
    "iso-8601-modified-date",
    "date_modified",
    "updated_time",
    "last_updated_date",
];

/// The order of days and months that the page's language has.
pub(crate) fn order(facts: &Facts) -> DateOrder {
    let lang = facts.lang.as_deref().unwrap_or_default().to_ascii_lowercase();
    let us = lang == "en-us" || facts.meta("og:locale") == Some("en_US");
    let country = facts.host().and_then(|host| host.rsplit('.').next()).unwrap_or_default();
    let day_first_country =
        country.len() == 2 && !matches!(country, "us" | "io" | "co" | "tv" | "me" | "ai" | "ly" | "fm");
    if day_first_country || (!lang.is_empty() && !lang.starts_with("en")) {
        DateOrder::DayFirst
    } else if us || (lang.starts_with("en") && lang != "en-gb" && lang != "en-au") {
        DateOrder::MonthFirst
    } else {
        DateOrder::Unknown
    }
}

/// When the page was first published. `lead` is the first node of the body, near which visible dates stand.
pub(crate) fn published(facts: &Facts, lead: Option<NodeId>) -> Option<Dated> {
    let order = order(facts);
    let mut found: Vec<Dated> = Vec::new();
    found.extend(linked(facts, &["datePublished", "dateCreated", "uploadDate"], order));
    found.extend(metas(facts, PUBLISHED, order));
    found.extend(microdata(facts, &["datepublished", "datecreated"], order));
    let address = facts.url.as_ref().and_then(|url| when::in_address(url.as_str()));
    let loose = metas(facts, LOOSE, order);
    if found.is_empty() {
        if let Some(first) = loose.first() {
            // Shown dates win where they are earlier: a page is not published after it was changed.
            let shown = time_elements(facts, lead, order).into_iter().chain(visible(facts, lead, order));
            let earlier = shown.filter(|d| {
                d.at.first_day() < first.at.first_day() && (first.at.first_day() - d.at.first_day()).num_days() < 400
            });
            found.extend(earlier.take(1));
        }
        found.extend(loose);
    }
    if found.is_empty() {
        found.extend(time_elements(facts, lead, order));
        found.extend(visible(facts, lead, order));
        // An address does not err; a date near the headline may be another's.
        if let Some(at) = address {
            found.retain(|d| close(&d.at, &at));
            found.push(Dated { at, rule: "from the address".to_owned() });
        }
    }
    if found.is_empty() {
        found.extend(in_scripts(facts, order));
    }
    if found.is_empty() {
        found.extend(anywhere(facts, lead, order));
    }
    let first = found.first().cloned()?;
    // An article that moved with its site keeps the day in its address.
    if let Some(at) = address.filter(|at| (first.at.first_day() - at.first_day()).num_days() > 30) {
        return Some(Dated { at, rule: "from the address".to_owned() });
    }
    if let Some(at) = local_offset(&first.at, facts, lead, order, address) {
        return Some(Dated { at, rule: format!("{}, offset from the time the page shows", first.rule) });
    }
    found.extend(of_same_page(facts, &first.at, order));
    // The same day or minute with more precision elsewhere is the better statement.
    let finer = found.iter().filter(|d| rank(&d.at) > rank(&first.at)).find(|d| close(&d.at, &first.at));
    Some(finer.cloned().unwrap_or(first))
}

/// When the page was last changed.
pub(crate) fn modified(facts: &Facts) -> Option<Dated> {
    let order = order(facts);
    linked(facts, &["dateModified"], order)
        .or_else(|| metas(facts, MODIFIED, order).into_iter().next())
        .or_else(|| microdata(facts, &["datemodified"], order).into_iter().next())
}

/// The instant in the publisher's own offset: where the markup states it in UTC and the page shows the same minute in
/// local time of another day, the two statements give the offset. The day may stand in the address and the minute alone
/// beside the article. Nothing where they do not fit together.
fn local_offset(
    at: &Timestamp,
    facts: &Facts,
    lead: Option<NodeId>,
    order: DateOrder,
    address: Option<Timestamp>,
) -> Option<Timestamp> {
    let Timestamp::Instant(instant) = at else { return None };
    if instant.offset().local_minus_utc() != 0 {
        return None;
    }
    let utc = instant.naive_utc();
    let fitting = |local: chrono::NaiveDateTime| {
        let minutes = (local - utc).num_seconds().div_euclid(60) + 1;
        let minutes = minutes - minutes.rem_euclid(15);
        let fits = (local - utc - chrono::TimeDelta::minutes(minutes)).num_seconds().abs() < 60;
        let zone = chrono::FixedOffset::east_opt(i32::try_from(minutes * 60).ok()?)?;
        (fits && local.date() != utc.date() && minutes.abs() <= 14 * 60)
            .then(|| Timestamp::Instant(instant.with_timezone(&zone)))
    };
    let shown = visible(facts, lead, order).into_iter().find_map(|shown| match shown.at {
        Timestamp::Local(local) => fitting(local),
        _ => None,
    });
    let neighbour = address.and_then(|at| at.day()).filter(|day| (*day - utc.date()).num_days().abs() == 1);
    shown.or_else(|| neighbour.and_then(|day| clocks(facts, lead).find_map(|clock| fitting(day.and_time(clock)))))
}

/// Clock times in short texts between headline and text, and just above the headline.
fn clocks(facts: &Facts, lead: Option<NodeId>) -> impl Iterator<Item = chrono::NaiveTime> + '_ {
    let heading = facts.headings.first().copied().unwrap_or(0);
    let lead = lead.unwrap_or(heading);
    let nodes = heading.min(lead).saturating_sub(60)..(heading.max(lead) + 60).min(facts.dom.nodes.len());
    let short = nodes.filter_map(|id| facts.dom.own_text(id)).filter(|text| text.len() < 60);
    short.filter_map(|text| when::find_clock(text).map(|(clock, _)| clock))
}

/// What another thing in the page's JSON-LD says of the same page and the same day, with time and offset: where the
/// article itself gives only the day.
fn of_same_page(facts: &Facts, day: &Timestamp, order: DateOrder) -> Option<Dated> {
    let Timestamp::Day(day) = day else { return None };
    let url = facts.url.as_ref()?;
    facts.linked.about(url.as_str(), |address| facts.resolve(address)).find_map(|thing| {
        let at = when::read(&facts.linked.string(thing, &["datePublished"])?, order)?;
        let fits = matches!(at, Timestamp::Instant(_)) && at.day() == Some(*day);
        fits.then(|| Dated { at, rule: "from JSON-LD datePublished of the page".to_owned() })
    })
}

fn rank(at: &Timestamp) -> u8 {
    match at {
        Timestamp::Year(_) => 0,
        Timestamp::Month(..) => 1,
        Timestamp::Day(_) => 2,
        Timestamp::Local(_) => 3,
        Timestamp::Instant(_) => 4,
    }
}

fn close(a: &Timestamp, b: &Timestamp) -> bool {
    match (a.day(), b.day()) {
        (Some(a), Some(b)) => (a - b).num_days().abs() <= 1,
        _ => a.year() == b.year(),
    }
}

fn linked(facts: &Facts, keys: &[&str], order: DateOrder) -> Option<Dated> {
    let article = facts.article.as_ref()?;
    keys.iter().find_map(|key| {
        let text = facts.linked.string(article, &[key])?;
        when::read(&text, order).map(|at| Dated { at, rule: format!("from JSON-LD {key}") })
    })
}

fn metas(facts: &Facts, keys: &[&str], order: DateOrder) -> Vec<Dated> {
    let read = |key: &&str| {
        let at = when::read(facts.meta(key)?, order)?;
        Some(Dated { at, rule: format!("from meta {key}") })
    };
    keys.iter().filter_map(read).collect()
}

fn microdata(facts: &Facts, properties: &[&str], order: DateOrder) -> Vec<Dated> {
    let dom = &facts.dom;
    let fits = |id: &NodeId| {
        dom.attr(*id, "itemprop").or(dom.attr(*id, "property")).is_some_and(|p| {
            let p = p.to_ascii_lowercase();
            properties.contains(&p.rsplit(':').next().unwrap_or(&p)) && dom.name(*id) != "meta"
        })
    };
    let read = |id: NodeId| {
        let at = value(facts, id, order)?;
        Some(Dated { at, rule: format!("from microdata {}", properties[0]) })
    };
    dom.subtree(0).filter(fits).filter_map(read).take(2).collect()
}

/// The date an element states: in an attribute, else in its words.
fn value(facts: &Facts, id: NodeId, order: DateOrder) -> Option<Timestamp> {
    ["datetime", "content", "data-datetime", "data-timestamp", "title"]
        .iter()
        .find_map(|attribute| facts.dom.attr(id, attribute).and_then(|text| when::read(text, order)))
        .or_else(|| when::read(&facts.dom.text(id), order))
}

/// `<time>` elements: the one marked as publication date, else the first between headline and text.
fn time_elements(facts: &Facts, lead: Option<NodeId>, order: DateOrder) -> Vec<Dated> {
    let dom = &facts.dom;
    let own = facts.own_nodes(lead);
    let times: Vec<NodeId> = dom.elements(0, &["time"]).collect();
    let marked = times.iter().copied().filter(|id| {
        dom.attr(*id, "pubdate").is_some()
            || ["publish", "entry-date", "post-date", "posted"].iter().any(|m| dom.marks(*id).contains(m))
    });
    let start = facts.headings.first().copied().unwrap_or(0);
    let near = times.iter().copied().filter(|id| {
        let after = *id > start.saturating_sub(400) && !is_elsewhere(dom, &own, *id);
        after && lead.is_none_or(|lead| *id < lead + 40) && !dom.marks(*id).contains("updated")
    });
    let candidates: Vec<NodeId> = marked.chain(near).collect();
    let read = |id: NodeId| value(facts, id, order).map(|at| Dated { at, rule: "from a time element".to_owned() });
    candidates.into_iter().filter_map(read).take(3).collect()
}

/// A date of publication in the data that a page hands to its scripts: `"publishedDate":"2016-11-04T20:37:27Z"`.
fn in_scripts(facts: &Facts, order: DateOrder) -> Option<Dated> {
    const KEYS: &[&str] = &[
        "\"datePublished\"",
        "\"publishedDate\"",
        "\"publishDate\"",
        "\"publishedAt\"",
        "\"published_at\"",
        "\"publicationDate\"",
        "\"publish_date\"",
        "\"date_published\"",
        "\"firstPublished\"",
        "\"published_time\"",
    ];
    let dom = &facts.dom;
    let scripts = dom.elements(0, &["script"]).flat_map(|id| dom.children(id)).filter_map(|id| dom.own_text(id));
    let value = |script: &str| {
        KEYS.iter().find_map(|key| {
            let after = script[script.find(key)? + key.len()..].trim_start().strip_prefix(':')?.trim_start();
            let stated = after.strip_prefix('"').and_then(|rest| rest.split('"').next())?;
            when::read(stated, order).filter(|at| at.day().is_some())
        })
    };
    scripts.filter_map(value).next().map(|at| Dated { at, rule: "from the data of a script".to_owned() })
}

/// The page's first date in a short text of its own, else the first in any text; headline and what follows come
/// before what stands above.
fn anywhere(facts: &Facts, lead: Option<NodeId>, order: DateOrder) -> Option<Dated> {
    let dom = &facts.dom;
    let own = facts.own_nodes(lead);
    let heading = facts.headings.first().copied().unwrap_or(0);
    let nodes = (heading..dom.nodes.len()).chain(0..heading);
    let digits = |id: &NodeId| {
        dom.own_text(*id).is_some_and(|text| text.bytes().any(|b| b.is_ascii_digit())) && !is_code(dom, *id)
    };
    let (elsewhere, here): (Vec<NodeId>, Vec<NodeId>) =
        nodes.filter(digits).partition(|id| is_elsewhere(dom, &own, *id));
    let texts: Vec<&str> = here.into_iter().chain(elsewhere).filter_map(|id| dom.own_text(id)).map(str::trim).collect();
    let dated = |at: Timestamp, rule: &str| {
        Some(Dated { at, rule: rule.to_owned() }).filter(|_| at.day().is_some() && at.year() >= 1995)
    };
    let labelled = (0..dom.nodes.len())
        .filter(|id| (2..12).contains(&(dom.nodes[*id].end - id)) && !is_code(dom, *id))
        .find_map(|id| {
            let text = dom.text(id);
            let lower = text.to_lowercase();
            let label = text.len() < 70
                && LABELS.iter().any(|l| lower.starts_with(l))
                && text.bytes().any(|b| b.is_ascii_digit());
            label
                .then(|| when::read(&text, order))
                .flatten()
                .and_then(|at| dated(at, "from a labelled date on the page"))
        });
    if labelled.is_some() {
        return labelled;
    }
    // `29.11.2022 – Envoys met`
    let opening = lead.into_iter().flat_map(|lead| lead..(lead + 30).min(dom.nodes.len())).find_map(|id| {
        let text = dom.own_text(id)?.trim();
        let start: String = text.chars().take(24).collect();
        text.starts_with(|c: char| c.is_ascii_digit()).then(|| when::find(&start, order)).flatten()
    });
    if let Some(at) = opening {
        return dated(at, "from the first words of the body");
    }
    let short = texts
        .iter()
        .filter(|t| t.len() <= 80)
        .find_map(|t| when::read(t, order).and_then(|at| dated(at, "from a short text on the page")));
    short.or_else(|| {
        texts
            .iter()
            .filter(|t| t.len() > 80)
            .find_map(|t| when::find(t, order).and_then(|at| dated(at, "from the words of the page")))
    })
}

/// Words before a date that call it the date of publication.
const LABELS: &[&str] = &[
    "datum",
    "date",
    "published",
    "veröffentlicht",
    "posted",
    "publié",
    "fecha",
    "data",
    "stand",
    "erstellt",
    "publicado",
    "pubblicato",
    "publication date",
    "release date",
    "datum der",
];

fn is_code(dom: &super::dom::Dom, id: NodeId) -> bool {
    dom.ancestors(id, 3).any(|a| matches!(dom.name(a), "script" | "style" | "noscript" | "title" | "option"))
}

/// Words between headline and text whose marks call them a date, and failing these, date lines there.
fn visible(facts: &Facts, lead: Option<NodeId>, order: DateOrder) -> Vec<Dated> {
    let dom = &facts.dom;
    let own = facts.own_nodes(lead);
    const MARKS: &[&str] =
        &["date", "time", "publish", "posted", "meta", "byline", "datum", "fecha", "info", "stamp", "created"];
    let heading = facts.headings.first().copied().unwrap_or(0);
    let lead = lead.unwrap_or(heading + 300);
    let from = heading.saturating_sub(120);
    let to = (lead.max(heading) + 60).min(dom.nodes.len());
    let mut found = Vec::new();
    for id in from..to {
        if found.len() > 2 || dom.nodes[id].end - id > 40 {
            continue;
        }
        let is_text = dom.own_text(id).is_some();
        let marked = MARKS.iter().any(|mark| dom.marks(id).contains(mark));
        if (!is_text && !marked) || is_elsewhere(dom, &own, id) {
            continue;
        }
        let words = dom.subtree(id).filter(|inner| !is_code(dom, *inner)).filter_map(|inner| dom.own_text(inner));
        let text = words.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
        if text.len() > 160 || !text.bytes().any(|b| b.is_ascii_digit()) {
            continue;
        }
        let at = if marked { when::read(&text, order) } else { when::date_line(&text, order) };
        if let Some(at) = at.filter(|at| at.day().is_some() && at.year() >= 1995) {
            found.push(Dated { at, rule: "from a date line".to_owned() });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::{Origin, ReadOptions, documents};

    fn published(page: String, url: &str) -> String {
        let options = ReadOptions::default();
        let origin = Origin { url: Some(url.to_owned()), ..Origin::new("page.html") };
        let bytes = std::io::Cursor::new(page.into_bytes());
        let mut found =
            documents(Box::new(bytes), origin, &options).flat_map(|d| crate::read(&d.expect("a page"), &options));
        let article = found.next().expect("an outcome").expect("an article");
        article.published.expect("a date").to_string()
    }

    fn page(head: &str, line: &str) -> String {
        format!(
            "<!doctype html><html><head><title>Ferry sails</title>{head}</head><body><article><h1>Ferry sails</h1>\
             <p class=\"entry-info\">{line}</p><p>The ferry between the two harbour towns sailed again at night, after \
             a winter in the dock at Tarquia.</p></article></body></html>"
        )
    }

    #[test]
    fn the_page_itself_may_state_the_hour_that_the_article_leaves_out() {
        let thing = |kind: &str, url: &str, date: &str| {
            format!(r#"{{"@type": "{kind}", "url": "{url}", "headline": "Ferry sails", "datePublished": "{date}"}}"#)
        };
        let head = |of_page: &str| {
            let article = thing("NewsArticle", "https://quay.example/ferry", "1931-05-03");
            format!(r#"<script type="application/ld+json">[{article}, {of_page}]</script>"#)
        };
        let url = "https://quay.example/ferry";
        let same = head(&thing("WebPage", "/ferry", "1931-05-03T08:00:00+01:00"));
        assert_eq!(published(page(&same, ""), url), "1931-05-03T08:00:00+01:00");
        let other_page = head(&thing("WebPage", "/tram", "1931-05-03T08:00:00+01:00"));
        assert_eq!(published(page(&other_page, ""), url), "1931-05-03");
        let other_day = head(&thing("WebPage", "/ferry", "1931-05-09T08:00:00+01:00"));
        assert_eq!(published(page(&other_day, ""), url), "1931-05-03");
    }

    #[test]
    fn day_of_the_address_and_minute_beside_the_article_give_the_offset() {
        let head = r#"<meta property="article:published_time" content="2018-12-31T23:11:59+00:00">"#;
        let url = "https://quay.example/2019/01/01/ferry/";
        assert_eq!(published(page(head, "Travel, jane @ 00:11"), url), "2019-01-01T00:11:59+01:00");
        assert_eq!(published(page(head, "Travel, jane @ 00:40"), url), "2018-12-31T23:11:59Z", "another minute");
        assert_eq!(published(page(head, ""), url), "2018-12-31T23:11:59Z", "no minute");
    }
}
