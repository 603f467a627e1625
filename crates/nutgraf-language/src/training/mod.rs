//! How the model is made: the same trees give the same model, byte for byte.
//!
//! The network reads the sum of a word's feature vectors through bidirectional recurrent layers;
//! tags are read from a lower layer, heads and relations from the last. Sentences are seen as
//! written, and at random in lower case, in title case or in capitals, so that headlines are read
//! as well as text.

mod arithmetic;
mod data;
mod export;
mod gemm;
mod network;
mod param;
mod random;
mod recurrent;
mod vocabulary;

use std::path::Path;
use std::time::Instant;

use crate::error::Error;
use data::{Case, Tree, recase};
use network::{Dropout, Example, Network, Sizes};
use random::Random;
use vocabulary::Vocabulary;

pub use data::read_treebank;

/// How long and how big.
#[derive(Clone, Debug)]
pub struct Options {
    /// Times that every sentence is seen.
    pub epochs: usize,
    /// Sentences per step.
    pub batch: usize,
    /// Greatest learning rate.
    pub rate: f32,
    /// Channels of a word.
    pub dim: usize,
    /// Recurrent layers.
    pub layers: usize,
    /// Layer, from 1, that tags are read from.
    pub tag_layer: usize,
    /// Channels that heads are chosen with.
    pub arc: usize,
    /// Channels that relations are chosen with.
    pub label: usize,
    /// Share of channels dropped.
    pub dropout: f32,
    /// Start of the sequence of random numbers.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            epochs: 20,
            batch: 24,
            rate: 2e-3,
            dim: 256,
            layers: 3,
            tag_layer: 2,
            arc: 96,
            label: 96,
            dropout: 0.3,
            seed: 1,
        }
    }
}

/// Trains on every `*-train.conllu` (or `.conllu.xz`) of a folder and on our own trees, watching the
/// `*-dev` files, and returns the model file. `report` is told how it goes.
///
/// # Errors
/// When the folder has no training trees, or one that cannot be read.
pub fn train(folder: &Path, options: &Options, report: &mut dyn FnMut(&str)) -> Result<Vec<u8>, Error> {
    let mut trees = data::read_split(folder, "train")?;
    if trees.is_empty() {
        return Err(Error::model(format!("no *-train.conllu or *-train.conllu.xz in {}", folder.display())));
    }
    trees.extend(data::own_trees()?);
    let dev = data::read_split(folder, "dev")?;
    let vocabulary = Vocabulary::new(&trees);
    report(&format!("{} trees, {} rows, {} tags", trees.len(), vocabulary.keys.len(), vocabulary.tags.len()));
    let network = fit(&trees, &dev, &vocabulary, options, report);
    Ok(export::model_file(&network, &vocabulary, &trees))
}

fn fit(
    trees: &[Tree],
    dev: &[Tree],
    vocabulary: &Vocabulary,
    options: &Options,
    report: &mut dyn FnMut(&str),
) -> Network {
    let mut random = Random::new(options.seed);
    let sizes = Sizes {
        dim: options.dim,
        layers: options.layers,
        tag_layer: options.tag_layer,
        arc: options.arc,
        label: options.label,
        tags: vocabulary.tags.len(),
        relations: crate::tags::Relation::ALL.len(),
    };
    let mut network = Network::new(sizes, vocabulary.frequency.clone(), &mut random);
    let dropout = Dropout { layer: options.dropout, hidden: options.dropout, word: 0.25, feature: 0.02 };
    let examples: Vec<[Example; 4]> =
        trees.iter().map(|tree| Case::ALL.map(|case| vocabulary.example(&recase(tree, case)))).collect();
    let dev: Vec<Example> = dev.iter().map(|tree| vocabulary.example(tree)).collect();
    let mut order: Vec<usize> = (0..trees.len()).collect();
    let batches = order.len().div_ceil(options.batch);
    let total = (batches * options.epochs) as f32;
    let mut number = 0;
    for epoch in 1..=options.epochs {
        let start = Instant::now();
        random.shuffle(&mut order);
        let mut loss = 0.0;
        for batch in order.chunks(options.batch) {
            let batch: Vec<&Example> =
                batch.iter().map(|&at| &examples[at][Case::draw(&mut random) as usize]).collect();
            loss += network.run(&batch, dropout, true, &mut random).loss;
            number += 1;
            network.step(number, rate_at(number as f32 / total, options.rate));
        }
        let seconds = start.elapsed().as_secs();
        let quality =
            if epoch % 2 == 0 || epoch == options.epochs { measure(&mut network, &dev) } else { String::new() };
        report(&format!("epoch {epoch}: loss {:.0}, {seconds} s {quality}", loss));
    }
    network
}

/// Rises for a twentieth of the time, then falls smoothly. (No cosine: that of the standard library
/// differs between platforms.)
fn rate_at(progress: f32, rate: f32) -> f32 {
    if progress < 0.05 {
        return rate * (progress / 0.05);
    }
    let x = (progress - 0.05) / 0.95;
    rate * (1.0 - x * x * (3.0 - 2.0 * x)).max(0.01)
}

/// Accuracy on trees, with the best head of each word even where that makes no tree.
fn measure(network: &mut Network, dev: &[Example]) -> String {
    let mut random = Random::new(0);
    let (mut words, mut tags, mut heads, mut both) = (0usize, 0usize, 0usize, 0usize);
    for batch in dev.chunks(64) {
        let batch: Vec<&Example> = batch.iter().collect();
        let scores = network.run(&batch, Dropout::NONE, false, &mut random);
        let gold = batch.iter().flat_map(|e| (0..e.tags.len()).map(move |i| (e.tags[i], e.heads[i], e.relations[i])));
        for (i, (tag, head, relation)) in gold.enumerate() {
            words += 1;
            tags += usize::from(scores.tags[i] == tag);
            heads += usize::from(scores.heads[i] == head);
            both += usize::from(scores.heads[i] == head && scores.relations[i] == relation);
        }
    }
    let share = |n: usize| 100.0 * n as f64 / words.max(1) as f64;
    format!("tags {:.2} UAS {:.2} LAS {:.2}", share(tags), share(heads), share(both))
}
