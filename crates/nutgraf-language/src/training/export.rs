//! Writing the model file: weights in eight bits, with a scale for each output.

use std::collections::BTreeMap;

use super::data::Tree;
use super::network::Network;
use super::param::Param;
use super::vocabulary::Vocabulary;
use crate::lemma::{Lemmatizer, exception_key, lower_into, verb_key};
use crate::model::MAGIC;
use crate::tags::{Upos, Xpos};

/// The bytes of the model file.
pub(crate) fn model_file(network: &Network, vocabulary: &Vocabulary, trees: &[Tree]) -> Vec<u8> {
    let mut out = Output { bytes: MAGIC.to_vec() };
    let s = network.sizes;
    for size in [s.dim, s.layers, s.tag_layer, s.arc, s.label, s.tags] {
        out.size(size);
    }
    out.u32s(&vocabulary.keys);
    out.embedding(&network.embedding);
    for layer in &network.layers {
        out.matrix(&layer.weights, &layer.bias.value);
    }
    for (upos, xpos) in &vocabulary.tags {
        out.bytes.extend([*upos as u8, *xpos as u8]);
    }
    out.matrix(&network.tag, &network.tag_bias.value);
    out.matrix(&network.hidden, &network.hidden_bias.value);
    out.matrix(&network.arc, &network.arc_bias.value);
    out.f32s(&network.root.value);
    out.f32s(&network.distance.value);
    out.matrix(&network.label, &network.label_bias.value);
    out.lemmas(trees);
    out.bytes
}

struct Output {
    bytes: Vec<u8>,
}

impl Output {
    fn size(&mut self, size: usize) {
        self.bytes.extend((size as u32).to_le_bytes());
    }

    fn u32s(&mut self, values: &[u32]) {
        self.size(values.len());
        self.bytes.extend(values.iter().flat_map(|v| v.to_le_bytes()));
    }

    fn f32s(&mut self, values: &[f32]) {
        self.bytes.extend(values.iter().flat_map(|v| v.to_le_bytes()));
    }

    fn embedding(&mut self, embedding: &Param) {
        let mut scales = Vec::new();
        for row in embedding.value.chunks_exact(embedding.columns) {
            let scale = scale(row.iter());
            self.bytes.extend(row.iter().map(|w| quantise(*w, scale)));
            scales.push(scale);
        }
        self.f32s(&scales);
    }

    /// Weights of each output one after another, then scales, then biases.
    fn matrix(&mut self, weights: &Param, bias: &[f32]) {
        let outputs = weights.columns;
        let inputs = weights.value.len() / outputs;
        self.size(inputs);
        self.size(outputs);
        let mut scales = Vec::new();
        for output in 0..outputs {
            let column = || weights.value[output..].iter().step_by(outputs);
            let scale = scale(column());
            self.bytes.extend(column().map(|w| quantise(*w, scale)));
            scales.push(scale);
        }
        self.f32s(&scales);
        self.f32s(bias);
    }

    fn lemmas(&mut self, trees: &[Tree]) {
        let verbs = verbs(trees);
        let rules = Lemmatizer::new(&[], Vec::new(), &verbs);
        let mut keys = Vec::new();
        let mut lemmas = Vec::new();
        for (key, lemma) in exceptions(trees, &rules) {
            keys.push(key);
            lemmas.push(lemma);
        }
        self.u32s(&keys);
        for lemma in lemmas {
            self.bytes.push(lemma.len() as u8);
            self.bytes.extend(lemma.as_bytes());
        }
        self.u32s(&verbs);
    }
}

fn scale<'v>(values: impl Iterator<Item = &'v f32>) -> f32 {
    values.fold(1e-6f32, |top, v| top.max(v.abs())) / 127.0
}

fn quantise(weight: f32, scale: f32) -> u8 {
    (weight / scale).round().clamp(-127.0, 127.0) as i8 as u8
}

/// Keys of the verbs met at least twice.
fn verbs(trees: &[Tree]) -> Vec<u32> {
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for tree in trees {
        for (lemma, (upos, _)) in tree.lemmas.iter().zip(&tree.tags) {
            if *upos == Upos::Verb && lemma.bytes().all(|b| b.is_ascii_lowercase()) {
                *counts.entry(verb_key(lemma)).or_default() += 1;
            }
        }
    }
    counts.into_iter().filter(|(_, count)| *count > 1).map(|(key, _)| key).collect()
}

/// How often each form in its tags was met with each lemma.
type Met<'t> = BTreeMap<(String, Upos, Xpos), BTreeMap<(&'t str, &'t str), u32>>;

/// Forms whose usual lemma the rules miss.
fn exceptions(trees: &[Tree], rules: &Lemmatizer) -> BTreeMap<u32, String> {
    let mut counts: Met<'_> = BTreeMap::new();
    let mut lower = String::new();
    for tree in trees {
        for ((form, lemma), (upos, xpos)) in tree.forms.iter().zip(&tree.lemmas).zip(&tree.tags) {
            lower_into(form, &mut lower);
            *counts.entry((lower.clone(), *upos, *xpos)).or_default().entry((form, lemma)).or_default() += 1;
        }
    }
    let mut found = BTreeMap::new();
    for ((lower, upos, xpos), seen) in counts {
        let ruled = |form: &str| {
            let mut out = String::new();
            rules.append(form, upos, xpos, &mut String::new(), &mut out);
            out
        };
        let right: u32 = seen.iter().filter(|((form, lemma), _)| ruled(form) == *lemma).map(|(_, count)| count).sum();
        let mut lemmas: BTreeMap<&str, u32> = BTreeMap::new();
        for ((_, lemma), count) in &seen {
            *lemmas.entry(lemma).or_default() += count;
        }
        let Some((lemma, count)) = lemmas.into_iter().max_by_key(|(lemma, count)| (*count, std::cmp::Reverse(*lemma)))
        else {
            continue;
        };
        if count > right && lemma.len() < 256 {
            found.insert(exception_key(&lower, upos, xpos), lemma.to_owned());
        }
    }
    found
}
