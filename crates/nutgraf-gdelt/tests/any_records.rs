//! Any records become tables that hold together: columns, counts, keys, and the same bytes in any order.

#[path = "../../nutgraf-model/tests/arbitrary/mod.rs"]
mod arbitrary;

use nutgraf_gdelt::{
    CellFault, EvidenceLine, GkgRow, KnowledgeTable, Options, Rows, Tables, check_event, check_mention,
};
use nutgraf_model::{Record, TextPolicy};
use nutgraf_sort::Scratch;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use std::collections::{BTreeMap, BTreeSet};

struct Files {
    events: String,
    mentions: String,
    evidence: String,
}

fn files<'r>(records: impl IntoIterator<Item = &'r Record>, options: Options) -> Files {
    files_within(records, options, Scratch::default())
}

fn files_within<'r>(records: impl IntoIterator<Item = &'r Record>, options: Options, scratch: Scratch) -> Files {
    let mut tables = Tables::with_scratch(options, scratch);
    for record in records {
        tables.add(&Rows::of(record, &options)).expect("room for a run");
    }
    let tables = tables.merge().expect("runs are readable");
    let [mut events, mut mentions, mut evidence] = [vec![], vec![], vec![]];
    tables.write_events(&mut events).expect("memory is writable");
    tables.write_mentions(&mut mentions).expect("memory is writable");
    tables.write_evidence(&mut evidence).expect("memory is writable");
    let [events, mentions, evidence] =
        [events, mentions, evidence].map(|bytes| String::from_utf8(bytes).expect("tables are UTF-8"));
    Files { events, mentions, evidence }
}

fn knowledge<'r>(records: impl IntoIterator<Item = &'r Record>) -> String {
    let mut table = KnowledgeTable::new(Scratch::default().with_memory(2000));
    for row in records.into_iter().filter_map(|record| GkgRow::of(record, TextPolicy::Full)) {
        assert_eq!(GkgRow::from_line(row.as_line()).as_ref(), Some(&row));
        table.add(&row).expect("room for a run");
    }
    let mut out = Vec::new();
    table.write(&mut out).expect("memory is writable");
    String::from_utf8(out).expect("tables are UTF-8")
}

fn cells(table: &str) -> Vec<Vec<&str>> {
    table.split_terminator('\n').map(|line| line.split('\t').collect()).collect()
}

proptest! {
    #[test]
    fn the_order_and_the_division_of_records_do_not_show(records in arbitrary::records(), mirror in any::<bool>()) {
        let options = Options { mirror, ..Options::default() };
        let straight = files(&records, options);
        let backwards = files(records.iter().rev(), options);
        prop_assert_eq!(&straight.events, &backwards.events);
        prop_assert_eq!(&straight.mentions, &backwards.mentions);
        prop_assert_eq!(&straight.evidence, &backwards.evidence);
        // Nor does what memory there is.
        let on_disk = files_within(&records, options, Scratch::default().with_memory(3000));
        prop_assert_eq!(&straight.events, &on_disk.events);
        prop_assert_eq!(&straight.mentions, &on_disk.mentions);
        prop_assert_eq!(&straight.evidence, &on_disk.evidence);
        // A second run over the same articles adds nothing.
        let twice = files(records.iter().chain(&records), options);
        prop_assert_eq!(&straight.events, &twice.events);
        prop_assert_eq!(&straight.mentions, &twice.mentions);
    }

    #[test]
    fn rows_survive_the_way_to_another_machine(records in arbitrary::records()) {
        for record in &records {
            let rows = Rows::of(record, &Options::default());
            let json = serde_json::to_vec(&rows).expect("plain data");
            prop_assert_eq!(serde_json::from_slice::<Rows>(&json).expect("what we wrote"), rows);
        }
    }

    #[test]
    fn counts_are_those_of_the_mentions(records in arbitrary::records(), all_modes in any::<bool>()) {
        let files = files(&records, Options { all_modes, ..Options::default() });
        let mentions = cells(&files.mentions);
        let mut by_event: BTreeMap<&str, Vec<&Vec<&str>>> = BTreeMap::new();
        for mention in &mentions {
            by_event.entry(mention[0]).or_default().push(mention);
        }
        let events = cells(&files.events);
        prop_assert_eq!(events.len(), by_event.len());
        for event in events {
            let of_event = &by_event[event[0]];
            let number = |column: usize| event[column].parse::<usize>().expect("a count");
            prop_assert_eq!(number(31), of_event.len());
            prop_assert!(number(31) >= number(33) && number(33) >= number(32) && number(32) >= 1);
            prop_assert!(of_event.iter().all(|mention| mention[1] == event[59] && mention[1] <= mention[2]));
            prop_assert_eq!(of_event[0][5], event[60]);
            prop_assert!(event[1] <= &event[59][..8]);
        }
    }

    #[test]
    fn evidence_stands_beside_every_mention(records in arbitrary::records()) {
        let files = files(&records, Options::default());
        let mentions = cells(&files.mentions);
        let evidence: Vec<EvidenceLine> =
            files.evidence.lines().map(|line| serde_json::from_str(line).expect("what we wrote")).collect();
        prop_assert_eq!(mentions.len(), evidence.len());
        let articles: BTreeMap<_, _> = records.iter().map(|r| (r.article.text_sha256(), &r.article)).collect();
        for (mention, line) in mentions.iter().zip(evidence) {
            prop_assert_eq!(mention[0], line.global_event_id.to_string());
            prop_assert_eq!(mention[5], &line.url);
            let text = &articles[&line.text_sha256].text;
            prop_assert_eq!(line.spans.sentence.of(text), line.sentence.as_deref());
            prop_assert_eq!(line.spans.trigger.of(text), line.trigger.as_deref());
            let extras: serde_json::Value = serde_json::from_str(mention[15]).expect("Extras is JSON");
            prop_assert_eq!(&extras["sentence"], line.sentence.as_deref().unwrap_or_default());
        }
    }

    #[test]
    fn no_row_has_a_fault(records in arbitrary::records()) {
        let files = files(&records, Options { all_modes: true, ..Options::default() });
        let faults: Vec<Vec<CellFault>> = cells(&files.events)
            .iter()
            .map(|cells| check_event(cells))
            .chain(cells(&files.mentions).iter().map(|cells| check_mention(cells)))
            .filter(|faults| !faults.is_empty())
            .collect();
        prop_assert_eq!(faults, Vec::<Vec<CellFault>>::new());
        let ids: BTreeSet<&str> = cells(&files.events).into_iter().map(|cells| cells[0]).collect();
        prop_assert_eq!(ids.len(), files.events.lines().count());
    }

    #[test]
    fn an_article_has_one_row_of_knowledge(records in arbitrary::records()) {
        let straight = knowledge(&records);
        prop_assert_eq!(&straight, &knowledge(records.iter().rev()));
        prop_assert_eq!(&straight, &knowledge(records.iter().chain(&records)));
        let dated: BTreeSet<_> =
            records.iter().filter(|r| !nutgraf_gdelt::is_undated(&r.article)).map(|r| &r.article.id).collect();
        prop_assert_eq!(straight.lines().count(), dated.len());
        for line in straight.split_terminator('\n') {
            let cells: Vec<&str> = line.split('\t').collect();
            prop_assert_eq!(cells.len(), 27);
            prop_assert!(cells.iter().all(|cell| !cell.starts_with('"') && cell.trim() == *cell), "{}", line);
            let tone: Vec<f64> = cells[15].split(',').map(|n| n.parse().expect("a number")).collect();
            prop_assert_eq!(tone.len(), 7);
            prop_assert!((tone[0] - (tone[1] - tone[2])).abs() < 1e-9 && (tone[3] - (tone[1] + tone[2])).abs() < 1e-9);
            prop_assert!(cells[26].ends_with("</PAGE_TITLE>"));
        }
    }

    #[test]
    fn no_own_words_leave_where_none_may(records in arbitrary::records()) {
        let files = files(&records, Options { text: TextPolicy::None, ..Options::default() });
        for line in files.evidence.lines() {
            let line: EvidenceLine = serde_json::from_str(line).expect("what we wrote");
            prop_assert!(line.sentence.is_none() && line.trigger.is_none());
            prop_assert!(line.source.iter().chain(&line.target).all(|actor| actor.text.is_none()));
        }
        prop_assert!(!files.mentions.contains("sentence") && !files.mentions.contains("trigger"));
    }
}

/// The tables also stay in cargo's scratch folder with their texts, where a judge of GDELT files can read them.
#[test]
fn a_corpus_stays_for_judges() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut records, mut texts) = (Vec::new(), BTreeMap::new());
    for _ in 0..400 {
        let record = arbitrary::record().new_tree(&mut runner).expect("a record").current();
        let alone = files([&record], Options::default());
        let address = cells(&alone.mentions).first().map(|mention| mention[5].to_owned());
        // Judges know one text an address: versions of one article are for the tests above.
        if let Some(address) = address.filter(|address| !texts.contains_key(address)) {
            texts.insert(address, record.article.text.clone());
            records.push(record);
        }
    }
    let files = files(&records, Options::default());
    assert!(files.events.lines().count() > 100);
    let keep = |name: &str, bytes: &str| {
        let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::write(path, bytes).expect("cargo's folder is writable");
    };
    keep("any-events.tsv", &files.events);
    keep("any-mentions.tsv", &files.mentions);
    keep("any-gkg.tsv", &knowledge(&records));
    keep("any-evidence.jsonl", &files.evidence);
    keep("any-texts.json", &serde_json::to_string(&texts).expect("strings"));
}
