//! CoNLL-U, the format of treebanks: <https://universaldependencies.org/format.html>.

use std::io::{BufRead, Write};

use crate::document::{Document, Token};
use crate::error::Error;
use crate::tags::{Number, Tense, VerbForm, Voice};

/// Columns of a row.
const COLUMNS: usize = 10;

/// A line of a sentence: a word, a range of words written as one, or an empty node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConlluRow {
    columns: [String; COLUMNS],
    line: u64,
}

impl ConlluRow {
    /// Whether the row is a word, not a range ("3-4") or an empty node ("5.1").
    pub fn is_word(&self) -> bool {
        self.id().bytes().all(|b| b.is_ascii_digit())
    }

    /// Number of the word, range or empty node.
    pub fn id(&self) -> &str {
        &self.columns[0]
    }

    /// The word as written.
    pub fn form(&self) -> &str {
        &self.columns[1]
    }

    /// Dictionary form.
    pub fn lemma(&self) -> &str {
        &self.columns[2]
    }

    /// Universal part of speech.
    pub fn upos(&self) -> &str {
        &self.columns[3]
    }

    /// Penn tag.
    pub fn xpos(&self) -> &str {
        &self.columns[4]
    }

    /// Number of the head within the sentence; 0 for the root, `None` where it is no number.
    pub fn head(&self) -> Option<usize> {
        self.columns[6].parse().ok()
    }

    /// Relation to the head.
    pub fn relation(&self) -> &str {
        &self.columns[7]
    }

    /// Whether white space follows the word.
    pub fn space_after(&self) -> bool {
        !self.columns[9].split('|').any(|field| field == "SpaceAfter=No")
    }

    /// Writes the word in another way.
    pub fn set_form(&mut self, form: &str) {
        form.clone_into(&mut self.columns[1]);
    }

    /// Line in the input, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }
}

/// A sentence of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConlluSentence {
    /// Lines that begin with `#`, as they stand.
    pub comments: Vec<String>,
    /// Words, ranges and empty nodes, in order.
    pub rows: Vec<ConlluRow>,
}

impl ConlluSentence {
    /// The rows that are words.
    pub fn words(&self) -> impl Iterator<Item = &ConlluRow> {
        self.rows.iter().filter(|row| row.is_word())
    }

    /// The text of the sentence: its `text` comment, or its words with their spaces.
    pub fn text(&self) -> String {
        if let Some(text) = self.comments.iter().find_map(|c| c.strip_prefix("# text = ")) {
            return text.to_owned();
        }
        let mut text = String::new();
        for row in self.words() {
            text.push_str(row.form());
            if row.space_after() {
                text.push(' ');
            }
        }
        text.truncate(text.trim_end().len());
        text
    }

    /// Replaces tags, lemmas, features, heads and relations of the words by ours.
    pub fn annotate(&mut self) {
        let mut text = String::new();
        let mut spans = Vec::new();
        for word in self.words() {
            let begin = text.len() as u32;
            text.push_str(word.form());
            spans.push((begin, text.len() as u32));
            text.push(' ');
        }
        if spans.is_empty() {
            return;
        }
        let mut document = Document::from_spans(&text, &spans, &[(0, spans.len() as u32)]);
        document.analyse(0);
        // Words need not be numbered without gaps: heads are named by the numbers that stand there.
        let ids: Vec<String> = self.words().map(|word| word.id().to_owned()).collect();
        let words = self.rows.iter_mut().filter(|row| row.is_word());
        for (at, (row, token)) in words.zip(document.tokens()).enumerate() {
            row.columns[2] = document.lemma(at).to_owned();
            row.columns[3] = token.upos.to_string();
            row.columns[4] = token.xpos.to_string();
            row.columns[5] = features(token);
            row.columns[6] = if token.is_root() { "0".to_owned() } else { ids[token.head as usize].clone() };
            row.columns[7] = token.relation.to_string();
            row.columns[8] = "_".to_owned();
        }
    }
}

/// Reads sentences one at a time.
#[derive(Debug)]
pub struct ConlluReader<R> {
    input: R,
    line: u64,
    buffer: String,
}

impl<R: BufRead> ConlluReader<R> {
    /// A reader of `input`.
    pub fn new(input: R) -> ConlluReader<R> {
        ConlluReader { input, line: 0, buffer: String::new() }
    }

    fn sentence(&mut self) -> Result<Option<ConlluSentence>, Error> {
        let mut sentence = ConlluSentence::default();
        loop {
            self.buffer.clear();
            self.line += 1;
            let read = self
                .input
                .read_line(&mut self.buffer)
                .map_err(|error| Error::syntax(self.line, format!("cannot be read: {error}; CoNLL-U is UTF-8 text")))?;
            let line = self.buffer.trim_end_matches(['\n', '\r']);
            if read == 0 || line.trim().is_empty() {
                let empty = sentence.rows.is_empty() && sentence.comments.is_empty();
                if read == 0 || !empty {
                    return Ok((!empty).then_some(sentence));
                }
            } else if line.starts_with('#') {
                sentence.comments.push(line.to_owned());
            } else {
                sentence.rows.push(row(line, self.line)?);
            }
        }
    }
}

impl<R: BufRead> Iterator for ConlluReader<R> {
    type Item = Result<ConlluSentence, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.sentence().transpose()
    }
}

fn row(line: &str, number: u64) -> Result<ConlluRow, Error> {
    let mut columns: [String; COLUMNS] = Default::default();
    let mut count = 0;
    for column in line.split('\t') {
        if let Some(slot) = columns.get_mut(count) {
            *slot = column.to_owned();
        }
        count += 1;
    }
    if count != COLUMNS {
        return Err(Error::syntax(number, format!("{count} columns; a CoNLL-U row has ten, separated by tabs")));
    }
    let id = columns[0].as_bytes();
    if !id.first().is_some_and(u8::is_ascii_digit) || !id.iter().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.'))
    {
        return Err(Error::syntax(number, format!("`{}` is no word number; expected 1, 1-2 or 1.1", columns[0])));
    }
    if columns[1].is_empty() {
        return Err(Error::syntax(number, "a word without a form; write `_` for an underscore"));
    }
    Ok(ConlluRow { columns, line: number })
}

/// Morphological features that the tags tell, in the order of the format; `_` for none.
pub(crate) fn features(token: &Token) -> String {
    let mut features = Vec::new();
    match token.number() {
        Number::Singular => features.push("Number=Sing"),
        Number::Plural => features.push("Number=Plur"),
        Number::None => {}
    }
    match (token.tense(), token.verb_form()) {
        (Tense::Past, _) => features.push("Tense=Past"),
        (Tense::Present, _) => features.push("Tense=Pres"),
        (Tense::None, _) => {}
    }
    match token.verb_form() {
        VerbForm::Finite => features.push("VerbForm=Fin"),
        VerbForm::Infinitive => features.push("VerbForm=Inf"),
        VerbForm::Gerund => features.push("VerbForm=Ger"),
        VerbForm::Participle => features.push("VerbForm=Part"),
        VerbForm::None => {}
    }
    if token.voice() == Voice::Passive {
        features.push("Voice=Pass");
    }
    if features.is_empty() { "_".to_owned() } else { features.join("|") }
}

/// Number of a token's head within its sentence, 0 for the root.
fn head_number(token: &Token, first: u32) -> u32 {
    if token.is_root() { 0 } else { token.head - first + 1 }
}

/// Writes the sentences of a document that were analysed.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_conllu(document: &Document<'_>, mut out: impl Write) -> Result<(), Error> {
    for (number, sentence) in document.sentences().iter().enumerate().filter(|(_, s)| s.is_analysed()) {
        let tokens = document.tokens();
        let last = &tokens[sentence.last as usize - 1];
        let bytes = tokens[sentence.first as usize].byte_begin as usize..last.byte_end as usize;
        let text: Vec<&str> = document.text()[bytes].split_whitespace().collect();
        writeln!(out, "# sent_id = {}\n# text = {}", number + 1, text.join(" "))?;
        for at in sentence.range() {
            let token = &tokens[at];
            let glued = tokens.get(at + 1).is_some_and(|next| next.byte_begin == token.byte_end);
            writeln!(
                out,
                "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t_\t{}",
                at as u32 - sentence.first + 1,
                document.form(at),
                document.lemma(at),
                token.upos,
                token.xpos,
                features(token),
                head_number(token, sentence.first),
                token.relation,
                if glued { "SpaceAfter=No" } else { "_" },
            )?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Reads CoNLL-U and writes it again with our tags, lemmas, features and trees; sentences, words,
/// ranges, comments and the last column stay.
///
/// # Errors
/// With its line when the input is not CoNLL-U, or when it cannot be read or `out` written.
pub fn annotate_conllu(input: impl BufRead, mut out: impl Write) -> Result<(), Error> {
    for sentence in ConlluReader::new(input) {
        let mut sentence = sentence?;
        sentence.annotate();
        for comment in &sentence.comments {
            writeln!(out, "{comment}")?;
        }
        for row in &sentence.rows {
            writeln!(out, "{}", row.columns.join("\t"))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    const SAMPLE: &str = "# text = Envoys didn't meet.\n1\tEnvoys\t_\t_\t_\t_\t_\t_\t_\t_\n2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n\
        2\tdid\t_\t_\t_\t_\t_\t_\t_\t_\n3\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n4\tmeet\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n5\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n";

    #[test]
    fn annotation_keeps_words_and_gives_a_tree() {
        let mut out = Vec::new();
        annotate_conllu(SAMPLE.as_bytes(), &mut out).expect("valid input");
        let sentences: Vec<_> = ConlluReader::new(&out[..]).map(|s| s.expect("our own output")).collect();
        assert_eq!(sentences.len(), 1);
        let sentence = &sentences[0];
        assert_eq!(sentence.rows.len(), 6);
        assert_eq!(sentence.rows[1].id(), "2-3");
        assert_eq!(sentence.words().map(ConlluRow::form).collect::<Vec<_>>(), ["Envoys", "did", "n't", "meet", "."]);
        assert_eq!(sentence.words().filter(|w| w.head() == Some(0)).count(), 1);
        assert!(sentence.rows.iter().any(|r| r.columns[9] == "SpaceAfter=No"));
        assert_eq!(sentence.text(), "Envoys didn't meet.");
    }

    #[test]
    fn errors_name_the_line() {
        let error = annotate_conllu("1\tone\n".as_bytes(), Vec::new()).expect_err("two columns");
        assert_eq!((error.kind(), error.location()), (ErrorKind::Syntax, Some(1)));
        let error =
            annotate_conllu("# x\nx\ta\t_\t_\t_\t_\t_\t_\t_\t_\n".as_bytes(), Vec::new()).expect_err("no number");
        assert_eq!(error.location(), Some(2));
        let error = annotate_conllu(&b"\xff\xfe\n"[..], Vec::new()).expect_err("not UTF-8");
        assert_eq!(error.location(), Some(1));
    }

    #[test]
    fn written_documents_can_be_read() {
        let document = Document::parse("The envoys met.\n\nThey left.");
        let mut out = Vec::new();
        write_conllu(&document, &mut out).expect("a vector takes all");
        let sentences: Vec<_> = ConlluReader::new(&out[..]).map(|s| s.expect("our own output")).collect();
        assert_eq!(sentences.iter().map(ConlluSentence::text).collect::<Vec<_>>(), ["The envoys met.", "They left."]);
    }
}
