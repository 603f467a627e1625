//! The inner loops of a product of whole numbers, for the instructions that a processor has.

/// Outputs computed together.
pub(crate) const BLOCK: usize = 32;

/// The weights of a pair of inputs for half a block: output after output, the two of the pair. Two lines fill a cache line.
#[derive(Clone, Copy, Debug)]
#[repr(C, align(32))]
pub(crate) struct Line(pub(crate) [i8; BLOCK]);

impl Line {
    /// No weights.
    pub(crate) const ZERO: Line = Line([0; BLOCK]);
}

/// How a block of outputs is summed for a few words.
pub(crate) trait Kernel: Copy {
    /// Words computed together, at most [`MOST_WORDS`]: as many as there are registers for their sums.
    const WORDS: usize;

    /// Sums of the block for `W` words. Both slices go by pair of inputs: two lines of weights, and the pair of each word,
    /// its first in the low half.
    fn sums<const W: usize>(self, weights: &[[Line; 2]], inputs: &[[i32; W]]) -> [[i32; BLOCK]; W];
}

/// No kernel computes more words together.
pub(crate) const MOST_WORDS: usize = 12;

/// For any processor.
#[derive(Clone, Copy)]
pub(crate) struct Plain;

impl Kernel for Plain {
    const WORDS: usize = 4;

    #[inline(always)]
    fn sums<const W: usize>(self, weights: &[[Line; 2]], inputs: &[[i32; W]]) -> [[i32; BLOCK]; W] {
        let mut sums = [[0i32; BLOCK]; W];
        for (lines, pairs) in weights.iter().zip(inputs) {
            for (sum, &pair) in sums.iter_mut().zip(pairs) {
                let (low, high) = (i32::from(pair as i16), pair >> 16);
                for (s, w) in sum.iter_mut().zip(lines.iter().flat_map(|line| line.0.chunks_exact(2))) {
                    *s += i32::from(w[0]) * low + i32::from(w[1]) * high;
                }
            }
        }
        sums
    }
}

#[cfg(target_arch = "x86_64")]
pub(crate) use x86::{Avx2, Vnni, VnniSet};

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{BLOCK, Kernel, Line};
    use pulp::{cast, i8x16, i32x8, i32x16};

    /// With AVX2.
    #[derive(Clone, Copy)]
    pub(crate) struct Avx2(pub(crate) pulp::x86::V3);

    impl Kernel for Avx2 {
        const WORDS: usize = 4;

        #[inline(always)]
        fn sums<const W: usize>(self, weights: &[[Line; 2]], inputs: &[[i32; W]]) -> [[i32; BLOCK]; W] {
            let mut sums = [[[i32x8(0, 0, 0, 0, 0, 0, 0, 0); 2]; 2]; W];
            // One half after the other: sums of a whole block for four words are more than sixteen registers hold.
            for half in 0..2 {
                let mut of_half = [[i32x8(0, 0, 0, 0, 0, 0, 0, 0); 2]; W];
                for (lines, pairs) in weights.iter().zip(inputs) {
                    let quarters: [i8x16; 2] = cast(lines[half].0);
                    let quarters = quarters.map(|q| self.0.avx2._mm256_cvtepi8_epi16(cast(q)));
                    for (sum, &pair) in of_half.iter_mut().zip(pairs) {
                        let spread = self.0.splat_i32x8(pair);
                        for (s, quarter) in sum.iter_mut().zip(quarters) {
                            let product = self.0.avx2._mm256_madd_epi16(quarter, cast(spread));
                            *s = self.0.wrapping_add_i32x8(*s, cast(product));
                        }
                    }
                }
                for (sum, of_half) in sums.iter_mut().zip(of_half) {
                    sum[half] = of_half;
                }
            }
            std::array::from_fn(|w| cast(sums[w]))
        }
    }

    pulp::simd_type! {
        /// AVX-512 with the instruction that multiplies pairs and adds them to a sum.
        pub(crate) struct VnniSet {
            pub(crate) avx512f: "avx512f",
            pub(crate) avx512bw: "avx512bw",
            pub(crate) avx512cd: "avx512cd",
            pub(crate) avx512dq: "avx512dq",
            pub(crate) avx512vl: "avx512vl",
            pub(crate) avx512vnni: "avx512vnni",
        }
    }

    /// With AVX-512 and VNNI: what stands here as a product and a sum is compiled to one instruction.
    #[derive(Clone, Copy)]
    pub(crate) struct Vnni(pub(crate) VnniSet);

    impl Kernel for Vnni {
        const WORDS: usize = 12;

        #[inline(always)]
        fn sums<const W: usize>(self, weights: &[[Line; 2]], inputs: &[[i32; W]]) -> [[i32; BLOCK]; W] {
            let VnniSet { avx512f, avx512bw, .. } = self.0;
            let mut sums = [[avx512f._mm512_setzero_si512(); 2]; W];
            for (lines, pairs) in weights.iter().zip(inputs) {
                let halves = lines.map(|line| avx512bw._mm512_cvtepi8_epi16(cast(line.0)));
                for (sum, &pair) in sums.iter_mut().zip(pairs) {
                    let spread = avx512f._mm512_set1_epi32(pair);
                    for (s, half) in sum.iter_mut().zip(halves) {
                        *s = avx512f._mm512_add_epi32(*s, avx512bw._mm512_madd_epi16(half, spread));
                    }
                }
            }
            let whole: [[i32x16; 2]; W] = std::array::from_fn(|w| sums[w].map(cast));
            std::array::from_fn(|w| cast(whole[w]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sums of four words by every kernel that this machine has.
    fn check<const W: usize>(pairs: usize) {
        let weight = |i: usize| ((i * 77 + i / 7) % 255) as u8 as i8;
        let line = |at: usize| Line(std::array::from_fn(|i| weight(at * BLOCK + i)));
        let weights: Vec<[Line; 2]> = (0..pairs).map(|p| [line(2 * p), line(2 * p + 1)]).collect();
        let inputs: Vec<[i32; W]> =
            (0..pairs).map(|p| std::array::from_fn(|w| (w * 1_234_567 + p * 765_432_109) as i32 ^ 0x0f0f)).collect();
        let any = Plain.sums(&weights, &inputs);
        assert!(any.iter().flatten().any(|&sum| sum != 0));
        #[cfg(target_arch = "x86_64")]
        {
            if let Some(simd) = pulp::x86::V3::try_new() {
                assert_eq!(any, Avx2(simd).sums(&weights, &inputs));
            }
            if let Some(simd) = VnniSet::try_new() {
                assert_eq!(any, Vnni(simd).sums(&weights, &inputs));
            }
        }
    }

    #[test]
    fn any_machine_gives_the_same_sums() {
        check::<1>(3);
        check::<4>(128);
        check::<7>(5);
        check::<8>(96);
    }
}
