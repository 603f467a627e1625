//! Any text: no panic, events inside their text, the same every time; lines in and out; gates.

use nutgraf_coder::{Coder, CoderOptions, Dictionary, ErrorKind, code_line};
use nutgraf_model::{Article, ArticleDraft, DraftBlock, EntityKind};
use proptest::prelude::*;

fn coder() -> Coder {
    Coder::new(Dictionary::with_examples().clone(), CoderOptions { all_modes: true, ..CoderOptions::default() })
}

fn article(text: &str) -> Article {
    let body = text.split("\n\n").map(DraftBlock::text).collect();
    Article::new(ArticleDraft { body, published: "1931-05-04".parse().ok(), ..ArticleDraft::default() })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_coded_without_panic_and_spans_lie_inside(text in "(Veldania |Tarquian |troops |attacked |said |\"|“|, |\\. |will |not |to |talks |with |the |é|🦀|\\n\\n|[a-z]{1,8} ){0,60}") {
        let record = coder().code(article(&text));
        let length = record.article.text.chars().count() as u32;
        for event in &record.events {
            let spans = event.evidence.spans;
            for span in [Some(spans.sentence), Some(spans.trigger), spans.source, spans.target, spans.place, spans.date].into_iter().flatten() {
                prop_assert!(span.begin <= span.end && span.end <= length);
            }
            prop_assert!((0.0..=1.0).contains(&event.confidence.value));
        }
        for quote in &record.quotes {
            prop_assert_eq!(quote.span.of(&record.article.text), Some(quote.text.as_str()));
        }
        prop_assert_eq!(coder().code(article(&text)), record);
    }
}

#[test]
fn a_line_gives_a_line_with_spans_over_its_own_text() {
    let text = "A first paragraph.\n\nVeldania attacked Tarquia on Monday.";
    let line = serde_json::json!({"id": 7, "text": text, "date": "1931-05-06", "extra": true}).to_string();
    let out: serde_json::Value = serde_json::from_str(&code_line(&coder(), &line).expect("a good line")).expect("JSON");
    assert_eq!(out["id"], 7);
    let event = &out["events"][0];
    assert_eq!((event["source_code"].as_str(), event["target_code"].as_str()), (Some("VEL"), Some("TAR")));
    assert_eq!(event["date"], "1931-05-04");
    let span = &event["spans"]["source"];
    let (begin, end) = (span[0].as_u64().expect("begin") as usize, span[1].as_u64().expect("end") as usize);
    assert_eq!(&text[begin..end], "Veldania");
}

#[test]
fn a_bad_line_says_what_is_wrong() {
    let error = code_line(&coder(), "{\"id\": 1}").expect_err("no text");
    assert_eq!(error.kind(), ErrorKind::Input);
    assert!(error.to_string().contains("text"), "{error}");
    let error = code_line(&coder(), "{\"id\":1,\"text\":\"x\",\"date\":\"yesterday\"}").expect_err("no date");
    assert!(error.to_string().contains("ISO 8601"), "{error}");
}

#[test]
fn other_languages_and_other_sections_give_no_events() {
    let french = "La Veldanie a attaqué la Tarquie lundi, selon le ministère. Les troupes ont franchi la frontière et \
                  bombardé plusieurs villages près du fleuve pendant la nuit, a déclaré un porte-parole de l'armée.";
    let record = coder().code(article(french));
    assert!(record.events.is_empty());
    assert!(record.article.notes.iter().any(|n| n.text == "language not coded"));
    let sports = ArticleDraft {
        section: Some("Sports".into()),
        body: vec![DraftBlock::text("Veldania attacked Tarquia.")],
        ..ArticleDraft::default()
    };
    assert!(coder().code(Article::new(sports)).events.is_empty());
}

#[test]
fn who_said_it() {
    let record = coder().code(article("“We will not wait for ever,” President Anton Varga said on Monday."));
    let quote = record.quotes.iter().find(|q| q.direct).expect("a quotation");
    assert_eq!(quote.text, "We will not wait for ever,");
    assert_eq!(quote.verb.as_deref(), Some("said"));
    assert_eq!(quote.speaker.as_ref().map(|s| s.name.as_str()), Some("Anton Varga"));
}

/// A quotation that follows another in its paragraph is the same speaker's; in the next paragraph it is nobody's.
#[test]
fn a_quotation_goes_on() {
    let speakers = |text: &str| -> Vec<Option<String>> {
        let record = coder().code(article(text));
        record.quotes.iter().filter(|q| q.direct).map(|q| Some(q.speaker.as_ref()?.name.clone())).collect()
    };
    let (varga, miner) = (Some("Anton Varga".to_owned()), Some("Jana Mirek".to_owned()));
    let first = "“We have taken the harbour back,” President Anton Varga said on the radio.";
    assert_eq!(speakers(&format!("{first} “It will never be sold again.”")), [varga.clone(), varga.clone()]);
    assert_eq!(speakers(&format!("{first}\n\n“It will never be sold again.”")), [varga.clone(), None]);
    assert_eq!(speakers(&format!("{first} “It was never his to sell,” miner Jana Mirek said.")), [varga, miner]);
}

#[test]
fn an_explanation_shows_the_line_that_fired() {
    let explanation = coder().explain(&article("Veldania attacked Tarquia."));
    let shown = explanation.to_string();
    assert!(shown.contains("patterns/19.txt:"), "{shown}");
    assert!(serde_json::to_string(&explanation).is_ok());
}

/// A capital letter alone makes nobody a person.
#[test]
fn strangers_are_people_where_something_says_so() {
    let text = "The Orvel Space Telescope found water, and Karsa Lamps were sold in Quessia. Journalist Tova Brisk built the \
         lamp. “It will last,” Jole Vantor said. Anna Sorel praised Quessia.";
    let record = coder().code(article(text));
    let mut people: Vec<&str> =
        record.mentions.iter().map(|m| &m.entity).filter(|e| e.kind == EntityKind::Person).map(|e| &*e.name).collect();
    people.dedup();
    assert_eq!(people, ["Tova Brisk", "Jole Vantor", "Anna Sorel"]);
}

/// Where a tree was put right, its heads and relations are shown together as the patterns read them.
#[test]
fn an_explanation_shows_the_tree_that_was_read() {
    let text = "On Wednesday, Norland and more than 100 other countries signed the convention in Ottawa.";
    let explanation = coder().explain(&article(text));
    let tree = &explanation.sentences[0].tree;
    let read = |form: &str| tree.iter().find(|t| t.form == form).map(|t| (t.head, t.relation));
    let signed = tree.iter().find(|t| t.form == "signed").map_or(0, |t| t.number);
    let subjects = [read("Norland"), read("countries")];
    assert!(subjects.contains(&Some((signed, "nsubj"))), "{explanation}");
    assert!(tree.iter().all(|t| t.relation != "conj" || t.head < t.number), "{explanation}");
}

#[test]
fn an_article_is_given_up_between_two_sentences() {
    let sentence = "Veldania's president Anton Varga met the president of Tarquia on Monday. ";
    let article =
        || Article::new(ArticleDraft { body: vec![DraftBlock::text(sentence.repeat(50))], ..ArticleDraft::default() });
    let asked = std::cell::Cell::new(0);
    let limit = |most: usize| {
        asked.set(0);
        coder().code_while(article(), &|| {
            asked.set(asked.get() + 1);
            asked.get() <= most
        })
    };
    assert!(limit(10).is_none());
    assert_eq!(asked.get(), 11, "it stops at the first no");
    assert_eq!(limit(usize::MAX), Some(coder().code(article())));
}

#[test]
fn what_private_people_do_among_themselves_is_no_event_of_an_article() {
    let filler = "The harbour was quiet. The boats lay at the quay. Nobody came. ";
    let told = |sentence: &str, around: &str| coder().code(article(&format!("{around}{sentence}"))).events.len();
    let private = "French teachers praised Italian farmers.";
    let public = "The French president praised Italian farmers.";
    assert_eq!(told(private, ""), 1, "alone it may be anything");
    assert_eq!(told(private, filler), 0, "in an article");
    assert_eq!(told(public, filler), 1, "a president has standing");
}
