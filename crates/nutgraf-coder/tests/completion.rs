//! What one sentence of an article tells of another: missing sides, and how they are marked.

use nutgraf_coder::{Coder, CoderOptions, Dictionary};
use nutgraf_model::{Article, ArticleDraft, DraftBlock, Event};

fn events(paragraphs: &[&str]) -> Vec<Event> {
    let coder = Coder::new(Dictionary::with_examples().clone(), CoderOptions::default());
    let body = paragraphs.iter().map(|p| DraftBlock::text(*p)).collect();
    let published = "2025-02-25".parse().ok();
    coder.code(Article::new(ArticleDraft { body, published, ..ArticleDraft::default() })).events
}

fn shown(event: &Event) -> String {
    let code = |actor: &Option<nutgraf_model::Actor>| actor.as_ref().map_or("---".to_owned(), |a| a.code.to_string());
    format!("{} {} {}", code(&event.source), event.code, code(&event.target))
}

#[test]
fn the_killed_are_killed_by_those_who_attacked_them() {
    let events =
        events(&["Tarquian troops shelled Veldanian soldiers on Monday.", "Two Veldanian soldiers were killed."]);
    let killed = events.iter().find(|e| e.evidence.trigger == "killed").expect("the killing");
    assert_eq!(shown(killed), "TARMIL 190 VELMIL");
    assert!(killed.evidence.spans.source.is_none(), "the sentence names no source");
    assert!(killed.confidence.because.iter().any(|why| why.contains("told elsewhere")));
}

#[test]
fn protest_at_home_is_to_the_government() {
    let events = events(&["Veldania raised its fuel prices.", "Thousands of Veldanian protesters marched on Monday."]);
    let march = events.iter().find(|e| e.code.root() == "14").expect("the march");
    assert_eq!(shown(march), "VELOPP 141 VELGOV");
    assert!(march.evidence.spans.target.is_none(), "the sentence names no target");
    let why = &march.confidence.because;
    assert!(why.iter().any(|why| why.starts_with("target inferred: government ")), "{why:?}");
}

#[test]
fn silence_is_towards_the_press() {
    let events = events(&[
        "Veldania's foreign ministry did not respond to a request for comment.",
        "Reuters was the first to report the deal.",
    ]);
    assert_eq!(events.iter().map(shown).collect::<Vec<_>>(), ["VELGOV 011 MED"]);
}

#[test]
fn both_governments_are_the_parties_named_last() {
    let events =
        events(&["Veldania and Tarquia broke off their talks.", "Sorvia mediated between the two governments."]);
    let mut mediation: Vec<_> = events.iter().filter(|e| e.code.as_str() == "045").map(shown).collect();
    mediation.sort();
    assert_eq!(mediation, ["SOR 045 TAR", "SOR 045 VEL"]);
}

#[test]
fn a_spokesman_is_of_whom_he_speaks_for_and_nobody_alone() {
    let told = events(&["A spokesman for Marovia's foreign ministry condemned Tarquia."]);
    assert_eq!(told.iter().map(shown).collect::<Vec<_>>(), ["MRVGOV 111 TAR"]);
    let alone = events(&["A spokesman condemned Tarquia."]);
    assert!(alone.iter().all(|e| e.source.is_none()), "{:?}", alone.iter().map(shown).collect::<Vec<_>>());
}

#[test]
fn people_of_no_state_have_an_attacker_only_where_there_is_one() {
    let fight = "Tarquian troops shelled two villages in Veldania, and Veldanian troops killed three shepherds.";
    let events = events(&[fight, "A child was killed on Monday, officials said."]);
    let child = events.iter().find(|e| e.sentence == 2).expect("the killing");
    assert!(child.source.is_none(), "{}", shown(child));
}

#[test]
fn who_speaks_of_the_own_state_speaks_of_nobody_else() {
    let own = events(&["The French prime minister said France was talking to both camps."]);
    assert_eq!(own.iter().map(shown).collect::<Vec<_>>(), ["FRAGOV 010 ---"]);
}
