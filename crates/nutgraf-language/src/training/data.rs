//! Trees to learn from.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use super::random::Random;
use crate::conllu::{ConlluReader, ConlluSentence};
use crate::error::Error;
use crate::tags::{Relation, Upos, Xpos};

/// A sentence with its tree.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    pub(crate) forms: Vec<String>,
    pub(crate) lemmas: Vec<String>,
    pub(crate) tags: Vec<(Upos, Xpos)>,
    /// Heads from 0; `usize::MAX` for the root.
    pub(crate) heads: Vec<usize>,
    pub(crate) relations: Vec<Relation>,
}

/// Sentences of a treebank, plain or compressed with xz.
///
/// # Errors
/// When the file cannot be read or is not CoNLL-U.
pub fn read_treebank(path: &Path) -> Result<Vec<ConlluSentence>, Error> {
    let file = File::open(path).map_err(|error| Error::model(format!("{}: {error}", path.display())))?;
    let mut reader = BufReader::new(file);
    let input: Box<dyn BufRead> = if path.extension().is_some_and(|e| e == "xz") {
        let mut plain = Vec::new();
        lzma_rs::xz_decompress(&mut reader, &mut plain)
            .map_err(|error| Error::model(format!("{}: {error:?}", path.display())))?;
        Box::new(Cursor::new(plain))
    } else {
        let mut plain = Vec::new();
        reader.read_to_end(&mut plain)?;
        Box::new(Cursor::new(plain))
    };
    ConlluReader::new(input).collect()
}

/// Our own trees, of what the treebanks lack: the constructions once, the agency's sentences twice, since
/// they are few beside the treebanks.
pub(crate) fn own_trees() -> Result<Vec<Tree>, Error> {
    let news: &[u8] = include_bytes!("../../trees/news.conllu");
    let agency: &[u8] = include_bytes!("../../trees/agency.conllu");
    let sentences = [news, agency, agency].into_iter().flat_map(ConlluReader::new);
    sentences.map(|sentence| tree(&sentence?)).collect()
}

/// Trees of one file.
fn read_trees(path: &Path) -> Result<Vec<Tree>, Error> {
    read_treebank(path)?.iter().map(tree).collect()
}

/// Trees of all files of a folder whose names end with a split, in the order of their names.
pub(crate) fn read_split(folder: &Path, split: &str) -> Result<Vec<Tree>, Error> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .map_err(|error| Error::model(format!("{}: {error}", folder.display())))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
            name.strip_suffix(".xz").unwrap_or(name).ends_with(&format!("-{split}.conllu"))
        })
        .collect();
    paths.sort();
    let mut trees = Vec::new();
    for path in paths {
        trees.extend(read_trees(&path)?);
    }
    Ok(trees)
}

fn tree(sentence: &ConlluSentence) -> Result<Tree, Error> {
    let mut tree = Tree::default();
    for (at, word) in sentence.words().enumerate() {
        let fail = |what: &str| Error::syntax(word.line(), format!("{what}, which is not known here"));
        if word.id().parse() != Ok(at + 1) {
            return Err(Error::syntax(word.line(), "words must be numbered without gaps"));
        }
        let upos = Upos::from_name(word.upos()).ok_or_else(|| fail(word.upos()))?;
        let xpos = Xpos::from_name(word.xpos()).ok_or_else(|| fail(word.xpos()))?;
        let head = word.head().ok_or_else(|| fail("a head that is no number"))?;
        tree.forms.push(word.form().to_owned());
        tree.lemmas.push(word.lemma().to_owned());
        tree.tags.push((upos, xpos));
        tree.heads.push(head.wrapping_sub(1));
        tree.relations.push(Relation::from_name(word.relation()).ok_or_else(|| fail(word.relation()))?);
    }
    let words = tree.forms.len();
    if tree.heads.iter().any(|&head| head != usize::MAX && head >= words) {
        let line = sentence.rows.first().map_or(0, |row| row.line());
        return Err(Error::syntax(line, "a head beyond the sentence that begins here"));
    }
    Ok(tree)
}

/// How a sentence is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// As in the treebank.
    Given,
    /// All in small letters.
    Lower,
    /// Every Word With A Capital.
    Title,
    /// ALL IN CAPITALS.
    Upper,
}

impl Case {
    /// All, in the order of their numbers.
    pub(crate) const ALL: [Case; 4] = [Case::Given, Case::Lower, Case::Title, Case::Upper];

    /// One at random: six in seven as given.
    pub(crate) fn draw(random: &mut Random) -> Case {
        match random.below(100) {
            0..=4 => Case::Lower,
            5..=11 => Case::Title,
            12..=13 => Case::Upper,
            _ => Case::Given,
        }
    }

    /// A form in this case.
    pub(crate) fn apply(self, form: &str) -> String {
        let mut chars = form.chars();
        match (self, chars.next()) {
            (Case::Lower, _) => form.to_lowercase(),
            (Case::Upper, _) => form.to_uppercase(),
            (Case::Title, Some(first)) => first.to_uppercase().chain(chars).collect(),
            _ => form.to_owned(),
        }
    }
}

/// The tree with its forms in another case.
pub(crate) fn recase(tree: &Tree, case: Case) -> Tree {
    Tree { forms: tree.forms.iter().map(|form| case.apply(form)).collect(), ..tree.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases() {
        assert_eq!(Case::Title.apply("talks"), "Talks");
        assert_eq!(Case::Title.apply("'s"), "'s");
        assert_eq!(Case::Upper.apply("talks"), "TALKS");
        assert_eq!(Case::Lower.apply("U.S."), "u.s.");
    }
}
