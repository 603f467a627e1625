//! Functions of one number, made of additions, products and one quotient, so that they give the
//! same bits on every machine and vectorise.

/// The hyperbolic tangent, to four places.
#[inline(always)]
pub(crate) fn tanh(x: f32) -> f32 {
    let x = x.clamp(-4.9, 4.9);
    let s = x * x;
    let above = x * (135_135.0 + s * (17_325.0 + s * (378.0 + s)));
    let below = 135_135.0 + s * (62_370.0 + s * (3_150.0 + s * 28.0));
    above / below
}

/// The logistic function, to four places.
#[inline(always)]
pub(crate) fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

/// Buckets of [`distance_bucket`].
pub(crate) const DISTANCES: usize = 24;

/// Class of the signed distance between a word and its head.
#[inline(always)]
pub(crate) fn distance_bucket(word: usize, head: usize) -> usize {
    let far = word.abs_diff(head);
    let class = match far {
        0..=6 => far.max(1) - 1,
        7..=8 => 6,
        9..=11 => 7,
        12..=15 => 8,
        16..=22 => 9,
        23..=35 => 10,
        _ => 11,
    };
    if head > word { class + DISTANCES / 2 } else { class }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_to_the_true_functions() {
        for i in -100..=100 {
            let x = i as f32 / 10.0;
            assert!((tanh(x) - x.tanh()).abs() < 2e-4, "{x}");
            assert!((sigmoid(x) - 1.0 / (1.0 + (-x).exp())).abs() < 1e-4, "{x}");
        }
    }

    #[test]
    fn buckets_are_in_range() {
        for word in 0..60 {
            for head in 0..60 {
                assert!(distance_bucket(word, head) < DISTANCES);
            }
        }
    }
}
