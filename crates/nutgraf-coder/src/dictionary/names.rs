//! The tables of who and where: countries, actors, agents, places, and the phrases that name them.

use super::atoms::{FoldMap, fold_words};
use super::dates::DateRange;
use super::given_names::GivenNames;
use super::phrases::{Phrases, Sense};
use super::rows::{Row, rows};
use super::short_names::short_names;
use crate::Error;
use chrono::NaiveDate;
use nutgraf_model::{ActorClass, ActorCode, CountryCode, FipsCode, WikidataId, actor_code_classes};

/// Where an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    file: u32,
    line: u32,
}

impl Line {
    /// A line of a file that [`Names::open`] numbered.
    pub(crate) fn new(file: u32, line: u32) -> Line {
        Line { file, line }
    }
}

/// A state or territory.
#[derive(Clone, Debug)]
pub(crate) struct Country {
    pub(crate) name: String,
    pub(crate) names: Vec<String>,
    pub(crate) adjectives: Vec<String>,
    pub(crate) code: Option<ActorCode>,
    pub(crate) iso2: Option<CountryCode>,
    pub(crate) fips: Option<FipsCode>,
    pub(crate) capitals: Vec<String>,
    pub(crate) latitude: f64,
    pub(crate) longitude: f64,
    pub(crate) wikidata: Option<WikidataId>,
    pub(crate) dates: DateRange,
    pub(crate) line: Line,
}

/// What kind of actor an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum ActorKind {
    Person,
    Organization,
    Group,
    Metonym,
}

/// A person, organisation, group or building that acts, with every office or code it has had.
#[derive(Clone, Debug)]
pub(crate) struct KnownActor {
    pub(crate) name: String,
    pub(crate) names: Vec<String>,
    pub(crate) kind: ActorKind,
    pub(crate) offices: Vec<Office>,
    pub(crate) wikidata: Option<WikidataId>,
}

/// A code that an actor has in certain dates.
#[derive(Clone, Debug)]
pub(crate) struct Office {
    pub(crate) code: ActorCode,
    pub(crate) dates: DateRange,
    pub(crate) what: String,
    pub(crate) line: Line,
}

/// A common noun phrase that acts.
#[derive(Clone, Debug)]
pub(crate) struct Agent {
    pub(crate) name: String,
    /// Role trigrams, such as `GOV` or `MED`.
    pub(crate) code: ActorCode,
    /// Stands alone: takes no country.
    pub(crate) alone: bool,
    pub(crate) kind: ActorKind,
    pub(crate) line: Line,
}

/// A line of the gazetteer.
#[derive(Clone, Debug)]
pub(crate) struct GazetteerPlace {
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) iso2: Option<CountryCode>,
    pub(crate) adm1: Option<String>,
    pub(crate) latitude: f64,
    pub(crate) longitude: f64,
    pub(crate) weight: u8,
    #[cfg_attr(not(test), expect(dead_code, reason = "the audit names the lines at fault"))]
    pub(crate) line: Line,
}

/// Everything that can be named.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    pub(crate) phrases: Phrases,
    pub(crate) countries: Vec<Country>,
    pub(crate) actors: Vec<KnownActor>,
    pub(crate) agents: Vec<Agent>,
    pub(crate) places: Vec<GazetteerPlace>,
    pub(crate) given: GivenNames,
    files: Vec<String>,
    /// By kind, and folded name.
    actor_index: FoldMap<(ActorKind, Box<str>), u32>,
    country_by_iso: FoldMap<String, u32>,
    country_by_code: FoldMap<String, u32>,
    adm1_names: FoldMap<String, String>,
}

impl Names {
    /// Reads one dictionary file; the name tells which kind it is.
    pub(crate) fn read(&mut self, file: &str, text: &str) -> Result<(), Error> {
        let at = self.open(file);
        let (least, add): (usize, AddRow) = match file {
            "countries.tsv" => (8, Names::add_country),
            "agents.tsv" => (3, Names::add_agent),
            "examples.tsv" => (3, Names::add_example),
            _ if file.starts_with("places/") => (7, Names::add_place),
            _ => (3, Names::add_actor),
        };
        for row in rows(file, text, least) {
            let row = row?;
            let line = Line { file: at, line: row.line as u32 };
            add(self, &row, line)?;
        }
        Ok(())
    }

    /// Reads a file of actors, whatever its name.
    pub(crate) fn read_actors(&mut self, file: &str, text: &str) -> Result<(), Error> {
        let at = self.open(file);
        for row in rows(file, text, 3) {
            let row = row?;
            self.add_actor(&row, Line { file: at, line: row.line as u32 })?;
        }
        Ok(())
    }

    /// Numbers a file.
    pub(crate) fn open(&mut self, file: &str) -> u32 {
        self.files.push(file.to_owned());
        self.files.len() as u32 - 1
    }

    /// The file and line of an entry, such as `actors/russia.tsv:12`.
    pub(crate) fn at(&self, line: Line) -> String {
        format!("{}:{}", self.files[line.file as usize], line.line)
    }

    /// The country of an ISO code, the one that stands today first.
    pub(crate) fn country_of_iso(&self, iso2: &str) -> Option<&Country> {
        self.country_by_iso.get(iso2).map(|&at| &self.countries[at as usize])
    }

    /// The country of a gazetteer line: of its ISO code, and where one code has two FIPS codes (the West Bank and the
    /// Gaza Strip) the one in which its division lies.
    pub(crate) fn country_of_line(&self, line: &GazetteerPlace) -> Option<&Country> {
        let iso2 = line.iso2.as_ref()?.as_str();
        let country = self.country_of_iso(iso2)?;
        let fips = line.adm1.as_deref().and_then(|adm1| adm1.get(..2));
        let lies_in = |c: &&Country| c.fips.as_ref().map(|f| f.as_str()) == fips;
        if fips.is_none() || lies_in(&country) {
            return Some(country);
        }
        let of_iso = |c: &&Country| c.iso2.as_ref().is_some_and(|iso| iso.as_str() == iso2);
        self.countries.iter().filter(of_iso).find(lies_in).or(Some(country))
    }

    /// The place in [`Names::countries`] of an ISO code.
    pub(crate) fn country_index_of_iso(&self, iso2: &str) -> Option<u32> {
        self.country_by_iso.get(iso2).copied()
    }

    /// The country of a CAMEO code.
    pub(crate) fn country_of_code(&self, code: &str) -> Option<u32> {
        self.country_by_code.get(code).copied()
    }

    /// The country at the head of an actor code: one of the codebook, or of the dictionary alone ("KSV").
    pub(crate) fn country_in<'c>(&self, code: &'c ActorCode) -> Option<&'c str> {
        let first = code.trigrams().next()?;
        code.country().or_else(|| self.country_by_code.contains_key(first).then_some(first))
    }

    /// The gazetteer's line of a state's capital.
    pub(crate) fn capital_line(&self, country: &Country) -> Option<&GazetteerPlace> {
        let senses = country.capitals.iter().flat_map(|name| self.phrases.senses(name));
        let lines =
            senses.filter_map(|s| if let Sense::Place(at) = s { Some(&self.places[at as usize]) } else { None });
        lines.filter(|line| line.iso2 == country.iso2).max_by_key(|line| line.weight)
    }

    /// The name of a first-order division, where the gazetteer has it.
    pub(crate) fn adm1_name(&self, adm1: &str) -> Option<&str> {
        self.adm1_names.get(adm1).map(String::as_str)
    }

    fn add_country(&mut self, row: &Row, line: Line) -> Result<(), Error> {
        let country = Country {
            name: first(row)?,
            names: row.alternatives(0).map(str::to_owned).collect(),
            adjectives: row.alternatives(1).map(str::to_owned).collect(),
            code: optional(row, 2, ActorCode::new)?,
            iso2: optional(row, 3, CountryCode::new)?,
            fips: optional(row, 4, FipsCode::new)?,
            capitals: row.alternatives(5).map(str::to_owned).collect(),
            latitude: middle(row, 6)?,
            longitude: middle(row, 7)?,
            wikidata: optional(row, 8, WikidataId::new)?,
            dates: dates(row, 9)?,
            line,
        };
        self.keep_country(country);
        Ok(())
    }

    fn keep_country(&mut self, country: Country) {
        let at = self.countries.len() as u32;
        for name in &country.names {
            self.phrases.add(name, Sense::Country(at));
        }
        for name in &country.adjectives {
            self.phrases.add(name, Sense::Adjective(at));
        }
        for name in &country.capitals {
            self.phrases.add(name, Sense::Capital(at));
        }
        let stands = country.dates.to.is_none();
        for (index, key) in [
            (&mut self.country_by_iso, country.iso2.as_ref().map(CountryCode::as_str)),
            (&mut self.country_by_code, country.code.as_ref().map(ActorCode::as_str)),
        ] {
            if let Some(key) = key {
                let place = index.entry(key.to_owned()).or_insert(at);
                if stands && self.countries.get(*place as usize).is_some_and(|c| c.dates.to.is_some()) {
                    *place = at;
                }
            }
        }
        self.countries.push(country);
    }

    /// Reads a line of `examples.tsv`, which holds countries and actors.
    fn add_example(&mut self, row: &Row, line: Line) -> Result<(), Error> {
        if row.cell(1) != "country" {
            return self.add_actor(row, line);
        }
        self.keep_country(Country {
            name: first(row)?,
            names: row.alternatives(0).map(str::to_owned).collect(),
            adjectives: row.alternatives(3).map(str::to_owned).collect(),
            code: optional(row, 2, ActorCode::new)?,
            iso2: None,
            fips: None,
            capitals: row.alternatives(4).map(str::to_owned).collect(),
            latitude: 0.0,
            longitude: 0.0,
            wikidata: None,
            dates: DateRange::ALWAYS,
            line,
        });
        Ok(())
    }

    fn add_actor(&mut self, row: &Row, line: Line) -> Result<(), Error> {
        let kind = kind(row, 1)?;
        let office = Office { code: code(row, 2)?, dates: dates(row, 3)?, what: row.cell(4).to_owned(), line };
        let names: Vec<String> = row.alternatives(0).map(str::to_owned).collect();
        self.keep_actor(first(row)?, names, kind, office, optional(row, 5, WikidataId::new)?);
        Ok(())
    }

    /// Adds an office to the actor of that name, or makes the actor.
    pub(crate) fn keep_actor(
        &mut self,
        name: String,
        names: Vec<String>,
        kind: ActorKind,
        office: Office,
        wikidata: Option<WikidataId>,
    ) {
        let next = self.actors.len() as u32;
        let at = *self.actor_index.entry((kind, fold_words(&name).into())).or_insert(next);
        if at == next {
            self.actors.push(KnownActor { name, names: Vec::new(), kind, offices: Vec::new(), wikidata: None });
        }
        let country = office.code.country().map(str::to_owned);
        let actor = &mut self.actors[at as usize];
        actor.offices.push(office);
        actor.wikidata = actor.wikidata.take().or(wikidata);
        for name in names {
            if actor.names.contains(&name) {
                continue;
            }
            let single = kind == ActorKind::Person && !name.contains([' ', '-']);
            self.phrases.add(&name, if single { Sense::Short(at) } else { Sense::Actor(at) });
            if kind == ActorKind::Person {
                for short in short_names(&name, country.as_deref()) {
                    self.phrases.add(&short, Sense::Short(at));
                }
            }
            actor.names.push(name);
        }
    }

    /// Adds an agent that takes the country in context.
    pub(crate) fn keep_agent(&mut self, phrases: &[String], code: ActorCode, line: Line) {
        let at = self.agents.len() as u32;
        let phrases: Vec<String> = phrases.iter().map(|p| p.to_lowercase()).collect();
        let Some(name) = phrases.first().cloned() else { return };
        for phrase in &phrases {
            self.phrases.add(phrase, Sense::Agent(at, false));
            self.phrases.add(&super::short_names::plural(phrase), Sense::Agent(at, true));
        }
        self.agents.push(Agent { name, code, alone: false, kind: ActorKind::Group, line });
    }

    fn add_agent(&mut self, row: &Row, line: Line) -> Result<(), Error> {
        let cell = row.cell(1);
        let (alone, code) = cell.strip_prefix('!').map_or((false, cell), |code| (true, code));
        let code = ActorCode::new(code.trim()).map_err(|e| row.fault(e.to_string()))?;
        let at = self.agents.len() as u32;
        for phrase in row.alternatives(0) {
            self.phrases.add(phrase, Sense::Agent(at, false));
            self.phrases.add(&super::short_names::plural(phrase), Sense::Agent(at, true));
        }
        self.agents.push(Agent { name: first(row)?, code, alone, kind: kind(row, 2)?, line });
        Ok(())
    }

    fn add_place(&mut self, row: &Row, line: Line) -> Result<(), Error> {
        let at = self.places.len() as u32;
        let place = GazetteerPlace {
            name: first(row)?,
            kind: row.cell(1).to_owned(),
            iso2: optional(row, 2, CountryCode::new)?,
            adm1: Some(row.cell(3)).filter(|c| !c.is_empty()).map(str::to_owned),
            latitude: row.number(4)?,
            longitude: row.number(5)?,
            weight: row.cell(6).parse().map_err(|_| row.fault("the weight is a figure from 1 to 9"))?,
            line,
        };
        if !(-90.0..=90.0).contains(&place.latitude) || !(-180.0..=180.0).contains(&place.longitude) {
            return Err(row.fault("latitude lies within 90 and longitude within 180 degrees"));
        }
        if let (Some(adm1), "adm1") = (&place.adm1, place.kind.as_str()) {
            self.adm1_names.insert(adm1.clone(), place.name.clone());
        }
        for name in row.alternatives(0).filter(|name| !is_direction(name)) {
            self.phrases.add(name, Sense::Place(at));
        }
        self.places.push(place);
        Ok(())
    }
}

/// Divisions called after a quarter of the sky ("North" of Cameroon) are not known by that word alone.
fn is_direction(name: &str) -> bool {
    const DIRECTIONS: &[&str] = &[
        "north",
        "south",
        "east",
        "west",
        "central",
        "centre",
        "center",
        "northern",
        "southern",
        "eastern",
        "western",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "north-west",
        "north-east",
        "south-west",
        "south-east",
        "capital",
        "littoral",
        "coast",
        "plateau",
        "lakes",
        "islands",
        "federal district",
        "the valley",
        "central region",
    ];
    DIRECTIONS.iter().any(|word| word.eq_ignore_ascii_case(name))
}

/// Adds what a row tells.
type AddRow = fn(&mut Names, &Row, Line) -> Result<(), Error>;

/// What an actor is on a day.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Standing<'a> {
    /// It holds this office, or has this code.
    Holds(&'a Office),
    /// It held offices, none on that day: this one is nearest.
    Held(&'a Office),
}

impl KnownActor {
    /// The office of a day; where no day is known, the one that began last.
    pub(crate) fn on(&self, day: Option<NaiveDate>) -> Standing<'_> {
        let latest = || self.offices.iter().max_by_key(|o| (o.dates.to.is_none(), o.dates.from, o.dates.to));
        let fallback = latest().unwrap_or(&self.offices[0]);
        let Some(day) = day else { return Standing::Holds(fallback) };
        match self.offices.iter().filter(|o| o.dates.holds(day)).max_by_key(|o| o.dates.from) {
            Some(office) => Standing::Holds(office),
            None => Standing::Held(self.offices.iter().min_by_key(|o| distance(&o.dates, day)).unwrap_or(fallback)),
        }
    }

    /// The code of a day: outside all dates a person is of the elite of its country.
    pub(crate) fn code_on(&self, day: Option<NaiveDate>) -> ActorCode {
        match self.on(day) {
            Standing::Held(office) if self.kind == ActorKind::Person => former(&office.code),
            Standing::Holds(office) | Standing::Held(office) => office.code.clone(),
        }
    }
}

/// The code of somebody who left office: of the country's elite. Bodies of many countries have none.
pub(crate) fn former(code: &ActorCode) -> ActorCode {
    let first = code.trigrams().next().unwrap_or_default();
    let international = matches!(first, "IGO" | "IMG" | "NGO" | "NGM" | "MNC" | "INT");
    if code.as_str() == first && actor_code_classes(first).contains(&ActorClass::Type) && !international {
        return ActorCode::new("ELI").unwrap_or_else(|_| code.clone());
    }
    if international || code.as_str() == first {
        return code.clone();
    }
    ActorCode::new(format!("{first}ELI")).unwrap_or_else(|_| code.clone())
}

fn distance(dates: &DateRange, day: NaiveDate) -> i64 {
    let before = dates.from.map_or(0, |from| (from - day).num_days().max(0));
    let after = dates.to.map_or(0, |to| (day - to).num_days().max(0));
    before.max(after)
}

fn first(row: &Row) -> Result<String, Error> {
    row.alternatives(0).next().map(str::to_owned).ok_or_else(|| row.fault("the first column names nothing"))
}

fn code(row: &Row, column: usize) -> Result<ActorCode, Error> {
    ActorCode::new(row.cell(column)).map_err(|e| row.fault(e.to_string()))
}

fn optional<T, E: ToString>(row: &Row, column: usize, new: fn(String) -> Result<T, E>) -> Result<Option<T>, Error> {
    match row.cell(column) {
        "" => Ok(None),
        cell => new(cell.to_owned()).map(Some).map_err(|e| row.fault(e.to_string())),
    }
}

/// A coordinate of a state; what has no ISO code, such as "the West", needs none.
fn middle(row: &Row, column: usize) -> Result<f64, Error> {
    if row.cell(column).is_empty() && row.cell(3).is_empty() { Ok(0.0) } else { row.number(column) }
}

fn dates(row: &Row, column: usize) -> Result<DateRange, Error> {
    let cell = row.cell(column);
    DateRange::parse(cell).ok_or_else(|| row.fault(format!("\"{cell}\" is no range of dates; write FROM..TO")))
}

fn kind(row: &Row, column: usize) -> Result<ActorKind, Error> {
    match row.cell(column) {
        "person" => Ok(ActorKind::Person),
        "organization" => Ok(ActorKind::Organization),
        "group" => Ok(ActorKind::Group),
        "metonym" => Ok(ActorKind::Metonym),
        other => Err(row.fault(format!("\"{other}\" is no type; write person, organization, group or metonym"))),
    }
}
