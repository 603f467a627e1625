//! One story told in every format gives one article: all but the fields that say where it came from.

use nutgraf_model::{Article, ArticleDraft, LinkKind, Reject, RejectKind, Source, Status};
use nutgraf_read::{Origin, ReadOptions, SourceFormat, documents, read};

/// Reads all stories of an input.
fn stories(bytes: &[u8], path: &str, options: &ReadOptions) -> Vec<Result<Article, Reject>> {
    let documents = documents(Box::new(bytes), Origin::new(path), options);
    documents.flat_map(|document| document.map_or_else(|reject| vec![Err(reject)], |d| read(&d, options))).collect()
}

fn story(bytes: &str, path: &str) -> Article {
    let mut found = stories(bytes.as_bytes(), path, &ReadOptions::default());
    assert_eq!(found.len(), 1, "{path}");
    found.remove(0).unwrap_or_else(|reject| panic!("{path}: {}", reject.why))
}

const HTML: &str = r#"<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Ferry sails again | Quay Herald</title>
<link rel="canonical" href="https://quay.example/1931/ferry-sails-again"><meta property="og:site_name" content="Quay Herald">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ferry sails again",
"datePublished": "1931-05-03T08:00:00+01:00", "author": {"@type": "Person", "name": "Jane Doe"}, "description": "After a winter in dock.",
"keywords": ["ferry", "harbour"], "publisher": {"@type": "Organization", "name": "Quay Herald"},}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Ferry sails again</h1><p class="byline">By Jane Doe</p>
<p>The ferry between the two harbour towns sailed again on Sunday, after a winter in the dock at Tarquia.</p>
<h2>Full of tea</h2>
<p>It carried ninety chests of tea, said <a href="https://quay.example/captain">the captain</a>, and no passengers at all.</p>
<aside class="related"><a href="/x">Read more: Dock closes</a></aside></article><footer>© Quay Herald</footer></body></html>"#;

const MARKDOWN: &str = "---\ntitle: Ferry sails again\nauthor: Jane Doe\ndate: 1931-05-03T08:00:00+01:00\ndescription: After a winter in dock.\n\
tags: [ferry, harbour]\nlang: en-GB\npublisher: Quay Herald\nurl: https://quay.example/1931/ferry-sails-again\n---\n\n# Ferry sails again\n\n\
The ferry between the two harbour towns sailed again on Sunday,\nafter a winter in the dock at Tarquia.\n\n## Full of tea\n\n\
It carried ninety chests of tea, said [the captain](https://quay.example/captain), and no passengers at all.\n";

const NITF: &str = r#"<?xml version="1.0" encoding="UTF-8"?><nitf xml:lang="en-GB" xmlns="http://iptc.org/std/NITF/2006-10-18/"><head>
<docdata management-status="usable"><date.issue norm="19310503T080000+0100"/><key-list><keyword key="ferry"/><keyword key="harbour"/></key-list></docdata>
<pubdata name="Quay Herald" ex-ref="https://quay.example/1931/ferry-sails-again"/></head><body><body.head><hedline><hl1>Ferry sails again</hl1></hedline>
<note><p>Editors: kill the third paragraph.</p></note>
<byline>By <person>Jane Doe</person> <byttl>Harbour Correspondent</byttl></byline><abstract><p>After a winter in dock.</p></abstract></body.head>
<body.content><p>The ferry between the two harbour towns sailed again on Sunday, after a winter in the dock at Tarquia.</p><hl2>Full of tea</hl2>
<p>It carried ninety chests of tea, said <a href="https://quay.example/captain">the captain</a>, and no passengers at all.</p></body.content></body></nitf>"#;

const NEWSML: &str = r#"<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="https://quay.example/1931/ferry-sails-again" version="2" xml:lang="en-GB">
<itemMeta><itemClass qcode="ninat:text"/><provider><name>Quay Herald</name></provider><versionCreated>1931-05-03T08:00:00+01:00</versionCreated>
<pubStatus qcode="stat:usable"/><edNote>Not for readers.</edNote></itemMeta><contentMeta><contentCreated>1931-05-03T08:00:00+01:00</contentCreated>
<by>By Jane Doe</by><keyword>ferry</keyword><keyword>harbour</keyword><headline>Ferry sails again</headline><description>After a winter in dock.</description></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
<p>The ferry between the two harbour towns sailed again on Sunday, after a winter in the dock at Tarquia.</p><h2>Full of tea</h2>
<p>It carried ninety chests of tea, said <a href="https://quay.example/captain">the captain</a>, and no passengers at all.</p></body></html></inlineXML></contentSet></newsItem>"#;

const NINJS: &str = r#"{"uri": "https://quay.example/1931/ferry-sails-again", "type": "text", "versioncreated": "1931-05-03T08:00:00+01:00", "pubstatus": "usable",
"language": "en-GB", "byline": "By Jane Doe", "headline": "Ferry sails again", "description_text": "After a winter in dock.",
"subject": [{"name": "ferry"}, {"name": "harbour"}], "infosource": [], "copyrightholder": "Quay Herald", "ednote": "Not for readers.",
"body_xhtml": "<p>The ferry between the two harbour towns sailed again on Sunday, after a winter in the dock at Tarquia.</p><h2>Full of tea</h2><p>It carried ninety chests of tea, said <a href=\"https://quay.example/captain\">the captain</a>, and no passengers at all.</p>"}"#;

const RSS: &str = r#"<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Quay Herald</title><link>https://quay.example/</link><language>en-GB</language><item><title>Ferry sails again</title>
<link>https://quay.example/1931/ferry-sails-again</link><pubDate>Sun, 03 May 1931 08:00:00 +0100</pubDate><dc:creator>Jane Doe</dc:creator>
<category>ferry</category><category>harbour</category><description>After a winter in dock.</description>
<content:encoded><![CDATA[<p>The ferry between the two harbour towns sailed again on Sunday, after a winter in the dock at Tarquia.</p><h2>Full of tea</h2>
<p>It carried ninety chests of tea, said <a href="https://quay.example/captain">the captain</a>, and no passengers at all.</p>]]></content:encoded></item></channel></rss>"#;

const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title>Quay Herald</title><entry><title>Ferry sails again</title>
<link href="https://quay.example/1931/ferry-sails-again"/><published>1931-05-03T08:00:00+01:00</published><author><name>Jane Doe</name></author>
<category term="ferry"/><category term="harbour"/><summary>After a winter in dock.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>The ferry between the two harbour towns sailed again on Sunday, after a winter in the dock at Tarquia.</p><h2>Full of tea</h2>
<p>It carried ninety chests of tea, said <a href="https://quay.example/captain">the captain</a>, and no passengers at all.</p></div></content></entry></feed>"#;

const JSON_FEED: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Quay Herald", "language": "en-GB", "items": [{"id": "1",
"url": "https://quay.example/1931/ferry-sails-again", "title": "Ferry sails again", "date_published": "1931-05-03T08:00:00+01:00",
"authors": [{"name": "Jane Doe"}], "tags": ["ferry", "harbour"], "summary": "After a winter in dock.",
"content_html": "<p>The ferry between the two harbour towns sailed again on Sunday, after a winter in the dock at Tarquia.</p><h2>Full of tea</h2><p>It carried ninety chests of tea, said <a href='https://quay.example/captain'>the captain</a>, and no passengers at all.</p>"}]}"#;

/// The article without what only some formats can say.
fn told(article: Article) -> Article {
    let mut draft = ArticleDraft { source: Source::default(), notes: Vec::new(), status: None, ..article.into_draft() };
    // Where only the canonical or only the fetched address is known, it is the address.
    draft.canonical_url = draft.canonical_url.or(draft.url.take());
    draft.url = None;
    draft.copyright = None;
    draft.links.retain(|link| link.kind == LinkKind::InText);
    draft.published.iter().for_each(|at| assert_eq!(at.to_string(), "1931-05-03T08:00:00+01:00"));
    Article::new(draft)
}

#[test]
fn one_story_in_eight_formats_is_one_article() {
    let related = story(HTML, "a.html").links.into_iter().filter(|link| link.kind == LinkKind::Related);
    assert_eq!(related.map(|link| link.text).collect::<Vec<_>>(), ["Read more: Dock closes"]);
    let html = told(story(HTML, "a.html"));
    assert_eq!(html.text.matches("\n\n").count(), 3, "{}", html.text);
    assert_eq!(html.links.len(), 1);
    let formats = [
        (MARKDOWN, "a.md", SourceFormat::Markdown),
        (NITF, "a.xml", SourceFormat::Nitf),
        (NEWSML, "a.xml", SourceFormat::NewsMlG2),
        (NINJS, "a.json", SourceFormat::Ninjs),
        (RSS, "a.xml", SourceFormat::Rss),
        (ATOM, "a.xml", SourceFormat::Atom),
        (JSON_FEED, "a.json", SourceFormat::JsonFeed),
    ];
    for (text, path, format) in formats {
        assert_eq!(SourceFormat::sniff(text.as_bytes(), path), Some(format));
        let article = told(story(text, path));
        let mut expected = html.clone();
        if format != SourceFormat::Html {
            expected
                .publisher
                .iter_mut()
                .for_each(|p| p.url.clone_from(&article.publisher.as_ref().and_then(|p| p.url.clone())));
        }
        assert_eq!(article, expected, "{format}");
    }
}

#[test]
fn our_own_lines_come_back_as_they_went() {
    let article = story(HTML, "a.html");
    let line = serde_json::to_string(&article).expect("articles serialise");
    let again = story(&format!("{line}\n"), "articles.jsonl");
    assert_eq!(again, article);
}

#[test]
fn editorial_status_is_obeyed() {
    let withheld = NINJS.replace("\"usable\"", "\"withheld\"");
    let kinds = |text: &str, options: &ReadOptions| -> Vec<Option<RejectKind>> {
        stories(text.as_bytes(), "a", options).into_iter().map(|s| s.err().map(|r| r.kind)).collect()
    };
    let options = ReadOptions::default();
    assert_eq!(kinds(&withheld, &options), [Some(RejectKind::Withheld)]);
    assert_eq!(kinds(&withheld, &ReadOptions { include_embargoed: true, ..options.clone() }), [None]);
    let embargoed = NEWSML.replace("<pubStatus", "<embargoed>1931-05-04T00:00:00+01:00</embargoed><pubStatus");
    assert_eq!(kinds(&embargoed, &options), [Some(RejectKind::Withheld)]);
    let canceled = story(&NEWSML.replace("stat:usable", "stat:canceled"), "a");
    assert_eq!(canceled.status.map(|s| s.status), Some(Status::Canceled));
    for text in [NITF, NEWSML, NINJS] {
        let article = serde_json::to_string(&story(text, "a")).expect("articles serialise");
        assert!(!article.contains("Not for readers") && !article.contains("Editors:"), "editor's notes stay inside");
    }
}

#[test]
fn the_highest_version_of_an_item_wins() {
    let body = |text: &str| text.split_once("?>").map_or(text.to_owned(), |(_, rest)| rest.to_owned());
    let newer =
        body(NEWSML).replace("version=\"2\"", "version=\"3\"").replace("Ferry sails again", "Ferry sails once more");
    let message = format!(
        "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet>{newer}{}</itemSet></newsMessage>",
        body(NEWSML)
    );
    assert_eq!(story(&message, "m.xml").headline.as_deref(), Some("Ferry sails once more"));
}

#[test]
fn what_is_no_article_is_refused_by_name() {
    let picture = NINJS.replace("\"type\": \"text\"", "\"type\": \"picture\"");
    let planning = "<planningItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='x' version='1'/>";
    let error = "<html><head><title>404 Not Found</title></head><body><p>The page you are looking for is not here, we are sorry.</p></body>";
    let teasers = "<div><h3><a href='/a'>One of many articles that are elsewhere</a></h3></div>".repeat(20);
    let front = format!(
        "<html><head><title>Quay Herald</title></head><body>{teasers}<p>All the news of the quay, every day, for you.</p></body>"
    );
    for (text, why) in
        [(picture.as_str(), "picture"), (planning, "planning"), (error, "error page"), (front.as_str(), "list page")]
    {
        let reject = stories(text.as_bytes(), "a", &ReadOptions::default()).remove(0).expect_err(why);
        assert_eq!(reject.kind, RejectKind::NotAnArticle, "{why}: {}", reject.why);
        assert!(reject.why.contains(why), "{}", reject.why);
        assert_eq!(reject.sha256.as_ref().map(String::len), Some(64));
    }
}
