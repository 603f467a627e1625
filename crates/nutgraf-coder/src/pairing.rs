//! From acts to pairs: who did it to whom, each pair once, nothing told twice in one sentence.

use crate::climb::Act;
use crate::mention::NamedBy;
use crate::view::View;
use nutgraf_language::Relation;
use nutgraf_model::Mode;

/// An act with one source and one target.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Telling<'a> {
    pub(crate) act: &'a Act,
    pub(crate) source: Option<usize>,
    pub(crate) target: Option<usize>,
    pub(crate) reciprocal: bool,
}

/// So many pairs of one act are a list of names, not so many events.
const MOST_PAIRS: usize = 12;

/// The tellings of a sentence's acts, in order of trigger.
pub(crate) fn tellings<'a>(view: &View<'_, '_, '_>, acts: &'a [Act]) -> Vec<Telling<'a>> {
    let mut kept: Vec<Telling<'a>> = Vec::new();
    for act in acts {
        if is_suffered_alone(view, act) {
            continue;
        }
        for telling in pairs(view, act).into_iter().filter(|t| !is_private_crime(view, t)) {
            match kept.iter().position(|k| repeats(view, k, &telling)) {
                Some(at) if outranks(&telling, &kept[at]) => kept[at] = telling,
                Some(_) => {}
                None => kept.push(telling),
            }
        }
    }
    kept
}

/// "He killed himself": violence against nobody else.
fn is_suffered_alone(view: &View<'_, '_, '_>, act: &Act) -> bool {
    let itself = |at: usize| {
        let form = view.tree.form(at);
        ["himself", "herself", "themselves", "itself"].iter().any(|word| form.eq_ignore_ascii_case(word))
    };
    let violent = matches!(act.code.root(), "17" | "18" | "19" | "20");
    violent && view.tree.related(act.trigger, &[Relation::Obj]).any(itself)
}

/// Violence between private people is crime, not politics; so is what only private people suffer from nobody known.
fn is_private_crime(view: &View<'_, '_, '_>, telling: &Telling<'_>) -> bool {
    let private = |at: Option<usize>| {
        at.is_some_and(|at| {
            let code = &view.mention(at).code;
            code.trigrams().filter(|t| Some(*t) != code.country()).all(|t| matches!(t, "CVL" | "CRM"))
                && code.as_str() != code.country().unwrap_or_default()
        })
    };
    let violent =
        matches!(telling.act.code.root(), "17" | "18" | "19") && !telling.act.code.as_str().starts_with("183");
    violent && private(telling.source) && (private(telling.target) || telling.target.is_none())
}

fn pairs<'a>(view: &View<'_, '_, '_>, act: &'a Act) -> Vec<Telling<'a>> {
    let telling = |source, target| Telling { act, source, target, reciprocal: act.reciprocal };
    if act.targets.is_empty() {
        if among_themselves(act) && act.sources.len() >= 2 {
            return among(view, act);
        }
        return act.sources.iter().take(MOST_PAIRS).map(|&s| telling(Some(s), None)).collect();
    }
    if act.sources.is_empty() {
        return act.targets.iter().take(MOST_PAIRS).map(|&t| telling(None, Some(t))).collect();
    }
    let mut all = Vec::new();
    let own = raises_its_own(view, act);
    for &source in &act.sources {
        for &target in &act.targets {
            let fits = (!own || state(view, source) == state(view, target)) && !is_part_of(view, target, source);
            if fits && is_home(view, act, source, target) {
                all.push(telling(Some(source), None));
                continue;
            }
            if fits && !view.same(source, target) && all.len() < MOST_PAIRS {
                all.push(telling(Some(source), Some(target)));
            }
        }
        if own && !act.targets.iter().any(|&target| state(view, source) == state(view, target)) {
            all.push(telling(Some(source), None));
        }
    }
    all
}

/// "imposed by the Varga administration": a name within the words that name who does it is no target.
fn is_part_of(view: &View<'_, '_, '_>, target: usize, source: usize) -> bool {
    let (inner, outer) = (&view.mention(target).tokens, &view.mention(source).tokens);
    inner != outer && outer.start <= inner.start && inner.end <= outer.end
}

/// "My government will help the country", "pledged that his country would": what a government says and does of its own state.
fn is_home(view: &View<'_, '_, '_>, act: &Act, source: usize, target: usize) -> bool {
    let (doer, home) = (view.mention(source), view.mention(target));
    let points_back = matches!(home.by, NamedBy::Anaphor | NamedBy::Pronoun);
    let governs =
        doer.code.as_str().get(3..6) == Some("GOV") && doer.code.as_str().get(..3) == Some(home.code.as_str());
    // "pulled the United States out of the pact": out of a pact with others.
    let leaves = act.code.as_str().starts_with("160") && home.code.as_str().len() == 3;
    governs && (act.code.root() < "09" && points_back || leaves)
}

/// "Both countries put their armies on alert": each its own.
fn raises_its_own(view: &View<'_, '_, '_>, act: &Act) -> bool {
    let own = |&target: &usize| act.sources.iter().any(|&s| state(view, s) == state(view, target));
    act.code.root() == "15" && act.targets.iter().all(own)
}

/// The state, or the body of none, that an actor is of.
fn state<'v>(view: &View<'v, '_, '_>, actor: usize) -> Option<&'v str> {
    view.mention(actor).code.as_str().get(..3)
}

/// "Veldania and Tarquia signed a treaty": what both do they do to one another.
fn among_themselves(act: &Act) -> bool {
    act.reciprocal || act.code.event().is_symmetric()
}

fn among<'a>(view: &View<'_, '_, '_>, act: &'a Act) -> Vec<Telling<'a>> {
    let mut all = Vec::new();
    let mut parties = act.sources.clone();
    parties.sort_by_key(|&party| view.mention(party).tokens.start);
    for (at, &source) in parties.iter().enumerate() {
        for &target in &parties[at + 1..] {
            if !view.same(source, target) && all.len() < MOST_PAIRS {
                all.push(Telling { act, source: Some(source), target: Some(target), reciprocal: true });
            }
        }
    }
    all
}

/// Whether two tellings of a sentence are of one event: the same root between the same two.
fn repeats(view: &View<'_, '_, '_>, a: &Telling<'_>, b: &Telling<'_>) -> bool {
    let code = |at: Option<usize>| at.map(|at| view.mention(at).code.as_str());
    let (a_pair, b_pair) = ((code(a.source), code(a.target)), (code(b.source), code(b.target)));
    let swapped = (b_pair.1, b_pair.0);
    let same_pair = a_pair == b_pair || ((a.reciprocal || b.reciprocal) && a_pair == swapped);
    // One side in common at least: who is jailed and who releases somebody are two events.
    let covered = |x: (Option<&str>, Option<&str>), y: (Option<&str>, Option<&str>)| {
        let fits = |a: Option<&str>, b: Option<&str>| a == b || a.is_none() || b.is_none();
        let common = (x.0.is_some() && x.0 == y.0) || (x.1.is_some() && x.1 == y.1);
        fits(x.0, y.0) && fits(x.1, y.1) && common
    };
    let same_root = related(a.act.code.root(), b.act.code.root());
    let live = |mode: Mode| !matches!(mode, Mode::Negated | Mode::Hypothetical);
    same_root && live(a.act.mode) == live(b.act.mode) && (same_pair || covered(a_pair, b_pair))
}

/// Roots of which one sentence tells one event: "attacked and killed".
fn related(a: &str, b: &str) -> bool {
    a == b || (matches!(a, "18" | "19" | "20") && matches!(b, "18" | "19" | "20"))
}

fn outranks(new: &Telling<'_>, old: &Telling<'_>) -> bool {
    let full = |t: &Telling<'_>| usize::from(t.source.is_some()) + usize::from(t.target.is_some());
    let rank = |t: &Telling<'_>| (full(t), !t.act.guessed, t.act.code.as_str().len(), t.act.score);
    rank(new) > rank(old)
}
