//! The pattern files: which words, with what around them, tell which event.

mod parse;
mod pattern;
mod symbol;

pub(crate) use parse::{content, read_head};
pub(crate) use pattern::{Example, Head, HeadKind, Line, Pattern, Slot, Words};
pub(crate) use symbol::{Symbol, Symbols, WordSet};

use crate::Error;
use crate::frame::FrameWords;
use crate::mode::{Modes, ModesText};
use parse::Sheet;

/// A dictionary file: its name as messages show it, and its text.
pub(crate) type File<'a> = (&'a str, &'a str);

/// Everything that tells events: patterns by the word they hang on, and the words of mode.
#[derive(Clone, Debug, Default)]
pub(crate) struct Patterns {
    pub(crate) symbols: Symbols,
    pub(crate) modes: Modes,
    pub(crate) frame_words: FrameWords,
    /// Things that act for whose they are: jets, courts' rulings, a spokesman's words.
    pub(crate) instruments: WordSet,
    /// Acts of force: who suffers in one suffers from whose it is.
    pub(crate) assaults: WordSet,
    /// Deeds whose "of" names who suffers them: arrests, murders.
    pub(crate) suffered: WordSet,
    /// Deeds whose "on" or "against" names who suffers them, and whose "of" who does: attacks, threats.
    pub(crate) aimed: WordSet,
    /// Crashes, floods and the like, in which people die by nobody's hand.
    pub(crate) accidents: WordSet,
    /// People who may act without being anybody: "gunmen", "a man".
    pub(crate) people: WordSet,
    /// Decisions, moves and the like, that "the decision" may come back to.
    pub(crate) deeds: WordSet,
    /// Protests, which stand for the protesters too.
    pub(crate) unrest: WordSet,
    /// Kinsfolk and others whom a possessor says to be somebody's: what is done to a wife is not done to her husband.
    pub(crate) kin: WordSet,
    /// What one does against an attack or an enemy: "response to", "war on".
    pub(crate) answers: WordSet,
    /// Nouns of sports, markets, weather and culture.
    pub(crate) harmless: WordSet,
    /// Words of leisure, trade and science, which say so only where they are many.
    pub(crate) pastime: WordSet,
    /// Words of politics and force.
    pub(crate) grave: WordSet,
    /// Prepositions whose phrases name a target.
    pub(crate) target_prepositions: Vec<Symbol>,
    /// Prepositions before the act of force that somebody suffers in.
    pub(crate) suffering_prepositions: Vec<Symbol>,
    /// Prepositions whose phrases say before whom somebody protests or shows strength.
    pub(crate) near_prepositions: Vec<Symbol>,
    all: Vec<Pattern>,
    /// For each kind of head and each symbol, where its patterns stand in `all`.
    index: [Vec<Vec<u32>>; 3],
    files: Vec<String>,
    examples: Vec<Example>,
}

impl Patterns {
    /// Reads what tells events out of all dictionary files: classes, pattern files and the tables of mode.
    pub(crate) fn of(files: &[File<'_>]) -> Result<Patterns, Error> {
        let named = |name: &str| files.iter().filter(move |(file, _)| *file == name).copied().collect::<Vec<_>>();
        let patterns: Vec<File<'_>> = files.iter().filter(|(file, _)| file.starts_with("patterns/")).copied().collect();
        let modes = ModesText { modes: named("modes.tsv"), calculus: named("calculus.tsv"), acts: named("acts.tsv") };
        Patterns::read(&named("classes.tsv"), &patterns, &modes)
    }

    fn read(classes: &[File<'_>], patterns: &[File<'_>], modes: &ModesText<'_>) -> Result<Patterns, Error> {
        let mut sheet = Sheet::default();
        for (path, text) in classes {
            sheet.read_classes(path, text)?;
        }
        for (file, (path, text)) in patterns.iter().enumerate() {
            sheet.read_patterns(path, file as u32, text)?;
        }
        let mut symbols = sheet.symbols;
        let modes_text = modes;
        let modes = Modes::read(modes_text, &mut symbols, patterns.len() as u32)?;
        let all_files = patterns.iter().chain(&modes_text.modes).chain(&modes_text.calculus).chain(&modes_text.acts);
        let class = |name: &str| sheet.classes.get(name).map(|set| WordSet::clone(set)).unwrap_or_default();
        let prepositions = "against on upon with to toward towards from at for into in over of between among about";
        let mut read = Patterns {
            frame_words: FrameWords::new(&mut symbols),
            suffering_prepositions: ["in", "during", "by", "from"].map(|p| symbols.intern(p)).to_vec(),
            target_prepositions: prepositions.split(' ').map(|p| symbols.intern(p)).collect(),
            near_prepositions: ["near", "along", "outside", "around", "off", "through"]
                .map(|p| symbols.intern(p))
                .to_vec(),
            instruments: class("instrument"),
            assaults: class("assault"),
            suffered: class("suffered"),
            aimed: class("aimed"),
            accidents: class("accident"),
            people: class("people"),
            deeds: class("deed"),
            unrest: class("unrest"),
            kin: class("kin"),
            answers: class("answer"),
            harmless: class("harmless"),
            pastime: class("pastime"),
            grave: class("grave"),
            symbols,
            modes,
            all: sheet.patterns,
            files: all_files.map(|(path, _)| (*path).to_owned()).collect(),
            examples: sheet.examples,
            index: Default::default(),
        };
        read.build_index();
        Ok(read)
    }

    fn build_index(&mut self) {
        for kind in &mut self.index {
            kind.resize(self.symbols.len(), Vec::new());
        }
        for (at, pattern) in self.all.iter().enumerate() {
            self.index[pattern.head.kind as usize][pattern.head.lemma as usize].push(at as u32);
        }
    }

    /// The patterns that hang on a word, in the order of the files.
    pub(crate) fn of_head(&self, kind: HeadKind, lemma: Symbol) -> impl Iterator<Item = &Pattern> {
        let places = self.index[kind as usize].get(lemma as usize).map_or(&[][..], Vec::as_slice);
        places.iter().map(|&at| &self.all[at as usize])
    }

    /// File and line as messages and evidence show them: `patterns/04.txt:31`.
    pub(crate) fn show(&self, line: Line) -> String {
        format!("{}:{}", self.files.get(line.file as usize).map_or("", String::as_str), line.line)
    }

    /// File and line apart.
    pub(crate) fn place(&self, line: Line) -> (String, u32) {
        (self.files.get(line.file as usize).cloned().unwrap_or_default(), line.line)
    }

    /// Every example of the pattern files.
    pub(crate) fn examples(&self) -> &[Example] {
        &self.examples
    }
}
