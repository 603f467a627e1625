//! Pages that are no articles: lists, section fronts, video pages, error pages, walls.
//!
//! The rules would rather keep a list than lose an article: each needs two signs that agree.

use super::blocks::PieceKind;
use super::body::Body;
use super::facts::Facts;
use super::linked_data::types_of;
use crate::refuse::Refusal;

/// Beginnings of the titles that servers give their error pages, lower case.
const ERRORS: &[&str] = &[
    "404",
    "403",
    "500",
    "502",
    "503",
    "error 404",
    "page not found",
    "not found",
    "access denied",
    "forbidden",
    "just a moment",
    "attention required",
    "are you a robot",
    "service unavailable",
    "internal server error",
    "bad gateway",
    "seite nicht gefunden",
    "page non trouvée",
    "página no encontrada",
    "pagina non trovata",
    "strona nie została znaleziona",
    "sorry, this page",
    "this page isn't available",
    "we can't find",
];

/// What pages say that show nothing to a reader without scripts.
const WALLS: &[&str] = &[
    "enable javascript",
    "javascript is disabled",
    "javascript is required",
    "verify you are human",
    "checking your browser",
    "enable cookies",
    "please turn on javascript",
    "unusual traffic",
];

/// Why the page is no article, where it is none.
pub(crate) fn not_an_article(facts: &Facts, body: &Body) -> Option<Refusal> {
    let words: usize = body.pieces.iter().filter(|p| p.kind != PieceKind::Caption).map(|p| p.chars).sum();
    if words == 0 {
        let empty = || Refusal::empty("no paragraph of an article was found on the page");
        return is_error(facts, 0).or_else(|| is_list(facts, 0)).or_else(|| Some(empty()));
    }
    let prose: usize = body.pieces.iter().filter(|p| p.is_prose()).map(|p| p.chars).sum();
    is_error(facts, words)
        .or_else(|| is_wall(body, words))
        .or_else(|| is_video(facts, prose))
        .or_else(|| is_list(facts, prose))
}

fn is_error(facts: &Facts, words: usize) -> Option<Refusal> {
    let title = facts.title.as_deref().unwrap_or_default().to_lowercase();
    let heading = facts.headings.first().map(|id| facts.dom.text(*id).to_lowercase()).unwrap_or_default();
    let starts = |text: &str| {
        ERRORS.iter().any(|mark| {
            text.strip_prefix(mark).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == ','))
        })
    };
    let short = words < 1_200 && facts.article.as_ref().is_none_or(|article| !article.contains_key("datePublished"));
    (short && (starts(&title) || starts(&heading))).then(|| Refusal::not_an_article("an error page: its title says so"))
}

fn is_wall(body: &Body, words: usize) -> Option<Refusal> {
    let says = |text: &str| WALLS.iter().any(|wall| text.to_lowercase().contains(wall));
    (words < 400 && body.pieces.iter().any(|piece| says(&piece.text)))
        .then(|| Refusal::not_an_article("a wall: the page shows its text only to browsers with scripts or cookies"))
}

fn is_video(facts: &Facts, prose: usize) -> Option<Refusal> {
    let typed = facts.meta("og:type").is_some_and(|kind| kind.starts_with("video"));
    let linked = facts.article.as_ref().is_some_and(|thing| types_of(thing).iter().all(|kind| kind == "videoobject"));
    let path = facts.url.as_ref().map(|url| url.path().to_lowercase()).unwrap_or_default();
    let addressed = path.split('/').any(|part| matches!(part, "video" | "videos" | "watch" | "mediathek"));
    let signs = [typed, linked, addressed].into_iter().filter(|sign| *sign).count();
    (signs >= 2 && prose < 400).then(|| Refusal::not_an_article("a video page: it says so and holds hardly any text"))
}

/// Front pages, section fronts, search results, archives.
fn is_list(facts: &Facts, prose: usize) -> Option<Refusal> {
    const LISTS: &[&str] = &["collectionpage", "searchresultspage", "itemlist", "profilepage", "imagegallery"];
    let article = facts.article.as_ref().is_some_and(|thing| {
        types_of(thing).iter().any(|kind| !matches!(kind.as_str(), "webpage" | "itempage" | "videoobject"))
    }) || facts.meta("og:type").is_some_and(|kind| kind == "article")
        || facts.meta("article:published_time").is_some();
    if article {
        return None;
    }
    let typed = facts.linked.of_type(LISTS).next().is_some();
    let front = facts.url.as_ref().is_some_and(|url| url.path().trim_matches('/').is_empty() && url.query().is_none());
    let teasers = linked_headings(facts);
    let listed = (teasers >= 12 && prose < 200) || (teasers >= 6 && (typed || front) && prose < 600);
    (listed || (typed && prose < 200)).then(|| {
        Refusal::not_an_article(format!("a list page: {teasers} linked headings and hardly any text of its own"))
    })
}

/// Headings that are links: each stands for an article elsewhere.
fn linked_headings(facts: &Facts) -> usize {
    let dom = &facts.dom;
    let headings = dom.elements(0, &["h2", "h3", "h4"]);
    let linked = |id: &usize| {
        let inside = dom.elements(*id, &["a"]).next().is_some();
        inside || dom.ancestors(*id, 3).any(|ancestor| dom.name(ancestor) == "a")
    };
    headings.filter(linked).count()
}
