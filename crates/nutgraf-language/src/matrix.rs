//! Products of small integers: weights of eight bits, inputs of sixteen, sums of thirty-two.
//!
//! Whole numbers add up to the same sum in any order, so that a tree is the same on every machine.

/// Outputs computed together.
const BLOCK: usize = 16;
/// Words computed together.
const WORDS: usize = 4;
/// Inputs are multiplied by this and rounded.
const INPUT_SCALE: f32 = 512.0;

/// A layer of weights with one scale and one bias for each output.
#[derive(Clone, Debug)]
pub(crate) struct Matrix {
    inputs: usize,
    outputs: usize,
    /// By block of outputs, then pair of inputs, then output, then the two of the pair.
    packed: Vec<i16>,
    scale: Vec<f32>,
    bias: Vec<f32>,
}

impl Matrix {
    /// A matrix of `weights`, the weights of an output one after another.
    pub(crate) fn new(inputs: usize, weights: &[i8], scale: Vec<f32>, bias: Vec<f32>) -> Matrix {
        let outputs = scale.len();
        let pairs = inputs.div_ceil(2);
        let blocks = outputs.div_ceil(BLOCK);
        let mut packed = vec![0i16; blocks * pairs * BLOCK * 2];
        for (output, row) in weights.chunks_exact(inputs.max(1)).enumerate() {
            for (input, &weight) in row.iter().enumerate() {
                let place = ((output / BLOCK * pairs + input / 2) * BLOCK + output % BLOCK) * 2 + input % 2;
                packed[place] = i16::from(weight);
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
        let pairs = self.inputs.div_ceil(2);
        integers.clear();
        integers.resize(words * pairs, 0);
        out.clear();
        out.resize(words * self.outputs, 0.0);
        crate::simd::widest(
            #[inline(always)]
            || {
                for (row, to) in input.chunks(stride).zip(integers.chunks_exact_mut(pairs)).take(words) {
                    round_row(&row[..self.inputs], to);
                }
            },
        );
        self.multiply(integers, pairs, words, out);
    }

    #[cfg(target_arch = "x86_64")]
    fn multiply(&self, integers: &[i32], pairs: usize, words: usize, out: &mut [f32]) {
        match pulp::x86::V3::try_new() {
            Some(simd) => crate::simd::with_v3(
                simd,
                #[inline(always)]
                || self.blocks(integers, pairs, words, out, Wide(simd)),
            ),
            None => self.blocks(integers, pairs, words, out, Plain),
        }
    }

    #[cfg(not(target_arch = "x86_64"))]
    fn multiply(&self, integers: &[i32], pairs: usize, words: usize, out: &mut [f32]) {
        crate::simd::widest(
            #[inline(always)]
            || self.blocks(integers, pairs, words, out, Plain),
        );
    }

    #[inline(always)]
    fn blocks(&self, integers: &[i32], pairs: usize, words: usize, out: &mut [f32], kernel: impl Kernel) {
        if pairs == 0 {
            return;
        }
        let rest = words - words % WORDS;
        for (block, weights) in self.packed.chunks_exact(pairs * BLOCK * 2).enumerate() {
            let first = block * BLOCK;
            for word in (0..rest).step_by(WORDS) {
                self.tile::<WORDS>(integers, pairs, word, weights, first, out, kernel);
            }
            match words - rest {
                1 => self.tile::<1>(integers, pairs, rest, weights, first, out, kernel),
                2 => self.tile::<2>(integers, pairs, rest, weights, first, out, kernel),
                3 => self.tile::<3>(integers, pairs, rest, weights, first, out, kernel),
                _ => {}
            }
        }
    }

    /// One block of outputs, from `first`, for `W` words, from `word`.
    #[allow(clippy::too_many_arguments)]
    #[inline(always)]
    fn tile<const W: usize>(
        &self,
        integers: &[i32],
        pairs: usize,
        word: usize,
        weights: &[i16],
        first: usize,
        out: &mut [f32],
        kernel: impl Kernel,
    ) {
        let width = BLOCK.min(self.outputs - first);
        let inputs: [&[i32]; W] = std::array::from_fn(|w| &integers[(word + w) * pairs..(word + w + 1) * pairs]);
        let sums = kernel.sums(weights, inputs);
        for (w, sum) in sums.iter().enumerate() {
            let base = (word + w) * self.outputs + first;
            let scales = self.scale[first..first + width].iter().zip(&self.bias[first..first + width]);
            for ((slot, &value), (scale, bias)) in out[base..base + width].iter_mut().zip(sum).zip(scales) {
                *slot = value as f32 * scale + bias;
            }
        }
    }
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

/// How a block of outputs is summed for a few words.
trait Kernel: Copy {
    /// Sums of the block for `W` words.
    fn sums<const W: usize>(self, weights: &[i16], inputs: [&[i32]; W]) -> [[i32; BLOCK]; W];
}

/// For any processor.
#[derive(Clone, Copy)]
struct Plain;

impl Kernel for Plain {
    #[inline(always)]
    fn sums<const W: usize>(self, weights: &[i16], inputs: [&[i32]; W]) -> [[i32; BLOCK]; W] {
        let mut sums = [[0i32; BLOCK]; W];
        for (pair, weights) in weights.chunks_exact(BLOCK * 2).enumerate() {
            for (sum, input) in sums.iter_mut().zip(inputs) {
                let (low, high) = (i32::from(input[pair] as i16), input[pair] >> 16);
                for (s, w) in sum.iter_mut().zip(weights.chunks_exact(2)) {
                    *s += i32::from(w[0]) * low + i32::from(w[1]) * high;
                }
            }
        }
        sums
    }
}

/// With AVX2.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy)]
struct Wide(pulp::x86::V3);

#[cfg(target_arch = "x86_64")]
impl Kernel for Wide {
    #[inline(always)]
    fn sums<const W: usize>(self, weights: &[i16], inputs: [&[i32]; W]) -> [[i32; BLOCK]; W] {
        use pulp::{cast, i16x16, i32x8};
        let simd = self.0;
        let mut sums = [[i32x8(0, 0, 0, 0, 0, 0, 0, 0); 2]; W];
        let (weights, _) = pulp::as_arrays::<32, _>(weights);
        let inputs: [&[i32]; W] = std::array::from_fn(|w| &inputs[w][..weights.len()]);
        for (pair, block) in weights.iter().enumerate() {
            let halves: [i16x16; 2] = cast(*block);
            for (sum, input) in sums.iter_mut().zip(inputs) {
                let spread = simd.splat_i32x8(input[pair]);
                for (s, half) in sum.iter_mut().zip(halves) {
                    let product = simd.avx2._mm256_madd_epi16(cast(half), cast(spread));
                    *s = simd.wrapping_add_i32x8(*s, cast(product));
                }
            }
        }
        std::array::from_fn(|w| cast(sums[w]))
    }
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
    fn any_machine_gives_the_same_sums() {
        let weights: Vec<i16> = (0..64).map(|i| ((i * 77) % 255) as i16 - 127).collect();
        let rows: Vec<Vec<i32>> =
            (0..4).map(|w| (0..2).map(|p| (w * 1_234_567 + p * 7_654_321) ^ 0x0f0f).collect()).collect();
        let inputs = [&rows[0][..], &rows[1][..], &rows[2][..], &rows[3][..]];
        let any = Plain.sums(&weights, inputs);
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = pulp::x86::V3::try_new() {
            assert_eq!(any, Wide(simd).sums(&weights, inputs));
        }
        assert!(any.iter().flatten().any(|&sum| sum != 0));
    }

    #[test]
    fn rounding_saturates() {
        assert_eq!(round(1.0), 512);
        assert_eq!(round(-1.0), -512);
        assert_eq!(round(1e9), 32_000);
        assert_eq!(round(-1e9), -32_000);
    }
}
