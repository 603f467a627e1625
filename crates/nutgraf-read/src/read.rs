//! From one raw document to its articles.

use crate::document::RawDocument;
use crate::format::SourceFormat;
use crate::refuse::Refusal;
use crate::{ReadOptions, articles, charset, dateline, html, json, language, markdown, publisher};
use nutgraf_model::{Article, ArticleDraft, BlockKind, Note, Reject, RejectKind, Status};

/// What a format's reader gives for one story.
pub(crate) type Outcome = Result<ArticleDraft, Refusal>;

/// Reads one raw document. A feed or a message holds several articles; each gives an article or a reject, in order, and
/// a document always gives at least one of either.
pub fn read(document: &RawDocument, options: &ReadOptions) -> Vec<Result<Article, Reject>> {
    if document.bytes.len() > options.max_document_bytes {
        let refusal = Refusal::over_budget(options.max_document_bytes);
        return vec![Err(refusal.reject(document.source.clone(), Some(&document.bytes)))];
    }
    if document.format == SourceFormat::Articles
        && let Some(article) = articles::ours(&document.bytes)
    {
        return vec![Ok(article)];
    }
    let mut outcomes = drafts(document, options);
    if outcomes.is_empty() {
        outcomes.push(Err(Refusal::empty("the document holds no story")));
    }
    outcomes.into_iter().map(|outcome| settle(outcome, document, options)).collect()
}

fn drafts(document: &RawDocument, options: &ReadOptions) -> Vec<Outcome> {
    let bytes = &document.bytes;
    match document.format {
        SourceFormat::Html => vec![html::read(document, options)],
        SourceFormat::Markdown | SourceFormat::Text => {
            let decoded = charset::decode(bytes, document.charset.as_deref(), None);
            let mut outcome = markdown::read(&decoded.text, document.format == SourceFormat::Markdown);
            if let (Ok(draft), Some(note)) = (&mut outcome, decoded.note) {
                draft.notes.push(Note::general(note));
            }
            vec![outcome]
        }
        SourceFormat::Articles | SourceFormat::Ninjs | SourceFormat::JsonFeed => json::read(document, options),
        SourceFormat::Nitf | SourceFormat::NewsMlG2 | SourceFormat::Rss | SourceFormat::Atom => {
            crate::xml::read(document, options)
        }
        SourceFormat::Warc => vec![Err(Refusal::malformed("a web archive inside a record is not unpacked"))],
    }
}

/// Completes a draft and makes the article, or says why not.
fn settle(outcome: Outcome, document: &RawDocument, options: &ReadOptions) -> Result<Article, Reject> {
    let reject = |refusal: Refusal| refusal.reject(document.source.clone(), Some(&document.bytes));
    let mut draft = outcome.map_err(reject)?;
    let has_words =
        draft.body.iter().any(|b| b.kind != BlockKind::Caption && b.text.chars().any(char::is_alphanumeric));
    let canceled = draft.status.as_ref().is_some_and(|status| status.status == Status::Canceled);
    if !has_words && !canceled {
        return Err(reject(Refusal::empty("no paragraph of text was found")));
    }
    if let Some(refusal) = withheld(&draft, options) {
        return Err(reject(refusal));
    }
    draft.source = document.source.clone();
    if draft.url.is_none() {
        draft.url = document.url.clone().filter(|url| url.starts_with("http"));
    }
    if let Some(fetched) = document.fetched {
        draft.notes.push(Note::general(format!("fetched {fetched}")));
    }
    options.sitemap.complete(&mut draft);
    if let Some(profile) = &options.profile {
        profile.complete(&mut draft);
    }
    language::settle(&mut draft);
    publisher::settle(&mut draft);
    dateline::settle(&mut draft);
    if !options.provenance {
        draft.notes.retain(|note| !note.text.starts_with("from "));
    }
    Ok(Article::new(draft))
}

fn withheld(draft: &ArticleDraft, options: &ReadOptions) -> Option<Refusal> {
    let status = draft.status.as_ref()?;
    if options.include_embargoed {
        return None;
    }
    let why = match (status.status, status.embargo.as_ref()) {
        (Status::Withheld, _) => "the publisher withholds it".to_owned(),
        (Status::Usable, Some(until)) => format!("it is under embargo until {until}"),
        _ => return None,
    };
    Some(Refusal::new(RejectKind::Withheld, why, "--include-embargoed reads it all the same"))
}
