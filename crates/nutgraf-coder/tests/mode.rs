//! The calculus of mode, case by case: what a matrix word, a negation or a modal makes of an act.

use nutgraf_coder::{Coder, CoderOptions, Dictionary};
use nutgraf_model::{Article, ArticleDraft, DraftBlock, Event, Mode};

fn code(sentence: &str, all_modes: bool) -> Vec<Event> {
    let coder = Coder::new(Dictionary::with_examples().clone(), CoderOptions { all_modes, ..CoderOptions::default() });
    let draft = ArticleDraft { body: vec![DraftBlock::text(sentence)], ..ArticleDraft::default() };
    coder.code(Article::new(draft)).events
}

/// Sentence and the event it must give, as `SOURCE CODE TARGET`; empty for none.
fn check(cases: &[(&str, &str)]) {
    let mut wrong = String::new();
    for (sentence, want) in cases {
        let shown = |e: &Event| {
            let actor = |a: &Option<nutgraf_model::Actor>| a.as_ref().map_or("---".into(), |a| a.code.to_string());
            format!("{} {} {}", actor(&e.source), e.code, actor(&e.target))
        };
        let got: Vec<String> = code(sentence, false).iter().map(shown).collect();
        if got.join("; ") != *want {
            wrong.push_str(&format!("{sentence}\n  want {want}\n  got  {}\n", got.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn refusals() {
    check(&[
        ("The Veldanian government refused to negotiate with Tarquia.", "VELGOV 125 TAR"),
        ("The Veldanian government refused to lift the embargo on Tarquia.", "VELGOV 1244 TAR"),
        ("The Veldanian government will not release the Tarquian prisoners.", "VELGOV 1243 TARCRM"),
    ]);
}

#[test]
fn threats_and_promises() {
    check(&[
        ("Veldania threatened to impose sanctions on Tarquia.", "VEL 1312 TAR"),
        ("President Anton Varga promised to lift the embargo on Tarquia.", "VELGOV 0354 TAR"),
        ("President Anton Varga will meet Prime Minister Henrik Aldane on Friday.", "VELGOV 036 TARGOV"),
        ("The Veldanian president vowed not to attack Tarquia.", "VELGOV 0356 TAR"),
    ]);
}

#[test]
fn appeals_and_demands() {
    check(&[
        ("Veldania urged Tarquia to release the sailors.", "VEL 0253 TAR"),
        ("Veldania demanded that Tarquia withdraw its troops from Sorvia.", "VEL 1056 TAR"),
        ("President Mira Solenko said that Tarquia must withdraw its troops.", "SORGOV 1056 TAR"),
    ]);
}

#[test]
fn denials_and_claims_are_no_acts() {
    check(&[
        ("Tarquia denied that its troops had attacked Veldania.", "TAR 016 VEL"),
        ("Veldania accused Tarquia of shelling a village.", "VEL 1123 TAR"),
    ]);
}

#[test]
fn what_did_not_happen_gives_no_row() {
    check(&[
        ("Veldania did not attack Tarquia.", ""),
        ("President Anton Varga has not visited Tarquia.", ""),
        ("If Veldania attacked Tarquia, the Council of the Coast would meet.", ""),
        ("Veldania may attack Tarquia.", ""),
    ]);
    let kept = code("Veldania did not attack Tarquia.", true);
    assert!(kept.iter().any(|e| e.mode == Mode::Negated), "{kept:?}");
}

#[test]
fn stopping_a_thing_is_not_the_thing() {
    check(&[
        ("Veldania halted its military aid to Tarquia.", "VEL 1622 TAR"),
        ("The Sons of the Delta ended their attacks on Tarquia.", "TARREB 087 TAR"),
        ("Veldania broke off talks with Tarquia.", "VEL 164 TAR"),
    ]);
}
