//! What on a page is not the article: by element, by role, by the marks (classes and ids) sites give it.
//!
//! No site is named here. A mark stands in a list because at least three domains of the development pages use it.

use super::dom::{Dom, NodeId};
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// Why a subtree is boilerplate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Drop {
    /// An element that never holds an article's text: `nav`, `footer`, `form`, …
    Element,
    /// A WAI-ARIA role such as `navigation`.
    Role,
    /// A mark: the one that matched.
    Mark(&'static str),
}

/// The lists of marks by name, for the test that counts where they stand.
#[cfg(test)]
pub(crate) const LISTS: &[(&str, &[&str])] =
    &[("INSIDE", INSIDE), ("WORDS", WORDS), ("WHOLE", WHOLE), ("EXCEPTIONS", EXCEPTIONS)];

/// Whether an element shows no text at all.
pub(crate) fn is_silent(dom: &Dom, id: NodeId) -> bool {
    match dom.name(id) {
        "script" | "style" | "noscript" | "template" | "head" | "iframe" | "object" | "embed" | "svg"
        | "math-hidden" | "canvas" | "audio" | "video" | "select" | "option" | "textarea" | "button" | "input"
        | "dialog" | "map" | "link" | "meta" | "title" => true,
        _ => is_hidden(dom, id),
    }
}

fn is_hidden(dom: &Dom, id: NodeId) -> bool {
    let style = dom.attr(id, "style").unwrap_or_default();
    if !style.is_empty() {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
        // Paywalls and scripts hide whole articles: only small parts count as hidden.
        if (style.contains("display:none") || style.contains("visibility:hidden")) && dom.nodes[id].end - id < 120 {
            return true;
        }
    }
    dom.attr(id, "hidden").is_some() && dom.nodes[id].end - id < 120
        // Paywalls hide paragraphs from screen readers; icons and copies for the eye are small.
        || (dom.attr(id, "aria-hidden") == Some("true") && dom.nodes[id].end - id < 40 && !matches!(dom.name(id), "p" | "div" | "section"))
}

/// Whether the subtree at `id` is boilerplate.
pub(crate) fn drop(dom: &Dom, id: NodeId) -> Option<Drop> {
    dom.verdict(id)
}

/// Judges an element; [`Dom`] keeps the verdict.
pub(crate) fn judge(dom: &Dom, id: NodeId) -> Option<Drop> {
    let name = dom.name(id);
    if name.is_empty() {
        return None;
    }
    if matches!(name, "nav" | "footer" | "aside" | "form" | "menu" | "fieldset" | "label") {
        return Some(Drop::Element);
    }
    if matches!(
        dom.attr(id, "role"),
        Some(
            "navigation"
                | "complementary"
                | "contentinfo"
                | "banner"
                | "search"
                | "dialog"
                | "alert"
                | "menu"
                | "toolbar"
        )
    ) {
        return Some(Drop::Role);
    }
    if matches!(name, "body" | "html" | "main" | "article") {
        return None;
    }
    mark(dom.marks(id)).map(Drop::Mark)
}

/// Marks that hold anywhere inside a class or id.
const INSIDE: &[&str] = &[
    "related",
    "recommend",
    "newsletter",
    "advert",
    "cookie",
    "consent",
    "breadcrumb",
    "sidebar",
    "outbrain",
    "taboola",
    "social",
    "sharing",
    "share-",
    "-share",
    "sharebar",
    "share_",
    "_share",
    "shareb",
    "comment",
    "disqus",
    "subscri",
    "paywall",
    "signup",
    "sign-up",
    "most-read",
    "mostread",
    "most-popular",
    "trending",
    "read-more",
    "readmore",
    "read-also",
    "more-stories",
    "more-on",
    "author-bio",
    "author-box",
    "authorbox",
    "about-author",
    "author-info",
    "author-profile",
    "post-author",
    "article-author",
    "byline",
    "promo",
    "sponsor",
    "popup",
    "modal",
    "lightbox",
    "navigation",
    "pagination",
    "pager",
    "footer",
    "masthead",
    "toolbar",
    "tag-list",
    "taglist",
    "tags-",
    "-tags",
    "keywords",
    "topics",
    "teaser",
    "widget",
    "jp-relatedposts",
    "inread",
    "dfp",
    "adsense",
    "banner",
    "donat",
    "copyright",
    "disclaimer",
    "login",
    "register",
    "follow-us",
    "social-",
    "hidden-print",
    "print-only",
    "screen-reader",
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "skip-link",
    "image-credit",
    "media-credit",
    "carousel",
    "linkbox",
    "see-also",
    "feedback",
    "video-player",
    "player-",
    "audio-player",
    "article-actions",
    "article-meta",
    "article__meta",
    "post-meta",
    "entry-meta",
    "postmetadata",
    "meta-data",
    "timestamp",
    "publish-date",
    "published-date",
    "pubdate",
    "post-date",
    "entry-date",
    "reading-time",
    "read-time",
    "tooltip",
    "dropdown",
    "submenu",
    "nav-",
    "-nav",
    "navbar",
    "topbar",
    "subnav",
    "sitemap",
    "up-next",
    "upnext",
    "next-article",
    "post-navigation",
    "whatsapp",
    "telegram-",
    "facebook",
    "twitter-share",
    "addtoany",
    "addthis",
    "poll",
    "survey",
    "privacy",
    "gdpr",
    "article-footer",
    "article__footer",
    "post-footer",
    "entry-footer",
    "rating",
    "anzeige",
    "werbung",
    "publicidad",
    "factbox",
    "infobox",
    "info-box",
    "expandable",
    "collapsible",
    "twitter-tweet",
    "instagram-media",
];

static INSIDE_FINDER: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(INSIDE).expect("our own marks are few and short"));

/// Marks that hold only as a whole word of a class or id (words end at `-`, `_` and spaces).
const WORDS: &[&str] = &[
    "ad",
    "ads",
    "share",
    "tags",
    "tag",
    "nav",
    "menu",
    "author",
    "promoted",
    "toc",
    "print",
    "links",
    "rss",
    "search",
    "subscribe",
    "credit",
    "credits",
    "copyright",
    "aside",
    "actions",
    "tools",
    "shares",
    "likes",
    "bio",
    "kicker",
    "eyebrow",
    "overline",
    "category",
    "categories",
    "topic",
    "noprint",
    "sponsored",
    "partner",
    "shop",
    "product",
    "affiliate",
    "mpu",
    "adslot",
];

/// Marks that hold only as a whole class or id.
const WHOLE: &[&str] = &["hidden", "hide", "invisible", "more", "date", "meta"];

/// Marks that look like the above and are not: an article's own wrapper may carry them.
const EXCEPTIONS: &[&str] =
    &["has-sidebar", "with-sidebar", "no-sidebar", "sidebar-right", "content-sidebar", "premium", "teaser-text"];

fn mark(marks: &str) -> Option<&'static str> {
    if marks.is_empty() || marks.len() > 1_000 || EXCEPTIONS.iter().any(|exception| marks.contains(exception)) {
        return None;
    }
    if let Some(found) = INSIDE_FINDER.find(marks) {
        return Some(INSIDE[found.pattern().as_usize()]);
    }
    if let Some(found) = WHOLE.iter().find(|mark| marks.split(' ').any(|word| word == **mark)) {
        return Some(found);
    }
    marks
        .split([' ', '-', '_', '/'])
        .filter(|word| !word.is_empty())
        .find_map(|word| WORDS.iter().find(|mark| **mark == word))
        .copied()
}

/// Whether an element stands in a list of other articles, in comments or in a page's frame. What holds one of the
/// article's own nodes (its heading, its first words) is none of these.
pub(crate) fn is_elsewhere(dom: &Dom, own: &[NodeId], id: NodeId) -> bool {
    const ELSEWHERE: &[&str] = &[
        "comment",
        "related",
        "sidebar",
        "recommend",
        "teaser",
        "most-read",
        "popular",
        "widget",
        "footer",
        "disqus",
        "references",
        "bibliography",
        "citation",
        "more-stories",
        "latest",
    ];
    let whole = dom.nodes.len();
    let small = |a: NodeId| (dom.nodes[a].end - a) * 4 < whole;
    let marked = |a: NodeId| ELSEWHERE.iter().any(|mark| dom.marks(a).contains(mark));
    for ancestor in std::iter::once(id).chain(dom.ancestors(id, 30)) {
        match dom.name(ancestor) {
            "article" | "main" => return small(ancestor) && marked(ancestor),
            "body" | "html" => return false,
            _ if own.iter().any(|node| dom.subtree(ancestor).contains(node)) => return false,
            "aside" if ["meta", "byline", "info"].iter().any(|mark| dom.marks(ancestor).contains(mark)) => {}
            "aside" | "nav" | "footer" if small(ancestor) => return true,
            _ if (dom.nodes[ancestor].end - ancestor) * 2 <= whole && marked(ancestor) => return true,
            _ => {}
        }
    }
    false
}

/// Whether an element is marked as a picture's caption, or as a picture and holds little else.
pub(crate) fn is_caption(dom: &Dom, id: NodeId) -> bool {
    let marks = dom.marks(id);
    let size = dom.nodes[id].end - id;
    let pictured = !marks.is_empty()
        && size < 40
        && ["image", "picture", "photo", "bild", "foto", "thumb"].iter().any(|mark| marks.contains(mark))
        && dom.elements(id, &["img", "picture", "amp-img"]).next().is_some()
        && dom.subtree(id).filter_map(|n| dom.own_text(n)).map(str::len).sum::<usize>() < 500;
    if pictured {
        return true;
    }
    !marks.is_empty()
        && [
            "caption",
            "bildunterschrift",
            "image-text",
            "img-text",
            "photo-text",
            "imagetext",
            "bildtext",
            "pie-foto",
            "legende",
            "image-description",
            "media-description",
            "wp-caption",
        ]
        .iter()
        .any(|mark| marks.contains(mark))
}
