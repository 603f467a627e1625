//! The acts that one sentence tells.

use crate::climb::{Act, climb};
use crate::frame::Frame;
use crate::matching::Match;
use crate::mode::{Kind, Matrix};
use crate::patterns::{HeadKind, Pattern};
use crate::standing::{is_party, is_private};
use crate::statement::statements;
use crate::view::View;
use nutgraf_language::{Relation, Upos, Xpos};
use nutgraf_model::Mode;

/// A trigger with its frame and the pattern that fits it best.
pub(crate) struct Trigger<'p> {
    pub(crate) frame: Frame,
    pub(crate) found: Match<'p>,
    /// The noun names an act only under a matrix word.
    pub(crate) bare: bool,
}

/// The acts of a sentence, in order of trigger; negated and hypothetical ones too.
pub(crate) fn acts(view: &View<'_, '_, '_>) -> Vec<Act> {
    let mut triggers = triggers(view);
    let taken: Vec<usize> =
        triggers.iter().flat_map(|t| t.found.taken.iter().copied().filter(|&w| w != t.frame.trigger)).collect();
    triggers.retain(|t| !taken.contains(&t.frame.trigger));
    let heads: Vec<usize> = triggers.iter().map(|t| t.frame.trigger).collect();
    let mut acts: Vec<Act> = triggers.into_iter().filter_map(|t| climbed(view, t)).collect();
    // "reversed its decision to close the port": the pattern that took the decision has told it.
    acts.retain(|act| !act.passed.iter().any(|p| taken.contains(p)));
    // "retracted its claim that Marovia had …": the claim is what the pattern tells of.
    acts.retain(|act| !is_claimed_by(view, act, &taken));
    drop_denied(&mut acts, &heads);
    drop_passed(&mut acts);
    drop_background(view, &mut acts, &taken);
    let agree = view.patterns.symbols.get("agree");
    let announce = view.patterns.symbols.get("announce");
    for act in &mut acts {
        let both = view.tree.symbol(act.trigger) == agree && matches!(act.code.root(), "03" | "05");
        // "announced a security pact": of what several announce each is a party.
        let pact = || act.code.as_str() == "030" && act.passed.iter().any(|&p| view.tree.symbol(p) == announce);
        let both = both || (act.kind == HeadKind::Noun && pact());
        act.reciprocal |= both && act.targets.is_empty() && act.sources.len() >= 2;
    }
    drop_gestures(view, &mut acts);
    recall(view, &mut acts);
    aim(view, &mut acts);
    share(view, &mut acts);
    acts.extend(fallbacks(view, &acts, &heads, &taken));
    acts.extend(duties(view, &acts));
    acts.extend(statements(view, &acts));
    acts.retain(|act| !act.dropped && (!act.sources.is_empty() || !act.targets.is_empty()));
    acts.retain(|act| !is_kept_by_protesters(view, act) && !is_bidden(view, act) && !is_share(view, act));
    acts.sort_by_key(|act| act.trigger);
    acts
}

/// Those who protest do not put protest down: "they used live rounds" is of others.
fn is_kept_by_protesters(view: &View<'_, '_, '_>, act: &Act) -> bool {
    let protests = |&source: &usize| view.mention(source).code.trigrams().any(|role| role == "OPP");
    act.code.as_str() == "175" && !act.sources.is_empty() && act.sources.iter().all(protests)
}

/// Whether an act is told by the "that" clause of a noun that another pattern took.
fn is_claimed_by(view: &View<'_, '_, '_>, act: &Act, taken: &[usize]) -> bool {
    let tree = view.tree;
    let that = |m: usize| tree.form(m).eq_ignore_ascii_case("that");
    matches!(tree.relation(act.clause), Relation::Acl | Relation::Ccomp)
        && tree.head(act.clause).is_some_and(|noun| tree.is_noun(noun) && taken.contains(&noun))
        && tree.related(act.clause, &[Relation::Mark]).any(that)
        && tree.child(act.clause, &[Relation::Nsubj, Relation::NsubjPass]).is_some()
}

/// "To urge your deputy to vote, fill in this form": what readers are bidden to do.
fn is_bidden(view: &View<'_, '_, '_>, act: &Act) -> bool {
    let tree = view.tree;
    let yours = |&target: &usize| {
        let head = view.mention(target).head;
        tree.range().contains(&head)
            && tree.related(head, &[Relation::NmodPoss]).any(|p| tree.form(p).eq_ignore_ascii_case("your"))
    };
    let quoted = tree.range().any(|t| matches!(tree.form(t), "\"" | "“" | "”" | "‘" | "``"));
    !quoted && act.sources.is_empty() && act.targets.iter().any(yours)
}

/// "95 % of murders": a figure, and no deed.
fn is_share(view: &View<'_, '_, '_>, act: &Act) -> bool {
    let tree = view.tree;
    let mut at = act.trigger;
    while tree.relation(at) == Relation::Conj
        && let Some(first) = tree.head(at)
    {
        at = first;
    }
    let figure = |head: usize| {
        ["%", "percent", "per", "rate", "number", "share"].contains(&tree.form(head).to_lowercase().as_str())
    };
    act.kind == HeadKind::Noun
        && act.sources.is_empty()
        && tree.relation(at) == Relation::Nmod
        && tree.head(at).is_some_and(figure)
}

fn climbed(view: &View<'_, '_, '_>, trigger: Trigger<'_>) -> Option<Act> {
    let bare = trigger.bare;
    let attribute = trigger.frame.kind == HeadKind::Noun
        && trigger.frame.clause == trigger.frame.trigger
        && matches!(
            view.tree.relation(trigger.frame.trigger),
            Relation::Compound | Relation::NmodPoss | Relation::Amod | Relation::Flat
        );
    let act = climb(view, &trigger.frame, trigger.found)?;
    // "the Veldania-Tarquia talks": whose talks they are tells that they are held.
    let held = bare && !attribute && !act.guessed && act.code.root() == "04" && act.sources.len() >= 2;
    if (bare || attribute) && !held && act.passed.is_empty() {
        return None;
    }
    Some(act)
}

/// Finds every word that a pattern, or the list of acts, fits.
pub(crate) fn triggers<'a>(view: &View<'a, '_, '_>) -> Vec<Trigger<'a>> {
    let mut found = Vec::new();
    for at in view.tree.range() {
        if is_modifier(view, at) {
            continue;
        }
        for &kind in view.kinds(at) {
            if let Some(trigger) = trigger(view, kind, at) {
                found.push(trigger);
            }
        }
    }
    found
}

fn is_modifier(view: &View<'_, '_, '_>, at: usize) -> bool {
    let verb = matches!(view.tree.upos(at), Upos::Verb | Upos::Adj);
    // Behind its noun a participle is a clause, whatever the tree calls it: "police smashing windows".
    let before = view.tree.head(at).is_some_and(|head| at < head);
    verb && before && matches!(view.tree.relation(at), Relation::Amod | Relation::Compound)
}

fn trigger<'a>(view: &View<'a, '_, '_>, kind: HeadKind, at: usize) -> Option<Trigger<'a>> {
    let lemma = view.head_symbol(kind, at);
    let has_patterns = view.patterns.of_head(kind, lemma).next().is_some();
    let bare = if kind == HeadKind::Noun && !view.names_actor(at) {
        view.patterns.modes.act(lemma, |set| view.tree.holds(set, at))
    } else {
        None
    };
    if !has_patterns && bare.is_none() {
        return None;
    }
    if kind == HeadKind::Noun && view.is_name(at) && !view.names_itself(at) {
        return None;
    }
    if is_aside(view, kind, at) || is_bidding(view, at) || is_naming(view, at) {
        return None;
    }
    let frame = view.frame(kind, at);
    if let Some(found) = view.best(&frame) {
        return Some(Trigger { frame, found, bare: false });
    }
    let pattern = bare?;
    let found = view.fit(pattern, &frame).ok().unwrap_or_else(|| empty(pattern));
    Some(Trigger { frame, found, bare: true })
}

/// "Worried about the price, officials …": why they did it, and nothing that they said.
fn is_aside(view: &View<'_, '_, '_>, kind: HeadKind, at: usize) -> bool {
    kind == HeadKind::Adjective
        && matches!(view.tree.relation(at), Relation::Advcl | Relation::Acl)
        && view.tree.child(at, &[Relation::Cop, Relation::AuxPass, Relation::Mark]).is_none()
}

/// "what it calls a raid", "what the minister described as a threat": words that only give a thing its name.
fn is_naming(view: &View<'_, '_, '_>, at: usize) -> bool {
    let tree = view.tree;
    let form = |t: usize| tree.form(t).to_lowercase();
    let names = ["call", "calls", "called", "describe", "describes", "described", "term", "terms", "termed"];
    let start = at.saturating_sub(5).max(tree.range().start);
    names.contains(&form(at).as_str()) && at > start + 1 && (start..at - 1).any(|t| form(t) == "what")
}

/// "Meet the man who …", "Help us grow": what a heading bids its readers do.
fn is_bidding(view: &View<'_, '_, '_>, at: usize) -> bool {
    let tree = view.tree;
    at == tree.range().start
        && tree.upos(at) == Upos::Verb
        && matches!(tree.token(at).xpos, Xpos::Vb | Xpos::Vbp)
        && tree.relation(at) == Relation::Root
        && tree.child(at, &[Relation::Nsubj, Relation::NsubjPass]).is_none()
}

fn empty(pattern: &Pattern) -> Match<'_> {
    Match {
        pattern,
        sources: Vec::new(),
        targets: Vec::new(),
        score: 0,
        taken: Vec::new(),
        reciprocal: false,
        guessed: false,
    }
}

/// Of "denied accusations that it had armed rebels" the denial is told once, by its own pattern where it has one.
fn drop_denied(acts: &mut Vec<Act>, heads: &[usize]) {
    let denied = |act: &Act| act.denied && act.passed.iter().any(|p| heads.contains(p));
    let told: Vec<(Vec<usize>, Vec<usize>)> =
        acts.iter().filter(|a| denied(a)).map(|a| (a.passed.clone(), a.targets.clone())).collect();
    acts.retain(|act| !denied(act));
    for (passed, targets) in told {
        if let Some(denial) = acts.iter_mut().find(|a| passed.contains(&a.trigger) && a.targets.is_empty()) {
            denial.targets = targets;
        }
    }
}

/// A noun without a doer, in the arguments of an event that is told, is what that event is about: "claimed responsibility for
/// the bombing".
fn drop_background(view: &View<'_, '_, '_>, acts: &mut Vec<Act>, taken: &[usize]) {
    let yields: Vec<usize> = acts.iter().filter(|a| !a.dropped && a.code.root() == "08").map(|a| a.trigger).collect();
    // "lifted the sanctions imposed on Marovia" tells of the lifting.
    acts.retain(|act| {
        let imposed = view.patterns.frame_words.imposing.contains(&view.tree.symbol(act.trigger))
            && view.tree.relation(act.trigger) == Relation::Acl;
        !imposed || !act.sources.is_empty() || !yields.iter().any(|&y| view.tree.reaches(act.trigger, y))
    });
    // "fired tear gas to disperse protests" tells of those who dispersed them.
    let doers: Vec<usize> = acts.iter().filter(|a| a.kind == HeadKind::Verb && !a.dropped).map(|a| a.trigger).collect();
    acts.retain(|act| {
        let thing = act.kind == HeadKind::Noun
            && act.clause == act.trigger
            && act.code.root() == "14"
            && act.passed.is_empty()
            && view.tree.relation(act.trigger) == Relation::Obj
            && view.tree.head(act.trigger).is_some_and(|verb| doers.contains(&verb) || taken.contains(&verb));
        !thing || happens(view, act)
    });
    let told: Vec<usize> = acts
        .iter()
        .filter(|a| !a.dropped && !a.sources.is_empty() && !matches!(a.mode, Mode::Negated | Mode::Hypothetical))
        .map(|a| a.trigger)
        .collect();
    acts.retain(|act| {
        let bare_noun = act.kind == HeadKind::Noun && act.clause == act.trigger && act.sources.is_empty();
        if bare_noun && act.passed.is_empty() && !happens(view, act) {
            return false;
        }
        !bare_noun || !told.iter().any(|&t| t != act.trigger && view.tree.reaches(act.trigger, t))
    });
}

/// Whether a noun without a doer tells that something happened: of meetings and violence it does, but not as the object of
/// some verb ("feared an attack").
fn happens(view: &View<'_, '_, '_>, act: &Act) -> bool {
    // "The report triggered the arrest of two ministers" tells it all the same.
    let starts = |verb: usize| {
        view.patterns.modes.of(HeadKind::Verb, view.tree.symbol(verb)).iter().any(|m| m.kind == Kind::Start)
    };
    let object = view.tree.relation(act.trigger) == Relation::Obj && !view.tree.head(act.trigger).is_some_and(starts);
    !object && matches!(act.code.root(), "04" | "05" | "14" | "17" | "18" | "19" | "20")
}

/// Gestures between those who meet or sign: what they did beside them is told by its own verb.
const GESTURES: [&str; 4] = ["shake", "embrace", "hug", "kiss"];

/// "They signed the treaty and shook hands": the handshake is part of the ceremony and no meeting of its own.
fn drop_gestures(view: &View<'_, '_, '_>, acts: &mut Vec<Act>) {
    let gestures = GESTURES.map(|word| view.patterns.symbols.get(word));
    let codes = |list: &[usize]| -> Vec<_> { list.iter().map(|&a| view.mention(a).code.clone()).collect() };
    let parties = |act: &Act| [codes(&act.sources), codes(&act.targets)].concat();
    let dealings: Vec<(usize, Vec<_>)> = acts
        .iter()
        .filter(|a| !a.dropped && matches!(a.code.root(), "03" | "04" | "05" | "06"))
        .map(|a| (a.trigger, parties(a)))
        .collect();
    acts.retain(|act| {
        let gesture = act.code.root() == "04" && gestures.contains(&view.tree.symbol(act.trigger));
        let own = parties(act);
        !gesture || !dealings.iter().any(|(at, with)| *at != act.trigger && own.iter().all(|code| with.contains(code)))
    });
}

/// "Veldania recalled its ambassador to Tarquia": whom a state calls home is not whom it breaks with.
fn recall(view: &View<'_, '_, '_>, acts: &mut [Act]) {
    let state = |actor: usize| view.mention(actor).code.as_str().get(..3);
    for act in acts.iter_mut().filter(|a| a.code.as_str() == "161" && !a.targets.is_empty()) {
        let own = |target: usize| act.sources.iter().any(|&s| state(s) == state(target));
        if !act.targets.iter().all(|&t| own(t)) {
            continue;
        }
        let envoys = view.tree.related(act.trigger, &[Relation::Obj]);
        let posts = envoys.flat_map(|envoy| view.tree.related(envoy, &[Relation::Nmod]));
        let posts = posts.chain(view.tree.related(act.trigger, &[Relation::Obl]));
        let posts = posts.filter(|&post| {
            view.tree.preposition(post).is_some_and(|p| matches!(view.tree.form(p), "in" | "to" | "from"))
        });
        let named = posts.map(|post| view.actors_at(post)).find(|found| found.iter().any(|&t| !own(t)));
        act.targets = named.unwrap_or_default().into_iter().filter(|&t| !own(t)).collect();
    }
}

/// "met the families and expressed its sympathy", "telephoned the president to thank her": what goes with a meeting is meant
/// for who is met.
fn share(view: &View<'_, '_, '_>, acts: &mut [Act]) {
    let said = |code: &str| matches!(code, "018" | "051" | "055" | "114" | "130") || matches!(&code[..2], "02" | "10");
    let codes = |list: &[usize]| -> Vec<_> { list.iter().map(|&a| view.mention(a).code.clone()).collect() };
    let met: Vec<(usize, Vec<_>, Vec<usize>)> = acts
        .iter()
        .filter(|a| !a.dropped && a.code.root() == "04" && a.mode == Mode::Asserted && !a.targets.is_empty())
        .map(|a| (a.clause, codes(&a.sources), a.targets.clone()))
        .collect();
    for act in acts.iter_mut().filter(|a| !a.dropped && a.targets.is_empty() && said(a.code.as_str())) {
        let beside = matches!(view.tree.relation(act.clause), Relation::Conj | Relation::Advcl | Relation::Xcomp);
        let Some(head) = view.tree.head(act.clause).filter(|_| beside) else { continue };
        let own = codes(&act.sources);
        if let Some((_, _, targets)) = met.iter().find(|(clause, by, _)| *clause == head && *by == own) {
            act.targets.clone_from(targets);
        }
    }
}

/// Prepositions that say off whose border or coast forces show themselves.
const OFF: &[&str] = &["off", "near", "toward", "towards", "along", "around", "opposite"];

/// Forces that a state sends to the edge of another are meant for that one: "sent frigates off Tarquia".
fn aim(view: &View<'_, '_, '_>, acts: &mut [Act]) {
    let range = view.tree.range();
    for act in acts.iter_mut().filter(|a| a.code.root() == "15" && a.targets.is_empty()) {
        let own: Vec<_> = act.sources.iter().filter_map(|&s| view.mention(s).code.as_str().get(..3)).collect();
        let mut near = view.mentions.actors.iter().enumerate().filter(|(_, m)| {
            if !range.contains(&m.head) {
                return false;
            }
            // "near the Tarquian coast": the phrase is of the coast.
            let adjective =
                matches!(view.tree.relation(m.head), Relation::Amod | Relation::Compound | Relation::NmodPoss);
            let noun = view.tree.head(m.head).filter(|_| adjective).unwrap_or(m.head);
            let off = |p: usize| OFF.contains(&view.tree.form(p).to_lowercase().as_str());
            let state = m.code.as_str().len() == 3 && is_party(&m.code) && !own.contains(&m.code.as_str());
            state
                && !own.is_empty()
                && view.tree.preposition(noun).is_some_and(off)
                && view.tree.reaches(noun, act.clause)
        });
        act.targets.extend(near.next().map(|(at, _)| at));
    }
}

/// A matrix word whose act has spoken tells nothing of its own.
fn drop_passed(acts: &mut Vec<Act>) {
    let passed: Vec<usize> = acts
        .iter()
        .filter(|a| !a.dropped && !matches!(a.mode, Mode::Negated | Mode::Hypothetical))
        .flat_map(|a| a.passed.iter().copied())
        .collect();
    acts.retain(|act| !passed.contains(&act.trigger));
}

/// Matrix words under which no act was found tell a general act: "vowed to …" is a promise.
fn fallbacks(view: &View<'_, '_, '_>, acts: &[Act], heads: &[usize], taken: &[usize]) -> Vec<Act> {
    let mut found = Vec::new();
    for at in view.tree.range() {
        if heads.contains(&at) || taken.contains(&at) || acts.iter().any(|a| a.passed.contains(&at)) {
            continue;
        }
        for &kind in view.kinds(at) {
            let words = view.patterns.modes.of(kind, view.tree.symbol(at));
            if let Some(act) = words.iter().find_map(|matrix| fallback(view, kind, at, matrix, heads)) {
                found.push(act);
                break;
            }
        }
    }
    found
}

fn fallback(view: &View<'_, '_, '_>, kind: HeadKind, at: usize, matrix: &Matrix, heads: &[usize]) -> Option<Act> {
    let pattern = matrix.fallback.as_ref()?;
    if matrix.head.particle.is_some() || is_modifier(view, at) {
        return None;
    }
    let frame = view.frame(kind, at);
    let mut fitted = view.fit(pattern, &frame).ok()?;
    let clausal = matrix.places.contains(&crate::mode::Place::Clause);
    let told = |c: usize| matrix.kind == Kind::Urge && view.framer.is_told(c);
    let completed = frame.complements.iter().copied().find(|&c| clausal && view.framer.is_clause(c) && !told(c));
    let phrase = frame
        .phrases
        .iter()
        .find(|p| !p.on_object && matrix.places.contains(&crate::mode::Place::Phrase(p.preposition)));
    let object = matrix.places.contains(&crate::mode::Place::Object) && !frame.objects.is_empty();
    // "vowed to defend its title": a promise of what is no event.
    if matrix.kind == Kind::Promise && completed.is_some_and(|c| heads.contains(&c)) {
        return None;
    }
    if (completed.is_none() && phrase.is_none() && !object) || fitted.sources.is_empty() {
        return None;
    }
    if let Some(clause) = completed.filter(|_| fitted.targets.is_empty()) {
        fitted.targets = inner_targets(view, clause, &fitted.sources);
    }
    // "agreed that the border should stay open" is accord, and no intent.
    let finite = |c: usize| {
        view.tree.relation(c) == Relation::Ccomp
            && view.tree.child(c, &[Relation::Nsubj, Relation::NsubjPass]).is_some()
    };
    if matrix.kind == Kind::Agree && completed.is_some_and(finite) {
        fitted.pattern = view.patterns.modes.duty("agreed").unwrap_or(fitted.pattern);
    }
    fitted.reciprocal = matrix.kind == Kind::Agree && fitted.targets.is_empty() && fitted.sources.len() >= 2;
    if kind == HeadKind::Noun && fitted.targets.is_empty() {
        return None;
    }
    let strong = fitted.reciprocal
        || matches!(
            matrix.kind,
            Kind::Refuse | Kind::Threaten | Kind::Demand | Kind::Deny | Kind::Urge | Kind::Promise
        );
    // "so committed to the public good", "willing to accept the price": a state of mind, where the sentence does not have them say so.
    // A state has no mind but what it says.
    let state = |&s: &usize| view.mention(s).code.as_str().len() == 3 && is_party(&view.mention(s).code);
    let minded = kind == HeadKind::Adjective && matrix.kind == Kind::Promise && fitted.targets.is_empty();
    if minded && !fitted.sources.iter().any(state) && !is_own_word(view, at) {
        return None;
    }
    // What private people ask of nobody in particular is their own affair.
    let private = fitted.sources.iter().all(|&s| is_private(&view.mention(s).code));
    // "asked to be heard" asks nobody that is told.
    let asks = completed.filter(|_| matrix.kind == Kind::Urge && view.tree.lemma(at) == "ask");
    if fitted.targets.is_empty() && (!strong || private || asks.is_some()) {
        return None;
    }
    // "asked them what they wanted": a question.
    if asks.is_some_and(|clause| !view.framer.is_infinitive(clause)) {
        return None;
    }
    climb(view, &frame, fitted)
}

/// Whether somebody says it: "said it was ready to", "we are ready to", "is ready to talk, the minister said".
fn is_own_word(view: &View<'_, '_, '_>, at: usize) -> bool {
    let tree = view.tree;
    let tells =
        |v: usize| view.patterns.modes.of(HeadKind::Verb, tree.symbol(v)).iter().any(|m| m.kind == Kind::Report);
    let above = matches!(tree.relation(at), Relation::Ccomp).then(|| tree.head(at)).flatten();
    let beside = tree.related(at, &[Relation::Parataxis]).find(|&p| tree.is_verb(p));
    let we = |s: usize| ["we", "i"].iter().any(|w| tree.form(s).eq_ignore_ascii_case(w));
    above.or(beside).is_some_and(tells) || tree.related(at, &[Relation::Nsubj]).any(we)
}

/// "said that Tarquia must do more": a demand, whatever it is that the other must do.
fn duties(view: &View<'_, '_, '_>, acts: &[Act]) -> Vec<Act> {
    let mut found = Vec::new();
    for at in view.tree.range() {
        if view.tree.upos(at) != Upos::Verb || acts.iter().any(|a| a.trigger == at || a.clause == at) {
            continue;
        }
        let duty = view.tree.related(at, &[Relation::Aux]).find_map(|aux| {
            let form = view.tree.form(aux).to_lowercase();
            matches!(form.as_str(), "must" | "should").then_some(form)
        });
        if view.framer.is_negated(at) {
            continue;
        }
        let Some(pattern) = duty.and_then(|word| view.patterns.modes.duty(&word)) else { continue };
        let frame = view.frame(HeadKind::Verb, at);
        let sources: Vec<usize> = frame.subjects.iter().flat_map(|&s| view.actors_at(s)).collect();
        if sources.is_empty() {
            continue;
        }
        let found_act = Match { sources, ..empty(pattern) };
        let act = climb(view, &frame, found_act)
            .filter(|a| a.steps.iter().any(|s| s.starts_with("must") || s.starts_with("should")));
        found.extend(act);
    }
    found
}

/// Whom the clause under a matrix word is about: its subject, its object, a phrase.
fn inner_targets(view: &View<'_, '_, '_>, clause: usize, sources: &[usize]) -> Vec<usize> {
    let frame = view.framer.verb(clause);
    let heads = frame.subjects.iter().chain(&frame.objects).copied().chain(frame.phrases.iter().map(|p| p.head));
    for head in heads {
        let mut actors = view.actors_at(head);
        if actors.is_empty() {
            // "ordered a move to ventures controlled by its firm" orders the firm nothing.
            let held = view.tree.related(head, &[Relation::Acl]).any(|v| view.tree.is_passive(v));
            actors = if held { view.possessors(head) } else { view.owners(head) };
        }
        actors.retain(|t| !sources.iter().any(|s| view.same(*s, *t)));
        if !actors.is_empty() {
            return actors;
        }
    }
    Vec::new()
}
