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
        "Veldania's foreign ministry did not respond to requests for comment.",
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

/// Texts, and all events that they must give.
fn check(cases: &[(&[&str], &[&str])]) {
    let mut faults = Vec::new();
    for (paragraphs, wanted) in cases {
        let mut got: Vec<String> = events(paragraphs).iter().map(shown).collect();
        got.sort();
        if got != *wanted {
            faults.push(format!("{paragraphs:?}\n  want {wanted:?}\n  got  {got:?}"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn a_definite_deed_is_whoever_did_it() {
    check(&[
        (
            &["Tarquian troops invaded Veldania on Monday.", "Sorvia condemned the invasion."],
            &["SOR 111 TARMIL", "TARMIL 190 VEL"],
        ),
        (
            &["Quessia carried out two nuclear tests on Monday.", "Ilmaria denounced the tests."],
            &["ILM 111 QSS", "QSS 150 ---"],
        ),
        // An arrest is no invasion, and what others condemned is not theirs.
        (
            &["Tarquian police arrested a Veldanian editor.", "Sorvia condemned the invasion."],
            &["SOR 111 ---", "TARCOP 173 VELMED"],
        ),
    ]);
}

#[test]
fn an_envoy_called_home_is_not_whom_it_is_against() {
    check(&[
        (
            &[
                "Sorvia suspended aid to Tarquia. Veldania accused Tarquia of piracy and Marovia recalled its ambassador.",
            ],
            &["MRV 161 TAR", "SOR 162 TAR", "VEL 112 TAR"],
        ),
        (&["Marovia recalled its ambassador for talks."], &["MRV 161 ---"]),
    ]);
}

#[test]
fn forces_off_a_coast_are_meant_for_it() {
    check(&[
        (&["Chile sent two frigates to guard its trawlers off Peru."], &["CHL 154 PER"]),
        (&["Chile sent two frigates to guard its trawlers in the delta."], &["CHL 154 ---"]),
    ]);
}

#[test]
fn a_handshake_beside_a_signing_is_no_meeting() {
    check(&[
        (&["Anton Varga and Lena Okar signed a treaty in Sorvgrad and then shook hands."], &["VELGOV 057 MRVGOV"]),
        (&["Anton Varga shook hands with Lena Okar in Sorvgrad."], &["VELGOV 040 MRVGOV"]),
    ]);
}

#[test]
fn each_state_raises_its_own_forces() {
    check(&[
        (
            &["Peru and Chile clashed on Monday.", "Both countries have put their armies on high alert."],
            &["CHL 152 ---", "PER 152 PERMIL", "PER 190 CHL"],
        ),
        (&["Sorvian troops were placed on high alert on Monday."], &["SORMIL 152 ---"]),
    ]);
}

#[test]
fn what_is_shot_down_was_shot_at() {
    check(&[
        (&["Veldanian helicopter shot down over the delta"], &["--- 195 VEL"]),
        (&["Veldanian troops shot down a Tarquian drone."], &["VELMIL 195 TAR"]),
    ]);
}

#[test]
fn a_quoted_we_is_whoever_says_it() {
    check(&[(
        &["Anton Varga spoke for an hour.", "“We condemn Tarquia and we will ask Sorvia for help,” he said."],
        &["VELGOV 020 SOR", "VELGOV 111 TAR"],
    )]);
}
