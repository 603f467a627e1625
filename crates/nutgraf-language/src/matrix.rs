//! Products of small integers: weights of eight bits, inputs of sixteen, sums of thirty-two.
//!
//! Whole numbers add up to the same sum in any order, so that a tree is the same on every machine.

use crate::kernel::{BLOCK, Kernel, Line, MOST_WORDS, Plain};

/// Inputs are multiplied by this and rounded.
const INPUT_SCALE: f32 = 512.0;

/// A layer of weights with one scale and one bias for each output.
#[derive(Clone, Debug)]
pub(crate) struct Matrix {
    inputs: usize,
    outputs: usize,
    /// By block of outputs, then pair of inputs.
    packed: Vec<[Line; 2]>,
    scale: Vec<f32>,
    bias: Vec<f32>,
}

impl Matrix {
    /// A matrix of `weights`, the weights of an output one after another.
    pub(crate) fn new(inputs: usize, weights: &[i8], scale: Vec<f32>, bias: Vec<f32>) -> Matrix {
        let outputs = scale.len();
        let pairs = inputs.div_ceil(2);
        let blocks = outputs.div_ceil(BLOCK);
        let mut packed = vec![[Line::ZERO; 2]; blocks * pairs];
        for (output, row) in weights.chunks_exact(inputs.max(1)).enumerate() {
            let of_block = &mut packed[output / BLOCK * pairs..][..pairs];
            let (half, place) = (output % BLOCK / (BLOCK / 2), output % (BLOCK / 2) * 2);
            for (lines, pair) in of_block.iter_mut().zip(row.chunks(2)) {
                for (slot, &weight) in lines[half].0[place..].iter_mut().zip(pair) {
                    *slot = weight;
                }
            }
        }
        let scale = scale.iter().map(|s| s / INPUT_SCALE).collect();
        Matrix { inputs, outputs, packed, scale, bias }
    }

    /// Number of outputs.
    pub(crate) fn outputs(&self) -> usize {
        self.outputs
    }

    /// Number of inputs.
    pub(crate) fn inputs(&self) -> usize {
        self.inputs
    }

    /// Outputs for each row of `input`, whose rows are `inputs` long and `stride` apart.
    /// `integers` is a buffer.
    pub(crate) fn apply(
        &self,
        input: &[f32],
        stride: usize,
        words: usize,
        integers: &mut Vec<i32>,
        out: &mut Vec<f32>,
    ) {
        // What the buffers held is overwritten. The last row is for numbers that are not yet in place.
        integers.resize((words + 1) * self.inputs.div_ceil(2), 0);
        out.resize(words * self.outputs, 0.0);
        self.multiply(&Input { numbers: input, stride, words }, integers, out);
    }

    #[cfg(target_arch = "x86_64")]
    fn multiply(&self, input: &Input<'_>, integers: &mut [i32], out: &mut [f32]) {
        use crate::kernel::{Avx2, Vnni, VnniSet};
        use crate::simd::Loop;
        if let Some(simd) = VnniSet::try_new() {
            simd.vectorize(Loop(
                #[inline(always)]
                || self.multiply_with(input, integers, out, Vnni(simd)),
            ));
        } else if let Some(simd) = pulp::x86::V3::try_new() {
            simd.vectorize(Loop(
                #[inline(always)]
                || self.multiply_with(input, integers, out, Avx2(simd)),
            ));
        } else {
            self.multiply_with(input, integers, out, Plain);
        }
    }

    #[cfg(not(target_arch = "x86_64"))]
    fn multiply(&self, input: &Input<'_>, integers: &mut [i32], out: &mut [f32]) {
        crate::simd::widest(
            #[inline(always)]
            || self.multiply_with(input, integers, out, Plain),
        );
    }

    #[inline(always)]
    fn multiply_with<K: Kernel>(&self, input: &Input<'_>, integers: &mut [i32], out: &mut [f32], kernel: K) {
        const { assert!(K::WORDS <= MOST_WORDS) };
        let pairs = self.inputs.div_ceil(2);
        if pairs == 0 {
            out.fill(0.0);
            return;
        }
        let (integers, buffer) = integers.split_at_mut(input.words * pairs);
        for (word, together) in tiles::<K>(input.words) {
            let to = &mut integers[word * pairs..][..together * pairs];
            for at in 0..together {
                let row = &input.numbers[(word + at) * input.stride..][..self.inputs];
                round_row(row, buffer);
                for (slots, &pair) in to.chunks_exact_mut(together).zip(&*buffer) {
                    slots[at] = pair;
                }
            }
        }
        for (block, weights) in self.packed.chunks_exact(pairs).enumerate() {
            let first = block * BLOCK;
            for (word, together) in tiles::<K>(input.words) {
                let integers = &integers[word * pairs..][..together * pairs];
                let out = &mut out[word * self.outputs..];
                macro_rules! by_words {
                    ($($n:literal)*) => {
                        match together {
                            $($n => self.tile::<$n>(integers, weights, first, out, kernel),)*
                            _ => {}
                        }
                    };
                }
                by_words!(1 2 3 4 5 6 7 8 9 10 11 12);
            }
        }
    }

    /// One block of outputs, from `first`, for `W` words.
    #[inline(always)]
    fn tile<const W: usize>(
        &self,
        integers: &[i32],
        weights: &[[Line; 2]],
        first: usize,
        out: &mut [f32],
        kernel: impl Kernel,
    ) {
        let width = BLOCK.min(self.outputs - first);
        let sums = kernel.sums(weights, integers.as_chunks::<W>().0);
        for (w, sum) in sums.iter().enumerate() {
            let base = w * self.outputs + first;
            let scales = self.scale[first..first + width].iter().zip(&self.bias[first..first + width]);
            for ((slot, &value), (scale, bias)) in out[base..base + width].iter_mut().zip(sum).zip(scales) {
                *slot = value as f32 * scale + bias;
            }
        }
    }
}

/// Rows of numbers, `stride` apart, one for each of so many words.
struct Input<'a> {
    numbers: &'a [f32],
    stride: usize,
    words: usize,
}

/// The words that are computed together: first of them and how many, in tiles of nearly one size.
#[inline(always)]
fn tiles<K: Kernel>(words: usize) -> impl Iterator<Item = (usize, usize)> {
    let mut word = 0;
    std::iter::from_fn(move || {
        let left = words - word;
        let together = left.div_ceil(left.div_ceil(K::WORDS).max(1));
        word += together;
        (left > 0).then_some((word - together, together))
    })
}

/// Rounds numbers to sixteen bits and packs them by two, the first in the low half.
#[inline(always)]
fn round_row(row: &[f32], to: &mut [i32]) {
    let mut pairs = row.chunks_exact(2);
    for (pair, slot) in pairs.by_ref().zip(to.iter_mut()) {
        *slot = (round(pair[0]) & 0xffff) | (round(pair[1]) << 16);
    }
    if let ([last], Some(slot)) = (pairs.remainder(), to.last_mut()) {
        *slot = round(*last) & 0xffff;
    }
}

/// The nearest integer within sixteen bits: above 1.5 · 2²³ a float's last bits are the integer.
#[inline(always)]
fn round(x: f32) -> i32 {
    ((x * INPUT_SCALE).clamp(-32_000.0, 32_000.0) + 12_582_912.0).to_bits() as i16 as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn product_equals_definition() {
        for (inputs, outputs, words) in [(5, 3, 1), (8, 16, 4), (33, 50, 7), (2, 17, 5)] {
            let weights: Vec<i8> = (0..inputs * outputs).map(|i| ((i * 37) % 255) as u8 as i8).collect();
            let scale: Vec<f32> = (0..outputs).map(|o| 0.01 + o as f32 * 0.001).collect();
            let bias: Vec<f32> = (0..outputs).map(|o| o as f32).collect();
            let input: Vec<f32> = (0..inputs * words).map(|i| ((i % 13) as f32 - 6.0) / 4.0).collect();
            let matrix = Matrix::new(inputs, &weights, scale.clone(), bias.clone());
            let mut out = Vec::new();
            matrix.apply(&input, inputs, words, &mut Vec::new(), &mut out);
            for word in 0..words {
                for output in 0..outputs {
                    let sum: f32 =
                        (0..inputs).map(|i| input[word * inputs + i] * f32::from(weights[output * inputs + i])).sum();
                    let expected = sum * scale[output] + bias[output];
                    assert!(
                        (out[word * outputs + output] - expected).abs() < 1e-2,
                        "{inputs} {outputs} {word} {output}"
                    );
                }
            }
        }
    }

    #[test]
    fn rounding_saturates() {
        assert_eq!(round(1.0), 512);
        assert_eq!(round(-1.0), -512);
        assert_eq!(round(1e9), 32_000);
        assert_eq!(round(-1e9), -32_000);
    }
}
