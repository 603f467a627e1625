//! The audit of the embedded dictionaries: every fault of every line, listed at once.

use super::dates::DateRange;
use super::library::Dictionary;
use super::names::{KnownActor, Names, Standing};
use super::phrases::Sense;
use nutgraf_model::{ActorCode, actor_code_classes};
use std::collections::{BTreeMap, BTreeSet};

fn names() -> &'static Names {
    &Dictionary::embedded().names
}

/// Whether two ranges share a day beyond the one on which an office is handed over.
fn overlap(one: &DateRange, other: &DateRange) -> bool {
    let before = |a: Option<chrono::NaiveDate>, b: Option<chrono::NaiveDate>| a.zip(b).is_none_or(|(a, b)| a < b);
    before(one.from, other.to) && before(other.from, one.to)
}

fn none(faults: Vec<String>) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn codes_are_made_of_known_trigrams() {
    let names = names();
    let listed: BTreeSet<&str> = names.countries.iter().filter_map(|c| Some(c.code.as_ref()?.as_str())).collect();
    let known = |code: &ActorCode| code.trigrams().all(|t| listed.contains(t) || !actor_code_classes(t).is_empty());
    let mut faults = Vec::new();
    for office in names.actors.iter().flat_map(|a| &a.offices).filter(|o| !known(&o.code)) {
        faults.push(format!("{}: {} holds an unknown trigram", names.at(office.line), office.code));
    }
    for agent in names.agents.iter().filter(|a| !known(&a.code)) {
        faults.push(format!("{}: {} holds an unknown trigram", names.at(agent.line), agent.code));
    }
    none(faults);
}

#[test]
fn every_name_leads_to_its_code_on_every_day_it_holds() {
    let names = names();
    let mut faults = Vec::new();
    for (at, actor) in names.actors.iter().enumerate() {
        for name in &actor.names {
            let senses = names.phrases.senses(name);
            let (full, short) = (Sense::Actor(at as u32), Sense::Short(at as u32));
            if !senses.contains(&full) && !senses.contains(&short) {
                faults.push(format!("{}: \"{name}\" is not found in a text", names.at(actor.offices[0].line)));
            }
        }
        for office in &actor.offices {
            let days = [office.dates.from, office.dates.to];
            let held =
                |day| matches!(actor.on(Some(day)), Standing::Holds(o) if o.code == office.code || o.dates.holds(day));
            if days.into_iter().flatten().any(|day| !held(day)) {
                faults.push(format!(
                    "{}: {} is not held on its own first or last day",
                    names.at(office.line),
                    office.code
                ));
            }
        }
    }
    none(faults);
}

#[test]
fn no_office_is_listed_twice() {
    let names = names();
    let mut faults = Vec::new();
    for actor in &names.actors {
        for (at, office) in actor.offices.iter().enumerate() {
            let twice = actor.offices[..at]
                .iter()
                .find(|o| o.code == office.code && o.what == office.what && overlap(&o.dates, &office.dates));
            if let Some(other) = twice {
                faults.push(format!(
                    "{} and {}: {} twice in the same days",
                    names.at(other.line),
                    names.at(office.line),
                    actor.name
                ));
            }
        }
    }
    none(faults);
}

/// Two actors of one name are told apart by their dates or by what country the article is about.
#[test]
fn namesakes_are_of_different_countries_or_times() {
    let names = names();
    let mut by_name: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, actor) in names.actors.iter().enumerate() {
        for name in actor.names.iter().filter(|name| name.contains(' ')) {
            by_name.entry(super::folded_words(name).join(" ")).or_default().insert(at);
        }
    }
    let mut faults = Vec::new();
    for (name, actors) in by_name.iter().filter(|(_, actors)| actors.len() > 1) {
        let actors: Vec<&KnownActor> = actors.iter().map(|&at| &names.actors[at]).collect();
        let countries: Vec<_> = actors.iter().map(|a| names.country_in(&a.offices[0].code)).collect();
        let abroad = countries.iter().collect::<BTreeSet<_>>().len() == actors.len();
        let lines: Vec<String> = actors.iter().map(|a| names.at(a.offices[0].line)).collect();
        let apart = actors.iter().enumerate().all(|(at, a)| {
            actors[..at]
                .iter()
                .all(|b| a.offices.iter().all(|o| b.offices.iter().all(|p| !overlap(&o.dates, &p.dates))))
        });
        if !apart && !abroad {
            faults.push(format!("{}: several are called \"{name}\"", lines.join(" and ")));
        }
    }
    none(faults);
}

#[test]
fn countries_are_found_by_every_name() {
    let names = names();
    let mut faults = Vec::new();
    for (at, country) in names.countries.iter().enumerate() {
        let at = at as u32;
        let all = country.names.iter().map(|n| (n, Sense::Country(at)));
        let all = all.chain(country.adjectives.iter().map(|n| (n, Sense::Adjective(at))));
        for (name, sense) in all.chain(country.capitals.iter().map(|n| (n, Sense::Capital(at)))) {
            if !names.phrases.senses(name).contains(&sense) {
                faults.push(format!("{}: \"{name}\" is not found in a text", names.at(country.line)));
            }
        }
    }
    none(faults);
}

#[test]
fn places_lie_in_their_division_and_stand_once() {
    let names = names();
    let mut faults = Vec::new();
    let mut seen = BTreeMap::new();
    for place in &names.places {
        let country = names.country_of_line(place);
        if place.iso2.is_some() && country.is_none() {
            faults.push(format!("{}: no country has the ISO code of {}", names.at(place.line), place.name));
        }
        let fips = country.and_then(|c| c.fips.as_ref()).map(|f| f.as_str());
        if place.adm1.as_deref().is_some_and(|adm1| adm1.get(..2) != fips) {
            faults.push(format!("{}: {:?} is no division of {fips:?}", names.at(place.line), place.adm1));
        }
        if !(1..=9).contains(&place.weight) {
            faults.push(format!("{}: a weight of {}", names.at(place.line), place.weight));
        }
        let key = (place.name.clone(), place.iso2.clone(), place.adm1.clone(), place.kind.clone());
        if let Some(other) = seen.insert(key, place.line) {
            faults.push(format!("{} and {}: {} twice", names.at(other), names.at(place.line), place.name));
        }
    }
    none(faults);
}

#[test]
fn the_dictionaries_load_fast() {
    let started = std::time::Instant::now();
    let loaded = Dictionary::load(&[]).expect("the embedded dictionaries are well formed");
    let spent = started.elapsed();
    assert_eq!(loaded.sha256(), Dictionary::embedded().sha256());
    assert!(spent.as_millis() < 1000, "{spent:?}; in a release build 60 ms are allowed");
}

#[test]
fn handing_over_on_one_day_is_no_overlap() {
    let range = |text: &str| DateRange::parse(text).expect("a range");
    assert!(!overlap(&range("2000-01-01..2004-05-06"), &range("2004-05-06..")));
    assert!(overlap(&range("2000..2004"), &range("2003..")));
}
