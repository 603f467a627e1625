//! Sums, masks and the softmax.

use super::random::Random;

/// Values times their mask.
pub(super) fn masked(values: &[f32], mask: &[f32]) -> Vec<f32> {
    if mask.is_empty() { values.to_vec() } else { values.iter().zip(mask).map(|(v, m)| v * m).collect() }
}

/// Adds values times their mask.
pub(super) fn add_masked(to: &mut [f32], from: &[f32], mask: &[f32]) {
    for (i, (t, f)) in to.iter_mut().zip(from).enumerate() {
        *t += f * mask.get(i).copied().unwrap_or(1.0);
    }
}

/// Adds up rows.
pub(super) fn add_rows(sum: &mut [f32], rows: &[f32]) {
    for row in rows.chunks_exact(sum.len()) {
        for (s, r) in sum.iter_mut().zip(row) {
            *s += r;
        }
    }
}

/// A mask that is the same for all words of a sentence; empty when nothing is dropped.
pub(super) fn sentence_mask(lengths: &[usize], width: usize, drop: f32, random: &mut Random) -> Vec<f32> {
    if drop == 0.0 {
        return Vec::new();
    }
    let keep = 1.0 / (1.0 - drop);
    let mut mask = Vec::with_capacity(lengths.iter().sum::<usize>() * width);
    for &length in lengths {
        let row: Vec<f32> = (0..width).map(|_| if random.unit() < drop { 0.0 } else { keep }).collect();
        for _ in 0..length {
            mask.extend_from_slice(&row);
        }
    }
    mask
}

/// The first greatest.
pub(super) fn arg_max(row: &[f32]) -> usize {
    let mut best = 0;
    for (i, &value) in row.iter().enumerate() {
        if value > row[best] {
            best = i;
        }
    }
    best
}

/// Cross-entropy of the right answer; the scores become their gradient times `weight`.
pub(super) fn softmax_loss(row: &mut [f32], gold: usize, weight: f32) -> f32 {
    let top = row[arg_max(row)];
    let mut sum = 0.0;
    for value in row.iter_mut() {
        *value = exp(*value - top);
        sum += *value;
    }
    for value in row.iter_mut() {
        *value *= weight / sum;
    }
    let loss = -(row[gold] / weight).max(1e-9).ln();
    row[gold] -= weight;
    loss
}

/// The exponential of a number not above 0, by our own series, so that it is the same everywhere.
fn exp(x: f32) -> f32 {
    if x < -80.0 {
        return 0.0;
    }
    let power = (x * std::f32::consts::LOG2_E).floor();
    let y = x - power * std::f32::consts::LN_2;
    let series = 1.0 + y * (1.0 + y * (0.5 + y * (1.0 / 6.0 + y * (1.0 / 24.0 + y * (1.0 / 120.0 + y / 720.0)))));
    series * f32::from_bits(((power as i32 + 127) as u32) << 23)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponential() {
        for i in 0..800 {
            let x = -(i as f32) / 10.0;
            assert!((exp(x) - x.exp()).abs() <= 3e-5 * x.exp(), "{x}");
        }
    }
}
