//! Whether the words of a stretch are those of its text at its offsets.

use super::value::{NIF, Wrong, literal, offsets};
use crate::fault::Report;
use nutgraf_model::{CharIndex, Span, sha256_hex};
use oxrdf::Quad;
use std::collections::BTreeMap;

/// Bytes of texts that are remembered; beyond them, only lengths are compared.
const MOST: usize = 1 << 28;

/// Texts met, and the words that stand in them.
#[derive(Default)]
pub(super) struct Words {
    /// By address of the version.
    texts: BTreeMap<Box<str>, Box<str>>,
    bytes: usize,
    /// By address of the version: where the words stand, the line that says so, and their hash.
    stretches: BTreeMap<Box<str>, Vec<(Span, u64, String)>>,
}

impl Words {
    /// Takes note of a text or of words.
    pub(super) fn told(&mut self, quad: &Quad, line: u64, report: &mut Report) {
        let (Some(term), Some(value)) = (quad.predicate.as_str().strip_prefix(NIF), literal(quad)) else { return };
        if !matches!(term, "isString" | "anchorOf") {
            return;
        }
        let subject = quad.subject.to_string();
        let subject = subject.trim_start_matches('<').trim_end_matches('>');
        if term == "isString" {
            self.bytes += value.value().len();
            if self.bytes > MOST {
                return report.skip("the words of stretches: the texts are too many to remember all");
            }
            self.texts.insert(subject.into(), value.value().into());
        } else if let Some((begin, end)) = offsets(subject)
            && let (Ok(begin), Ok(end)) = (u32::try_from(begin), u32::try_from(end))
            && let Some((version, _)) = subject.rsplit_once('#')
        {
            let words = (Span::new(begin, end), line, sha256_hex(value.value().as_bytes()));
            self.stretches.entry(version.into()).or_default().push(words);
        }
    }

    /// Words that their text does not have where they say.
    pub(super) fn faults(self) -> Vec<(u64, Wrong)> {
        let mut wrongs = Vec::new();
        for (version, stretches) in &self.stretches {
            let Some(text) = self.texts.get(version) else { continue };
            let index = CharIndex::new(text);
            for (span, line, hash) in stretches {
                let there = index.slice(*span);
                if there.is_none_or(|words| sha256_hex(words.as_bytes()) != *hash) {
                    let expected = there.map_or("offsets within the text".to_owned(), |words| format!("{words:?}"));
                    wrongs.push((
                        *line,
                        Wrong {
                            about: format!("<{version}#char={},{}> nif:anchorOf", span.begin, span.end),
                            what: "the text has other words there".to_owned(),
                            expected: format!("expected {expected}"),
                        },
                    ));
                }
            }
        }
        wrongs
    }
}
