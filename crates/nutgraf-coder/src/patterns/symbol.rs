//! Lemmas as numbers, so that matching compares no strings.

use crate::dictionary::FoldMap;

/// A lower-case lemma; [`Symbols::NONE`] is any that no pattern speaks of.
pub(crate) type Symbol = u32;

/// The lemmas that patterns, classes and modes speak of.
#[derive(Clone, Debug)]
pub(crate) struct Symbols {
    numbers: FoldMap<Box<str>, Symbol>,
    names: Vec<Box<str>>,
}

impl Default for Symbols {
    fn default() -> Self {
        Symbols { numbers: FoldMap::default(), names: vec!["".into()] }
    }
}

impl Symbols {
    /// The number of a lemma that nothing speaks of.
    pub(crate) const NONE: Symbol = 0;

    /// The number of `lemma`, new where it had none.
    pub(crate) fn intern(&mut self, lemma: &str) -> Symbol {
        if let Some(&number) = self.numbers.get(lemma) {
            return number;
        }
        let number = self.names.len() as Symbol;
        self.names.push(lemma.into());
        self.numbers.insert(lemma.into(), number);
        number
    }

    /// The number of `lemma`, in any case.
    pub(crate) fn get(&self, lemma: &str) -> Symbol {
        if lemma.bytes().any(|b| b.is_ascii_uppercase() || !b.is_ascii()) {
            return self.numbers.get(lemma.to_lowercase().as_str()).copied().unwrap_or(Self::NONE);
        }
        self.numbers.get(lemma).copied().unwrap_or(Self::NONE)
    }

    /// The lemma of a number.
    pub(crate) fn name(&self, symbol: Symbol) -> &str {
        self.names.get(symbol as usize).map_or("", |name| name)
    }

    /// How many numbers are given out, [`Symbols::NONE`] included.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }
}

/// A set of nouns: single lemmas and phrases of several.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordSet {
    /// In order.
    singles: Vec<Symbol>,
    /// Phrases by their last word, in order of it: the words before it, last first.
    phrases: Vec<(Symbol, Vec<Symbol>)>,
}

impl WordSet {
    /// The set of `phrases`, each one or more lemmas divided by spaces or hyphens.
    pub(crate) fn of<'a>(phrases: impl IntoIterator<Item = &'a str>, symbols: &mut Symbols) -> WordSet {
        let mut set = WordSet::default();
        for phrase in phrases {
            set.add(phrase, symbols);
        }
        set.settle();
        set
    }

    /// Adds one phrase; [`WordSet::settle`] comes after the last.
    fn add(&mut self, phrase: &str, symbols: &mut Symbols) {
        let words: Vec<Symbol> = phrase
            .split([' ', '-', '_'])
            .filter(|w| !w.is_empty())
            .map(|w| symbols.intern(&w.to_lowercase()))
            .collect();
        match words.as_slice() {
            [] => {}
            [single] => self.singles.push(*single),
            [before @ .., last] => {
                self.phrases.push((*last, before.iter().rev().copied().collect()));
                // "arms embargo" is written so and reads "arm embargo" in lemmas, "guided missile" "guide missile".
                for lemmas in in_lemmas(phrase) {
                    self.add(&lemmas, symbols);
                }
            }
        }
        if phrase.contains('-') {
            self.singles.push(symbols.intern(&phrase.to_lowercase()));
        }
    }

    fn settle(&mut self) {
        self.singles.sort_unstable();
        self.singles.dedup();
        self.phrases.sort_unstable();
        self.phrases.dedup();
    }

    /// Adds all of another set.
    pub(crate) fn extend(&mut self, other: &WordSet) {
        self.singles.extend_from_slice(&other.singles);
        self.phrases.extend(other.phrases.iter().cloned());
        self.settle();
    }

    /// How many words the set's longest phrase has that ends in the word `last`; 0 for none. `before` gives the words before
    /// it, nearest first, hyphens skipped.
    pub(crate) fn length<I: Iterator<Item = Symbol>>(&self, last: Symbol, before: impl Fn() -> I) -> usize {
        if last == Symbols::NONE {
            return 0;
        }
        let fits = |rest: &Vec<Symbol>| before().take(rest.len()).eq(rest.iter().copied());
        let first = self.phrases.partition_point(|(end, _)| *end < last);
        let phrases = self.phrases[first..].iter().take_while(|(end, _)| *end == last).filter(|(_, rest)| fits(rest));
        let longest = phrases.map(|(_, rest)| rest.len() + 1).max().unwrap_or(0);
        longest.max(usize::from(self.singles.binary_search(&last).is_ok()))
    }
}

/// A phrase with the plurals and participles before its last word as their lemmas may be, where there are any.
fn in_lemmas(phrase: &str) -> Vec<String> {
    let words: Vec<&str> = phrase.split([' ', '-', '_']).filter(|w| !w.is_empty()).collect();
    let Some((last, before)) = words.split_last() else { return Vec::new() };
    let plain = |word: &str| word.len() < 4 || ["ss", "us", "is", "as"].iter().any(|e| word.ends_with(e));
    let cuts: [fn(&str) -> Option<&str>; 3] =
        [|w| w.strip_suffix('s'), |w| w.ends_with("ed").then(|| &w[..w.len() - 1]), |w| w.strip_suffix("ed")];
    let mut all = Vec::new();
    for cut in cuts {
        let stems: Vec<&str> = before.iter().map(|w| if plain(w) { w } else { cut(w).unwrap_or(w) }).collect();
        if stems != before {
            all.push(format!("{} {last}", stems.join(" ")));
        }
    }
    all
}
