//! What the gates of a recurrent layer see: the first quarter of the channels from the word before,
//! the last quarter from the word after, the rest from the word itself. This gives each gate its
//! neighbours at no cost of multiplications.

/// Fills `out` with the shifted rows of `input`; zeros beyond the ends.
pub(crate) fn shift(input: &[f32], out: &mut [f32], dim: usize) {
    let quarter = dim / 4;
    let words = input.len() / dim;
    for (word, row) in out.chunks_exact_mut(dim).enumerate().take(words) {
        let at = word * dim;
        match word.checked_sub(1) {
            Some(before) => row[..quarter].copy_from_slice(&input[before * dim..][..quarter]),
            None => row[..quarter].fill(0.0),
        }
        row[quarter..dim - quarter].copy_from_slice(&input[at + quarter..at + dim - quarter]);
        if word + 1 < words {
            row[dim - quarter..].copy_from_slice(&input[at + 2 * dim - quarter..at + 2 * dim]);
        } else {
            row[dim - quarter..].fill(0.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours() {
        let input = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0];
        let mut out = [9.0; 8];
        shift(&input, &mut out, 4);
        assert_eq!(out, [0.0, 2.0, 3.0, 8.0, 1.0, 6.0, 7.0, 0.0]);
    }
}
