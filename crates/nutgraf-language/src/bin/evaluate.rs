//! `evaluate FILE.conllu…`: how right the model is on trees of a treebank.
//!
//! For every file: parts of speech, Penn tags, lemmas, heads (UAS), heads with basic relations
//! (LAS) and with subtypes, with punctuation and without; then sentences and tokens found in the
//! raw text. `--title`, `--lower` and `--upper` change the case of every word first; `--errors`
//! prints how often each relation is wrong, `--misses` the tokens and sentences not found in raw text;
//! `--joined` puts only spaces between sentences, even after headings;
//! `--documents=news,interview` keeps the documents with such names.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use nutgraf_language::training::read_treebank;
use nutgraf_language::{ConlluRow, ConlluSentence, Document};

fn main() -> ExitCode {
    let (options, files): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.starts_with("--"));
    if files.is_empty() {
        complain(
            "usage: evaluate [--title|--lower|--upper] [--errors] [--misses] [--joined] [--documents=PART,…] FILE.conllu[.xz]…",
        );
        return ExitCode::from(2);
    }
    say(&format!("{:24}{HEADINGS}", "file"));
    let mut rows = Vec::new();
    for file in &files {
        match evaluate(Path::new(file), &options) {
            Ok(row) => rows.push(row),
            Err(message) => {
                complain(&message);
                return ExitCode::from(2);
            }
        }
    }
    let mean = (0..MEASURES).map(|m| rows.iter().map(|row| row[m]).sum::<f64>() / rows.len() as f64);
    say(&format!("{:24}{}", "mean", shown(&mean.collect::<Vec<_>>())));
    ExitCode::SUCCESS
}

#[allow(clippy::print_stdout)]
fn say(line: &str) {
    println!("{line}");
}

#[allow(clippy::print_stderr)]
fn complain(line: &str) {
    eprintln!("{line}");
}

const HEADINGS: &str = "   UPOS   XPOS  lemma    UAS    LAS   full UAS-np LAS-np sent-F1 tok-F1 ktok/s";
const MEASURES: usize = 11;

fn shown(row: &[f64]) -> String {
    row.iter().map(|value| format!(" {value:6.2}")).collect()
}

fn evaluate(path: &Path, options: &[String]) -> Result<Vec<f64>, String> {
    let mut sentences = read_treebank(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let has = |name: &str| options.iter().any(|o| o == name);
    if let Some(kinds) = options.iter().find_map(|o| o.strip_prefix("--documents=")) {
        sentences = of_documents(sentences, &kinds.split(',').collect::<Vec<_>>());
    }
    for word in sentences.iter_mut().flat_map(|s| s.rows.iter_mut()).filter(|row| row.is_word()) {
        let form = recased(word.form(), has("--lower"), has("--title"), has("--upper"));
        word.set_form(&form);
    }
    let mut counts = Counts::default();
    let mut errors = BTreeMap::new();
    for gold in &sentences {
        let mut ours = gold.clone();
        ours.annotate();
        counts.add(gold, &ours, &mut errors);
    }
    let mut row = counts.shares();
    row.extend(raw(&sentences, [has("--misses"), has("--joined")]));
    let name = path.file_stem().and_then(|n| n.to_str()).unwrap_or("?");
    say(&format!("{:24}{}", name.trim_end_matches(".conllu"), shown(&row)));
    if has("--errors") {
        let mut errors: Vec<_> = errors.into_iter().collect();
        errors.sort_by_key(|(_, [wrong, _])| std::cmp::Reverse(*wrong));
        for (relation, [wrong, all]) in errors.iter().take(25) {
            say(&format!("  {relation:14} {wrong:5} of {all:5} wrong"));
        }
    }
    Ok(row)
}

/// The sentences of documents whose names have one of `kinds` in them.
fn of_documents(sentences: Vec<ConlluSentence>, kinds: &[&str]) -> Vec<ConlluSentence> {
    let mut wanted = false;
    let mut keep = |sentence: &ConlluSentence| {
        if let Some(name) = sentence.comments.iter().find_map(|c| c.strip_prefix("# newdoc id = ")) {
            wanted = kinds.iter().any(|kind| name.contains(kind));
        }
        wanted
    };
    sentences.into_iter().filter(|sentence| keep(sentence)).collect()
}

fn recased(form: &str, lower: bool, title: bool, upper: bool) -> String {
    let mut chars = form.chars();
    match chars.next() {
        _ if lower => form.to_lowercase(),
        _ if upper => form.to_uppercase(),
        Some(first) if title => first.to_uppercase().chain(chars).collect(),
        _ => form.to_owned(),
    }
}

#[derive(Default)]
struct Counts {
    words: usize,
    no_punctuation: usize,
    right: [usize; 8],
}

impl Counts {
    fn add(&mut self, gold: &ConlluSentence, ours: &ConlluSentence, errors: &mut BTreeMap<String, [usize; 2]>) {
        for (g, o) in gold.words().zip(ours.words()) {
            let head = g.head() == o.head();
            let labelled = head && base(g) == base(o);
            let mark = g.relation() == "punct";
            let tally = errors.entry(base(g).to_owned()).or_default();
            tally[0] += usize::from(!labelled);
            tally[1] += 1;
            self.words += 1;
            self.no_punctuation += usize::from(!mark);
            let right = [
                g.upos() == o.upos(),
                g.xpos() == o.xpos(),
                g.lemma() == o.lemma(),
                head,
                labelled,
                head && g.relation() == o.relation(),
                head && !mark,
                labelled && !mark,
            ];
            for (sum, right) in self.right.iter_mut().zip(right) {
                *sum += usize::from(right);
            }
        }
    }

    fn shares(&self) -> Vec<f64> {
        let of = |at: usize| if at < 6 { self.words } else { self.no_punctuation };
        self.right.iter().enumerate().map(|(at, &n)| 100.0 * n as f64 / of(at).max(1) as f64).collect()
    }
}

fn base(row: &ConlluRow) -> &str {
    row.relation().split(':').next().unwrap_or("")
}

/// The text of a sentence with its words as they stand, also where their case was changed.
fn as_written(sentence: &ConlluSentence) -> String {
    let given = sentence.text();
    let mut text = String::new();
    let mut rest = given.as_str();
    for word in sentence.words() {
        let blank = rest.len() - rest.trim_start().len();
        text.push_str(&rest[..blank]);
        text.push_str(word.form());
        let letters = word.form().chars().count();
        rest = rest[blank..].char_indices().nth(letters).map_or("", |(at, _)| &rest[blank + at..]);
    }
    text
}

/// F1 of sentences and tokens found in the raw text, and the speed of reading it. Sentences follow
/// one another with spaces between; treebanks do not say where paragraphs end, so that one ends
/// only where a document does, and after what has no stop: a headline, a heading, a caption.
fn raw(sentences: &[ConlluSentence], options: [bool; 2]) -> [f64; 3] {
    let [show, plain] = options;
    let (mut text, mut tokens, mut bounds) = (String::new(), Vec::new(), Vec::new());
    for sentence in sentences {
        if sentence.comments.iter().any(|c| c.starts_with("# newdoc")) && !text.is_empty() {
            text.push_str("\n\n");
        }
        let begin = text.len();
        text.push_str(&as_written(sentence));
        bounds.push((begin as u32, text.trim_end().len() as u32));
        let mut at = begin;
        for word in sentence.words() {
            at = text[at..].find(word.form()).map_or(at, |skip| at + skip);
            let end = at + word.form().len();
            tokens.push((at as u32, end as u32));
            at = end;
        }
        let stops = text.ends_with(['.', '!', '?', ':', ';', ',', '…', '"', '”', '’', '\'', ')', ']', '-', '–', '—']);
        text.push_str(if stops || plain { " " } else { "\n\n" });
    }
    drop(Document::parse("The model is read."));
    let start = Instant::now();
    let document = Document::parse(&text);
    let seconds = start.elapsed().as_secs_f64();
    let ours: Vec<(u32, u32)> = document.tokens().iter().map(|t| (t.byte_begin, t.byte_end)).collect();
    let edge = |range: std::ops::Range<usize>| (ours[range.start].0, ours[range.end - 1].1);
    let found: Vec<(u32, u32)> = document.sentences().iter().map(|s| edge(s.range())).collect();
    if show {
        show_misses("token", &text, &tokens, &ours);
        show_misses("sentence", &text, &bounds, &found);
    }
    [f1(&bounds, &found), f1(&tokens, &ours), ours.len() as f64 / seconds / 1000.0]
}

/// Prints the spans that we do not find, and what we find in their place.
fn show_misses(what: &str, text: &str, gold: &[(u32, u32)], found: &[(u32, u32)]) {
    let slice = |span: &(u32, u32)| &text[span.0 as usize..span.1 as usize];
    let right: std::collections::BTreeSet<_> = found.iter().collect();
    for span in gold.iter().filter(|span| !right.contains(span)) {
        let near = found.iter().filter(|f| f.0 < span.1 && f.1 > span.0).map(slice).collect::<Vec<_>>();
        say(&format!("  {what} [{}] read as [{}]", slice(span), near.join("][")));
    }
}

fn f1(gold: &[(u32, u32)], found: &[(u32, u32)]) -> f64 {
    let set: std::collections::BTreeSet<_> = gold.iter().collect();
    let both = found.iter().filter(|span| set.contains(span)).count();
    200.0 * both as f64 / (gold.len() + found.len()).max(1) as f64
}
