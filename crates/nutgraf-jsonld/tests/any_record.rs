//! Every record becomes a document: sound JSON, no words where none may leave, nothing invented.

#[path = "../../nutgraf-model/tests/arbitrary/mod.rs"]
mod arbitrary;

use nutgraf_jsonld::{NewsArticle, Options, Writer, render};
use nutgraf_model::TextPolicy;
use proptest::prelude::*;
use proptest::strategy::ValueTree;

fn line(record: &nutgraf_model::Record, options: &Options) -> String {
    let mut out = Vec::new();
    render(record, options, &mut out);
    String::from_utf8(out).expect("JSON is UTF-8")
}

proptest! {
    #[test]
    fn a_document_is_one_line_that_reads_back(record in arbitrary::record()) {
        let line = line(&record, &Options::default());
        prop_assert_eq!(line.matches('\n').count(), 1);
        let read: NewsArticle = serde_json::from_str(&line).expect("what we wrote");
        prop_assert_eq!(read, NewsArticle::of(&record, &Options::default()));
    }

    #[test]
    fn dates_gain_nothing(record in arbitrary::record()) {
        let document = NewsArticle::of(&record, &Options::default());
        if let (Some(stated), Some(written)) = (record.article.published, document.date_published) {
            let stated = stated.to_string();
            prop_assert!(stated.starts_with(&written[..10]));
            prop_assert!(!written.contains('T') || stated.ends_with(&written[written.len() - 1..]), "{} {}", stated, written);
        }
    }

    #[test]
    fn no_own_words_leave_under_the_narrower_policies(mut record in arbitrary::record()) {
        const SECRET: &str = "zyzzyva";
        let article = &mut record.article;
        for words in [&mut article.headline, &mut article.alternative_headline, &mut article.description] {
            *words = Some(SECRET.to_owned());
        }
        article.keywords.push(SECRET.to_owned());
        article.body.iter_mut().for_each(|block| block.text.push_str(SECRET));
        article.images.iter_mut().for_each(|image| image.caption = Some(SECRET.to_owned()));
        article.links.iter_mut().for_each(|link| link.text = SECRET.to_owned());
        record.quotes.iter_mut().for_each(|quote| quote.text = SECRET.to_owned());
        for text in [TextPolicy::None, TextPolicy::Sentence] {
            let line = line(&record, &Options { text, ..Options::default() });
            prop_assert!(!line.contains(SECRET), "{}", line);
        }
        prop_assert!(line(&record, &Options::default()).contains(SECRET));
    }
}

/// The lines also stay in cargo's scratch folder, where a judge of JSON-LD can read them.
#[test]
fn the_writer_writes_a_line_a_record() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut writer = Writer::new(Vec::new(), Options::default());
    for _ in 0..400 {
        let record = arbitrary::record().new_tree(&mut runner).expect("a record").current();
        writer.write(&record).expect("memory is writable");
    }
    let out = writer.finish().expect("memory is writable");
    assert_eq!(out.iter().filter(|byte| **byte == b'\n').count(), 400);
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/any-record.jsonl"), out).expect("cargo's folder is writable");
}
