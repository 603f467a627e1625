//! Same event, told again: which tellings are one row, and what the row says.

use nutgraf_gdelt::{Options, Rows, Tables, is_undated};
use nutgraf_model::*;

/// Who did what to whom, when and where, in one sentence.
struct Told {
    source: &'static str,
    target: &'static str,
    code: &'static str,
    date: &'static str,
    place: Option<Place>,
    mode: Mode,
    reciprocal: bool,
}

const MET: Told = Told {
    source: "ALBGOV",
    target: "BEL",
    code: "040",
    date: "1999-05-03",
    place: None,
    mode: Mode::Asserted,
    reciprocal: false,
};

fn place(name: &str, geo_type: GeoType, adm1: &str) -> Option<Place> {
    Some(Place {
        name: name.into(),
        geo_type,
        country_name: Some("Austria".into()),
        iso2: None,
        fips: FipsCode::new("AU").ok(),
        adm1: (!adm1.is_empty()).then(|| adm1.into()),
        adm1_name: None,
        latitude: 48.0,
        longitude: 16.0,
        feature_id: None,
        precision: PlacePrecision::Exact,
    })
}

fn vienna() -> Option<Place> {
    place("Vienna", GeoType::City, "AU09")
}

fn austria() -> Option<Place> {
    place("Austria", GeoType::Country, "")
}

fn actor(code: &str, span: Span) -> Option<Actor> {
    let code = ActorCode::new(code).ok()?;
    let entity = Entity {
        kind: EntityKind::Organization,
        name: format!("The {code}"),
        code: Some(code.clone()),
        wikidata: None,
        known: true,
        place: None,
    };
    Some(Actor { text: "Someone".into(), span, code, entity })
}

fn record(url: &str, published: &str, body: &str, told: impl IntoIterator<Item = Told>) -> Record {
    let article = Article::new(ArticleDraft {
        url: (!url.is_empty()).then(|| url.to_owned()),
        body: vec![DraftBlock::text(body)],
        published: published.parse().ok(),
        ..ArticleDraft::default()
    });
    let mut record = Record::bare(article);
    record.tone = Tone { words: 100, positive: 0, negative: body.len() as u32 % 50 };
    for (at, told) in (0u32..).zip(told) {
        let at = at * 3;
        record.events.extend(Event::new(EventParts {
            date: told.date.parse().ok(),
            source: actor(told.source, Span::new(at, at + 1)),
            target: actor(told.target, Span::new(at + 2, at + 3)),
            code: CameoCode::new(told.code).expect("a code"),
            place: told.place,
            mode: told.mode,
            reciprocal: told.reciprocal,
            sentence: at + 1,
            evidence: Evidence {
                spans: EvidenceSpans {
                    sentence: Span::new(0, 12),
                    source: None,
                    target: None,
                    trigger: Span::new(at + 1, at + 2),
                    place: None,
                    date: None,
                },
                trigger: "x".into(),
                rule: "verbs/04.txt:1".into(),
                steps: vec![],
            },
            confidence: Confidence { value: 0.84, because: vec![] },
        }));
    }
    record
}

/// The events table as rows of cells.
fn events(records: &[Record], options: Options) -> Vec<Vec<String>> {
    let mut tables = Tables::new(options);
    for record in records {
        tables.add(&Rows::of(record, &options)).expect("memory is writable");
    }
    let mut out = Vec::new();
    let tables = tables.merge().expect("memory is readable");
    tables.write_events(&mut out).expect("memory is writable");
    let table = String::from_utf8(out).expect("UTF-8");
    table.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fn one_sided() -> Options {
    Options { mirror: false, ..Options::default() }
}

fn picked(rows: &[Vec<String>], columns: &[usize]) -> Vec<String> {
    rows.iter().map(|row| columns.iter().map(|at| row[*at].as_str()).collect::<Vec<_>>().join(" ")).collect()
}

const BODY: &str = "One body of words that is long enough to be no stub but a text of its own.";
const OTHER: &str = "Quite another body of words that is long enough to be no stub but a text of its own.";

#[test]
fn tellings_of_one_event_are_one_row_with_counted_columns() {
    let records = [
        record("https://b.example/2", "1999-05-04T10:01:00Z", BODY, [Told { ..MET }, Told { ..MET }]),
        record("https://a.example/1", "1999-05-04T08:00:00+02:00", OTHER, [MET]),
        record("https://c.example/3", "1999-05-05", &format!("VIENNA (XY) — {BODY}"), [MET]),
    ];
    let rows = events(&records, one_sided());
    // NumMentions, NumSources, NumArticles, DATEADDED, SOURCEURL of the first report
    assert_eq!(picked(&rows, &[31, 32, 33, 59, 60]), ["4 2 3 19990504060000 https://a.example/1"]);
    let tones = records.iter().map(|record| record.tone.score()).sum::<f64>() / 3.0;
    assert!((rows[0][34].parse::<f64>().expect("a number") - tones).abs() < 1e-9);
}

#[test]
fn what_both_do_to_one_another_is_two_rows() {
    let met = [record("https://a.example/1", "1999-05-04", BODY, [MET])];
    assert_eq!(picked(&events(&met, Options::default()), &[5, 15, 26]), ["ALBGOV BEL 040", "BEL ALBGOV 040"]);
    assert_eq!(picked(&events(&met, one_sided()), &[5, 15, 26]), ["ALBGOV BEL 040"]);

    let visit = Told { code: "042", ..MET };
    let host = Told { code: "043", source: "BEL", target: "ALBGOV", ..MET };
    let visits = [
        record("https://a.example/1", "1999-05-04", BODY, [visit]),
        record("https://b.example/1", "1999-05-04", OTHER, [host]),
    ];
    assert_eq!(
        picked(&events(&visits, Options::default()), &[5, 15, 26, 31]),
        ["ALBGOV BEL 042 2", "BEL ALBGOV 043 2"]
    );
    assert_eq!(picked(&events(&visits, one_sided()), &[5, 15, 26, 31]), ["ALBGOV BEL 042 2"]);
}

#[test]
fn a_clash_joins_the_attacks_of_either_side() {
    let clash = Told { code: "190", reciprocal: true, ..MET };
    let attack = Told { code: "190", source: "BEL", target: "ALBGOV", ..MET };
    let records = [
        record("https://a.example/1", "1999-05-04", BODY, [clash]),
        record("https://b.example/1", "1999-05-04", OTHER, [attack]),
    ];
    assert_eq!(picked(&events(&records, Options::default()), &[5, 15, 31]), ["ALBGOV BEL 1", "BEL ALBGOV 2"]);
}

#[test]
fn a_vague_place_joins_the_one_exact_place_that_it_may_mean() {
    let told = |url, body, place| record(url, "1999-05-04", body, [Told { place, ..MET }]);
    let here = told("https://a.example/1", BODY, vienna());
    let in_country = told("https://b.example/1", OTHER, austria());
    let anywhere = told("https://c.example/1", OTHER, None);
    let graz = told("https://d.example/1", BODY, place("Graz", GeoType::City, "AU06"));

    // ActionGeo_FullName, NumMentions; the first telling has no place, the row has.
    let joined = events(&[here.clone(), in_country.clone(), anywhere.clone()], one_sided());
    assert_eq!(picked(&joined, &[52, 31]), ["Vienna, Austria 3"]);
    assert_eq!(picked(&events(&[in_country.clone(), anywhere.clone()], one_sided()), &[52, 31]), ["Austria 2"]);
    let mut parted = picked(&events(&[here, graz, in_country, anywhere], one_sided()), &[52, 31]);
    parted.sort();
    assert_eq!(parted, [" 1", "Austria 1", "Graz, Austria 1", "Vienna, Austria 1"]);
}

#[test]
fn the_graph_names_a_joined_event_as_told_and_the_row_as_joined() {
    let alone =
        events(&[record("https://a.example/1", "1999-05-04", BODY, [Told { place: vienna(), ..MET }])], one_sided());
    let records = [
        record("https://a.example/1", "1999-05-04", BODY, [Told { place: vienna(), ..MET }]),
        record("https://b.example/1", "1999-05-03", OTHER, [MET]),
    ];
    assert_eq!(alone[0][0], events(&records, one_sided())[0][0]);
}

#[test]
fn what_did_not_happen_is_no_row_unless_asked() {
    let told = [Mode::Negated, Mode::Hypothetical].map(|mode| Told { mode, code: "190", ..MET });
    let records = [record("https://a.example/1", "1999-05-04", BODY, told)];
    assert!(events(&records, Options::default()).is_empty());
    assert_eq!(events(&records, Options { all_modes: true, ..Options::default() }).len(), 1);
}

#[test]
fn dates_are_those_that_the_columns_force() {
    let day = |published: &str, date| {
        let rows = events(&[record("https://a.example/1", published, BODY, [Told { date, ..MET }])], one_sided());
        picked(&rows, &[1, 59])
    };
    assert_eq!(day("1999-05-04T10:01:00Z", "1999-05-03"), ["19990503 19990504101500"]);
    assert_eq!(day("1999-05-04T10:01:00", "1999"), ["19990504 19990504234500"]);
    assert_eq!(day("1999-05-04T01:00:00+03:00", "1999-05-04"), ["19990503 19990503220000"]);
    assert_eq!(day("1999-05-04", ""), ["19990504 19990504234500"]);
}

#[test]
fn an_article_without_date_or_address_is_told_apart() {
    let undated = record("https://a.example/1", "", BODY, [MET]);
    assert!(is_undated(&undated.article));
    assert!(events(&[undated], one_sided()).is_empty());
    let homeless = record("", "1999-05-04", BODY, [MET]);
    let address = format!("https://nutgraf.invalid/article/{}", homeless.article.id);
    assert_eq!(events(&[homeless], one_sided())[0][60], address);
}

#[test]
fn root_events_stand_in_the_first_five_sentences() {
    let told = ["040", "010", "020"].map(|code| Told { code, ..MET });
    let rows = events(&[record("https://a.example/1", "1999-05-04", BODY, told)], one_sided());
    let mut flags = picked(&rows, &[26, 25]);
    flags.sort();
    assert_eq!(flags, ["010 1", "020 0", "040 1"]);
}
