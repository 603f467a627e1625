//! Our own JSON Lines: a whole [`Article`] a line.

use nutgraf_model::Article;

/// The article on the line, where it is one of ours. Offsets and identifier are made anew, so that a line somebody
/// edited is consistent again; an untouched line gives the same article.
pub(crate) fn ours(bytes: &[u8]) -> Option<Article> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let article: Article = serde_json::from_slice(bytes).ok()?;
    Some(Article::new(article.into_draft()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use nutgraf_model::{ArticleDraft, DraftBlock};

    #[test]
    fn an_article_survives_its_line() {
        let article = Article::new(ArticleDraft {
            headline: Some("Ferry sails".into()),
            body: vec![DraftBlock::text("It sailed at noon.")],
            ..ArticleDraft::default()
        });
        let line = serde_json::to_vec(&article).expect("articles serialise");
        assert_eq!(ours(&line), Some(article));
        assert_eq!(ours(b"{\"headline\": \"Ferry sails\"}"), None);
    }
}
