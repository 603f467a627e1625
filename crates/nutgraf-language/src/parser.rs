//! From forms to tags and trees: the network as it is used.

use std::sync::OnceLock;

use crate::activation::{distance_bucket, sigmoid, tanh};
use crate::features::{FEATURES, FORM, features};
use crate::lemma::Lemmatizer;
use crate::model::Model;
use crate::shift::shift;
use crate::tags::{Relation, Upos, Xpos};
use crate::tree::{ROOT, TreeSearch};

pub(crate) static MODEL: &[u8] = include_bytes!("../model/english.bin");

/// Longest piece of a sentence that is read at once; the time of a tree grows with its square.
const PIECE: usize = 192;

/// What the network says of a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) upos: Upos,
    pub(crate) xpos: Xpos,
    pub(crate) relation: Relation,
    /// Index within the sentence; the root points to itself.
    pub(crate) head: u32,
}

/// Buffers of an analysis, kept from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Workspace {
    /// Embedding rows of the sentence's words.
    rows: Vec<[u32; FEATURES]>,
    /// Whether a piece may end after the word.
    pauses: Vec<bool>,
    words: Vec<Word>,
    lower: String,
    integers: Vec<i32>,
    channels: Vec<f32>,
    shifted: Vec<f32>,
    gates: Vec<f32>,
    state: Vec<f32>,
    tag_scores: Vec<f32>,
    hidden: Vec<f32>,
    turned: Vec<f32>,
    arcs: Vec<f32>,
    /// Score of the distance to a head, by head less word and the number of words.
    distances: Vec<f32>,
    joint: Vec<f32>,
    relation_scores: Vec<f32>,
    heads: Vec<usize>,
    relations: Vec<Relation>,
    search: TreeSearch,
}

impl Workspace {
    /// Forgets the words of the last sentence.
    pub(crate) fn clear(&mut self) {
        self.rows.clear();
        self.pauses.clear();
    }

    /// Adds a word.
    pub(crate) fn push_form(&mut self, parser: &Parser, form: &str) {
        let hashes = features(form, &mut self.lower);
        let mut rows = hashes.map(|hash| parser.model.rows.get(hash).unwrap_or(u32::MAX));
        if rows[FORM] == u32::MAX {
            rows[FORM] = 0;
        }
        self.rows.push(rows);
        self.pauses.push(matches!(form, "," | ";" | ":" | "." | ")" | "\u{2014}" | "\u{2013}" | "--"));
    }

    /// Where the piece that begins at `begin` ends: at the end of the sentence, or else after a mark
    /// in its last third, or else where it must.
    fn piece_end(&self, begin: usize) -> usize {
        let limit = begin + PIECE;
        if limit >= self.rows.len() {
            return self.rows.len();
        }
        (begin + PIECE * 2 / 3..limit).rev().find(|&at| self.pauses[at]).map_or(limit, |at| at + 1)
    }

    /// The words of the sentence, after [`Parser::analyse`].
    pub(crate) fn words(&self) -> &[Word] {
        &self.words
    }
}

/// The model in memory.
#[derive(Debug)]
pub(crate) struct Parser {
    model: Model<'static>,
}

impl Parser {
    /// The model inside the crate, read when first asked for.
    pub(crate) fn shared() -> &'static Parser {
        static PARSER: OnceLock<Parser> = OnceLock::new();
        PARSER
            .get_or_init(|| Parser { model: Model::read(MODEL).expect("the model in the crate is checked by a test") })
    }

    /// The lemmatizer of the model.
    pub(crate) fn lemmas(&self) -> &Lemmatizer {
        &self.model.lemmas
    }

    /// Tags and tree of the words in `work`.
    pub(crate) fn analyse(&self, work: &mut Workspace) {
        work.words.clear();
        let mut begin = 0;
        while begin < work.rows.len() {
            let end = work.piece_end(begin);
            self.analyse_piece(work, begin, end);
            begin = end;
        }
        join_pieces(&mut work.words);
    }

    fn analyse_piece(&self, work: &mut Workspace, begin: usize, end: usize) {
        let count = end - begin;
        self.embed(work, begin, end);
        for (at, layer) in self.model.layers.iter().enumerate() {
            work.shifted.resize(work.channels.len(), 0.0);
            shift(&work.channels, &mut work.shifted, self.model.dim);
            layer.apply(&work.shifted, self.model.dim, count, &mut work.integers, &mut work.gates);
            recur(&mut work.channels, &mut work.gates, &mut work.state, self.model.dim);
            if at + 1 == self.model.tag_layer {
                self.model.tag.apply(&work.channels, self.model.dim, count, &mut work.integers, &mut work.tag_scores);
            }
        }
        self.score_arcs(work, count);
        work.search.heads(&work.arcs, count, &mut work.heads);
        self.score_relations(work, count);
        choose_relations(&work.heads[..count], &mut work.relation_scores, &mut work.relations);
        for i in 0..count {
            let tags = self.model.tags.len();
            let (upos, xpos) = self.model.tags[arg_max(&work.tag_scores[i * tags..(i + 1) * tags])];
            let head = if work.heads[i] == ROOT { begin + i } else { begin + work.heads[i] };
            work.words.push(Word { upos, xpos, relation: work.relations[i], head: head as u32 });
        }
    }

    fn embed(&self, work: &mut Workspace, begin: usize, end: usize) {
        let dim = self.model.dim;
        work.channels.clear();
        work.channels.resize((end - begin) * dim, 0.0);
        let rows = &work.rows[begin..end];
        let channels = &mut work.channels;
        crate::simd::widest(
            #[inline(always)]
            || {
                for (word, out) in rows.iter().zip(channels.chunks_exact_mut(dim)) {
                    for &row in word.iter().filter(|&&row| row != u32::MAX) {
                        let scale = self.model.row_scale[row as usize];
                        let weights = &self.model.embedding[row as usize * dim..][..dim];
                        for (o, &w) in out.iter_mut().zip(weights) {
                            *o += scale * f32::from(w as i8);
                        }
                    }
                }
            },
        );
    }

    fn score_arcs(&self, work: &mut Workspace, count: usize) {
        let Model { arc, label, dim, .. } = self.model;
        let width = 2 * arc + 2 * label;
        self.model.hidden.apply(&work.channels, dim, count, &mut work.integers, &mut work.hidden);
        let hidden = &mut work.hidden;
        crate::simd::widest(
            #[inline(always)]
            || {
                for row in hidden.chunks_exact_mut(width) {
                    for h in &mut row[..2 * arc] {
                        *h = h.max(0.0);
                    }
                }
            },
        );
        self.model.turn.apply(&work.hidden, width, count, &mut work.integers, &mut work.turned);
        work.arcs.resize(count * (count + 1), 0.0);
        work.distances.clear();
        work.distances.extend((0..2 * count).map(|head| self.model.distance[distance_bucket(count, head)]));
        let (arcs, turned, hidden, distances) = (&mut work.arcs, &work.turned, &work.hidden, &work.distances);
        crate::simd::widest(
            #[inline(always)]
            || {
                for (i, row) in arcs.chunks_exact_mut(count + 1).enumerate() {
                    let seeker = &turned[i * arc..(i + 1) * arc];
                    let candidates = hidden.chunks_exact(width).map(|of_head| &of_head[arc..2 * arc]);
                    for ((slot, candidate), distance) in row.iter_mut().zip(candidates).zip(&distances[count - i..]) {
                        *slot = dot(seeker, candidate) + distance;
                    }
                    row[i] = -1e9;
                    row[count] = dot(seeker, &self.model.root);
                }
            },
        );
    }

    fn score_relations(&self, work: &mut Workspace, count: usize) {
        let Model { arc, label, .. } = self.model;
        let width = 2 * arc + 2 * label;
        work.joint.resize(count * 2 * label, 0.0);
        let (joint, hidden, heads) = (&mut work.joint, &work.hidden, &work.heads);
        crate::simd::widest(
            #[inline(always)]
            || {
                for (i, row) in joint.chunks_exact_mut(2 * label).enumerate() {
                    let of_word = &hidden[i * width + 2 * arc..][..label];
                    let head = if heads[i] == ROOT { i } else { heads[i] };
                    let of_head = &hidden[head * width + 2 * arc + label..][..label];
                    let (sums, products) = row.split_at_mut(label);
                    for ((sum, product), (w, h)) in sums.iter_mut().zip(products).zip(of_word.iter().zip(of_head)) {
                        *sum = (w + h).max(0.0);
                        *product = w * h;
                    }
                }
            },
        );
        self.model.relation.apply(&work.joint, 2 * label, count, &mut work.integers, &mut work.relation_scores);
    }
}

/// The recurrence of a layer: `channels` become its output. `gates` holds candidate, forget gate
/// and output gate of each word.
fn recur(channels: &mut [f32], gates: &mut [f32], state: &mut Vec<f32>, dim: usize) {
    state.clear();
    state.resize(dim, 0.0);
    let words = channels.len() / dim;
    let half = dim / 2;
    crate::simd::widest(
        #[inline(always)]
        || {
            for row in gates.chunks_exact_mut(3 * dim) {
                for g in &mut row[dim..] {
                    *g = sigmoid(*g);
                }
            }
            let (forward, backward) = state.split_at_mut(half);
            for at in 0..words {
                recur_word(
                    &mut channels[at * dim..at * dim + half],
                    &gates[at * 3 * dim..][..2 * dim + half],
                    forward,
                    dim,
                );
                let back = words - 1 - at;
                recur_word(
                    &mut channels[back * dim + half..(back + 1) * dim],
                    &gates[back * 3 * dim + half..][..2 * dim + half],
                    backward,
                    dim,
                );
            }
        },
    );
}

#[inline(always)]
fn recur_word(channels: &mut [f32], gates: &[f32], state: &mut [f32], dim: usize) {
    let n = channels.len();
    let (candidates, forgets, outputs) = (&gates[..n], &gates[dim..dim + n], &gates[2 * dim..2 * dim + n]);
    for k in 0..n {
        let c = forgets[k] * state[k] + (1.0 - forgets[k]) * candidates[k];
        state[k] = c;
        channels[k] = outputs[k] * tanh(c) + (1.0 - outputs[k]) * channels[k];
    }
}

/// A dot product summed in eight lanes, always in the same order.
#[inline(always)]
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 8];
    let (a, b) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f32 = a.remainder().iter().zip(b.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in a.zip(b) {
        for (lane, (x, y)) in lanes.iter_mut().zip(x.iter().zip(y)) {
            *lane += x * y;
        }
    }
    ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5])) + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7])) + rest
}

/// Relations whose head stands before the word: those that Universal Dependencies draws from left to right
/// (v2, "conj", "appos", "fixed", "flat", "goeswith"), and clauses and particles that follow their word.
const HEAD_FIRST: [Relation; 8] = [
    Relation::Conj,
    Relation::Appos,
    Relation::Fixed,
    Relation::Flat,
    Relation::Goeswith,
    Relation::AclRelcl,
    Relation::AdvclRelcl,
    Relation::CompoundPrt,
];

/// The best relation of each word that may stand between it and its head.
fn choose_relations(heads: &[usize], scores: &mut [f32], relations: &mut Vec<Relation>) {
    let row = |i: usize| i * Relation::ALL.len()..(i + 1) * Relation::ALL.len();
    relations.clear();
    for (i, &head) in heads.iter().enumerate() {
        let scores = &mut scores[row(i)];
        if head == ROOT {
            relations.push(Relation::Root);
            continue;
        }
        scores[Relation::Root.index()] = f32::NEG_INFINITY;
        if head > i {
            HEAD_FIRST.iter().for_each(|relation| scores[relation.index()] = f32::NEG_INFINITY);
        }
        relations.push(Relation::at(arg_max(scores)));
    }
}

/// The first greatest.
fn arg_max(row: &[f32]) -> usize {
    let mut best = 0;
    for (i, &value) in row.iter().enumerate() {
        if value > row[best] {
            best = i;
        }
    }
    best
}

/// Hangs the roots of later pieces on the first.
fn join_pieces(words: &mut [Word]) {
    let Some(first) = words.iter().position(|word| word.relation == Relation::Root) else { return };
    for word in words.iter_mut().skip(first + 1).filter(|word| word.relation == Relation::Root) {
        word.relation = Relation::Parataxis;
        word.head = first as u32;
    }
}
