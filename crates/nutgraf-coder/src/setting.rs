//! When and where an act took place: its clause's words, then the sentence's, then the dateline's, then publication.

use crate::climb::Act;
use crate::dictionary::Names;
use crate::mention::{PlaceMention, TimeMention};
use crate::pairing::Telling;
use crate::view::View;
use nutgraf_language::{Relation, Upos};
use nutgraf_model::{ActorCode, Mode, Place, PlacePrecision, Timestamp};
use std::ops::Range;

/// A date, and the words that give it.
pub(crate) type When = (Timestamp, Option<Range<usize>>);

/// A place, and the words that name it.
pub(crate) type Where = (Place, Option<Range<usize>>);

/// When the act took place, by the words of its clause or of the clauses above it.
pub(crate) fn when(view: &View<'_, '_, '_>, act: &Act, published: Option<Timestamp>) -> Option<When> {
    let tree = view.tree;
    let range = tree.range();
    let verbal =
        act.steps.iter().any(|s| s.contains('→')) || matches!(act.code.root(), "01" | "02" | "03" | "10" | "13");
    let earlier = tree.related(act.clause, &[Relation::Aux]).any(|a| tree.form(a).eq_ignore_ascii_case("had"));
    let mut best: Option<(usize, &TimeMention)> = None;
    for time in view.mentions.times.iter().filter(|t| range.contains(&t.head)) {
        let Some(distance) = clause_distance(view, time.head, act) else { continue };
        // "said on Tuesday that police had fired", "an inquiry in May found that …": the day of the telling.
        if distance > 0 && (earlier || dates_noun(view, time.head, act)) {
            continue;
        }
        let future = published.is_some_and(|p| time.when.first_day() > p.last_day());
        // What is promised or threatened for next week is promised today.
        if future && verbal && act.mode != Mode::Intended {
            continue;
        }
        if best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, time));
        }
    }
    let best = best.or_else(|| Some((0, only_time(view, act, published)?)));
    match best {
        Some((_, time)) => Some((time.when.to_day(), Some(time.tokens.clone()))),
        None => news_day(view, act, published).or(published).map(|p| (p.to_day(), None)),
    }
}

/// Whether a time in the clause above dates one of its nouns and not what it tells.
fn dates_noun(view: &View<'_, '_, '_>, time: usize, act: &Act) -> bool {
    let tree = view.tree;
    let noun = tree.head(time).filter(|&head| tree.is_noun(head) && tree.relation(time).base() == Relation::Nmod);
    noun.is_some_and(|noun| !tree.reaches(act.trigger, noun) || tree.reaches(act.trigger, noun) && noun != act.clause)
}

/// The past day, month or year that alone dates the main clause of a sentence, wherever the tree hangs it: "in the 1967 war".
fn only_time<'a>(view: &View<'a, '_, '_>, act: &Act, published: Option<Timestamp>) -> Option<&'a TimeMention> {
    let tree = view.tree;
    let range = tree.range();
    let mut all = view.mentions.times.iter().filter(|t| range.contains(&t.head));
    let time = all.next().filter(|_| all.next().is_none())?;
    let past = published.is_none_or(|p| time.when.last_day() < p.first_day());
    let main = tree.head(act.clause).is_none() && tree.is_verb(act.clause) && time.head > act.trigger;
    let phrase = (time.head.saturating_sub(2)..time.head).filter(|t| range.contains(t));
    let dates = phrase.clone().any(|t| matches!(tree.form(t), "in" | "on" | "during"));
    let verb = |t: usize| t != act.clause && tree.is_verb(t);
    let near = tree.head(time.head).is_some_and(|head| !verb(head) && !tree.head(head).is_some_and(verb));
    (past && main && dates && near).then_some(time)
}

/// So many sentences open an article.
const OPENING: usize = 5;

/// The day whose news the article tells: the first one within the three before publication that its opening names. What is
/// only planned is told on publication.
fn news_day(view: &View<'_, '_, '_>, act: &Act, published: Option<Timestamp>) -> Option<Timestamp> {
    let planned = act.code.root() == "03" && !act.steps.is_empty();
    if act.mode == Mode::Intended || planned {
        return None;
    }
    let last = published?.day()?;
    let sentences = view.tree.document().sentences();
    let opening = sentences.get(OPENING - 1).or(sentences.last())?.range().end;
    let mut days = view.mentions.times.iter().take_while(|t| t.head < opening).filter_map(|t| match t.when {
        Timestamp::Day(day) => Some(day),
        _ => None,
    });
    days.find(|day| (0..=3).contains(&(last - *day).num_days())).map(Timestamp::Day)
}

/// The state in which people of one state deal with one another, where no words say where.
pub(crate) fn home(view: &View<'_, '_, '_>, telling: &Telling<'_>, names: &Names) -> Option<Place> {
    let code = |at: Option<usize>| at.map(|at| &view.mention(at).code);
    let state = |code: &ActorCode| code.country().map(str::to_owned);
    let country = match (code(telling.source), code(telling.target)) {
        (Some(source), Some(target)) => state(source).filter(|s| state(target).as_ref() == Some(s)),
        // One side alone may be anywhere when it fights; at home it rules, protests and speaks.
        (Some(one), None) | (None, Some(one)) if one.as_str().len() > 3 && telling.act.code.root() < "18" => state(one),
        _ => None,
    }?;
    let index = names.country_of_code(&country)?;
    let place = crate::place::of_country(names.countries.get(index as usize)?);
    place.iso2.is_some().then_some(place)
}

/// How many clauses above the act the word belongs to: 0 for its own; nothing where it belongs to another branch.
fn clause_distance(view: &View<'_, '_, '_>, word: usize, act: &Act) -> Option<usize> {
    let tree = view.tree;
    if tree.reaches(word, act.trigger) {
        return own_branch(view, word, act.trigger).then_some(0);
    }
    if tree.reaches(word, act.clause) && own_branch(view, word, act.clause) {
        return Some(0);
    }
    let mut above = act.clause;
    for distance in 1..8 {
        above = next_clause(view, above)?;
        if tree.reaches(word, above) && own_branch(view, word, above) {
            return Some(distance);
        }
        // "shot down and destroyed last night": what is told together happened together.
        let beside = tree.related(above, &[Relation::Conj]).find(|&c| tree.is_verb(c) && tree.reaches(word, c));
        if beside.is_some_and(|conjunct| tree.reaches(word, conjunct) && own_branch(view, word, conjunct)) {
            return Some(distance + 8);
        }
    }
    None
}

/// Whether no other clause lies between the word and the one above it.
fn own_branch(view: &View<'_, '_, '_>, mut word: usize, above: usize) -> bool {
    let tree = view.tree;
    for _ in 0..12 {
        if word == above {
            return true;
        }
        let Some(head) = tree.head(word) else { return false };
        let clause = matches!(
            tree.relation(word),
            Relation::AclRelcl
                | Relation::Acl
                | Relation::Advcl
                | Relation::Ccomp
                | Relation::Parataxis
                | Relation::Csubj
        );
        if clause && tree.upos(word) == Upos::Verb {
            return false;
        }
        if tree.relation(word) == Relation::Conj && tree.is_verb(word) {
            return false;
        }
        word = head;
    }
    false
}

/// The verb of the clause above.
fn next_clause(view: &View<'_, '_, '_>, at: usize) -> Option<usize> {
    let tree = view.tree;
    let mut word = at;
    for _ in 0..12 {
        word = tree.head(word)?;
        if tree.is_verb(word) || tree.child(word, &[Relation::Cop]).is_some() {
            return Some(word);
        }
    }
    None
}

/// Prepositions that locate.
const IN: &[&str] = &[
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "on",
    "across",
    "around",
    "throughout",
    "off",
    "to",
    "into",
    "from",
    "over",
];

/// Where the act took place, by the words of its clause, else of its sentence.
pub(crate) fn place(view: &View<'_, '_, '_>, act: &Act) -> Option<Where> {
    let tree = view.tree;
    let range = tree.range();
    let mut best: Option<(usize, usize, &PlaceMention)> = None;
    for place in view.mentions.places.iter().filter(|p| range.contains(&p.head)) {
        let Some(rank) = rank(view, place, act) else { continue };
        let gap = place.head.abs_diff(act.trigger);
        if best.is_none_or(|(r, g, _)| (rank, gap) < (r, g)) {
            best = Some((rank, gap, place));
        }
    }
    best.map(|(_, _, place)| (place.place.clone(), Some(place.tokens.clone())))
}

/// The place of the dateline that stands before the sentence.
pub(crate) fn filed_at(view: &View<'_, '_, '_>) -> Option<Where> {
    let start = view.tree.range().start;
    let line = view.mentions.datelines.iter().find(|line| line.end == start)?;
    let place = view.mentions.places.iter().find(|place| line.contains(&place.head))?;
    Some((place.place.clone(), Some(place.tokens.clone())))
}

/// The preposition before a place, or before what it modifies: "in a Paris court", "on the White House lawn"; states lend their
/// name to things elsewhere.
fn locating(view: &View<'_, '_, '_>, place: &PlaceMention) -> Option<usize> {
    let tree = view.tree;
    let modifies = tree.relation(place.head) == Relation::Compound && place.place.precision != PlacePrecision::Country;
    let noun = || tree.head(place.head).filter(|&noun| modifies && noun > place.head && tree.upos(noun) == Upos::Noun);
    tree.preposition(place.head).or_else(|| tree.preposition(noun()?))
}

fn rank(view: &View<'_, '_, '_>, place: &PlaceMention, act: &Act) -> Option<usize> {
    let tree = view.tree;
    let target = act.targets.iter().any(|&t| view.mention(t).tokens.contains(&place.head));
    let visited = matches!(act.code.as_str(), "042" | "192" | "191") && target;
    if visited {
        return Some(0);
    }
    let preposition = locating(view, place).map(|p| tree.form(p).to_lowercase());
    preposition.as_deref().filter(|p| IN.contains(p))?;
    // "A tank in Marovia fired at …": where those stand who shoot, and not where they hit.
    let armed = matches!(act.code.root(), "18" | "19" | "20");
    let shooter = |&s: &usize| {
        let head = view.mention(s).head;
        head != place.head && tree.range().contains(&head) && tree.reaches(place.head, head)
    };
    if armed && act.sources.iter().any(shooter) && !tree.reaches(act.trigger, place.head) {
        return None;
    }
    let weak = matches!(preposition.as_deref(), Some("to" | "into" | "from" | "over"));
    if tree.reaches(place.head, act.trigger) || tree.reaches(place.head, act.clause) {
        return Some(if weak { 3 } else { 1 });
    }
    if weak {
        return None;
    }
    let distance = clause_distance(view, place.head, act).unwrap_or(7);
    Some(4 + distance)
}
