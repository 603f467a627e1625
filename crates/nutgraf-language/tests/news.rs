//! Sentences as news writes them: who does what to whom.

use nutgraf_language::{Document, Number, Relation, Tense, Upos, VerbForm, Voice};

/// "subject verb object" of each verb that has one of the two, by form; `_` where one is missing;
/// a passive subject stands behind the verb, its agent before.
fn clauses(text: &str) -> Vec<String> {
    let document = Document::parse(text);
    let tokens = document.tokens();
    let child = |verb: usize, wanted: &[Relation]| {
        (0..tokens.len())
            .find(|&t| t != verb && tokens[t].head as usize == verb && wanted.contains(&tokens[t].relation))
            .map(|t| document.form(t))
    };
    let mut found = Vec::new();
    for (at, _) in tokens.iter().enumerate().filter(|(_, t)| t.upos == Upos::Verb) {
        let subject = child(at, &[Relation::Nsubj, Relation::OblAgent]);
        let object = child(at, &[Relation::Obj, Relation::NsubjPass]);
        if subject.is_some() || object.is_some() {
            found.push(format!("{} {} {}", subject.unwrap_or("_"), document.lemma(at), object.unwrap_or("_")));
        }
    }
    found
}

/// Checks that the clauses are among those found, and reports every failure.
fn check(cases: &[(&str, &[&str])]) {
    let mut failures = Vec::new();
    for (text, expected) in cases {
        let found = clauses(text);
        for clause in *expected {
            if !found.iter().any(|f| f == clause) {
                failures.push(format!("{text}\n  wanted {clause:?}, found {found:?}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn statements() {
    check(&[
        (
            "The two sides signed a ceasefire and exchanged prisoners.",
            &["sides sign ceasefire", "_ exchange prisoners"],
        ),
        ("The ministry on Tuesday rejected reports of a meeting.", &["ministry reject reports"]),
        ("Tarquia's navy seized two trawlers off the coast last week.", &["navy seize trawlers"]),
        (
            "Gen. Tomas Arden, who leads the southern command, met the rebels.",
            &["Tomas meet rebels", "who lead command"],
        ),
        ("The two sides signed a ceasefire and released the hostages.", &["sides sign ceasefire"]),
        ("Veldania has not recalled its ambassador.", &["Veldania recall ambassador"]),
    ]);
}

#[test]
fn passives() {
    check(&[
        ("Three workers were arrested by police in the capital.", &["police arrest workers"]),
        ("The embassy was stormed by protesters on Monday.", &["protesters storm embassy"]),
        ("The bridge had been destroyed.", &["_ destroy bridge"]),
    ]);
}

#[test]
fn speech() {
    check(&[
        ("“We will not attend the talks,” the minister said.", &["We attend talks", "minister say _"]),
        ("The army said that rebels had attacked the village.", &["army say _", "rebels attack village"]),
        ("Morvia accused Galdor of jamming its radars.", &["Morvia accuse Galdor", "_ jam radars"]),
        ("The president threatened to expel the envoys.", &["president threaten _", "_ expel envoys"]),
    ]);
}

#[test]
fn headlines() {
    check(&[
        ("Veldania Rejects Peace Talks With Tarquia", &["Veldania reject Talks"]),
        ("VELDANIA EXPELS ENVOYS OF TARQUIA", &["VELDANIA expel ENVOYS"]),
        ("Rebels Attack Army Base Near Border", &["Rebels attack Base"]),
        ("Police Arrest Protesters in Capital", &["Police arrest Protesters"]),
    ]);
}

#[test]
fn datelines() {
    check(&[
        ("RIYADH (AP) — Envoys of both sides met the king on Sunday.", &["Envoys meet king"]),
        ("HARGEN, Norland (VNA) - The parliament approved the budget.", &["parliament approve budget"]),
    ]);
}

#[test]
fn morphology() {
    let document = Document::parse("The envoys were seized while rebels hold the city.");
    let find =
        |form: &str| (0..document.tokens().len()).find(|&t| document.form(t) == form).expect("a word of the text");
    let seized = &document.tokens()[find("seized")];
    assert_eq!(
        (seized.voice(), seized.verb_form(), seized.tense()),
        (Voice::Passive, VerbForm::Participle, Tense::Past)
    );
    assert_eq!(document.lemma(find("seized")), "seize");
    let hold = &document.tokens()[find("hold")];
    assert_eq!((hold.voice(), hold.verb_form(), hold.tense()), (Voice::Active, VerbForm::Finite, Tense::Present));
    assert_eq!(document.tokens()[find("rebels")].number(), Number::Plural);
    assert_eq!(document.tokens()[find("city")].number(), Number::Singular);
}

#[test]
fn analysis_on_demand_gives_the_same() {
    let text = "The envoys met. They left the city by train.";
    let whole = Document::parse(text);
    let mut part = Document::segment(text);
    assert_eq!(part.tokens()[1].upos, Upos::X);
    part.analyse(1);
    part.analyse(1);
    part.analyse(99);
    let seen = |document: &Document<'_>, range: std::ops::Range<usize>| -> Vec<_> {
        let facts = |at: usize| {
            let token = document.tokens()[at];
            (token.upos, token.xpos, token.head, token.relation, token.voice(), document.lemma(at).to_owned())
        };
        range.map(facts).collect()
    };
    assert_eq!(seen(&part, 4..10), seen(&whole, 4..10));
    assert_eq!(part.lemma(5), "leave");
    part.analyse(0);
    assert_eq!(seen(&part, 0..10), seen(&whole, 0..10));
}

/// A name that looks like another word is read as one where it is said to be one, and only there.
#[test]
fn names_bind_the_reading() {
    let text = "Menachem Begin and Anwar Sadat signed a treaty. The talks begin on Monday.";
    let read = |names: &[std::ops::Range<usize>]| {
        let mut document = Document::segment(text);
        document.analyse_naming(0, names);
        document.analyse_naming(1, names);
        let facts = |at: usize| {
            let token = document.tokens()[at];
            (token.upos, document.lemma(at).to_owned(), document.form(token.head as usize))
        };
        (facts(1), facts(5), facts(11))
    };
    let (name, signed, begin) = read(std::slice::from_ref(&(0..2)));
    assert_eq!(name, (Upos::Propn, "Begin".to_owned(), "Menachem"));
    assert_eq!(signed, (Upos::Verb, "sign".to_owned(), "signed"));
    assert_eq!(begin, (Upos::Verb, "begin".to_owned(), "begin"));
    let (unbound, ..) = read(&[]);
    assert_eq!(unbound.0, Upos::Verb, "without names the word is read as it looks");
}
