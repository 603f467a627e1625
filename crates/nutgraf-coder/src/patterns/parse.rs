//! Reads pattern files.

use super::pattern::{Example, Head, HeadKind, Line, Pattern, Roles, Slot, Words};
use super::symbol::{Symbols, WordSet};
use crate::Error;
use nutgraf_model::CameoCode;
use std::collections::HashMap;
use std::sync::Arc;

/// What the reading of pattern files fills.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) symbols: Symbols,
    /// By name, and the unions that patterns speak of, as they write them.
    pub(super) classes: HashMap<String, Arc<WordSet>>,
    pub(super) patterns: Vec<Pattern>,
    pub(super) examples: Vec<Example>,
}

impl Sheet {
    /// Reads `classes.tsv`: a name and its lemmas. A name that comes again is widened.
    pub(super) fn read_classes(&mut self, path: &str, text: &str) -> Result<(), Error> {
        for (number, line) in content(text) {
            let Some((name, lemmas)) = line.split_once('\t') else {
                return Err(Error::dictionary(
                    path,
                    number,
                    "a class is a name, a tab and its lemmas divided by \" | \"",
                ));
            };
            let set = WordSet::of(lemmas.split('|').map(str::trim), &mut self.symbols);
            Arc::make_mut(self.classes.entry(name.trim().to_owned()).or_default()).extend(&set);
        }
        Ok(())
    }

    /// Reads one pattern file.
    pub(super) fn read_patterns(&mut self, path: &str, file: u32, text: &str) -> Result<(), Error> {
        for (number, line) in content(text) {
            let place = Line { file, line: number as u32 };
            let result = if line.starts_with([' ', '\t']) {
                self.example(line.trim(), place)
            } else {
                self.alternatives(line, place)
            };
            result.map_err(|what| Error::dictionary(path, number, what))?;
        }
        Ok(())
    }

    fn example(&mut self, line: &str, place: Line) -> Result<(), String> {
        self.examples.push(Example::new(line, place)?);
        Ok(())
    }

    fn alternatives(&mut self, line: &str, place: Line) -> Result<(), String> {
        let (code, rest) = line.split_once([' ', '\t']).ok_or("a pattern line is a code and alternatives")?;
        let code = match code {
            "---" => None,
            code => Some(CameoCode::new(code).map_err(|e| e.to_string())?),
        };
        for alternative in rest.split(',').map(str::trim).filter(|a| !a.is_empty()) {
            let pattern = self.alternative(code.clone(), alternative, place)?;
            self.patterns.push(pattern);
        }
        Ok(())
    }

    fn alternative(&mut self, code: Option<CameoCode>, text: &str, line: Line) -> Result<Pattern, String> {
        let mut words = pieces(text).into_iter();
        let head = read_head(words.next().ok_or("an alternative starts with its word")?, &mut self.symbols)?;
        let mut pattern = Pattern {
            code,
            head,
            slots: Vec::new(),
            reciprocal: false,
            no_target: false,
            swapped: false,
            line,
            text: text.into(),
        };
        for piece in words {
            match piece {
                "~" => pattern.reciprocal = true,
                "-T" => pattern.no_target = true,
                "<>" => pattern.swapped = true,
                _ => {
                    let slot = self.slot(piece).map_err(|what| format!("\"{piece}\" in \"{text}\": {what}"))?;
                    pattern.slots.push(slot);
                }
            }
        }
        Ok(pattern)
    }

    fn slot(&mut self, piece: &str) -> Result<Slot, String> {
        if let Some(rest) = piece.strip_prefix('!') {
            return Ok(Slot::Not(Box::new(self.slot(rest)?)));
        }
        if piece == "not" {
            return Ok(Slot::Negated);
        }
        if let Some(rest) = piece.strip_prefix('>') {
            return Ok(Slot::Complement(self.words(rest)?));
        }
        if piece.starts_with(['[', '{', '*']) {
            return Ok(Slot::Object(self.words(piece)?));
        }
        if piece.starts_with('T') && !piece.contains(':') {
            let (optional, roles) = target(piece)?;
            return Ok(Slot::Target { optional, roles });
        }
        if let Some(rest) = piece.strip_prefix("S=") {
            return Ok(Slot::SourceRoles(roles(rest)?));
        }
        if let Some(rest) = piece.strip_prefix("S:") {
            return Ok(Slot::SubjectWords(self.words(rest)?));
        }
        let Some((prepositions, what)) = piece.split_once(':') else {
            return Err("no slot is written so; see dictionaries/README.md".into());
        };
        let prepositions = prepositions.split('|').map(|p| self.symbols.intern(p)).collect();
        match what {
            "S" => Ok(Slot::PhraseSource { prepositions }),
            "B" => Ok(Slot::Both { prepositions }),
            _ if what.starts_with('T') => {
                let (optional, roles) = target(what)?;
                Ok(Slot::PhraseTarget { prepositions, optional, roles })
            }
            _ => Ok(Slot::Phrase { prepositions, words: self.words(what)? }),
        }
    }

    /// Reads `*`, `[a|b]` or `{class}`.
    pub(super) fn words(&mut self, text: &str) -> Result<Words, String> {
        if text == "*" {
            return Ok(Words::Any);
        }
        if text == "{place}" {
            return Ok(Words::Place);
        }
        if let Some(name) = text.strip_prefix('{').and_then(|t| t.strip_suffix('}')) {
            if let Some(set) = self.classes.get(name) {
                return Ok(Words::Class(set.clone()));
            }
            let mut set = WordSet::default();
            for part in name.split('|') {
                set.extend(
                    self.classes.get(part).ok_or_else(|| format!("there is no class \"{part}\" in classes.tsv"))?,
                );
            }
            let set = Arc::new(set);
            self.classes.insert(name.to_owned(), set.clone());
            return Ok(Words::Class(set));
        }
        if let Some(lemmas) = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
            return Ok(Words::Literal(Arc::new(WordSet::of(lemmas.split('|'), &mut self.symbols))));
        }
        Err("nouns are written *, [a|b] or {class}".into())
    }
}

/// Reads a head: `accuse`, `call_off`, `noun:visit`, `adj:critical`.
pub(crate) fn read_head(text: &str, symbols: &mut Symbols) -> Result<Head, String> {
    let (kind, word) = match text.split_once(':') {
        None => (HeadKind::Verb, text),
        Some(("noun", word)) => (HeadKind::Noun, word),
        Some(("adj", word)) => (HeadKind::Adjective, word),
        Some((other, _)) => return Err(format!("\"{other}:\" is no kind of head; there are noun: and adj:")),
    };
    let plain = |w: &str| !w.is_empty() && w.chars().all(|c| c.is_lowercase() || c == '-' || c == '\'');
    // A verb's particle follows it; the word that makes a noun compound stands before.
    let (lemma, particle) = match (word.rsplit_once('_'), kind) {
        (Some((before, noun)), HeadKind::Noun) => (noun, Some(before)),
        (Some((verb, particle)), _) => (verb, Some(particle)),
        (None, _) => (word, None),
    };
    if !plain(lemma) || particle.is_some_and(|p| !plain(p)) {
        return Err(format!("\"{text}\" is no lemma; write it in lower case, with _ before a particle"));
    }
    Ok(Head { kind, lemma: symbols.intern(lemma), particle: particle.map(|p| symbols.intern(p)) })
}

/// Lines that say something, with their numbers from one.
pub(crate) fn content(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line.trim_end()))
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
}

/// Words of an alternative; white space inside brackets does not divide.
fn pieces(text: &str) -> Vec<&str> {
    let mut depth = 0usize;
    text.split(|c: char| {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && c.is_whitespace()
    })
    .filter(|piece| !piece.is_empty())
    .collect()
}

fn target(text: &str) -> Result<(bool, Roles), String> {
    match text {
        "T" => Ok((false, Roles::new())),
        "T?" => Ok((true, Roles::new())),
        _ => match text.strip_prefix("T=") {
            Some(rest) => Ok((false, roles(rest)?)),
            None => Err("a target is written T, T? or T=MIL|REB".into()),
        },
    }
}

fn roles(text: &str) -> Result<Roles, String> {
    text.split('|')
        .map(|role| <[u8; 3]>::try_from(role.as_bytes()).map_err(|_| format!("\"{role}\" is no trigram such as MIL")))
        .collect()
}
