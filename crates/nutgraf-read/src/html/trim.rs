//! What inside an article's element is not its text: insets, link lists, teasers, dates and bylines; and what outside
//! it is: the standfirst.

use super::blocks::{Piece, PieceKind};
use super::body::{holds, letters};
use super::boilerplate;
use super::dom::{Dom, NodeId};
use super::facts::Facts;
use super::linked_data::{Entry, similar};
use crate::when::{DateOrder, date_line};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

static INSETS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    include_str!("../tables/insets.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect()
});

/// Marks of the paragraph that sums an article up, under its headline.
const STANDFIRST: &[&str] = &[
    "lead",
    "intro",
    "summary",
    "dek",
    "excerpt",
    "subtitle",
    "subhead",
    "sub-head",
    "subheadline",
    "abstract",
    "teaser",
    "deck",
    "description",
    "article-sub",
    "leadtext",
    "strapline",
];

/// The lists of marks by name, for the test that counts where they stand.
#[cfg(test)]
pub(crate) const LISTS: &[(&str, &[&str])] = &[("STANDFIRST", STANDFIRST)];

struct Trimmer<'f> {
    facts: &'f Facts,
    dom: &'f Dom,
    headlines: Vec<String>,
    description: Vec<String>,
    /// Letters of the JSON-LD `articleBody`, where it covers what was found.
    stated: Option<&'f str>,
}

/// Keeps of the pieces inside `roots` what is text, and puts the standfirst before it.
pub(crate) fn trim(facts: &Facts, roots: &[NodeId], all: &[Piece], mut kept: Vec<Piece>, stated: &str) -> Vec<Piece> {
    let trimmer = Trimmer::new(facts, &kept, stated);
    trimmer.drop_cards(roots, &mut kept);
    trimmer.drop_link_lists(&mut kept);
    let words: Vec<bool> = (0..kept.len()).map(|at| trimmer.is_text(&kept, at)).collect();
    let mut at = 0;
    kept.retain(|_| {
        at += 1;
        words[at - 1]
    });
    trimmer.drop_head(&mut kept);
    trimmer.drop_foot(&mut kept);
    drop_repeats(&mut kept);
    drop_lonely_headings(&mut kept);
    trimmer.add_standfirst(all, &mut kept);
    kept
}

impl<'f> Trimmer<'f> {
    fn new(facts: &'f Facts, kept: &[Piece], stated: &'f str) -> Trimmer<'f> {
        let mut headlines: Vec<String> = facts.headings.iter().map(|id| facts.dom.text(*id)).collect();
        headlines.extend(facts.article.as_ref().and_then(|a| facts.linked.string(a, &["headline"])));
        headlines.extend(facts.meta("og:title").map(str::to_owned));
        headlines.retain(|h| !h.is_empty());
        let linked = facts.article.as_ref().and_then(|a| facts.linked.string(a, &["description"]));
        let metas = ["og:description", "description", "twitter:description"]
            .iter()
            .filter_map(|key| facts.meta(key).map(str::to_owned));
        let description =
            linked.into_iter().chain(metas).map(|text| letters(&text)).filter(|text| text.len() > 30).collect();
        let found: usize =
            kept.iter().filter(|p| p.is_prose() && holds(stated, &p.text)).map(|p| letters(&p.text).len()).sum();
        let rest: usize =
            kept.iter().filter(|p| p.is_prose() && !holds(stated, &p.text)).map(|p| letters(&p.text).len()).sum();
        // It must cover what was found and be covered by it: some publishers state only the first paragraphs.
        let covers = !stated.is_empty() && found * 100 > stated.len() * 88 && rest * 6 < found;
        Trimmer { facts, dom: &facts.dom, headlines, description, stated: covers.then_some(stated) }
    }

    /// Cards that lead to other articles: nested articles, and elements whose words are mostly links.
    fn drop_cards(&self, roots: &[NodeId], kept: &mut Vec<Piece>) {
        let total: usize = kept.iter().filter(|p| p.is_prose()).map(|p| p.chars).sum();
        let mut sums: HashMap<NodeId, (usize, usize, usize)> = HashMap::new();
        for piece in kept.iter() {
            for ancestor in std::iter::once(piece.node).chain(self.dom.ancestors(piece.node, 40)) {
                if roots.contains(&ancestor) {
                    break;
                }
                let sum = sums.entry(ancestor).or_default();
                sum.0 += piece.chars;
                sum.1 += piece.link_chars;
                sum.2 += if piece.is_prose() { piece.chars } else { 0 };
            }
        }
        // Nested articles that make up the page are its chapters, not cards.
        let nested: usize = sums.iter().filter(|(id, _)| self.dom.name(**id) == "article").map(|(_, sum)| sum.2).sum();
        let is_card = |id: NodeId| {
            let Some((chars, linked, prose)) = sums.get(&id).copied() else { return false };
            match self.dom.name(id) {
                "article" => linked > 0 && prose * 3 < total && nested * 2 < total,
                "div" | "section" | "ul" | "ol" | "dl" | "table" => linked * 2 > chars && prose * 5 < total,
                _ => false,
            }
        };
        kept.retain(|piece| {
            !std::iter::once(piece.node)
                .chain(self.dom.ancestors(piece.node, 40))
                .take_while(|a| !roots.contains(a))
                .any(is_card)
        });
    }

    /// Lists whose items are mostly links.
    fn drop_link_lists(&self, kept: &mut Vec<Piece>) {
        let list_of = |piece: &Piece| {
            let list = self.dom.ancestors(piece.first, 12).find(|a| matches!(self.dom.name(*a), "ul" | "ol" | "dl"));
            list.filter(|_| piece.kind == PieceKind::Item)
        };
        let mut sums: HashMap<NodeId, (usize, usize)> = HashMap::new();
        for piece in kept.iter() {
            if let Some(list) = list_of(piece) {
                let sum = sums.entry(list).or_default();
                sum.0 += piece.chars;
                sum.1 += piece.link_chars;
            }
        }
        kept.retain(|piece| {
            list_of(piece).and_then(|list| sums.get(&list)).is_none_or(|(chars, linked)| linked * 10 < chars * 6)
        });
    }

    /// Whether a piece is part of the text.
    fn is_text(&self, kept: &[Piece], at: usize) -> bool {
        let piece = &kept[at];
        if piece.kind == PieceKind::Caption {
            return true;
        }
        let short = piece.length() < 160;
        if short && is_inset(&piece.text) || self.is_headline(piece) {
            return false;
        }
        if piece.link_density() > 0.8 && piece.length() < 250 && !matches!(piece.kind, PieceKind::Item) {
            return false;
        }
        if piece.kind == PieceKind::Heading {
            return piece.link_density() < 0.5 && piece.length() < 250;
        }
        if self.stated.is_some_and(|stated| piece.is_prose() && !holds(stated, &piece.text)) && !self.sums_up(piece) {
            return false;
        }
        // `Jane Doe on the quay. © Quay Agency`
        let tail = piece.text.rfind('©').map(|at| piece.text[at..].chars().count());
        if piece.length() < 300 && tail.is_some_and(|tail| tail < 60) {
            return false;
        }
        if piece.kind == PieceKind::Text && piece.length() < 90 && is_credit_line(&piece.text) {
            return false;
        }
        let in_paragraph = matches!(self.dom.name(piece.node), "p" | "pre" | "li" | "blockquote" | "dd" | "dt");
        let ended = piece
            .text
            .trim_end_matches(['"', '”', '»', '’', '\'', ')', '“'])
            .ends_with(['.', '!', '?', ':', '…', ';', '。', '！', '？', '」']);
        in_paragraph || ended || piece.length() > 60 || piece.kind != PieceKind::Text
    }

    fn is_headline(&self, piece: &Piece) -> bool {
        piece.length() < 300 && matches!(piece.kind, PieceKind::Text | PieceKind::Heading) && {
            let own = letters(&piece.text);
            self.headlines.iter().any(|headline| {
                letters(headline) == own || (piece.kind == PieceKind::Heading && similar(headline, &piece.text))
            })
        }
    }

    /// Whether a piece says what the markup's description says.
    fn sums_up(&self, piece: &Piece) -> bool {
        if piece.length() < 40 || piece.length() > 1200 {
            return false;
        }
        let own = letters(&piece.text);
        let start = |text: &str| text.char_indices().nth(40).map_or(text.len(), |(at, _)| at);
        self.description.iter().any(|d| d.contains(&own[..start(&own)]) || own.contains(&d[..start(d)]))
    }

    /// What stands before the first paragraph of prose, but for a heading right before it and the standfirst.
    fn drop_head(&self, kept: &mut Vec<Piece>) {
        let Some(first) = kept.iter().position(Piece::is_prose) else { return };
        let mut at = 0;
        kept.retain(|piece| {
            at += 1;
            let index = at - 1;
            index >= first
                || piece.kind == PieceKind::Caption
                || self.sums_up(piece)
                || matches!(piece.kind, PieceKind::Item | PieceKind::Quote)
                || (piece.kind == PieceKind::Heading && (index + 1 == first || piece.length() > 80))
                || (piece.kind == PieceKind::Text
                    && self.dom.name(piece.node) == "p"
                    && piece.length() > 25
                    && piece.text.ends_with(['.', '!', '?', '。', '”', ':']))
        });
    }

    /// What stands after the last paragraph: who the author is, what the publisher sells.
    fn drop_foot(&self, kept: &mut Vec<Piece>) {
        const SELLS: &[&str] = &[
            "newsletter",
            "subscribe",
            "subscription",
            "sign up",
            "bookmark our",
            "breaking news, exclusive",
            "our journalism",
            "support our",
            "we may earn",
            "commission",
            "preferred source",
            "feedback",
            "abonn",
            "kostenlos testen",
            "follow us",
            "whatsapp",
            "telegram",
            "our app",
            "all rights reserved",
            "terms of use",
            "privacy policy",
            "premium",
            "offres",
            "click here",
            "contact the author",
            "email us",
        ];
        let names = self.author_names();
        let mut left = 4;
        while left > 0 {
            let Some(at) = kept.iter().rposition(|p| p.kind != PieceKind::Caption) else { return };
            let piece = &kept[at];
            let lower = piece.text.to_lowercase();
            let sells = piece.length() < 700 && SELLS.iter().any(|word| lower.contains(word));
            let about = piece.length() < 700 && names.iter().any(|name| lower.starts_with(name.as_str()));
            if !(sells || about) || kept.iter().filter(|p| p.is_prose()).count() < 4 {
                return;
            }
            kept.remove(at);
            left -= 1;
        }
    }

    /// The authors' names as the JSON-LD states them, lower case.
    fn author_names(&self) -> Vec<String> {
        let Some(article) = &self.facts.article else { return Vec::new() };
        let name = |entry: Entry<'_>| match entry {
            Entry::Text(text) => Some(text.to_owned()),
            Entry::Thing(thing) => self.facts.linked.string(thing, &["name"]),
        };
        let names = self.facts.linked.list(article, "author").into_iter().filter_map(name);
        names.map(|name| name.to_lowercase()).filter(|name| name.len() > 5 && name.contains(' ')).collect()
    }

    /// Puts the standfirst first, where it stands between headline and body.
    fn add_standfirst(&self, all: &[Piece], kept: &mut Vec<Piece>) {
        let Some(lead) = kept.iter().find(|p| p.kind != PieceKind::Caption).map(|p| p.first) else { return };
        let heading = self.facts.headings.iter().copied().filter(|h| *h < lead).max().unwrap_or(0);
        let from = heading.saturating_sub(40);
        let present: HashSet<String> = kept.iter().map(|p| letters(&p.text)).collect();
        let fits = |piece: &&Piece| {
            let marked = self.dom.ancestors(piece.first, 5).any(|a| has_word(self.dom.marks(a), STANDFIRST));
            let dropped = piece.drop.is_some_and(|drop| !matches!(drop, boilerplate::Drop::Mark("teaser")));
            let beside = piece.kind == PieceKind::Heading
                && piece.length() > 80
                && self
                    .dom
                    .ancestors(piece.first, 6)
                    .any(|a| matches!(self.dom.name(a), "header" | "hgroup") && self.dom.subtree(a).contains(&heading));
            let inside = heading > 0 && self.dom.nodes[heading].end > piece.first;
            piece.first >= from
                && piece.first < lead
                && !inside
                && piece.length() >= 40
                && piece.kind != PieceKind::Caption
                && piece.link_density() < 0.5
                && !self.is_headline(piece)
                && !is_inset(&piece.text)
                && !is_credit_line(&piece.text)
                && (self.sums_up(piece) || beside || (marked && !dropped && piece.first > heading && heading > 0))
                && !present.contains(&letters(&piece.text))
        };
        let mut found: Vec<Piece> = all.iter().filter(fits).cloned().collect();
        found.truncate(3);
        drop_repeats(&mut found);
        for piece in &mut found {
            piece.drop = None;
            if piece.kind != PieceKind::Item {
                piece.kind = PieceKind::Text;
            }
        }
        kept.splice(0..0, found);
    }
}

fn has_word(marks: &str, list: &[&str]) -> bool {
    !marks.is_empty()
        && (marks.split([' ', '-', '_', ':']).any(|word| list.contains(&word))
            || list.iter().any(|l| l.len() > 6 && marks.contains(l)))
}

/// Whether a short paragraph leads away from the article.
pub(crate) fn is_inset(text: &str) -> bool {
    let start: String = text
        .trim_start_matches(['-', '–', '—', '>', '»', '•', '*', '+', '[', '(', '►', '▶', ' '])
        .chars()
        .take(60)
        .flat_map(char::to_lowercase)
        .collect();
    let start = start.replace('’', "'");
    let whole_word = |rest: &str| rest.chars().next().is_none_or(|c| !c.is_alphabetic());
    INSETS.iter().any(|inset| {
        start.strip_prefix(inset).is_some_and(|rest| whole_word(rest) || !inset.ends_with(char::is_alphabetic))
    }) && text.chars().count() < 160
        && !(text.chars().count() > 70 && text.trim_end().ends_with('.') && text.matches(' ').count() > 12)
}

/// Whether a short piece is a date, a byline or a reading time.
fn is_credit_line(text: &str) -> bool {
    let lower = text.to_lowercase();
    if date_line(text, DateOrder::DayFirst).is_some() {
        return true;
    }
    let byline = [
        "by ",
        "von ",
        "par ",
        "por ",
        "di ",
        "written by",
        "text:",
        "foto:",
        "author:",
        "autor:",
        "(ap)",
        "posted ",
        "published ",
        "updated ",
        "aktualisiert",
        "stand:",
        "lesedauer",
        "veröffentlicht",
    ];
    let ended = text.ends_with(['.', '!', '?', ':']);
    !ended && byline.iter().any(|start| lower.starts_with(start)) && text.split_whitespace().count() < 12
        || lower.contains("min read")
        || lower.contains("minutes read")
        || lower.contains("min. lesezeit")
}

/// A paragraph of some length that stands there already is a copy for another screen.
fn drop_repeats(kept: &mut Vec<Piece>) {
    let mut seen: HashSet<String> = HashSet::new();
    kept.retain(|piece| piece.length() < 30 || piece.kind == PieceKind::Caption || seen.insert(letters(&piece.text)));
}

/// A heading over nothing is the title of something that was left out.
fn drop_lonely_headings(kept: &mut Vec<Piece>) {
    let keep: Vec<bool> = (0..kept.len())
        .map(|at| {
            kept[at].kind != PieceKind::Heading
                || kept[at].length() > 80
                || kept[at + 1..].iter().find(|p| p.kind != PieceKind::Caption).is_some_and(|next| {
                    next.kind != PieceKind::Heading || kept[at + 2..].iter().any(Piece::is_prose) && next.length() < 120
                })
        })
        .collect();
    let mut at = 0;
    kept.retain(|_| {
        at += 1;
        keep[at - 1]
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn insets_are_known_by_how_they_start() {
        for inset in
            ["Read more: Ferry sails", "Lire aussi :", "► Lesen Sie auch: Fähre", "Advertisement", "© Jane Doe"]
        {
            assert!(is_inset(inset), "{inset}");
        }
        for text in ["Readers were told.", "Seen from the quay, it was small.", "Morepork owls were heard."] {
            assert!(!is_inset(text), "{text}");
        }
    }

    #[test]
    fn dates_and_bylines_are_no_paragraphs() {
        assert!(is_credit_line("3 May 1931, 10:30"));
        assert!(is_credit_line("By Jane Doe"));
        assert!(!is_credit_line("By noon the ferry had sailed."));
    }
}
