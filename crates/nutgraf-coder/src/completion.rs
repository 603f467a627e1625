//! What the events of an article tell one another: who the missing side is, and when and where it was.

use crate::dictionary::Names;
use crate::mention::{ActorMention, Mentions, NamedBy};
use nutgraf_language::Document;
use nutgraf_model::{Actor, ActorCode, Entity, EntityKind, Event, EventParts, Place, Timestamp};

/// What the article as a whole knows.
pub(crate) struct Story<'a, 't> {
    pub(crate) document: &'a Document<'t>,
    pub(crate) mentions: &'a Mentions,
    pub(crate) names: &'a Names,
}

/// Gives events that lack a side, a day or a place what the rest of the article tells of them. An actor found so keeps the
/// words where the article names it; the event's own evidence has no span for it.
pub(crate) fn complete(events: Vec<Event>, story: &Story<'_, '_>) -> Vec<Event> {
    let events: Vec<Event> = events.into_iter().filter_map(turned).collect();
    // What one telling gains another may be completed from.
    let once = completed(events);
    let inferred = |event: Event| match story.addressee(&event) {
        Some((actor, why)) => with_side(event, Side::Target, actor, why),
        None => Some(event),
    };
    let mut events: Vec<Event> = completed(once).into_iter().filter_map(inferred).collect();
    share_settings(&mut events);
    events
}

fn completed(events: Vec<Event>) -> Vec<Event> {
    let told = Told::of(&events);
    let complete = |event: Event| match side_of(&event, &told) {
        Some((side, actor)) => with_side(event, side, actor, "told elsewhere"),
        None => Some(event),
    };
    events.into_iter().filter_map(complete).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Source,
    Target,
}

impl Side {
    fn name(self) -> &'static str {
        match self {
            Side::Source => "source",
            Side::Target => "target",
        }
    }
}

/// The pairs that the article tells in full.
struct Told {
    violent: Vec<(Violence, Actor, Actor)>,
    stances: Vec<(Actor, Actor)>,
    hostile: Vec<(Actor, Actor)>,
}

impl Told {
    fn of(events: &[Event]) -> Told {
        let pair = |e: &Event| Some((e.source.clone()?, e.target.clone()?));
        let told = || events.iter().filter(|e| e.is_tabled() && !e.reciprocal);
        let violent = told().filter_map(|e| violence(e).zip(pair(e)).map(|(kind, (s, t))| (kind, s, t)));
        Told {
            violent: violent.collect(),
            stances: told().filter(|e| is_stance(e)).filter_map(pair).collect(),
            hostile: told().filter(|e| is_hostile(e)).filter_map(pair).collect(),
        }
    }

    /// The state itself, where the article tells of it too: "what he called an act of war" is not the envoy's.
    fn plainest<'t>(&'t self, one: &'t Actor) -> &'t Actor {
        if one.entity.kind != EntityKind::Person {
            return one;
        }
        self.state_of(one)
    }

    /// The state of which somebody is, where the article tells of it; else himself.
    fn state_of<'t>(&'t self, one: &'t Actor) -> &'t Actor {
        let key = key_of(one);
        let violent = self.violent.iter().flat_map(|(_, s, t)| [s, t]);
        let all = self.stances.iter().chain(&self.hostile).flat_map(|(s, t)| [s, t]).chain(violent);
        all.into_iter().find(|other| other.code.as_str() == key && other.code.is_specific()).unwrap_or(one)
    }

    fn of_kind(&self, kind: Violence) -> impl Iterator<Item = (&Actor, &Actor)> {
        // "the army" of nobody knows which state says nothing of who did it.
        let known = |s: &Actor| s.code.as_str() != "MIL";
        self.violent.iter().filter(move |(k, s, _)| *k == kind && known(s)).map(|(_, s, t)| (s, t))
    }
}

/// The side that an event lacks and that the article tells elsewhere.
fn side_of(event: &Event, told: &Told) -> Option<(Side, Actor)> {
    match (&event.source, &event.target, violence(event)) {
        (None, Some(target), Some(kind)) => {
            let exact = told.of_kind(kind).find(|(_, t)| same(t, target)).map(|(s, _)| s);
            // Of people without a state, only where the article tells of one attacker.
            let one = || only(told.of_kind(kind).map(|(s, _)| s)).is_some();
            let alike = || only(told.of_kind(kind).filter(|(_, t)| t.code == target.code).map(|(s, _)| s));
            let alike = || if target.code.is_specific() || one() { alike() } else { None };
            let fights =
                |foe: &&Actor| foe.code.country() == Some(foe.code.as_str()) || foe.code.trigrams().any(is_armed);
            let enemy = || if kind == Violence::Arms { foe(target, told).filter(fights) } else { None };
            let found = exact.or_else(alike).or_else(enemy)?;
            // A premier arrests and dismisses nobody that a sentence does not say so of.
            let taken = matches!(event.code.as_str().get(..3), Some("172" | "173"));
            let leads = taken && found.entity.kind == EntityKind::Person;
            (!leads).then(|| (Side::Source, found.clone()))
        }
        // Readiness to fight need not be against anybody.
        (Some(source), None, Some(kind)) if kind != Violence::Posture => {
            let own = || told.of_kind(kind).filter(|(s, _)| same(s, source)).map(|(_, t)| t);
            // Of two whom one fights in the article the state, before people of none.
            let other = |t: &&Actor| key_of(t) != key_of(source);
            let foe = || if kind == Violence::Arms { foe(source, told) } else { None };
            let target = own().filter(other).find(|t| t.code.is_specific()).or_else(foe).or_else(|| own().find(other));
            let target = target.or_else(|| own().next())?;
            // Whom one fires at is the state, where its army or aircraft were hit before.
            let army = target.code.trigrams().any(|t| t == "MIL");
            Some((Side::Target, if army { told.state_of(target) } else { target }.clone()))
        }
        (Some(source), None, None) if lacks_addressee(event) => {
            let pairs = if event.code.root() == "13" { &told.hostile } else { &told.stances };
            Some((Side::Target, told.plainest(rival(source, pairs)?).clone()))
        }
        (Some(one), None, None) if is_talk(event) => Some((Side::Target, partner(one, told)?.clone())),
        (None, Some(one), None) if is_talk(event) => Some((Side::Source, partner(one, told)?.clone())),
        _ => None,
    }
}

/// With whom a state or those who bear arms fight: the only one whom the article tells of fighting with them.
fn foe<'t>(one: &Actor, told: &'t Told) -> Option<&'t Actor> {
    if !one.code.is_specific() || (one.code.as_str().len() > 3 && !one.code.trigrams().any(is_armed)) {
        return None;
    }
    let key = key_of(one);
    let specific = |(s, t): &(&Actor, &Actor)| s.code.is_specific() && t.code.is_specific();
    let foes =
        told.of_kind(Violence::Arms).filter(specific).filter_map(|(s, t)| match (key_of(s) == key, key_of(t) == key) {
            (true, false) => Some(t),
            (false, true) => Some(s),
            _ => None,
        });
    let foes: Vec<&Actor> = foes.collect();
    only(foes.iter().copied())?;
    foes.iter().copied().find(|f| f.code.trigrams().any(is_armed)).or(foes.first().copied())
}

/// Roles of those who bear arms.
fn is_armed(trigram: &str) -> bool {
    matches!(trigram, "MIL" | "REB" | "INS" | "SEP" | "UAF")
}

/// With whom one negotiates where only one side is told: the one with whom most of its other acts in the article are.
fn partner<'t>(one: &Actor, told: &'t Told) -> Option<&'t Actor> {
    let own = key_of(one);
    let others = told.hostile.iter().filter_map(|(s, t)| match (key_of(s) == own, key_of(t) == own) {
        (true, false) => Some(t),
        (false, true) => Some(s),
        _ => None,
    });
    let others: Vec<&Actor> = others.collect();
    let count = |a: &Actor| others.iter().filter(|o| key_of(o) == key_of(a)).count();
    let most = others.iter().copied().max_by_key(|a| (count(a), std::cmp::Reverse(a.code.as_str().len())))?;
    (count(most) * 3 >= others.len() * 2 && count(most) >= 2).then_some(most)
}

/// What tells sides apart: the state, or the first trigram of a body of none.
fn key_of(actor: &Actor) -> &str {
    actor.code.country().or(actor.code.as_str().get(..3)).unwrap_or_default()
}

/// Negotiations: they always have two sides.
fn is_talk(event: &Event) -> bool {
    matches!(event.code.as_str(), "046" | "036" | "057")
}

/// Whom a critic or threatener faces: the one state that its own other hostile acts are against, or else the one that all
/// others in the article are against, but those it does itself.
fn rival<'t>(source: &Actor, pairs: &'t [(Actor, Actor)]) -> Option<&'t Actor> {
    let own = key_of(source);
    let foreign = |t: &&Actor| key_of(t) != own && !matches!(t.code.as_str(), "CVL" | "OPP" | "GOV" | "MED");
    // Who rises against the government shows nothing of whom the government is against.
    let rises = |a: &Actor| a.code.trigrams().any(|t| matches!(t, "OPP" | "REB" | "INS" | "SEP"));
    let mine = pairs.iter().filter(|(s, _)| key_of(s) == own && rises(s) == rises(source));
    if let Some(found) = only(mine.map(|(_, t)| t).filter(foreign)) {
        return Some(found);
    }
    let face = |t: &&'t Actor| pairs.iter().all(|(s, o)| key_of(o) == key_of(t) || key_of(s) == key_of(t));
    let faced = |t: &&'t Actor| pairs.iter().filter(|(_, o)| key_of(o) == key_of(t)).count() >= 2;
    only(pairs.iter().map(|(_, t)| t).filter(face).filter(faced)).filter(foreign)
}

/// Of actors that are all of one state, or all of one code, the one with the plainest code.
fn only<'t>(actors: impl Iterator<Item = &'t Actor>) -> Option<&'t Actor> {
    let all: Vec<&Actor> = actors.collect();
    let plainest = *all.iter().min_by_key(|a| a.code.as_str().len())?;
    all.iter().all(|other| key_of(other) == key_of(plainest)).then_some(plainest)
}

fn with_side(mut event: Event, side: Side, actor: Actor, why: &str) -> Option<Event> {
    match side {
        Side::Source => event.source = Some(actor),
        Side::Target => event.target = Some(actor),
    }
    event.confidence.because.push(format!("{} {why}", side.name()));
    renewed(event)
}

/// "Protests were held by …": who protests is the source, whatever the clause makes of the noun; so are forces that nobody is
/// said to have put on alert.
fn turned(mut event: Event) -> Option<Event> {
    let role = |actor: &Actor, roles: &[&str]| actor.code.trigrams().any(|t| roles.contains(&t));
    let alone = event.target.as_ref().filter(|t| event.source.is_none() && t.code.as_str().len() > 3);
    let acts = alone.is_some_and(|target| match event.code.root() {
        "14" => !role(target, &["GOV", "MIL", "COP", "LEG", "JUD"]),
        "15" => role(target, &["MIL", "COP"]),
        _ => false,
    });
    if !acts {
        return Some(event);
    }
    event.source = event.target.take();
    let spans = &mut event.evidence.spans;
    spans.source = spans.target.take();
    // What its sentence shows of a target does not hold of a source.
    event.confidence.because.retain(|feature| !feature.starts_with("target "));
    renewed(event)
}

impl Story<'_, '_> {
    /// To whom an act goes where no words say it, and why: protest at home to the government, a refusal to comment to the
    /// press.
    fn addressee(&self, event: &Event) -> Option<(Actor, &'static str)> {
        if event.target.is_some() {
            return None;
        }
        if is_silence(event) {
            return Some((self.outlet()?, "inferred: press"));
        }
        Some((self.government_of(event)?, "inferred: government"))
    }

    /// The outlet of which the article speaks most.
    fn outlet(&self) -> Option<Actor> {
        let press = |m: &&ActorMention| m.by == NamedBy::Name && m.code.trigrams().any(|t| t == "MED");
        let all: Vec<&ActorMention> = self.mentions.actors.iter().filter(press).collect();
        let count = |m: &ActorMention| all.iter().filter(|o| o.entity.name == m.entity.name).count();
        let most = all.iter().rev().copied().max_by_key(|m| count(m))?;
        Some(self.actor(most, most.code.clone(), most.entity.clone()))
    }

    fn actor(&self, mention: &ActorMention, code: ActorCode, entity: Entity) -> Actor {
        let text = crate::coder::words(self.document, mention.tokens.clone()).to_owned();
        Actor { text, span: crate::coder::span(self.document, mention.tokens.clone()), code, entity }
    }

    /// The government to which people of a state protest in that state.
    fn government_of(&self, event: &Event) -> Option<Actor> {
        let source = event.source.as_ref().filter(|_| protests(event))?;
        let country = self.names.country_in(&source.code)?;
        let ruled = source.code.trigrams().any(|t| matches!(t, "GOV" | "MIL" | "COP"));
        let index = self.names.country_of_code(country)?;
        let own = &self.names.countries[index as usize];
        let abroad = event.place.as_ref().is_some_and(|p| p.iso2.is_some() && p.iso2 != own.iso2);
        if ruled || abroad {
            return None;
        }
        let code = ActorCode::new(format!("{country}GOV")).ok()?;
        let mention = self.nearest(country, event.evidence.spans.trigger.begin)?;
        let entity = Entity {
            kind: EntityKind::Organization,
            name: format!("Government of {}", own.name),
            code: Some(code.clone()),
            wikidata: None,
            known: true,
            place: None,
        };
        Some(self.actor(mention, code, entity))
    }

    /// The last mention of a state before a place in the text, or else the first behind it; of its government if there is
    /// one.
    fn nearest(&self, country: &str, begin: u32) -> Option<&ActorMention> {
        let own = |m: &&ActorMention| {
            self.names.country_in(&m.code) == Some(country)
                && !matches!(m.by, NamedBy::Pronoun | NamedBy::Anaphor | NamedBy::BareAgent)
        };
        let at = |m: &ActorMention| self.document.tokens().get(m.tokens.start).map_or(u32::MAX, |t| t.begin);
        let all: Vec<&ActorMention> = self.mentions.actors.iter().filter(own).collect();
        let body = |m: &ActorMention| m.entity.kind == EntityKind::Organization && m.members.is_empty();
        let ruling = |m: &ActorMention| body(m) && m.code.as_str().get(3..) == Some("GOV");
        let state = |m: &ActorMention| m.code.as_str().len() == 3;
        let governs = |m: &ActorMention| m.code.trigrams().any(|t| t == "GOV");
        let pick = |fits: &dyn Fn(&ActorMention) -> bool| {
            let mut fitting = all.iter().filter(|m| fits(m)).copied();
            all.iter().rev().copied().find(|m| fits(m) && at(m) < begin).or_else(|| fitting.next())
        };
        pick(&ruling).or_else(|| pick(&state)).or_else(|| pick(&governs))
    }
}

/// Gives violent events that no words date or place the day and place of the same event told elsewhere in the article, if
/// the other tellings that have one agree.
fn share_settings(events: &mut [Event]) {
    for at in 0..events.len() {
        if violence(&events[at]).is_none() {
            continue;
        }
        let others = || events.iter().filter(|e| alike(e, &events[at]));
        let own = events[at].evidence.spans;
        let date = match own.date {
            None => agreed_day(others().filter_map(dated)).or_else(|| {
                // An article that dates all its violence to one day tells of one attack; one named victim has a day of its own.
                let kind = violence(&events[at]).filter(|_| !falls_by_name(&events[at]));
                agreed_day(events.iter().filter(|e| kind.is_some() && violence(e) == kind).filter_map(dated))
            }),
            Some(_) => None,
        };
        let place = match own.place {
            None => {
                agreed_place(others().filter(|e| e.evidence.spans.place.is_some()).filter_map(|e| e.place.as_ref()))
            }
            Some(_) => None,
        };
        if date.is_none() && place.is_none() {
            continue;
        }
        let mut event = events[at].clone();
        event.date = date.or(event.date);
        event.place = place.or(event.place);
        if let Some(event) = renewed(event) {
            events[at] = event;
        }
    }
}

/// Whether the victim is a person called by name.
fn falls_by_name(event: &Event) -> bool {
    let last = |actor: &Actor| actor.text.split(' ').next_back().is_some_and(|w| w.starts_with(char::is_uppercase));
    event.target.as_ref().is_some_and(|victim| victim.entity.kind == EntityKind::Person && last(victim))
}

/// The date of an event that words state.
fn dated(event: &Event) -> Option<Timestamp> {
    event.date.filter(|_| event.evidence.spans.date.is_some())
}

/// The most precise of dates of which each holds the next: October, then 13 October.
fn agreed_day(all: impl Iterator<Item = Timestamp>) -> Option<Timestamp> {
    let mut dates: Vec<Timestamp> = all.collect();
    dates.sort_by_key(|d| (d.last_day() - d.first_day(), d.first_day()));
    let finest = *dates.first()?;
    let holds = |d: &Timestamp| d.first_day() <= finest.first_day() && finest.last_day() <= d.last_day();
    dates.iter().all(holds).then_some(finest)
}

/// The one place, or the one in the state that all name.
fn agreed_place<'p>(all: impl Iterator<Item = &'p Place>) -> Option<Place> {
    let places: Vec<&Place> = all.collect();
    let first = *places.first()?;
    if places.iter().all(|p| *p == first) {
        return Some(first.clone());
    }
    let state = first.iso2.as_ref()?;
    let one = places.iter().all(|p| p.iso2.as_ref() == Some(state));
    places.into_iter().find(|p| one && p.adm1.is_none()).cloned()
}

/// Whether two tellings are of one kind and have the same sides, as far as both are told, and at least one side in common.
fn alike(a: &Event, b: &Event) -> bool {
    let side = |a: &Option<Actor>, b: &Option<Actor>| match (a, b) {
        (Some(a), Some(b)) if a.code == b.code && !same(a, b) => None,
        (Some(a), Some(b)) => Some(same(a, b)),
        _ => None,
    };
    let kind = violence(a) == violence(b);
    let fits = |sides: [Option<bool>; 2]| !sides.contains(&Some(false)) && sides.contains(&Some(true));
    let same_way = fits([side(&a.source, &b.source), side(&a.target, &b.target)]);
    // Blow and counterblow of one fight, told in a breath.
    let near = a.sentence.abs_diff(b.sentence) <= 1 && violence(a) == Some(Violence::Arms);
    let other_way = near && [side(&a.source, &b.target), side(&a.target, &b.source)] == [Some(true); 2];
    kind && (same_way || other_way)
}

/// The event with the identity of what it now says.
pub(crate) fn renewed(event: Event) -> Option<Event> {
    Event::new(EventParts {
        date: event.date,
        source: event.source,
        target: event.target,
        code: event.code,
        place: event.place,
        mode: event.mode,
        reciprocal: event.reciprocal,
        sentence: event.sentence,
        evidence: event.evidence,
        confidence: event.confidence,
    })
}

/// Kinds of violence: a sentence that lacks a side is completed from another of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Violence {
    /// Readiness to fight.
    Posture,
    /// Coercion: arrests, bans, repression.
    Coercion,
    /// Assault and fighting.
    Arms,
}

fn violence(event: &Event) -> Option<Violence> {
    match event.code.root() {
        "15" => Some(Violence::Posture),
        "17" => Some(Violence::Coercion),
        "18" | "19" | "20" => Some(Violence::Arms),
        _ => None,
    }
}

/// Demands, criticism, refusals, threats and broken ties: they show where somebody stands.
fn is_stance(event: &Event) -> bool {
    matches!(event.code.root(), "10" | "11" | "12" | "13" | "16")
}

fn is_hostile(event: &Event) -> bool {
    matches!(event.code.root(), "10" | "11" | "12" | "13" | "14" | "17" | "18" | "19" | "20")
}

/// Acts that are always against somebody.
fn lacks_addressee(event: &Event) -> bool {
    matches!(event.code.root(), "11" | "12" | "13" | "16")
}

/// A question of the press left without answer.
fn is_silence(event: &Event) -> bool {
    let press = |s: &Actor| s.code.as_str().starts_with("MED") || s.code.as_str().get(3..6) == Some("MED");
    event.code.as_str() == "011" && event.source.as_ref().is_some_and(|s| !press(s))
}

/// Protest in the streets; a strike is as often against an employer.
fn protests(event: &Event) -> bool {
    event.code.root() == "14" && !event.code.as_str().starts_with("143")
}

/// The same actor, or one of the same state and role.
fn same(a: &Actor, b: &Actor) -> bool {
    a.code == b.code && (a.code.is_specific() || a.entity.name == b.entity.name)
}
