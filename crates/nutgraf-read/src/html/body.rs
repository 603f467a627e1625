//! Which part of a page is the article's body.

use super::blocks::{Piece, PieceKind, PieceLink, pieces};
use super::boilerplate;
use super::dom::{Dom, NodeId};
use super::facts::Facts;
use super::trim;
use aho_corasick::AhoCorasick;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The body: pieces in order, and which rule found them.
#[derive(Debug, Default)]
pub(crate) struct Body {
    pub(crate) pieces: Vec<Piece>,
    /// Elements that hold it.
    pub(crate) roots: Vec<NodeId>,
    pub(crate) rule: &'static str,
    /// Links of insets that lead to other articles.
    pub(crate) related: Vec<PieceLink>,
}

impl Body {
    /// The first node of the body.
    pub(crate) fn lead(&self) -> Option<NodeId> {
        self.pieces.iter().find(|p| p.kind != PieceKind::Caption).map(|piece| piece.first)
    }
}

/// Marks of elements that hold nothing but an article's text, as `story-body`, `story__body` or `StoryBody` spell them.
const BODIES: &[&str] = &[
    "articlebody",
    "articlecontent",
    "articletext",
    "articledetail",
    "storycontent",
    "entrycontent",
    "entrybody",
    "postcontent",
    "postbody",
    "posttext",
    "postentry",
    "bodycopy",
    "bodycontent",
    "contentbody",
    "bodytext",
    "newscontent",
    "newstext",
    "singlecontent",
    "richtext",
    "tdpostcontent",
    "fieldnamebody",
    "blogcontent",
    "detailcontent",
    "fulltext",
    "thecontent",
];

/// Words of marks that name an article's wrapper: a whole class or id.
const WRAPPERS: &[&str] = &[
    "article-main",
    "article-wrapper",
    "article-container",
    "single-post",
    "story",
    "post",
    "entry",
    "hentry",
    "page-content",
    "content-main",
    "main-content",
    "maincontent",
];

/// The lists of marks by name, for the test that counts where they stand.
#[cfg(test)]
pub(crate) const LISTS: &[(&str, &[&str])] = &[("BODIES", BODIES), ("WRAPPERS", WRAPPERS)];

/// Finds the body. Marks that would leave nothing are forgotten in a second try.
pub(crate) fn body(facts: &Facts) -> Body {
    let mut all = pieces(&facts.dom);
    let page = Page::new(facts, &mut all);
    let found = page.body(&all);
    if found.pieces.iter().any(|piece| piece.kind != PieceKind::Caption) {
        return found;
    }
    all.iter_mut().for_each(|piece| piece.drop = None);
    Body { rule: "from the densest element, marks of boilerplate ignored", ..page.body(&all) }
}

/// A page while its body is looked for.
struct Page<'f> {
    facts: &'f Facts,
    dom: &'f Dom,
    /// `articleBody` of the JSON-LD, letters and digits only.
    stated: String,
}

impl<'f> Page<'f> {
    fn new(facts: &'f Facts, all: &mut [Piece]) -> Page<'f> {
        let stated = facts.article.as_ref().and_then(|article| facts.linked.string(article, &["articleBody"]));
        let stated = stated.map(|text| letters(&text)).filter(|text| text.len() > 400).unwrap_or_default();
        let page = Page { facts, dom: &facts.dom, stated };
        page.spare_wrappers(all);
        page
    }

    fn body(&self, all: &[Piece]) -> Body {
        let (roots, rule) = self.roots(all);
        let inside = |piece: &&Piece| roots.iter().any(|root| self.dom.subtree(*root).contains(&piece.first));
        let kept: Vec<Piece> = all.iter().filter(inside).filter(|p| p.drop.is_none()).cloned().collect();
        let pieces = trim::trim(self.facts, &roots, all, kept, &self.stated);
        let related = all
            .iter()
            .filter(inside)
            .filter(|p| is_related(p))
            .flat_map(|p| p.links.iter().cloned())
            .take(20)
            .collect();
        Body { pieces, roots, rule, related }
    }

    /// A mark that drops nearly everything says nothing, be it on one wrapper or on every paragraph: pieces it
    /// dropped are judged by the other marks around them.
    fn spare_wrappers(&self, all: &mut [Piece]) {
        let dom = self.dom;
        let never = |id: NodeId| {
            ["comment", "disqus", "kommentar", "consent", "cookie", "onetrust", "gdpr"]
                .iter()
                .any(|m| dom.marks(id).contains(m))
        };
        let droppers: Vec<Vec<NodeId>> = all
            .iter()
            .map(|piece| match piece.drop {
                Some(_) => dom.ancestors(piece.first, 200).filter(|a| boilerplate::drop(dom, *a).is_some()).collect(),
                None => Vec::new(),
            })
            .collect();
        let judged = |list: &[NodeId]| {
            !list
                .iter()
                .any(|id| never(*id) && !dom.subtree(*id).contains(&self.facts.headings.first().copied().unwrap_or(0)))
        };
        let total: usize =
            all.iter().zip(&droppers).filter(|(p, list)| p.is_prose() && judged(list)).map(|(p, _)| p.chars).sum();
        let mut prose: HashMap<(&str, &str), usize> = HashMap::new();
        for (piece, list) in all.iter().zip(&droppers).filter(|(piece, _)| piece.is_prose()) {
            let mut seen: Vec<(&str, &str)> = list.iter().map(|id| (dom.name(*id), dom.marks(*id))).collect();
            seen.sort_unstable();
            seen.dedup();
            seen.into_iter().for_each(|key| *prose.entry(key).or_default() += piece.chars);
        }
        let mut by_mark: HashMap<boilerplate::Drop, usize> = HashMap::new();
        for piece in all.iter().filter(|piece| piece.is_prose()) {
            piece.drop.iter().for_each(|drop| *by_mark.entry(*drop).or_default() += piece.chars);
        }
        let heading = self.facts.headings.first().copied();
        let spared = |id: &NodeId| {
            let inside = prose.get(&(dom.name(*id), dom.marks(*id))).copied().unwrap_or(0);
            let alike = boilerplate::drop(dom, *id).and_then(|drop| by_mark.get(&drop)).copied().unwrap_or(0);
            let holds_heading = heading.is_some_and(|h| dom.subtree(*id).contains(&h));
            (inside.max(alike) * 2 > total && !never(*id)) || (holds_heading && inside * 5 > total)
        };
        let verdicts: Vec<_> = droppers
            .iter()
            .map(|list| list.iter().find(|id| !spared(id)).and_then(|id| boilerplate::drop(dom, *id)))
            .collect();
        all.iter_mut().zip(verdicts).for_each(|(piece, verdict)| piece.drop = verdict);
    }

    /// Prose inside a subtree, in code points.
    fn prose_in(&self, all: &[Piece], root: NodeId) -> usize {
        let range = self.dom.subtree(root);
        let from = all.partition_point(|piece| piece.first < range.start);
        let inside = all[from..].iter().take_while(|piece| piece.first < range.end);
        inside.filter(|p| p.drop.is_none() && p.is_prose()).map(|p| p.chars).sum()
    }

    fn roots(&self, all: &[Piece]) -> (Vec<NodeId>, &'static str) {
        if let Some(root) = self.confirmed(all) {
            return (vec![root], "from the element that holds the JSON-LD articleBody");
        }
        let scored = self.scored(all);
        let least = scored.map_or(0, |root| self.prose_in(all, root));
        let enough = |roots: &[NodeId], share: usize| {
            let total: usize = roots.iter().map(|root| self.prose_in(all, *root)).sum();
            total > 0 && total * 10 >= least * share
        };
        let dom = self.dom;
        let stated = self
            .outermost(|id| dom.attr(id, "itemprop").is_some_and(|p| p.to_ascii_lowercase().contains("articlebody")));
        let stated = self.group(all, stated);
        if enough(&stated, 7) {
            return (stated, "from itemprop articleBody");
        }
        let marked = self.group(all, self.outermost(|id| is_body(dom, id)));
        let words_in = |root: NodeId| -> usize {
            all.iter().filter(|p| p.drop.is_none() && dom.subtree(root).contains(&p.first)).map(|p| p.chars).sum()
        };
        // Verse, notes and short news hold no paragraph that reads as prose.
        let short = least < 400 && marked.iter().map(|root| words_in(*root)).sum::<usize>() >= 60.max(least);
        if enough(&marked, 7) || short {
            return (marked, "from an element marked as body");
        }
        let articles = self.group(all, self.outermost(|id| dom.name(id) == "article"));
        let wrappers = self.group(all, self.outermost(|id| is_wrapper(dom, id)));
        for (found, rule) in [(wrappers, "from an element marked as article"), (articles, "from the article element")] {
            if enough(&found, 8) {
                // Inside a wrapper the text often stands closely together: the dense element is then the better one.
                let dense = scored.filter(|root| found.len() == 1 && dom.subtree(found[0]).contains(root));
                return match dense {
                    Some(root) if self.prose_in(all, root) * 10 >= self.prose_in(all, found[0]) * 9 => {
                        (vec![root], rule)
                    }
                    _ => (found, rule),
                };
            }
        }
        match scored {
            Some(root) => (vec![root], "from the densest element"),
            None => (dom.elements(0, &["body"]).take(1).collect(), "from the whole page"),
        }
    }

    /// The smallest element that holds the paragraphs which the JSON-LD repeats, where these are nearly all of them.
    fn confirmed(&self, all: &[Piece]) -> Option<NodeId> {
        if self.stated.is_empty() {
            return None;
        }
        let repeated = |piece: &&Piece| piece.is_prose() && piece.drop.is_none() && holds(&self.stated, &piece.text);
        let found: Vec<&Piece> = all.iter().filter(repeated).collect();
        let length: usize = found.iter().map(|p| letters(&p.text).len()).sum();
        if length * 10 < self.stated.len() * 7 {
            return None;
        }
        let (first, last) = (found.first()?.first, found.last()?.first);
        let root = self.dom.ancestors(first, 200).find(|a| self.dom.subtree(*a).contains(&last))?;
        // Some publishers state only the first paragraphs.
        let dense = self.scored(all).filter(|dense| self.dom.subtree(*dense).contains(&root));
        let cut = dense.is_some_and(|dense| self.prose_in(all, dense) * 4 > self.prose_in(all, root) * 5);
        (!cut && !matches!(self.dom.name(root), "body" | "html")).then_some(root)
    }

    /// Elements that pass, without those inside one that passed.
    fn outermost(&self, test: impl Fn(NodeId) -> bool) -> Vec<NodeId> {
        let mut found = Vec::new();
        let mut at = 1;
        while at < self.dom.nodes.len() {
            if !self.dom.name(at).is_empty() && test(at) && boilerplate::drop(self.dom, at).is_none() {
                found.push(at);
                at = self.dom.nodes[at].end;
            } else {
                at += 1;
            }
        }
        found
    }

    /// Of several matching elements: the one with most prose, and those of the same name and marks that are its
    /// continuation. Articles are not continued by other articles.
    fn group(&self, all: &[Piece], found: Vec<NodeId>) -> Vec<NodeId> {
        if found.len() < 2 {
            return found;
        }
        let Some(most) = found.iter().map(|id| self.prose_in(all, *id)).max() else { return found };
        // Pages that load the next article under the first hold several of a kind: the first one counts.
        let Some(best) = found.iter().copied().find(|id| self.prose_in(all, *id) * 2 >= most) else { return found };
        let dom = self.dom;
        let article_of = |id: NodeId| dom.ancestors(id, 60).find(|a| dom.name(*a) == "article");
        let home = article_of(best);
        let teasers = found.iter().filter(|id| dom.marks(**id) == dom.marks(best)).count() > 12;
        let continues = |id: &NodeId| {
            *id == best
                || (dom.name(best) != "article"
                    && !teasers
                    && article_of(*id) == home
                    && dom.name(*id) == dom.name(best)
                    && dom.marks(*id) == dom.marks(best)
                    && self.prose_in(all, *id) * 20 > most)
        };
        found.iter().copied().filter(continues).collect()
    }

    /// The element that holds most prose and least that is something else: a paragraph counts its length, a piece of
    /// links counts against it thrice, any other short piece a little.
    fn scored(&self, all: &[Piece]) -> Option<NodeId> {
        let dom = self.dom;
        let mut scores: HashMap<NodeId, i64> = HashMap::new();
        for piece in all.iter().filter(|p| p.drop.is_none()) {
            let length = piece.length() as i64;
            let weight = if piece.is_prose() {
                length
            } else if piece.link_density() > 0.6 {
                -3 * length
            } else {
                (length / 4).min(20) - 15
            };
            for ancestor in std::iter::once(piece.node).chain(dom.ancestors(piece.node, 60)) {
                *scores.entry(ancestor).or_default() += weight;
            }
        }
        let dense = self.dense(all);
        let holds = |id: &NodeId| dense.is_none_or(|dense| dom.subtree(*id).contains(&dense));
        let usable = |id: &NodeId| !matches!(dom.name(*id), "body" | "html" | "");
        let best = scores.iter().filter(|(id, _)| usable(id) && holds(id)).max_by_key(|(id, score)| (**score, **id))?;
        let best = Some(*best.0).filter(|_| *best.1 > 0).or(dense)?;
        Some(self.first_of_several(all, best))
    }

    /// Pages that load the next article under the first hold several articles of a size: the first one counts.
    fn first_of_several(&self, all: &[Piece], root: NodeId) -> NodeId {
        let range = self.dom.subtree(root);
        let total = self.prose_in(all, root);
        let articles = self.outermost(|id| self.dom.name(id) == "article" && range.contains(&id) && id != root);
        let large: Vec<NodeId> = articles.into_iter().filter(|id| self.prose_in(all, *id) * 4 > total).collect();
        if large.len() > 1 { large[0] } else { root }
    }

    /// The element under which most prose stands closely: each paragraph counts for its parent, less for those above.
    fn dense(&self, all: &[Piece]) -> Option<NodeId> {
        let dom = self.dom;
        let mut scores: HashMap<NodeId, f64> = HashMap::new();
        for piece in all.iter().filter(|p| p.drop.is_none() && p.is_prose()) {
            let weight = (piece.length().min(800) as f64 / 100.0 + 1.0) * (1.0 - piece.link_density());
            let mut share = 1.0;
            let inner = matches!(dom.name(piece.node), "p" | "blockquote" | "pre" | "td" | "li");
            let start = if inner { dom.nodes[piece.node].parent } else { piece.node };
            for ancestor in std::iter::once(start).chain(dom.ancestors(start, 3)) {
                if matches!(dom.name(ancestor), "body" | "html" | "") {
                    break;
                }
                *scores.entry(ancestor).or_default() += weight * share;
                share *= 0.6;
            }
        }
        let best = scores.iter().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0))).map(|(id, _)| *id)?;
        Some(self.widened(all, best))
    }

    /// Goes up while the parent holds more prose, but not much more: then it holds other articles too.
    fn widened(&self, all: &[Piece], mut root: NodeId) -> NodeId {
        loop {
            let parent = self.dom.nodes[root].parent;
            if parent == 0 || matches!(self.dom.name(parent), "body" | "html") {
                return root;
            }
            let (inside, outside) = (self.prose_in(all, root), self.prose_in(all, parent));
            let more = outside - inside;
            if more > 0 && more * 10 > inside * 9 {
                return root;
            }
            if more == 0 && !self.has_more_above(all, parent, inside) {
                return root;
            }
            root = parent;
        }
    }

    /// Whether one of the next elements up holds a little more prose.
    fn has_more_above(&self, all: &[Piece], from: NodeId, inside: usize) -> bool {
        self.dom.ancestors(from, 3).filter(|a| !matches!(self.dom.name(*a), "body" | "html")).any(|a| {
            let prose = self.prose_in(all, a);
            prose > inside && (prose - inside) * 10 <= inside * 9
        })
    }
}

/// Whether an element may hold an article's text.
fn is_holder(dom: &Dom, id: NodeId) -> bool {
    !dom.marks(id).is_empty()
        && matches!(dom.name(id), "div" | "section" | "article" | "main" | "td" | "span" | "center" | "font")
}

/// Whether a piece is an inset that leads to other articles.
fn is_related(piece: &Piece) -> bool {
    const MARKS: &[&str] = &["related", "recommend", "read-more", "readmore", "read-also", "more-on", "more-stories"];
    let marked = matches!(piece.drop, Some(boilerplate::Drop::Mark(mark)) if MARKS.contains(&mark));
    let worded = piece.link_density() > 0.5 && trim::is_inset(&piece.text);
    (marked || worded) && piece.links.iter().all(|link| link.text.chars().count() > 12)
}

fn is_wrapper(dom: &Dom, id: NodeId) -> bool {
    is_holder(dom, id) && dom.marks(id).split(' ').any(|word| WRAPPERS.contains(&word))
}

fn is_body(dom: &Dom, id: NodeId) -> bool {
    is_holder(dom, id) && {
        let joined: String = dom.marks(id).chars().filter(|c| !matches!(c, '-' | '_')).collect();
        BODIES_FINDER.is_match(&joined)
    }
}

static BODIES_FINDER: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(BODIES).expect("our own marks are few and short"));

/// Letters and digits only, lower case: what two copies of a text share.
pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether the start or the end of a paragraph stands in a text of letters.
pub(crate) fn holds(letters_of_text: &str, paragraph: &str) -> bool {
    let own = letters(paragraph);
    if own.is_empty() {
        return false;
    }
    let cut = |limit: usize| own.char_indices().nth(limit).map_or(own.len(), |(at, _)| at);
    let start = &own[..cut(50)];
    letters_of_text.contains(start) || {
        let from = own.char_indices().rev().nth(49).map_or(0, |(at, _)| at);
        own.chars().count() > 80 && letters_of_text.contains(&own[from..])
    }
}
