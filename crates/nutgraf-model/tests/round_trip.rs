//! Any article goes through JSON and comes back the same, with every offset where its words are.

use nutgraf_model::{Article, ArticleDraft, BlockKind, DraftBlock, Record, Timestamp};
use proptest::prelude::*;

fn block() -> impl Strategy<Value = DraftBlock> {
    let kind = prop_oneof![
        Just(BlockKind::Text),
        Just(BlockKind::Heading),
        Just(BlockKind::Quote),
        Just(BlockKind::List),
        Just(BlockKind::Caption)
    ];
    (kind, any::<String>()).prop_map(|(kind, text)| DraftBlock::new(kind, text))
}

fn article() -> impl Strategy<Value = Article> {
    (
        proptest::option::of(any::<String>()),
        proptest::collection::vec(block(), 0..6),
        0i32..9999,
        proptest::option::of(any::<String>()),
    )
        .prop_map(|(headline, body, year, url)| {
            let published = Some(Timestamp::Year(year));
            Article::new(ArticleDraft { headline, body, published, url, ..ArticleDraft::default() })
        })
}

proptest! {
    #[test]
    fn json_keeps_everything(article in article()) {
        let record = Record::bare(article);
        let json = serde_json::to_string(&record).expect("a record is plain data");
        prop_assert_eq!(serde_json::from_str::<Record>(&json).expect("what we wrote"), record);
    }

    #[test]
    fn every_paragraph_stands_where_its_offsets_say(article in article()) {
        for block in &article.body {
            if let Some(span) = block.span() {
                prop_assert_eq!(span.of(&article.text), Some(block.text.as_str()));
            }
        }
        prop_assert_eq!(Article::new(article.clone().into_draft()), article);
    }
}
