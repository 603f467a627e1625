//! A bidirectional simple recurrent layer: all products of matrices are outside the recurrence.
//!
//! For each channel, `c = f c' + (1 - f) u` and `h = r tanh(c) + (1 - r) x`, where `u`, `f`, `r`
//! come from the present input alone and `c'` is the channel one word before, or after in the
//! second half of the channels.

use super::gemm::{View, add_product};
use super::param::Param;
use super::random::Random;
use crate::activation::{sigmoid, tanh};
use crate::shift::shift;
use crate::simd::widest;

/// Weights of a layer.
#[derive(Clone)]
pub(crate) struct Recurrent {
    /// Inputs × (candidate, forget gate, output gate).
    pub(crate) weights: Param,
    /// Biases of the three.
    pub(crate) bias: Param,
    dim: usize,
}

/// What the backward pass needs.
#[derive(Default)]
pub(crate) struct Trace {
    input: Vec<f32>,
    masked: Vec<f32>,
    mask: Vec<f32>,
    /// Candidate, forget gate, output gate of each word.
    gates: Vec<f32>,
    cells: Vec<f32>,
    /// Output of the layer.
    pub(crate) output: Vec<f32>,
}

impl Recurrent {
    pub(crate) fn new(dim: usize, random: &mut Random) -> Recurrent {
        let weights = Param::uniform(dim, 3 * dim, (3.0 / dim as f32).sqrt(), random);
        let mut bias = Param::constant(3 * dim, 0.0);
        bias.value[2 * dim..].fill(-0.5);
        Recurrent { weights, bias, dim }
    }

    /// Output for sentences of `lengths` words; `mask` has a row a word.
    pub(crate) fn forward(&self, input: Vec<f32>, mask: Vec<f32>, lengths: &[usize]) -> Trace {
        let dim = self.dim;
        let words = input.len() / dim;
        let mut masked = vec![0.0; input.len()];
        let mut first = 0;
        for &length in lengths {
            let range = first * dim..(first + length) * dim;
            shift(&input[range.clone()], &mut masked[range], dim);
            first += length;
        }
        for (x, m) in masked.iter_mut().zip(&mask) {
            *x *= m;
        }
        let mut gates = vec![0.0; words * 3 * dim];
        for row in gates.chunks_exact_mut(3 * dim) {
            row.copy_from_slice(&self.bias.value);
        }
        add_product(
            &mut gates,
            3 * dim,
            View::rows(&masked, dim),
            View::rows(&self.weights.value, 3 * dim),
            (words, 3 * dim, dim),
        );
        widest(
            #[inline(always)]
            || {
                for row in gates.chunks_exact_mut(3 * dim) {
                    for g in &mut row[dim..] {
                        *g = sigmoid(*g);
                    }
                }
            },
        );
        let mut trace =
            Trace { cells: vec![0.0; words * dim], output: vec![0.0; words * dim], input, masked, mask, gates };
        widest(
            #[inline(always)]
            || {
                let mut first = 0;
                for &length in lengths {
                    scan(&mut trace, first, length, dim);
                    first += length;
                }
            },
        );
        trace
    }

    /// Gradient of the input from that of the output; the weights' gradients grow.
    pub(crate) fn backward(&mut self, trace: &Trace, d_output: &[f32], lengths: &[usize]) -> Vec<f32> {
        let dim = self.dim;
        let words = d_output.len() / dim;
        let mut d_gates = vec![0.0; words * 3 * dim];
        let mut d_input = vec![0.0; words * dim];
        widest(
            #[inline(always)]
            || {
                let mut first = 0;
                for &length in lengths {
                    scan_back(trace, d_output, &mut d_gates, &mut d_input, (first, length, dim));
                    first += length;
                }
            },
        );
        add_product(
            &mut self.weights.grad,
            3 * dim,
            View::rows(&trace.masked, dim).t(),
            View::rows(&d_gates, 3 * dim),
            (dim, 3 * dim, words),
        );
        for row in d_gates.chunks_exact(3 * dim) {
            for (b, g) in self.bias.grad.iter_mut().zip(row) {
                *b += g;
            }
        }
        let mut d_masked = vec![0.0; words * dim];
        add_product(
            &mut d_masked,
            dim,
            View::rows(&d_gates, 3 * dim),
            View::rows(&self.weights.value, 3 * dim).t(),
            (words, dim, 3 * dim),
        );
        for (d, m) in d_masked.iter_mut().zip(&trace.mask) {
            *d *= m;
        }
        let mut first = 0;
        for &length in lengths {
            let range = first * dim..(first + length) * dim;
            shift_back(&d_masked[range.clone()], &mut d_input[range], dim);
            first += length;
        }
        d_input
    }
}

/// The recurrence over one sentence, in both directions.
#[inline(always)]
fn scan(trace: &mut Trace, first: usize, length: usize, dim: usize) {
    let half = dim / 2;
    let mut state = vec![0.0f32; dim];
    for step in 0..length {
        for (from, at) in [(0, first + step), (half, first + length - 1 - step)] {
            let gates = &trace.gates[at * 3 * dim..(at + 1) * 3 * dim];
            let (u, f, r) = (&gates[from..][..half], &gates[dim + from..][..half], &gates[2 * dim + from..][..half]);
            let x = &trace.input[at * dim + from..][..half];
            let cells = &mut trace.cells[at * dim + from..][..half];
            let output = &mut trace.output[at * dim + from..][..half];
            let state = &mut state[from..][..half];
            for k in 0..half {
                let c = f[k] * state[k] + (1.0 - f[k]) * u[k];
                state[k] = c;
                cells[k] = c;
                output[k] = r[k] * tanh(c) + (1.0 - r[k]) * x[k];
            }
        }
    }
}

/// Its gradient.
#[inline(always)]
fn scan_back(
    trace: &Trace,
    d_output: &[f32],
    d_gates: &mut [f32],
    d_input: &mut [f32],
    (first, length, dim): (usize, usize, usize),
) {
    let half = dim / 2;
    let mut d_state = vec![0.0f32; dim];
    let zeros = vec![0.0f32; half];
    for step in (0..length).rev() {
        for (from, at) in [(0, first + step), (half, first + length - 1 - step)] {
            let before = match (step, from) {
                (0, _) => &zeros[..],
                (_, 0) => &trace.cells[(at - 1) * dim..][..half],
                _ => &trace.cells[(at + 1) * dim + half..][..half],
            };
            let gates = &trace.gates[at * 3 * dim..(at + 1) * 3 * dim];
            let (u, f, r) = (&gates[from..][..half], &gates[dim + from..][..half], &gates[2 * dim + from..][..half]);
            let (d_u, rest) = d_gates[at * 3 * dim + from..][..2 * dim + half].split_at_mut(dim);
            let (d_f, d_r) = rest.split_at_mut(dim);
            let (d_u, d_f, d_r) = (&mut d_u[..half], &mut d_f[..half], &mut d_r[..half]);
            let place = at * dim + from;
            let (x, cells) = (&trace.input[place..][..half], &trace.cells[place..][..half]);
            let (d_h, d_x) = (&d_output[place..][..half], &mut d_input[place..][..half]);
            let d_state = &mut d_state[from..][..half];
            for k in 0..half {
                let g = tanh(cells[k]);
                let d_c = d_h[k] * r[k] * (1.0 - g * g) + d_state[k];
                d_u[k] = d_c * (1.0 - f[k]);
                d_f[k] = d_c * (before[k] - u[k]) * f[k] * (1.0 - f[k]);
                d_r[k] = d_h[k] * (g - x[k]) * r[k] * (1.0 - r[k]);
                d_x[k] = d_h[k] * (1.0 - r[k]);
                d_state[k] = d_c * f[k];
            }
        }
    }
}

/// Adds to the gradient of the input what [`shift`] hands back.
fn shift_back(d_shifted: &[f32], d_input: &mut [f32], dim: usize) {
    let words = d_input.len() / dim;
    let quarter = dim / 4;
    for word in 0..words {
        let row = &d_shifted[word * dim..(word + 1) * dim];
        if word > 0 {
            add(&mut d_input[(word - 1) * dim..][..quarter], &row[..quarter]);
        }
        add(&mut d_input[word * dim + quarter..][..dim - 2 * quarter], &row[quarter..dim - quarter]);
        if word + 1 < words {
            add(&mut d_input[(word + 2) * dim - quarter..][..quarter], &row[dim - quarter..]);
        }
    }
}

fn add(to: &mut [f32], from: &[f32]) {
    for (t, f) in to.iter_mut().zip(from) {
        *t += f;
    }
}
