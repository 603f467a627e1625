//! Which part of a page is the article's body.

use super::blocks::{Piece, PieceKind, pieces};
use super::boilerplate::Drop;
use super::dom::{Dom, NodeId};
use super::facts::Facts;
use std::collections::HashMap;

/// The body: pieces in order, and which rule found them.
#[derive(Debug, Default)]
pub(crate) struct Body {
    pub(crate) pieces: Vec<Piece>,
    /// Elements that hold it.
    pub(crate) roots: Vec<NodeId>,
    pub(crate) rule: &'static str,
}

impl Body {
    /// The first node of the body.
    pub(crate) fn lead(&self) -> Option<NodeId> {
        self.pieces.iter().find(|p| p.kind != PieceKind::Caption).map(|piece| piece.first)
    }
}

/// Marks of elements that hold nothing but an article's text, the surest first.
const TIERS: &[&[&str]] = &[
    &[
        "articlebody", "article-body", "article__body", "article_body", "article-content", "article__content",
        "article_content", "articlecontent", "story-body", "story__body", "storybody", "story_body", "story-content", "storycontent", "story__content",
        "article-text", "article__text", "article_text", "articletext", "entry-content", "entry_content", "entrycontent",
        "post-content", "post_content", "postcontent", "post__content", "post-body", "post_body", "postbody", "post__body", "post-text", "post-entry", "body-copy",
        "bodycopy", "body-content", "content-body", "content__body", "contentbody", "body-text", "bodytext", "news-content", "news__content",
        "newscontent", "news-text", "news-body", "newsbody", "news-article-body", "single-content", "rich-text", "richtext", "td-post-content",
        "field-name-body", "field--name-body", "blog-content", "blog-post-content", "main-text", "text-body", "textbody", "article-detail", "entry-body", "paywall-content", "detail-content", "detail-text", "single-post-content", "fulltext", "full-text", "the-content", "the_content", "page-content__text",
    ],
    &["article-main", "article__main", "article-wrapper", "articlewrapper", "article-container", "article__container", "single-post", "post-wrapper", "story", "post", "entry", "hentry", "blogpost", "page-content", "content-main", "main-content", "maincontent", "node-content"],
];

/// Finds the body.
pub(crate) fn body(facts: &Facts) -> Body {
    let dom = &facts.dom;
    let mut all = pieces(dom);
    spare_large_drops(dom, &mut all);
    let (roots, rule) = roots(dom, &all);
    let mut kept: Vec<Piece> = all.into_iter().filter(|piece| roots.iter().any(|root| dom.subtree(*root).contains(&piece.first))).collect();
    kept.retain(|piece| piece.drop.is_none());
    Body { pieces: kept, roots, rule }
}

/// A mark on the wrapper of nearly everything says nothing.
fn spare_large_drops(dom: &Dom, all: &mut [Piece]) {
    let prose: usize = all.iter().filter(|p| p.is_prose()).map(|p| p.chars).sum();
    let mut by_drop: HashMap<NodeId, usize> = HashMap::new();
    let owner = |piece: &Piece| -> Option<NodeId> {
        matches!(piece.drop, Some(Drop::Mark(_) | Drop::Role | Drop::Element)).then_some(())?;
        dom.ancestors(piece.first, 200).filter(|a| super::boilerplate::drop(dom, *a).is_some()).last()
    };
    let owners: Vec<Option<NodeId>> = all.iter().map(owner).collect();
    for (piece, owner) in all.iter().zip(&owners) {
        if let (true, Some(owner)) = (piece.is_prose(), owner) {
            *by_drop.entry(*owner).or_default() += piece.chars;
        }
    }
    for (piece, owner) in all.iter_mut().zip(owners) {
        let Some(owner) = owner else { continue };
        if by_drop.get(&owner).is_some_and(|chars| chars * 2 > prose) {
            // Marks further in still count.
            let inner = dom.ancestors(piece.first, 200).take_while(|a| *a != owner).find_map(|a| super::boilerplate::drop(dom, a));
            piece.drop = inner;
        }
    }
}

/// Prose inside a subtree, in code points.
fn prose_in(dom: &Dom, all: &[Piece], root: NodeId) -> usize {
    let range = dom.subtree(root);
    let from = all.partition_point(|piece| piece.first < range.start);
    all[from..].iter().take_while(|piece| piece.first < range.end).filter(|p| p.drop.is_none() && p.is_prose()).map(|p| p.chars).sum()
}

fn roots(dom: &Dom, all: &[Piece]) -> (Vec<NodeId>, &'static str) {
    let scored = scored(dom, all);
    let least = scored.map_or(0, |root| prose_in(dom, all, root)) / 2;
    let enough = |roots: &[NodeId]| {
        let total: usize = roots.iter().map(|root| prose_in(dom, all, *root)).sum();
        total > 0 && total >= least.max(1)
    };
    let stated = outermost(dom, |id| dom.attr(id, "itemprop").is_some_and(|p| p.to_ascii_lowercase().contains("articlebody")));
    if enough(&stated) {
        return (best_group(dom, all, stated), "from itemprop articleBody");
    }
    for (at, tier) in TIERS.iter().enumerate() {
        let marked = outermost(dom, |id| has_mark(dom, id, tier, at > 0));
        let marked = best_group(dom, all, marked);
        if enough(&marked) {
            return (marked, if at == 0 { "from an element marked as body" } else { "from an element marked as article" });
        }
    }
    let articles = outermost(dom, |id| dom.name(id) == "article");
    let articles = best_group(dom, all, articles);
    if enough(&articles) {
        return (articles, "from the article element");
    }
    let mains = outermost(dom, |id| dom.name(id) == "main" || dom.attr(id, "role") == Some("main"));
    if let (Some(main), Some(root)) = (mains.iter().copied().max_by_key(|id| prose_in(dom, all, *id)), scored) {
        if dom.subtree(root).contains(&main) {
            return (vec![main], "from the main element");
        }
    }
    match scored {
        Some(root) => (vec![root], "from the densest element"),
        None => (dom.elements(0, &["body"]).take(1).collect(), "from the whole page"),
    }
}

fn has_mark(dom: &Dom, id: NodeId, tier: &[&str], whole: bool) -> bool {
    let marks = dom.marks(id);
    if marks.is_empty() || matches!(dom.name(id), "body" | "html" | "a" | "p" | "span" | "h1" | "h2" | "h3" | "li" | "ul" | "figure" | "img") {
        return false;
    }
    if whole {
        return marks.split(' ').any(|word| tier.contains(&word));
    }
    tier.iter().any(|mark| marks.contains(mark))
}

/// Elements that pass, without those inside one that passed.
fn outermost(dom: &Dom, test: impl Fn(NodeId) -> bool) -> Vec<NodeId> {
    let mut found = Vec::new();
    let mut at = 1;
    while at < dom.nodes.len() {
        if !dom.name(at).is_empty() && test(at) && super::boilerplate::drop(dom, at).is_none() {
            found.push(at);
            at = dom.nodes[at].end;
        } else {
            at += 1;
        }
    }
    found
}

/// Of several matching elements: the largest, with those beside it under the same parent.
fn best_group(dom: &Dom, all: &[Piece], found: Vec<NodeId>) -> Vec<NodeId> {
    if found.len() < 2 {
        return found;
    }
    let Some(best) = found.iter().copied().max_by_key(|id| prose_in(dom, all, *id)) else { return found };
    let parent = dom.nodes[best].parent;
    let same = |id: &NodeId| {
        *id == best || (dom.nodes[*id].parent == parent && dom.name(best) != "article" && dom.marks(*id) == dom.marks(best))
    };
    found.into_iter().filter(same).collect()
}

/// The element under which most prose stands closely: each paragraph counts for its parent, half for the next.
fn scored(dom: &Dom, all: &[Piece]) -> Option<NodeId> {
    let mut scores: HashMap<NodeId, f64> = HashMap::new();
    for piece in all.iter().filter(|p| p.drop.is_none() && p.is_prose()) {
        let weight = (piece.chars.min(800) as f64 / 100.0 + 1.0) * (1.0 - piece.link_density());
        let mut share = 1.0;
        let start = if matches!(dom.name(piece.node), "p" | "blockquote" | "pre" | "td") { dom.nodes[piece.node].parent } else { piece.node };
        for ancestor in std::iter::once(start).chain(dom.ancestors(start, 3)) {
            if matches!(dom.name(ancestor), "body" | "html" | "") {
                break;
            }
            *scores.entry(ancestor).or_default() += weight * share;
            share *= 0.6;
        }
    }
    let best = scores.iter().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0))).map(|(id, _)| *id)?;
    Some(widened(dom, all, best))
}

/// Goes up while the parent holds clearly more prose and little of it is elsewhere's.
fn widened(dom: &Dom, all: &[Piece], mut root: NodeId) -> NodeId {
    loop {
        let parent = dom.nodes[root].parent;
        if parent == 0 || matches!(dom.name(parent), "body" | "html") {
            return root;
        }
        let (inside, outside) = (prose_in(dom, all, root), prose_in(dom, all, parent));
        let more = outside - inside;
        if more == 0 || more * 10 > inside * 9 {
            if more == 0 && dom.children(parent).filter(|c| !dom.name(*c).is_empty()).count() < 2 {
                root = parent;
                continue;
            }
            return root;
        }
        root = parent;
    }
}
