//! The network while it learns: forward, loss, backward.

use super::arithmetic::{add_masked, add_rows, arg_max, masked, sentence_mask, softmax_loss};
use super::gemm::{View, add_product};
use super::param::{Param, Step};
use super::random::Random;
use super::recurrent::{Recurrent, Trace};
use crate::activation::{DISTANCES, distance_bucket};
use crate::features::{FEATURES, FORM};

/// Sizes of the network.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sizes {
    /// Channels of a word.
    pub(crate) dim: usize,
    /// Recurrent layers.
    pub(crate) layers: usize,
    /// Layer (from 1) whose output the tags are read from.
    pub(crate) tag_layer: usize,
    /// Channels that heads are chosen with.
    pub(crate) arc: usize,
    /// Channels that relations are chosen with.
    pub(crate) label: usize,
    /// Joint tags.
    pub(crate) tags: usize,
    /// Relations.
    pub(crate) relations: usize,
}

/// What is dropped, and how often.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dropout {
    /// Channels between words and layers.
    pub(crate) layer: f32,
    /// Channels of the hidden layer of the parser.
    pub(crate) hidden: f32,
    /// Known words are hidden with the chance `word / (word + frequency)`.
    pub(crate) word: f32,
    /// Other features.
    pub(crate) feature: f32,
}

impl Dropout {
    /// Nothing dropped.
    pub(crate) const NONE: Dropout = Dropout { layer: 0.0, hidden: 0.0, word: 0.0, feature: 0.0 };
}

/// A sentence with its answers.
pub(crate) struct Example {
    /// Embedding rows of each word; `u32::MAX` where there is none.
    pub(crate) rows: Vec<[u32; FEATURES]>,
    /// Joint tag of each word.
    pub(crate) tags: Vec<usize>,
    /// Head of each word, from 0; `usize::MAX` for the root.
    pub(crate) heads: Vec<usize>,
    /// Relation of each word.
    pub(crate) relations: Vec<usize>,
}

/// All weights.
#[derive(Clone)]
pub(crate) struct Network {
    pub(crate) sizes: Sizes,
    pub(crate) embedding: Param,
    /// Frequency of each row, for the dropping of words.
    pub(crate) frequency: Vec<u32>,
    pub(crate) layers: Vec<Recurrent>,
    pub(crate) tag: Param,
    pub(crate) tag_bias: Param,
    /// To the channels of: dependent, head, dependent's label, head's label.
    pub(crate) hidden: Param,
    pub(crate) hidden_bias: Param,
    pub(crate) arc: Param,
    pub(crate) arc_bias: Param,
    pub(crate) root: Param,
    pub(crate) distance: Param,
    pub(crate) label: Param,
    pub(crate) label_bias: Param,
    touched: Vec<u32>,
}

/// Scores of a batch.
pub(crate) struct Scores {
    /// Best joint tag of each word.
    pub(crate) tags: Vec<usize>,
    /// Best head of each word; `usize::MAX` for the root.
    pub(crate) heads: Vec<usize>,
    /// Best relation of each word to the head that `relation_heads` of the call gave.
    pub(crate) relations: Vec<usize>,
    /// Sum of losses.
    pub(crate) loss: f32,
}

/// Weight of the tags' loss.
const TAG_WEIGHT: f32 = 1.0;

impl Network {
    /// A network that knows nothing.
    pub(crate) fn new(sizes: Sizes, frequency: Vec<u32>, random: &mut Random) -> Network {
        let Sizes { dim, layers, arc, label, tags, relations, .. } = sizes;
        Network {
            sizes,
            embedding: Param::uniform(frequency.len(), dim, 0.35, random),
            frequency,
            layers: (0..layers).map(|_| Recurrent::new(dim, random)).collect(),
            tag: Param::matrix(dim, tags, random),
            tag_bias: Param::constant(tags, 0.0),
            hidden: Param::matrix(dim, 2 * arc + 2 * label, random),
            hidden_bias: Param::constant(2 * arc + 2 * label, 0.0),
            arc: Param::uniform(arc, arc, 0.05, random),
            arc_bias: Param::constant(arc, 0.0),
            root: Param::uniform(1, arc, 0.1, random),
            distance: Param::constant(DISTANCES, 0.0),
            label: Param::matrix(2 * label, relations, random),
            label_bias: Param::constant(relations, 0.0),
            touched: Vec::new(),
        }
    }

    /// Every parameter but the embedding.
    fn dense(&mut self) -> Vec<&mut Param> {
        let mut all: Vec<&mut Param> = Vec::new();
        for layer in &mut self.layers {
            all.push(&mut layer.weights);
            all.push(&mut layer.bias);
        }
        all.extend([
            &mut self.tag,
            &mut self.tag_bias,
            &mut self.hidden,
            &mut self.hidden_bias,
            &mut self.arc,
            &mut self.arc_bias,
            &mut self.root,
            &mut self.distance,
            &mut self.label,
            &mut self.label_bias,
        ]);
        all
    }

    /// Learns from the gradients of a batch.
    pub(crate) fn step(&mut self, number: i32, rate: f32) {
        self.touched.sort_unstable();
        self.touched.dedup();
        let touched = std::mem::take(&mut self.touched);
        let columns = self.embedding.columns;
        let row_norm =
            |row: &u32| self.embedding.grad[*row as usize * columns..][..columns].iter().map(|g| g * g).sum::<f32>();
        let sparse: f32 = touched.iter().map(row_norm).sum();
        let norm = (sparse + self.dense().iter().map(|p| p.norm2()).sum::<f32>()).sqrt();
        let step = Step { number, rate, scale: (5.0 / (norm + 1e-6)).min(1.0) };
        for row in touched {
            self.embedding.step_row(step, row as usize);
        }
        for param in self.dense() {
            param.step(step);
        }
    }

    /// Rows of a sentence as seen under dropout.
    fn visible_rows(&self, example: &Example, dropout: Dropout, random: &mut Random) -> Vec<[u32; FEATURES]> {
        let mut rows = example.rows.clone();
        if dropout.word == 0.0 && dropout.feature == 0.0 {
            return rows;
        }
        for word in &mut rows {
            for (feature, row) in word.iter_mut().enumerate() {
                if *row == u32::MAX {
                    continue;
                }
                if feature == FORM {
                    let frequency = self.frequency[*row as usize] as f32;
                    if random.unit() < dropout.word / (dropout.word + frequency) {
                        *row = 0;
                    }
                } else if random.unit() < dropout.feature {
                    *row = u32::MAX;
                }
            }
        }
        rows
    }

    /// Scores of a batch and, with `learn`, the gradients. Relations are scored for the right
    /// heads when learning, for the predicted ones else.
    pub(crate) fn run(&mut self, batch: &[&Example], dropout: Dropout, learn: bool, random: &mut Random) -> Scores {
        let dim = self.sizes.dim;
        let lengths: Vec<usize> = batch.iter().map(|e| e.rows.len()).collect();
        let words: usize = lengths.iter().sum();
        let rows: Vec<[u32; FEATURES]> = batch.iter().flat_map(|e| self.visible_rows(e, dropout, random)).collect();
        let mut input = vec![0.0; words * dim];
        for (word, out) in rows.iter().zip(input.chunks_exact_mut(dim)) {
            for &row in word.iter().filter(|&&row| row != u32::MAX) {
                for (o, e) in out.iter_mut().zip(&self.embedding.value[row as usize * dim..]) {
                    *o += e;
                }
            }
        }
        let mut traces: Vec<Trace> = Vec::new();
        for layer in &self.layers {
            let mask = sentence_mask(&lengths, dim, dropout.layer, random);
            let trace = layer.forward(input, mask, &lengths);
            input = trace.output.clone();
            traces.push(trace);
        }
        let mut d_outputs: Vec<Vec<f32>> = vec![vec![0.0; if learn { words * dim } else { 0 }]; self.layers.len()];

        let mut scores =
            Scores { tags: vec![0; words], heads: vec![usize::MAX; words], relations: vec![0; words], loss: 0.0 };
        let tag_layer = self.sizes.tag_layer - 1;
        let mask = sentence_mask(&lengths, dim, dropout.layer, random);
        self.run_tags(batch, &traces[tag_layer].output, &mask, learn.then_some(&mut d_outputs[tag_layer]), &mut scores);
        let mask = sentence_mask(&lengths, dim, dropout.layer, random);
        let top = self.layers.len() - 1;
        self.run_trees(
            batch,
            &lengths,
            &traces[top].output,
            &mask,
            dropout.hidden,
            learn.then_some(&mut d_outputs[top]),
            &mut scores,
            random,
        );

        if learn {
            let mut d_below: Vec<f32> = Vec::new();
            for (at, (layer, trace)) in self.layers.iter_mut().zip(&traces).enumerate().rev() {
                let mut d_output = std::mem::take(&mut d_outputs[at]);
                for (d, b) in d_output.iter_mut().zip(&d_below) {
                    *d += b;
                }
                d_below = layer.backward(trace, &d_output, &lengths);
            }
            for (word, d) in rows.iter().zip(d_below.chunks_exact(dim)) {
                for &row in word.iter().filter(|&&row| row != u32::MAX) {
                    self.touched.push(row);
                    for (g, d) in self.embedding.grad[row as usize * dim..].iter_mut().zip(d) {
                        *g += d;
                    }
                }
            }
        }
        scores
    }

    fn run_tags(
        &mut self,
        batch: &[&Example],
        output: &[f32],
        mask: &[f32],
        d_output: Option<&mut Vec<f32>>,
        scores: &mut Scores,
    ) {
        let (dim, tags) = (self.sizes.dim, self.sizes.tags);
        let words = output.len() / dim;
        let masked = masked(output, mask);
        let mut logits: Vec<f32> = self.tag_bias.value.repeat(words);
        add_product(&mut logits, tags, View::rows(&masked, dim), View::rows(&self.tag.value, tags), (words, tags, dim));
        let gold = batch.iter().flat_map(|e| e.tags.iter().copied());
        for ((row, gold), best) in logits.chunks_exact_mut(tags).zip(gold).zip(&mut scores.tags) {
            *best = arg_max(row);
            if d_output.is_some() {
                scores.loss += TAG_WEIGHT * softmax_loss(row, gold, TAG_WEIGHT);
            }
        }
        let Some(d_output) = d_output else { return };
        add_product(
            &mut self.tag.grad,
            tags,
            View::rows(&masked, dim).t(),
            View::rows(&logits, tags),
            (dim, tags, words),
        );
        add_rows(&mut self.tag_bias.grad, &logits);
        let mut d_masked = vec![0.0; words * dim];
        add_product(
            &mut d_masked,
            dim,
            View::rows(&logits, tags),
            View::rows(&self.tag.value, tags).t(),
            (words, dim, tags),
        );
        add_masked(d_output, &d_masked, mask);
    }

    #[allow(clippy::too_many_arguments)]
    fn run_trees(
        &mut self,
        batch: &[&Example],
        lengths: &[usize],
        output: &[f32],
        mask: &[f32],
        drop: f32,
        d_output: Option<&mut Vec<f32>>,
        scores: &mut Scores,
        random: &mut Random,
    ) {
        let Sizes { dim, arc, label, .. } = self.sizes;
        let words = output.len() / dim;
        let width = 2 * arc + 2 * label;
        let input = masked(output, mask);
        let mut hidden: Vec<f32> = self.hidden_bias.value.repeat(words);
        add_product(
            &mut hidden,
            width,
            View::rows(&input, dim),
            View::rows(&self.hidden.value, width),
            (words, width, dim),
        );
        let hidden_mask = sentence_mask(lengths, width, drop, random);
        for (i, h) in hidden.iter_mut().enumerate() {
            if i % width < 2 * arc {
                *h = h.max(0.0);
            }
            *h *= hidden_mask.get(i).copied().unwrap_or(1.0);
        }
        let learn = d_output.is_some();
        let mut d_hidden = vec![0.0; if learn { words * width } else { 0 }];
        let mut first = 0;
        for (example, &length) in batch.iter().zip(lengths) {
            let range = first * width..(first + length) * width;
            let d = if learn { &mut d_hidden[range.clone()] } else { &mut [][..] };
            self.run_tree(example, &hidden[range], d, first, scores);
            first += length;
        }
        let Some(d_output) = d_output else { return };
        for (i, (d, h)) in d_hidden.iter_mut().zip(&hidden).enumerate() {
            if i % width < 2 * arc && *h <= 0.0 {
                *d = 0.0;
            }
            *d *= hidden_mask.get(i).copied().unwrap_or(1.0);
        }
        add_product(
            &mut self.hidden.grad,
            width,
            View::rows(&input, dim).t(),
            View::rows(&d_hidden, width),
            (dim, width, words),
        );
        add_rows(&mut self.hidden_bias.grad, &d_hidden);
        let mut d_input = vec![0.0; words * dim];
        add_product(
            &mut d_input,
            dim,
            View::rows(&d_hidden, width),
            View::rows(&self.hidden.value, width).t(),
            (words, dim, width),
        );
        add_masked(d_output, &d_input, mask);
    }

    /// Arcs and relations of one sentence. `d_hidden` is empty when not learning.
    fn run_tree(&mut self, example: &Example, hidden: &[f32], d_hidden: &mut [f32], first: usize, scores: &mut Scores) {
        let Sizes { arc, label, .. } = self.sizes;
        let width = 2 * arc + 2 * label;
        let n = hidden.len() / width;
        let learn = !d_hidden.is_empty();
        // Candidates: every word, then the root.
        let mut candidates = vec![0.0; (n + 1) * arc];
        for i in 0..n {
            candidates[i * arc..(i + 1) * arc].copy_from_slice(&hidden[i * width + arc..i * width + 2 * arc]);
        }
        candidates[n * arc..].copy_from_slice(&self.root.value);
        let mut turned: Vec<f32> = self.arc_bias.value.repeat(n);
        add_product(&mut turned, arc, View::rows(hidden, width), View::rows(&self.arc.value, arc), (n, arc, arc));
        let mut logits = vec![0.0; n * (n + 1)];
        for i in 0..n {
            for j in 0..n {
                logits[i * (n + 1) + j] = if i == j { -1e9 } else { self.distance.value[distance_bucket(i, j)] };
            }
        }
        add_product(&mut logits, n + 1, View::rows(&turned, arc), View::rows(&candidates, arc).t(), (n, n + 1, arc));
        for (i, row) in logits.chunks_exact_mut(n + 1).enumerate() {
            let best = arg_max(row);
            scores.heads[first + i] = if best == n { usize::MAX } else { best };
            if learn {
                scores.loss += softmax_loss(row, example.heads[i].min(n), 1.0);
            }
        }
        if learn {
            self.arcs_back(&logits, &turned, &candidates, hidden, d_hidden);
        }
        for i in 0..n {
            let head = if learn { example.heads[i] } else { scores.heads[first + i] };
            if head < n {
                self.run_label(
                    i,
                    head,
                    example.relations[i],
                    hidden,
                    d_hidden,
                    &mut scores.loss,
                    &mut scores.relations[first + i],
                );
            } else {
                scores.relations[first + i] = crate::tags::Relation::Root.index();
            }
        }
    }

    fn arcs_back(
        &mut self,
        d_logits: &[f32],
        turned: &[f32],
        candidates: &[f32],
        hidden: &[f32],
        d_hidden: &mut [f32],
    ) {
        let Sizes { arc, label, .. } = self.sizes;
        let width = 2 * arc + 2 * label;
        let n = turned.len() / arc;
        for i in 0..n {
            for j in (0..n).filter(|&j| j != i) {
                self.distance.grad[distance_bucket(i, j)] += d_logits[i * (n + 1) + j];
            }
        }
        let mut d_turned = vec![0.0; n * arc];
        add_product(&mut d_turned, arc, View::rows(d_logits, n + 1), View::rows(candidates, arc), (n, arc, n + 1));
        let mut d_candidates = vec![0.0; (n + 1) * arc];
        add_product(&mut d_candidates, arc, View::rows(d_logits, n + 1).t(), View::rows(turned, arc), (n + 1, arc, n));
        for i in 0..n {
            for (d, c) in d_hidden[i * width + arc..i * width + 2 * arc].iter_mut().zip(&d_candidates[i * arc..]) {
                *d += c;
            }
        }
        for (g, d) in self.root.grad.iter_mut().zip(&d_candidates[n * arc..]) {
            *g += d;
        }
        add_rows(&mut self.arc_bias.grad, &d_turned);
        add_product(&mut self.arc.grad, arc, View::rows(hidden, width).t(), View::rows(&d_turned, arc), (arc, arc, n));
        add_product(d_hidden, width, View::rows(&d_turned, arc), View::rows(&self.arc.value, arc).t(), (n, arc, arc));
    }

    #[allow(clippy::too_many_arguments)]
    fn run_label(
        &mut self,
        word: usize,
        head: usize,
        gold: usize,
        hidden: &[f32],
        d_hidden: &mut [f32],
        loss: &mut f32,
        best: &mut usize,
    ) {
        let Sizes { arc, label, relations, .. } = self.sizes;
        let width = 2 * arc + 2 * label;
        let of_word = word * width + 2 * arc;
        let of_head = head * width + 2 * arc + label;
        let sums = (0..label).map(|k| (hidden[of_word + k] + hidden[of_head + k]).max(0.0));
        let products = (0..label).map(|k| hidden[of_word + k] * hidden[of_head + k]);
        let joint: Vec<f32> = sums.chain(products).collect();
        let mut logits = self.label_bias.value.clone();
        for (k, &z) in joint.iter().enumerate().filter(|(_, z)| **z != 0.0) {
            for (l, w) in logits.iter_mut().zip(&self.label.value[k * relations..]) {
                *l += z * w;
            }
        }
        *best = arg_max(&logits);
        if d_hidden.is_empty() {
            return;
        }
        *loss += softmax_loss(&mut logits, gold, 1.0);
        for (g, l) in self.label_bias.grad.iter_mut().zip(&logits) {
            *g += l;
        }
        for (k, &z) in joint.iter().enumerate().filter(|(_, z)| **z != 0.0) {
            let weights = &self.label.value[k * relations..(k + 1) * relations];
            let grads = &mut self.label.grad[k * relations..(k + 1) * relations];
            let mut d = 0.0;
            for ((l, w), g) in logits.iter().zip(weights).zip(grads) {
                d += l * w;
                *g += z * l;
            }
            if k < label {
                d_hidden[of_word + k] += d;
                d_hidden[of_head + k] += d;
            } else {
                d_hidden[of_word + k - label] += d * hidden[of_head + k - label];
                d_hidden[of_head + k - label] += d * hidden[of_word + k - label];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> (Network, Example) {
        let mut random = Random::new(5);
        let sizes = Sizes { dim: 6, layers: 2, tag_layer: 1, arc: 4, label: 4, tags: 3, relations: 51 };
        let network = Network::new(sizes, vec![9; 20], &mut random);
        let mut rows = vec![[u32::MAX; FEATURES]; 4];
        for (i, row) in rows.iter_mut().enumerate() {
            row[0] = i as u32 + 1;
            row[1] = 7 + (i as u32 % 2);
        }
        let example = Example {
            rows,
            tags: vec![0, 1, 2, 1],
            heads: vec![1, usize::MAX, 1, 2],
            relations: vec![3, crate::tags::Relation::Root.index(), 5, 6],
        };
        (network, example)
    }

    /// Gradients agree with differences.
    #[test]
    fn gradients() {
        let (mut network, example) = small();
        let mut random = Random::new(1);
        network.run(&[&example, &example], Dropout::NONE, true, &mut random);
        let grads: Vec<Vec<f32>> = {
            let mut all: Vec<Vec<f32>> = network.dense().iter().map(|p| p.grad.clone()).collect();
            all.push(network.embedding.grad.clone());
            all
        };
        let count = grads.len();
        let loss = |network: &Network| {
            network.clone().run(&[&example, &example], Dropout::NONE, true, &mut Random::new(1)).loss
        };
        for (which, grad) in grads.iter().enumerate() {
            for at in (0..grad.len()).step_by((grad.len() / 7).max(1)) {
                let shifted = |by: f32| {
                    let mut copy = network.clone();
                    if which + 1 == count {
                        copy.embedding.value[at] += by;
                    } else {
                        copy.dense()[which].value[at] += by;
                    }
                    loss(&copy)
                };
                let difference = (shifted(2e-3) - shifted(-2e-3)) / 4e-3;
                assert!(
                    (difference - grad[at]).abs() < 0.02 + 0.03 * grad[at].abs(),
                    "{which} {at}: {difference} {}",
                    grad[at]
                );
            }
        }
    }

    #[test]
    fn learns_a_sentence_by_heart() {
        let (mut network, example) = small();
        let mut random = Random::new(1);
        for number in 1..400 {
            network.run(&[&example], Dropout::NONE, true, &mut random);
            network.step(number, 0.01);
        }
        let scores = network.run(&[&example], Dropout::NONE, false, &mut random);
        assert_eq!(scores.heads, example.heads);
        assert_eq!(scores.tags, example.tags);
        assert_eq!(scores.relations, example.relations);
    }
}
