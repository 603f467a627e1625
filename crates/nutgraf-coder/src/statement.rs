//! What one actor says of another where no more is told: "said that the Tarquian decision would not change the border".

use crate::climb::{Act, climb};
use crate::matching::Match;
use crate::mode::{Kind, Place};
use crate::patterns::{HeadKind, Pattern};
use crate::standing::{is_heard, is_private};
use crate::view::View;
use nutgraf_language::{Relation, Upos};
use nutgraf_model::{ActorCode, Mode};

/// Words of reporting that tell what somebody came to know or thinks, and not what he says.
const SILENT: &[&str] = &[
    "learn",
    "know",
    "see",
    "hear",
    "read",
    "find",
    "show",
    "think",
    "believe",
    "understand",
    "remember",
    "recall",
    "observe",
    "estimate",
    "conclude",
    "rule",
    "indicate",
    "suggest",
];

/// In what public statements are made.
const FORMAL: &[&str] = &["statement", "communique", "communiqué", "speech", "address", "declaration", "proclamation"];

/// Statements of public actors about other actors, of clauses in which no act was found.
pub(crate) fn statements(view: &View<'_, '_, '_>, acts: &[Act]) -> Vec<Act> {
    let Some(pattern) = view.patterns.modes.duty("about") else { return Vec::new() };
    let verbs = view.tree.range().filter(|&at| view.tree.is_verb(at) && says(view, at));
    verbs.filter_map(|at| statement(view, at, acts, pattern)).collect()
}

fn says(view: &View<'_, '_, '_>, at: usize) -> bool {
    let words = view.patterns.modes.of(HeadKind::Verb, view.tree.symbol(at));
    words.iter().any(|m| m.kind == Kind::Report && m.places.contains(&Place::Clause))
        && matches!(view.tree.relation(at), Relation::Root | Relation::Conj | Relation::Parataxis)
        && !SILENT.contains(&view.tree.lemma(at))
        && !view.framer.is_negated(at)
        && !view.tree.related(at, &[Relation::Aux]).any(|a| {
            ["will", "would", "could", "may", "might", "should", "must"]
                .iter()
                .any(|w| view.tree.form(a).eq_ignore_ascii_case(w))
        })
}

fn statement(view: &View<'_, '_, '_>, verb: usize, acts: &[Act], pattern: &Pattern) -> Option<Act> {
    let tree = view.tree;
    let formal = is_formal(view, verb);
    let clause = match tree.relation(verb) {
        Relation::Parataxis => tree.head(verb),
        _ => tree.child(verb, &[Relation::Ccomp]),
    };
    // "said in a statement that …": the clause may hang on the statement.
    let clause = clause.or(Some(verb).filter(|_| formal && !makes_known(view, verb)))?;
    let live = |act: &Act| !act.dropped && !matches!(act.mode, Mode::Negated | Mode::Hypothetical);
    let told = |act: &Act| act.trigger == verb || act.passed.contains(&verb) || tree.reaches(act.trigger, clause);
    if acts.iter().any(|act| live(act) && told(act)) {
        return None;
    }
    let sources: Vec<usize> = view
        .framer
        .subjects_of(verb, 0)
        .iter()
        .flat_map(|&s| view.actors_at(s))
        .filter(|&a| is_heard(&view.mention(a).code))
        .collect();
    let subject = view.framer.surface_subject(clause, 0).filter(|&s| clause != verb && tree.upos(s) != Upos::Pron);
    if subject.is_none() && !formal {
        return None;
    }
    let mut targets = subject.map_or_else(Vec::new, |subject| view.actors_at(subject));
    if targets.is_empty() {
        // "said that the singer's death …" speaks of no party.
        targets = subject.map_or_else(Vec::new, |subject| view.owners(subject));
        targets.retain(|&t| !is_private(&view.mention(t).code));
    }
    targets.retain(|&t| {
        let code = &view.mention(t).code;
        code.is_specific()
            && !is_private(code)
            && !sources.iter().any(|&s| view.same(s, t) || view.mention(s).code == *code)
    });
    if sources.is_empty() || (targets.is_empty() && !formal) {
        return None;
    }
    // "said Marovia would talk to both sides", said by its premier, is said of nobody else.
    targets.retain(|&t| !sources.iter().any(|&s| is_own(&view.mention(s).code, &view.mention(t).code)));
    let frame = view.frame(HeadKind::Verb, verb);
    let found = Match { pattern, sources, targets, score: 0, taken: Vec::new(), reciprocal: false, guessed: false };
    climb(view, &frame, found)
}

/// Whether somebody makes it known to the public, and does not merely answer or remark: "announced that", "said in a statement".
fn is_formal(view: &View<'_, '_, '_>, verb: usize) -> bool {
    let tree = view.tree;
    let made = |at: usize| FORMAL.contains(&tree.lemma(at));
    let within = |at: usize| tree.preposition(at).is_some_and(|p| tree.form(p).eq_ignore_ascii_case("in"));
    makes_known(view, verb) || tree.related(verb, &[Relation::Obl]).any(|at| within(at) && made(at))
}

fn makes_known(view: &View<'_, '_, '_>, verb: usize) -> bool {
    ["announce", "declare", "proclaim"].contains(&view.tree.lemma(verb))
}

/// Whether who speaks of `target` speaks of itself: of the own state, or from one part of a government of another.
fn is_own(source: &ActorCode, target: &ActorCode) -> bool {
    let home = source.country().filter(|c| Some(*c) == target.country());
    let governs = |code: &ActorCode| code.trigrams().nth(1) == Some("GOV");
    home.is_some_and(|c| (source.as_str() == c || governs(source)) && (target.as_str() == c || governs(target)))
}
