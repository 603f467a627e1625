//! Items: phrases of the dictionary where they stand in the tokens, and what each is in its sentence.

use crate::dictionary::{Dictionary, Found, Names, Sense};
use nutgraf_language::Document;
use std::ops::Range;

/// A phrase of the dictionary in the text.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// The tokens that the phrase covers, wholly or in part.
    pub(crate) tokens: Range<usize>,
    /// What it may stand for.
    pub(crate) senses: Vec<Sense>,
}

impl Item {
    pub(crate) fn actor(&self) -> Option<u32> {
        self.senses.iter().find_map(|s| if let Sense::Actor(at) = s { Some(*at) } else { None })
    }

    pub(crate) fn actors(&self) -> impl Iterator<Item = u32> + '_ {
        self.senses.iter().filter_map(|s| if let Sense::Actor(at) = s { Some(*at) } else { None })
    }

    pub(crate) fn country(&self) -> Option<u32> {
        self.senses.iter().find_map(|s| if let Sense::Country(at) = s { Some(*at) } else { None })
    }

    pub(crate) fn adjective(&self) -> Option<u32> {
        self.senses.iter().find_map(|s| if let Sense::Adjective(at) = s { Some(*at) } else { None })
    }

    pub(crate) fn capital(&self) -> Option<u32> {
        self.senses.iter().find_map(|s| if let Sense::Capital(at) = s { Some(*at) } else { None })
    }

    pub(crate) fn agent(&self) -> Option<u32> {
        self.senses.iter().find_map(|s| if let Sense::Agent(at, _) = s { Some(*at) } else { None })
    }

    pub(crate) fn shorts(&self) -> impl Iterator<Item = u32> + '_ {
        self.senses.iter().filter_map(|s| if let Sense::Short(at) = s { Some(*at) } else { None })
    }

    /// Whether it is nothing but a short name of somebody.
    pub(crate) fn is_short(&self) -> bool {
        self.senses.iter().all(|sense| matches!(sense, Sense::Short(_)))
    }

    pub(crate) fn places(&self) -> impl Iterator<Item = u32> + '_ {
        self.senses.iter().filter_map(|s| if let Sense::Place(at) = s { Some(*at) } else { None })
    }

    /// Whether it names a state or a place in one.
    pub(crate) fn is_geographic(&self) -> bool {
        self.country().is_some() || self.capital().is_some() || self.places().next().is_some()
    }
}

/// The items of a stretch of tokens, in order.
pub(crate) fn items_of(document: &Document, range: Range<usize>, names: &Names) -> Vec<Item> {
    let tokens = &document.tokens()[range.clone()];
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return Vec::new() };
    let text = &document.text()[first.byte_begin as usize..last.byte_end as usize];
    let item = |Found { begin, end, senses }: Found| {
        let (begin, end) = (first.byte_begin + begin, first.byte_begin + end);
        let from = tokens.partition_point(|t| t.byte_end <= begin);
        let to = tokens.partition_point(|t| t.byte_begin < end);
        Item { tokens: range.start + from..range.start + to, senses }
    };
    names.phrases.find(text).into_iter().map(item).collect()
}

/// The items of each sentence of a document, in order.
pub(crate) fn items(document: &Document, dictionary: &Dictionary) -> Vec<Vec<Item>> {
    let mut all = vec![Vec::new(); document.sentences().len()];
    let tokens = document.tokens();
    let mut sentence = 0;
    let mut from = 0;
    for Found { begin, end, senses } in dictionary.names.phrases.find(document.text()) {
        while from < tokens.len() && tokens[from].byte_end <= begin {
            from += 1;
        }
        let mut to = from;
        while to < tokens.len() && tokens[to].byte_begin < end {
            to += 1;
        }
        while sentence < all.len() && document.sentences()[sentence].range().end <= from {
            sentence += 1;
        }
        let Some(place) = document.sentences().get(sentence) else { break };
        // "Help Us Grow": a pronoun in a heading.
        if &document.text()[begin as usize..end as usize] == "Us" {
            continue;
        }
        let tokens = from..to.min(place.range().end);
        if !tokens.is_empty() && tokens.start >= place.range().start {
            all[sentence].push(Item { tokens, senses });
        }
    }
    all
}
