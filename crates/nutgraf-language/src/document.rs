//! A text read as English.

use crate::parser::{Parser, Word, Workspace};
use crate::segment::segment;
use crate::tags::{Number, Relation, Tense, Upos, VerbForm, Voice, Xpos};
use std::cell::RefCell;
use std::ops::Range;

/// What the network reads in place of a name that looks like another word.
const SURNAME: &str = "Smith";

/// A sentence: where it stands, and which tokens it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// First code point.
    pub begin: u32,
    /// Code point after the last.
    pub end: u32,
    /// Index of its first token in [`Document::tokens`].
    pub first: u32,
    /// Index after its last token.
    pub last: u32,
    analysed: bool,
}

impl Sentence {
    /// Its tokens' indices in [`Document::tokens`].
    pub fn range(&self) -> Range<usize> {
        self.first as usize..self.last as usize
    }

    /// Whether its tokens have tags, lemmas and heads.
    pub fn is_analysed(&self) -> bool {
        self.analysed
    }
}

/// A word or mark with its place in the text, in the sentence's grammar and in its tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First code point.
    pub begin: u32,
    /// Code point after the last.
    pub end: u32,
    /// First byte.
    pub byte_begin: u32,
    /// Byte after the last.
    pub byte_end: u32,
    /// Universal part of speech; `X` until the sentence is analysed.
    pub upos: Upos,
    /// Penn tag.
    pub xpos: Xpos,
    /// Index in [`Document::tokens`] of the word it depends on; the root points to itself.
    pub head: u32,
    /// Relation to the head; `dep` until the sentence is analysed.
    pub relation: Relation,
    passive: bool,
    lemma: LemmaPlace,
}

/// Where the lemma of a token is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LemmaPlace {
    /// It is the form itself.
    Form,
    /// Bytes of the document's lemma arena.
    Arena { begin: u32, length: u32 },
}

impl Token {
    fn new(begin: u32, end: u32, bytes: (u32, u32), index: u32) -> Token {
        Token {
            begin,
            end,
            byte_begin: bytes.0,
            byte_end: bytes.1,
            upos: Upos::X,
            xpos: Xpos::Fw,
            head: index,
            relation: Relation::Dep,
            passive: false,
            lemma: LemmaPlace::Form,
        }
    }

    /// Whether the sentence hangs on this token.
    pub fn is_root(&self) -> bool {
        self.relation == Relation::Root
    }

    /// Tense of the word itself ("was seized": `was` is past).
    pub fn tense(&self) -> Tense {
        self.if_verb(self.xpos.tense(), Tense::None)
    }

    /// Form of a verb or auxiliary.
    pub fn verb_form(&self) -> VerbForm {
        self.if_verb(self.xpos.verb_form(), VerbForm::None)
    }

    /// Voice of a verb.
    pub fn voice(&self) -> Voice {
        if self.passive {
            return Voice::Passive;
        }
        self.if_verb(Voice::Active, Voice::None)
    }

    /// Number of a noun, or of a verb where it shows.
    pub fn number(&self) -> Number {
        self.xpos.number()
    }

    fn if_verb<T>(&self, value: T, otherwise: T) -> T {
        if matches!(self.upos, Upos::Verb | Upos::Aux) { value } else { otherwise }
    }
}

/// Text read as English: sentences, tokens, tags, lemmas, trees.
///
/// Nothing is normalised away: every offset counts the code points (or bytes) of the text as given.
/// Offsets are 32 bits wide; of a text longer than 4 GiB only the beginning is read.
#[derive(Clone, Debug)]
pub struct Document<'t> {
    text: &'t str,
    sentences: Vec<Sentence>,
    tokens: Vec<Token>,
    lemmas: String,
    lower: String,
}

thread_local! {
    /// Buffers of the analysis, kept from document to document.
    static WORKSPACE: RefCell<Workspace> = RefCell::default();
}

impl<'t> Document<'t> {
    /// Sentences, tokens, tags, lemmas and trees of `text`.
    pub fn parse(text: &'t str) -> Document<'t> {
        let mut document = Document::segment(text);
        for sentence in 0..document.sentences.len() {
            document.analyse(sentence);
        }
        document
    }

    /// Sentences and tokens of `text` only, which costs little; [`Document::analyse`] does the rest
    /// for the sentences that matter.
    pub fn segment(text: &'t str) -> Document<'t> {
        let (mut spans, mut ranges) = (Vec::with_capacity(text.len() / 5), Vec::new());
        segment(readable(text), &mut spans, &mut ranges);
        let tokens = with_code_points(text, &spans);
        Document::from_parts(text, tokens, &ranges)
    }

    /// A document of given tokens and sentences.
    pub(crate) fn from_spans(text: &'t str, spans: &[(u32, u32)], ranges: &[(u32, u32)]) -> Document<'t> {
        Document::from_parts(text, with_code_points(text, spans), ranges)
    }

    fn from_parts(text: &'t str, tokens: Vec<Token>, ranges: &[(u32, u32)]) -> Document<'t> {
        let sentence = |&(first, last): &(u32, u32)| Sentence {
            begin: tokens[first as usize].begin,
            end: tokens[last as usize - 1].end,
            first,
            last,
            analysed: false,
        };
        let sentences = ranges.iter().filter(|(first, last)| first < last).map(sentence).collect();
        Document { text, sentences, tokens, lemmas: String::new(), lower: String::new() }
    }

    /// Lets a sentence begin at one of its tokens: what stands before it, such as the dateline of a report, is then part of no
    /// sentence. Does nothing where the sentence is analysed or has no such token.
    pub fn begin_at(&mut self, sentence: usize, token: usize) {
        let Some(place) = self.sentences.get_mut(sentence) else { return };
        if !place.analysed && place.range().contains(&token) {
            place.first = token as u32;
            place.begin = self.tokens[token].begin;
        }
    }

    /// Tags, lemmas and tree of one sentence; does nothing the second time, or where there is no
    /// such sentence.
    pub fn analyse(&mut self, sentence: usize) {
        self.analyse_naming(sentence, &[]);
    }

    /// The same, where tokens are known to be names. One that looks like another word ("Begin",
    /// "Brown") is read as a name all the same, and the tree is made with it.
    pub fn analyse_naming(&mut self, sentence: usize, names: &[Range<usize>]) {
        self.analyse_heading(sentence, names, &[]);
    }

    /// The same for a heading in which every word has a capital: the tokens of `common` are read as if they had none.
    pub fn analyse_heading(&mut self, sentence: usize, names: &[Range<usize>], common: &[usize]) {
        let Some(place) = self.sentences.get_mut(sentence) else { return };
        if std::mem::replace(&mut place.analysed, true) {
            return;
        }
        let range = place.range();
        WORKSPACE.with_borrow_mut(|workspace| self.analyse_with(workspace, &range, names, common));
        self.mark_passives(range);
    }

    fn analyse_with(
        &mut self,
        workspace: &mut Workspace,
        range: &Range<usize>,
        names: &[Range<usize>],
        common: &[usize],
    ) {
        self.read_words(workspace, range, &[], common);
        let named = names.iter().flat_map(Range::clone).filter(|at| range.contains(at));
        let misread: Vec<usize> =
            named.filter(|&at| self.is_misread(&workspace.words()[at - range.start], at)).collect();
        if misread.iter().any(|&at| !hangs_as_name(&workspace.words()[at - range.start])) {
            self.read_words(workspace, range, &misread, common);
        }
        let parser = Parser::shared();
        for (at, word) in range.clone().zip(workspace.words()) {
            let (upos, xpos) = if misread.contains(&at) { (Upos::Propn, Xpos::Nnp) } else { (word.upos, word.xpos) };
            let form = self.form(at);
            let token = &mut self.tokens[at];
            (token.upos, token.xpos, token.relation) = (upos, xpos, word.relation);
            token.head = range.start as u32 + word.head;
            let begin = self.lemmas.len();
            parser.lemmas().append(form, upos, xpos, &mut self.lower, &mut self.lemmas);
            token.lemma = lemma_place(&mut self.lemmas, begin, form);
        }
    }

    /// Lets the network read the words of a sentence, those of `names` as if they were a common surname, those of `common` in
    /// lower case.
    fn read_words(&self, workspace: &mut Workspace, range: &Range<usize>, names: &[usize], common: &[usize]) {
        let parser = Parser::shared();
        workspace.clear();
        for at in range.clone() {
            if common.contains(&at) {
                workspace.push_form(parser, &self.form(at).to_lowercase());
            } else {
                workspace.push_form(parser, if names.contains(&at) { SURNAME } else { self.form(at) });
            }
        }
        parser.analyse(workspace);
    }

    /// Whether the network takes a word that is capitalised as names are for something else.
    fn is_misread(&self, word: &Word, at: usize) -> bool {
        let form = self.form(at);
        form.starts_with(char::is_uppercase) && form.len() > 2 && word.upos != Upos::Propn
    }

    fn mark_passives(&mut self, range: Range<usize>) {
        for at in range {
            let token = self.tokens[at];
            if matches!(
                token.relation,
                Relation::AuxPass | Relation::NsubjPass | Relation::CsubjPass | Relation::OblAgent
            ) {
                let head = &mut self.tokens[token.head as usize];
                head.passive |= head.upos == Upos::Verb && head.xpos == Xpos::Vbn;
            }
            let modifies = matches!(token.relation, Relation::Acl | Relation::Amod);
            self.tokens[at].passive |= modifies && token.upos == Upos::Verb && token.xpos == Xpos::Vbn;
        }
    }

    /// The text as given.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// All sentences, in order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// All tokens, in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The words of a token as they stand in the text; empty where there is no such token.
    pub fn form(&self, token: usize) -> &'t str {
        self.tokens.get(token).map_or("", |t| &self.text[t.byte_begin as usize..t.byte_end as usize])
    }

    /// Dictionary form of a token: lower case for everything but proper nouns. The form itself
    /// until the sentence is analysed.
    pub fn lemma(&self, token: usize) -> &str {
        match self.tokens.get(token).map(|t| t.lemma) {
            Some(LemmaPlace::Arena { begin, length }) => &self.lemmas[begin as usize..(begin + length) as usize],
            _ => self.form(token),
        }
    }
}

/// Whether the tree has a word where names stand, though its tag be wrong.
fn hangs_as_name(word: &Word) -> bool {
    matches!(
        word.relation,
        Relation::Flat
            | Relation::Compound
            | Relation::Nsubj
            | Relation::NsubjPass
            | Relation::Obj
            | Relation::Obl
            | Relation::OblAgent
            | Relation::Nmod
            | Relation::NmodPoss
            | Relation::Appos
    )
}

/// Keeps in the arena only what differs from the form.
fn lemma_place(arena: &mut String, begin: usize, form: &str) -> LemmaPlace {
    if &arena[begin..] == form {
        arena.truncate(begin);
        return LemmaPlace::Form;
    }
    LemmaPlace::Arena { begin: begin as u32, length: (arena.len() - begin) as u32 }
}

/// As much of `text` as 32-bit offsets reach.
fn readable(text: &str) -> &str {
    let mut limit = text.len().min(u32::MAX as usize);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    &text[..limit]
}

/// Tokens with code-point offsets, counted in one pass.
fn with_code_points(text: &str, spans: &[(u32, u32)]) -> Vec<Token> {
    let ascii = text.is_ascii();
    let mut byte = 0;
    let mut point = 0;
    let mut advance = |to: u32| {
        point += if ascii { to - byte } else { text[byte as usize..to as usize].chars().count() as u32 };
        byte = to;
        point
    };
    spans
        .iter()
        .enumerate()
        .map(|(index, &span)| Token::new(advance(span.0), advance(span.1), span, index as u32))
        .collect()
}
