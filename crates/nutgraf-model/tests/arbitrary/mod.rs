//! Arbitrary records for property tests: sound offsets and codes, hostile words everywhere else. Exporters include this
//! file by its path, so that all are tested on the same records.

#![allow(dead_code, reason = "each test uses a part")]

use nutgraf_model::*;
use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::select;

/// Names, codes and kinds of actors.
const ACTORS: &[(&str, &str, EntityKind)] = &[
    ("Russia", "RUS", EntityKind::Organization),
    ("the Kremlin", "RUSGOV", EntityKind::Organization),
    ("Ilse Korrin", "USAGOVMIL", EntityKind::Person),
    ("He", "USAGOV", EntityKind::Person),
    ("police", "COP", EntityKind::Organization),
    ("the UN refugee agency", "IGOUNOREFHCR", EntityKind::Organization),
    ("Copts", "EGYcopCHRCPTCVL", EntityKind::Organization),
    ("Straßenräuber", "UAF", EntityKind::Organization),
    ("strangers", "ZZZ9q7", EntityKind::Organization),
    ("Palestine", "PSE", EntityKind::Place),
];

const TRIGGERS: &[&str] = &["met", "held talks with", "“accused”", "🦀 struck"];

/// Words that have broken readers of tables and of JSON.
const HOSTILE: &[&str] = &[
    "",
    " ",
    "\"",
    "\"quoted\"",
    "tab\there",
    "line\nbreak",
    "\u{b}\u{c}\u{1c}",
    "\u{85}\u{2028}\u{2029}",
    "\u{feff}",
    "\u{fffd}",
    "NULL",
    "NA",
    "By Ann Roe and Ben Poe",
    "Dr. Cy Moe; ann@roe.example",
    "<p>&amp;</p>",
    "javascript:alert(1)",
    "//x",
    "ǆ ŉ ß",
    "http://a.example/x y|z",
    "https://www.harbour-wire.example/1999/05/01/strait.html?q=1#top",
    "https://Ünï.example/é",
    "{}",
    "\\N",
];

/// Any words: hostile ones, random ones, plain ones.
pub(crate) fn words() -> impl Strategy<Value = String> {
    prop_oneof![select(HOSTILE).prop_map(str::to_owned), any::<String>(), "[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8})?"]
}

/// Any address or what stands in its stead.
pub(crate) fn address() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "https?://(www\\.)?[a-z]{2,5}\\.example/[a-z]{1,2}",
        1 => words(),
    ]
}

/// A point in time at any precision, early ones and late ones included.
pub(crate) fn timestamp() -> impl Strategy<Value = Timestamp> {
    let day = (1990i32..1993, 1u32..13, 1u32..29).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"));
    let odd = select(
        &["0000", "0000-01-01", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "1992-02-29T23:59:60Z"][..],
    );
    let text = prop_oneof![
        1 => (1990i32..1993).prop_map(|y| y.to_string()),
        1 => (1990i32..1993, 1u32..13).prop_map(|(y, m)| format!("{y}-{m:02}")),
        4 => day.clone(),
        2 => (day.clone(), 0u32..24, 0u32..60).prop_map(|(d, h, m)| format!("{d}T{h:02}:{m:02}:07")),
        4 => (day, 0u32..24, 0u32..60, -12i32..14).prop_map(|(d, h, m, z)| format!("{d}T{h:02}:{m:02}:00{z:+03}:00")),
        1 => odd.prop_map(str::to_owned),
    ];
    text.prop_map(|text| text.parse().expect("a date of the forms above"))
}

/// A place: sound ones, and ones that lack what a table needs.
pub(crate) fn place() -> impl Strategy<Value = Place> {
    let sound = select(
        &[
            ("Saudi Arabia", GeoType::Country, "SA", "", "", 25.0, 45.0),
            ("Riyadh", GeoType::City, "SA", "SA10", "Ar Riyad", 24.68773, 46.72185),
            ("Jeddah", GeoType::City, "SA", "SA14", "Makkah", 21.5, 39.2),
            ("Riyadh Province", GeoType::Adm1, "SA", "SA10", "Ar Riyad", 23.0, 45.5),
            ("Texas", GeoType::UsState, "US", "USTX", "Texas", 31.106, -97.6475),
            ("Austin", GeoType::UsCity, "US", "USTX", "Texas", 30.2672, -97.7431),
            ("Springfield", GeoType::City, "US", "", "", 40.0, -89.0),
            ("Juba", GeoType::City, "OD", "", "", 4.85, 31.6),
            ("Nowhere", GeoType::Adm1, "SA", "SAZZ", "Zed", 0.0, -0.0),
            ("Strait of Ossa", GeoType::City, "", "", "", 1.0, 2.0),
            ("Ruritania", GeoType::Country, "QQ", "", "", 91.0, 181.0),
        ][..],
    );
    (sound, of(words()), weighted(0.05, words())).prop_map(|(place, country_name, name)| {
        let (known, geo_type, fips, adm1, adm1_name, latitude, longitude) = place;
        Place {
            name: name.unwrap_or_else(|| known.to_owned()),
            geo_type,
            country_name,
            iso2: None,
            fips: FipsCode::new(fips).ok(),
            adm1: (!adm1.is_empty()).then(|| adm1.to_owned()),
            adm1_name: (!adm1_name.is_empty()).then(|| adm1_name.to_owned()),
            latitude,
            longitude,
            feature_id: (known == "Riyadh").then_some(-17),
            precision: PlacePrecision::Exact,
        }
    })
}

/// An entity of the pool, sometimes under another name.
fn entity() -> impl Strategy<Value = (&'static str, ActorCode, Entity)> {
    (select(ACTORS), weighted(0.1, words()), of(place()), any::<bool>(), any::<bool>()).prop_map(
        |((text, code, kind), name, place, known, linked)| {
            let code = ActorCode::new(code).expect("codes of the pool are well formed");
            let entity = Entity {
                kind,
                name: name.unwrap_or_else(|| text.to_owned()),
                code: Some(code.clone()),
                wikidata: linked.then(|| WikidataId::new("Q90000001").expect("an item")),
                known,
                place,
            };
            (text, code, entity)
        },
    )
}

/// One sentence to come: two actors, an act, a place.
type Telling = (
    Option<(&'static str, ActorCode, Entity)>,
    Option<(&'static str, ActorCode, Entity)>,
    (usize, &'static str, Mode, bool, f64),
    Option<Timestamp>,
    Option<Place>,
);

fn telling() -> impl Strategy<Value = Telling> {
    let mode = select(
        &[Mode::Asserted, Mode::Asserted, Mode::Intended, Mode::Reported, Mode::Negated, Mode::Hypothetical][..],
    );
    let code = prop_oneof![0..cameo_events().len(), 50usize..56];
    (
        weighted(0.9, entity()),
        weighted(0.7, entity()),
        (code, select(TRIGGERS), mode, any::<bool>(), 0.0..=1.0f64),
        weighted(0.8, timestamp()),
        weighted(0.7, place()),
    )
}

fn draft() -> impl Strategy<Value = ArticleDraft> {
    let party = prop_oneof![Just(PartyKind::Person), Just(PartyKind::Organization)];
    let role = select(&[BylineRole::Author, BylineRole::Editor, BylineRole::Photographer, BylineRole::Contributor][..]);
    let byline =
        (words(), party, role, of(address())).prop_map(|(name, kind, role, url)| Byline { name, kind, role, url });
    let image = (of(address()), of(words()), of(words()), of(0u32..9000))
        .prop_map(|(url, caption, credit, width)| Image { url, caption, credit, width, height: width });
    let link = (words(), address(), any::<bool>()).prop_map(|(text, href, related)| Link {
        text,
        href,
        kind: if related { LinkKind::Related } else { LinkKind::InText },
    });
    let publisher = (words(), of(address()), of(address())).prop_map(|(name, url, logo)| Publisher { name, url, logo });
    let dateline =
        (of(words()), of(timestamp()), of(words())).prop_map(|(place, date, agency)| Dateline { place, date, agency });
    let meta = (of(words()), of(words()), of(words()), vec(words(), 0..3), of(words()), of(words()), of(any::<bool>()));
    (
        (weighted(0.9, address()), of(address()), weighted(0.9, words())),
        (vec(byline, 0..3), of(dateline), weighted(0.9, timestamp()), of(timestamp())),
        (of(publisher), vec(image, 0..3), vec(link, 0..3)),
        meta,
    )
        .prop_map(
            |(
                (url, canonical_url, headline),
                (bylines, dateline, published, modified),
                (publisher, images, links),
                meta,
            )| {
                let (alternative_headline, description, section, keywords, language, licence, is_free) = meta;
                ArticleDraft {
                    url,
                    canonical_url,
                    headline,
                    alternative_headline,
                    description,
                    bylines,
                    dateline,
                    published,
                    modified,
                    section,
                    keywords,
                    language,
                    publisher,
                    images,
                    links,
                    is_free,
                    copyright: licence.clone(),
                    licence,
                    ..ArticleDraft::default()
                }
            },
        )
}

/// Any record.
pub(crate) fn record() -> impl Strategy<Value = Record> {
    (draft(), vec(telling(), 0..6), vec(words(), 0..2), 0u32..9)
        .prop_map(|(draft, tellings, fillers, negative)| assemble(draft, tellings, &fillers, negative))
}

/// Several records, some of which tell the same and some of which stand at one address.
pub(crate) fn records() -> impl Strategy<Value = Vec<Record>> {
    vec(record(), 0..8)
}

fn sentence(telling: &Telling) -> String {
    let name = |actor: &Option<(&'static str, ActorCode, Entity)>| actor.as_ref().map_or("someone", |(text, ..)| text);
    format!("{} {} {}.", name(&telling.0), telling.2.1, name(&telling.1))
}

fn assemble(mut draft: ArticleDraft, tellings: Vec<Telling>, fillers: &[String], negative: u32) -> Record {
    draft.body = fillers.iter().map(DraftBlock::text).collect();
    draft.body.extend(tellings.iter().map(|telling| DraftBlock::text(sentence(telling))));
    let mut record = Record::bare(Article::new(draft));
    record.tone = Tone { words: 90, positive: 4, negative };
    let spans: Vec<Span> = record.article.body.iter().filter_map(Block::span).collect();
    let first = spans.len() - tellings.len();
    for (at, telling) in tellings.into_iter().enumerate() {
        add(&mut record, telling, spans[first + at], (first + at) as u32 + 1);
    }
    record.sentences = spans;
    record
}

fn add(record: &mut Record, telling: Telling, sentence: Span, number: u32) {
    let (source, target, (code, trigger, mode, reciprocal, confidence), date, place) = telling;
    let length = |text: &str| text.chars().count() as u32;
    let first = Span::new(sentence.begin, sentence.begin + source.as_ref().map_or(7, |(text, ..)| length(text)));
    let act = Span::new(first.end + 1, first.end + 1 + length(trigger));
    let last = Span::new(act.end + 1, sentence.end - 1);
    let actor = |found: Option<(&'static str, ActorCode, Entity)>, span| {
        found.map(|(text, code, entity)| Actor { text: text.to_owned(), span, code, entity })
    };
    let (source, target) = (actor(source, first), actor(target, last));
    for actor in [&source, &target].into_iter().flatten() {
        record.mentions.push(Mention { entity: actor.entity.clone(), span: actor.span });
        record.quotes.push(Quote {
            text: trigger.to_owned(),
            span: act,
            speaker: Some(actor.entity.clone()),
            speaker_span: Some(actor.span),
            verb: None,
            direct: reciprocal,
        });
    }
    let spans = EvidenceSpans {
        sentence,
        source: source.as_ref().map(|a| a.span),
        target: target.as_ref().map(|a| a.span),
        trigger: act,
        place: None,
        date: None,
    };
    let evidence = Evidence { spans, trigger: trigger.to_owned(), rule: "verbs/04.txt:31".to_owned(), steps: vec![] };
    record.events.extend(Event::new(EventParts {
        date,
        source,
        target,
        code: CameoCode::new(cameo_events()[code].code).expect("a code of the table"),
        place,
        mode,
        reciprocal,
        sentence: number,
        evidence,
        confidence: Confidence { value: confidence, because: vec![] },
    }));
}
