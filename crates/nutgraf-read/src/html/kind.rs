//! Pages that are no articles: lists, section fronts, video pages, error pages.

use super::blocks::PieceKind;
use super::body::Body;
use super::facts::Facts;
use crate::refuse::Refusal;

/// Why the page is no article, where it is none.
pub(crate) fn not_an_article(facts: &Facts, body: &Body) -> Option<Refusal> {
    let prose: usize = body.pieces.iter().filter(|p| p.kind != PieceKind::Caption).map(|p| p.chars).sum();
    if prose == 0 {
        return Some(Refusal::empty("no paragraph of an article was found on the page"));
    }
    let title = facts.title.as_deref().unwrap_or_default().to_lowercase();
    let error = [
        "404",
        "not found",
        "page not found",
        "access denied",
        "just a moment",
        "attention required",
        "403 forbidden",
        "are you a robot",
        "seite nicht gefunden",
        "error 404",
        "500 internal server error",
        "503 service",
    ];
    let heading = facts.headings.first().map(|id| facts.dom.text(*id).to_lowercase()).unwrap_or_default();
    if prose < 1500
        && error.iter().any(|mark| {
            title.starts_with(mark)
                || heading.starts_with(mark)
                || (title.contains(mark) && prose < 500 && mark.len() > 8)
        })
    {
        return Some(Refusal::not_an_article("an error page: its title says so"));
    }
    None
}
