//! The gate of documents: articles of leisure, markets and science tell no events, news that touches them does.

use nutgraf_coder::{Coder, CoderOptions, Dictionary};
use nutgraf_model::{Article, ArticleDraft, DraftBlock};

/// The events of a text, as `SOURCE CODE TARGET`.
fn events(text: &str) -> Vec<String> {
    let coder = Coder::new(Dictionary::with_examples().clone(), CoderOptions::default());
    let body = text.split("\n\n").map(DraftBlock::text).collect();
    let record = coder.code(Article::new(ArticleDraft { body, ..ArticleDraft::default() }));
    let actor = |a: &Option<nutgraf_model::Actor>| a.as_ref().map_or("---".into(), |a| a.code.to_string());
    record.events.iter().map(|e| format!("{} {} {}", actor(&e.source), e.code, actor(&e.target))).collect()
}

#[test]
fn leisure_markets_and_science_tell_no_events() {
    let texts = [
        // A tennis cup between states.
        "Marovia beat Sorvia 3-1 in the semifinal of the coast cup on Sunday. The Marovian champion won her match 6-4, 7-5 \
         after a slow first set.\n\nSorvia defeated Quessia 2-1 in the other semifinal. The doubles players face Marovia in \
         the final next week, the coach said. Fans of both teams filled the stadium.",
        // A film prize.
        "The Ilmarian thriller “The Sorvian” beat six films to the top award on Monday. Its director thanked the cast.\n\n\
         Hollywood's actors snubbed the Quessian drama, whose lead actor had praised the Sorvian comedy. The singer of the \
         theme song met fans at the theatre.",
        // What a firm says of itself.
        "Halden Steel named a pioneer of mobile marketing as its first chief strategy officer. The brand's customers in \
         Quessia praised the software.\n\n“We look forward to working with clients in Quessia,” said its CEO. The startup \
         supports advertisers in Sorvia with programmatic campaigns. The app runs on every smartphone.",
        // A game's wiki.
        "The mayor hopes that the governor of Sorvia will visit the festival. She gives the player a quest each spring.\n\n\
         On Tuesday the villager meets the Sorvian governor at the museum. The schedule of the player changes in summer. \
         Her kitchen is closed on days when the quest is active.",
        // A probe.
        "The probe released by the Sorvian space agency met a comet beyond the moon. Astronomers in Quessia thanked the \
         agency for its data.\n\nThe spacecraft will orbit the planet twice. Geologists support the theory that vapor rises \
         from its moon. The Sorvian agency praised the telescope of its Quessian partner.",
    ];
    for text in texts {
        assert_eq!(events(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn politics_and_force_stay_news_wherever_they_are_told() {
    let texts = [
        // A minister at a stadium.
        (
            "President Mira Solenko met Prime Minister Lena Okar at the stadium in Sorvgrad before the football final on \
             Sunday. The two leaders of the governments discussed the border.\n\nFans cheered the teams. Police arrested nine \
             men near the stadium. The ministry of the interior praised the police.",
            "SORGOV 040 MRVGOV",
        ),
        // Sanctions on a club.
        (
            "Veldania imposed sanctions on Tarquia over the war on Friday. The embargo names a football club and a bank.\n\n\
             The club has won the league nine times. Its coach declined to speak. The Tarquian government condemned \
             Veldania for the sanctions. Its ambassador was summoned.",
            "VEL 163 TAR",
        ),
        // A market report that tells of a war.
        (
            "Tarquian troops attacked a Veldanian port at dawn on Monday, and shares in Port Marelle fell.\n\nTraders feared a \
             long war. Veldania fired missiles at a Tarquian base. The army said nine soldiers were killed. Oil rose. \
             Investors bought bonds. The government called up reservists after the invasion.",
            "TARMIL 190 VEL",
        ),
    ];
    for (text, wanted) in texts {
        let found = events(text);
        assert!(found.iter().any(|event| event == wanted), "{wanted} is not among {found:?}: {text}");
    }
}
