//! Records of invented affairs, made by hand.

use nutgraf_model::{
    Actor, ActorCode, Article, ArticleDraft, BlockKind, Byline, BylineRole, CameoCode, Confidence, DraftBlock, Entity,
    EntityKind, Event, EventParts, Evidence, EvidenceSpans, GeoType, Image, Link, LinkKind, Mention, Mode, PartyKind,
    Place, PlacePrecision, Publisher, Quote, Record, Source, Span, Timestamp, Tone,
};

/// Where `words` stand in `text`, in code points.
pub(crate) fn span(text: &str, words: &str) -> Span {
    let at = text.find(words).unwrap_or_else(|| panic!("{words:?} is not in the text"));
    let begin = text[..at].chars().count() as u32;
    Span::new(begin, begin + words.chars().count() as u32)
}

pub(crate) fn stamp(text: &str) -> Timestamp {
    text.parse().expect("a date of the test")
}

fn code(text: &str) -> ActorCode {
    ActorCode::new(text).expect("a code of the test")
}

pub(crate) fn person(name: &str, actor: Option<&str>, known: bool) -> Entity {
    Entity { kind: EntityKind::Person, name: name.into(), code: actor.map(code), wikidata: None, known, place: None }
}

pub(crate) fn state(name: &str, actor: &str, item: &str) -> Entity {
    Entity {
        kind: EntityKind::Organization,
        name: name.into(),
        code: Some(code(actor)),
        wikidata: Some(nutgraf_model::WikidataId::new(item).expect("an item of the test")),
        known: true,
        place: None,
    }
}

pub(crate) fn city(name: &str) -> Place {
    Place {
        name: name.into(),
        geo_type: GeoType::City,
        country_name: Some("Saudi Arabia".into()),
        iso2: Some(nutgraf_model::CountryCode::new("SA").expect("a code")),
        fips: Some(nutgraf_model::FipsCode::new("SA").expect("a code")),
        adm1: Some("SA10".into()),
        adm1_name: Some("Ar Riyad".into()),
        latitude: 24.5,
        longitude: 46.0,
        feature_id: Some(-17),
        precision: PlacePrecision::Exact,
    }
}

fn actor(text: &str, words: &str, actor: &str, entity: Entity) -> Actor {
    Actor { text: words.into(), span: span(text, words), code: code(actor), entity }
}

const HEADLINE: &str = "Russia warns France 🚢 over \"naval\" blockade";
const LEAD: &str =
    "Russia threatened France with a blockade on Tuesday, Foreign Minister Ilse Korrin said in Port Marelle\u{301}.";
const QUOTE: &str = "\u{201c}We will not wait\\delay,\u{201d} said Korrin. مرحبا 你好";

/// An article of which everything is known, with a threat, a meeting and a quotation.
pub(crate) fn full(url: Option<&str>) -> Record {
    let article = Article::new(ArticleDraft {
        url: url.map(Into::into),
        headline: Some(HEADLINE.into()),
        alternative_headline: Some("Blockade feared".into()),
        description: Some("The summary of the matter.".into()),
        body: vec![
            DraftBlock::text(LEAD),
            DraftBlock::new(BlockKind::Caption, "A harbour at dusk."),
            DraftBlock::text(QUOTE),
        ],
        bylines: vec![
            Byline { name: "Maro Tellin".into(), kind: PartyKind::Person, role: BylineRole::Author, url: None },
            Byline { name: "AFP".into(), kind: PartyKind::Organization, role: BylineRole::Contributor, url: None },
        ],
        published: Some(stamp("1926-03-03T18:20:00+03:00")),
        modified: Some(stamp("1926-03-04T10:00:00")),
        section: Some("World".into()),
        keywords: vec!["sea".into(), "blockade".into(), "sea".into()],
        language: Some("en-GB".into()),
        publisher: Some(Publisher {
            name: "Harbor Wire".into(),
            url: Some("https://harborwire.example/".into()),
            logo: None,
        }),
        images: vec![Image {
            url: Some("https://harborwire.example/a b.jpg".into()),
            caption: Some("A harbour at dusk.".into()),
            credit: Some("M. Tellin".into()),
            width: Some(640),
            height: None,
        }],
        links: vec![
            Link { text: "treaty".into(), href: "https://law.example/treaty".into(), kind: LinkKind::InText },
            Link { text: "Earlier".into(), href: "#".into(), kind: LinkKind::Related },
        ],
        is_free: Some(true),
        copyright: Some("© Harbor Wire".into()),
        licence: Some("https://creativecommons.org/licenses/by/4.0/".into()),
        source: Source { path: "a.html".into(), record: None, byte: None, format: "html".into() },
        ..ArticleDraft::default()
    });
    coded(article)
}

fn coded(article: Article) -> Record {
    let text = article.text.clone();
    let lead = span(&text, LEAD.strip_suffix("e\u{301}.").expect("as written"));
    let lead = Span::new(lead.begin, lead.end + 2);
    let russia = || state("Russia", "RUS", "Q159");
    let france = || state("France", "FRA", "Q142");
    let korrin = || person("Ilse Korrin", Some("RUSGOV"), true);
    let evidence = |source: &str, trigger: &str, target: &str| Evidence {
        spans: EvidenceSpans {
            sentence: lead,
            source: Some(span(&text, source)),
            target: Some(span(&text, target)),
            trigger: span(&text, trigger),
            place: None,
            date: Some(span(&text, "Tuesday")),
        },
        trigger: trigger.into(),
        rule: "patterns/13.txt:7".into(),
        steps: Vec::new(),
    };
    let event = |code: &str, source: Option<Actor>, target: Option<Actor>, trigger: &str, place: Option<Place>| {
        Event::new(EventParts {
            date: Some(stamp("1926-03-02")),
            evidence: evidence("Russia threatened".split(' ').next().unwrap_or_default(), trigger, "France"),
            source,
            target,
            code: CameoCode::new(code).expect("a code of the test"),
            place,
            mode: Mode::Asserted,
            reciprocal: false,
            sentence: 2,
            confidence: Confidence { value: 0.93, because: Vec::new() },
        })
        .expect("an actor stands")
    };
    let events = vec![
        event(
            "138",
            Some(actor(&text, "Russia", "RUS", russia())),
            Some(actor(&text, "France", "FRA", france())),
            "threatened",
            Some(city("Riyadh")),
        ),
        event(
            "040",
            Some(actor(&text, "Russia", "RUS", russia())),
            Some(actor(&text, "France", "FRA", france())),
            "with a blockade",
            None,
        ),
        event("010", Some(actor(&text, "Ilse Korrin", "RUSGOV", korrin())), None, "said", None),
        event("173", None, Some(actor(&text, "Korrin", "CVL", person("Oda Venn", None, false))), "said in", None),
    ];
    let quote = span(&text, "We will not wait\\delay,");
    Record {
        sentences: vec![span(&text, HEADLINE), lead],
        events,
        mentions: vec![
            Mention { entity: russia(), span: span(&text, "Russia") },
            Mention { entity: person("Oda Venn", None, false), span: span(&text, "Korrin") },
            Mention {
                entity: Entity {
                    kind: EntityKind::Place,
                    name: "Riyadh".into(),
                    code: None,
                    wikidata: None,
                    known: true,
                    place: Some(city("Riyadh")),
                },
                span: span(&text, "Port"),
            },
        ],
        quotes: vec![Quote {
            text: "We will not wait\\delay,".into(),
            span: quote,
            speaker: Some(korrin()),
            speaker_span: Some(span(&text, "Korrin")),
            verb: Some("said".into()),
            direct: true,
        }],
        tone: Tone { words: 30, positive: 1, negative: 3 },
        article,
    }
}

/// An article of which next to nothing is known.
pub(crate) fn bare() -> Record {
    let body = vec![DraftBlock::text("Nothing happened.")];
    Record::bare(Article::new(ArticleDraft { body, ..ArticleDraft::default() }))
}
