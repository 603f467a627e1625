//! Parameters and how they learn.

use super::random::Random;

/// A matrix of weights with its gradient and the two moments of Adam.
#[derive(Clone)]
pub(crate) struct Param {
    /// Weights, row after row.
    pub(crate) value: Vec<f32>,
    /// Gradient of the present batch.
    pub(crate) grad: Vec<f32>,
    mean: Vec<f32>,
    variance: Vec<f32>,
    /// Row length.
    pub(crate) columns: usize,
}

/// One step of the optimiser.
#[derive(Clone, Copy)]
pub(crate) struct Step {
    /// Step number from 1.
    pub(crate) number: i32,
    /// Learning rate.
    pub(crate) rate: f32,
    /// What gradients are multiplied by, to bound their norm.
    pub(crate) scale: f32,
}

const BETA1: f32 = 0.9;
const BETA2: f32 = 0.98;
const EPSILON: f32 = 1e-8;

impl Param {
    /// Uniform weights within ±`limit`.
    pub(crate) fn uniform(rows: usize, columns: usize, limit: f32, random: &mut Random) -> Param {
        let value: Vec<f32> = (0..rows * columns).map(|_| (random.unit() * 2.0 - 1.0) * limit).collect();
        let zero = vec![0.0; value.len()];
        Param { grad: zero.clone(), mean: zero.clone(), variance: zero, value, columns }
    }

    /// Weights for `rows` inputs and `columns` outputs.
    pub(crate) fn matrix(rows: usize, columns: usize, random: &mut Random) -> Param {
        Param::uniform(rows, columns, (6.0 / (rows + columns) as f32).sqrt(), random)
    }

    /// All the same.
    pub(crate) fn constant(columns: usize, value: f32) -> Param {
        let zero = vec![0.0; columns];
        Param { value: vec![value; columns], grad: zero.clone(), mean: zero.clone(), variance: zero, columns }
    }

    /// Sum of squares of the gradient.
    pub(crate) fn norm2(&self) -> f32 {
        self.grad.iter().map(|g| g * g).sum()
    }

    /// Learns from the gradient and clears it.
    pub(crate) fn step(&mut self, step: Step) {
        self.step_range(step, 0, self.value.len());
    }

    /// Learns one row.
    pub(crate) fn step_row(&mut self, step: Step, row: usize) {
        self.step_range(step, row * self.columns, (row + 1) * self.columns);
    }

    fn step_range(&mut self, step: Step, begin: usize, end: usize) {
        let fix1 = 1.0 - BETA1.powi(step.number.min(2000));
        let fix2 = 1.0 - BETA2.powi(step.number.min(2000));
        let rate = step.rate / fix1;
        let weights = self.value[begin..end].iter_mut().zip(&mut self.grad[begin..end]);
        let moments = self.mean[begin..end].iter_mut().zip(&mut self.variance[begin..end]);
        for ((value, grad), (mean, variance)) in weights.zip(moments) {
            let g = *grad * step.scale;
            *mean = BETA1 * *mean + (1.0 - BETA1) * g;
            *variance = BETA2 * *variance + (1.0 - BETA2) * g * g;
            *value -= rate * *mean / ((*variance / fix2).sqrt() + EPSILON);
            *grad = 0.0;
        }
    }
}
