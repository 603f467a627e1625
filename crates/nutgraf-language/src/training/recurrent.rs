//! A bidirectional simple recurrent layer: all products of matrices are outside the recurrence.
//!
//! For each channel, `c = f c' + (1 - f) u` and `h = r tanh(c) + (1 - r) x`, where `u`, `f`, `r`
//! come from the present input alone and `c'` is the channel one word before, or after in the
//! second half of the channels.

use super::gemm::{View, add_product};
use super::param::Param;
use super::random::Random;
use crate::activation::{sigmoid, tanh};

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
        let masked: Vec<f32> =
            if mask.is_empty() { input.clone() } else { input.iter().zip(&mask).map(|(x, m)| x * m).collect() };
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
        for row in gates.chunks_exact_mut(3 * dim) {
            for g in &mut row[dim..] {
                *g = sigmoid(*g);
            }
        }
        let mut trace =
            Trace { cells: vec![0.0; words * dim], output: vec![0.0; words * dim], input, masked, mask, gates };
        let mut first = 0;
        for &length in lengths {
            self.scan(&mut trace, first, length);
            first += length;
        }
        trace
    }

    fn scan(&self, trace: &mut Trace, first: usize, length: usize) {
        let dim = self.dim;
        let mut state = vec![0.0f32; dim];
        for step in 0..length {
            for (half, at) in [(0, first + step), (1, first + length - 1 - step)] {
                let channels = half * dim / 2..(half + 1) * dim / 2;
                let gates = &trace.gates[at * 3 * dim..(at + 1) * 3 * dim];
                for k in channels {
                    let (u, f, r) = (gates[k], gates[dim + k], gates[2 * dim + k]);
                    let c = f * state[k] + (1.0 - f) * u;
                    state[k] = c;
                    trace.cells[at * dim + k] = c;
                    trace.output[at * dim + k] = r * tanh(c) + (1.0 - r) * trace.input[at * dim + k];
                }
            }
        }
    }

    /// Gradient of the input from that of the output; the weights' gradients grow.
    pub(crate) fn backward(&mut self, trace: &Trace, d_output: &[f32], lengths: &[usize]) -> Vec<f32> {
        let dim = self.dim;
        let words = d_output.len() / dim;
        let mut d_gates = vec![0.0; words * 3 * dim];
        let mut d_input = vec![0.0; words * dim];
        let mut first = 0;
        for &length in lengths {
            self.scan_back(trace, d_output, &mut d_gates, &mut d_input, first, length);
            first += length;
        }
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
        for (i, (d, m)) in d_input.iter_mut().zip(&d_masked).enumerate() {
            *d += m * trace.mask.get(i).copied().unwrap_or(1.0);
        }
        d_input
    }

    fn scan_back(
        &self,
        trace: &Trace,
        d_output: &[f32],
        d_gates: &mut [f32],
        d_input: &mut [f32],
        first: usize,
        length: usize,
    ) {
        let dim = self.dim;
        let mut d_state = vec![0.0f32; dim];
        for step in (0..length).rev() {
            for (half, at) in [(0, first + step), (1, first + length - 1 - step)] {
                let before = if step == 0 { None } else { Some(if half == 0 { at - 1 } else { at + 1 }) };
                let gates = &trace.gates[at * 3 * dim..(at + 1) * 3 * dim];
                let d_row = &mut d_gates[at * 3 * dim..(at + 1) * 3 * dim];
                for k in half * dim / 2..(half + 1) * dim / 2 {
                    let (u, f, r) = (gates[k], gates[dim + k], gates[2 * dim + k]);
                    let (dh, g) = (d_output[at * dim + k], tanh(trace.cells[at * dim + k]));
                    let c_before = before.map_or(0.0, |b| trace.cells[b * dim + k]);
                    let dc = dh * r * (1.0 - g * g) + d_state[k];
                    d_row[k] = dc * (1.0 - f);
                    d_row[dim + k] = dc * (c_before - u) * f * (1.0 - f);
                    d_row[2 * dim + k] = dh * (g - trace.input[at * dim + k]) * r * (1.0 - r);
                    d_input[at * dim + k] = dh * (1.0 - r);
                    d_state[k] = dc * f;
                }
            }
        }
    }
}
