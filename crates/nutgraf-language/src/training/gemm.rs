//! Matrix products for training.
//!
//! Every element of a product is a chain of fused multiply-adds in the order of the inner index, so
//! that the result is the same on every machine, however wide its registers.

/// A matrix in a slice: element `(i, j)` at `i * rows + j * columns`.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    data: &'a [f32],
    row_stride: usize,
    column_stride: usize,
}

impl<'a> View<'a> {
    /// Rows one after another, `width` apart.
    pub(crate) fn rows(data: &'a [f32], width: usize) -> View<'a> {
        View { data, row_stride: width, column_stride: 1 }
    }

    /// The transpose.
    pub(crate) fn t(self) -> View<'a> {
        View { data: self.data, row_stride: self.column_stride, column_stride: self.row_stride }
    }
}

const COLUMNS: usize = 16;
const ROWS: usize = 6;

/// `out[i * stride + j] += Σ a(i, k) b(k, j)` for `m` rows, `n` columns, `inner` terms.
pub(crate) fn add_product(
    out: &mut [f32],
    stride: usize,
    a: View<'_>,
    b: View<'_>,
    (m, n, inner): (usize, usize, usize),
) {
    if m == 0 || n == 0 || inner == 0 {
        return;
    }
    let mut panel = vec![[0.0f32; COLUMNS]; inner];
    let mut strips = vec![[0.0f32; ROWS]; inner * m.div_ceil(ROWS)];
    crate::simd::widest(
        #[inline(always)]
        || {
            for (at, strip) in strips.chunks_exact_mut(inner).enumerate() {
                pack_strip(strip, a, at * ROWS, ROWS.min(m - at * ROWS));
            }
            for j in (0..n).step_by(COLUMNS) {
                let width = COLUMNS.min(n - j);
                pack_panel(&mut panel, b, j, width);
                for (at, strip) in strips.chunks_exact(inner).enumerate() {
                    let i = at * ROWS;
                    let sums = tile(strip, &panel);
                    for (r, sum) in sums.iter().enumerate().take(ROWS.min(m - i)) {
                        let base = (i + r) * stride + j;
                        for (slot, value) in out[base..base + width].iter_mut().zip(sum) {
                            *slot += value;
                        }
                    }
                }
            }
        },
    );
}

#[inline(always)]
fn pack_panel(panel: &mut [[f32; COLUMNS]], b: View<'_>, j: usize, width: usize) {
    for (k, row) in panel.iter_mut().enumerate() {
        let base = k * b.row_stride + j * b.column_stride;
        if b.column_stride == 1 {
            row[..width].copy_from_slice(&b.data[base..base + width]);
        } else {
            for (c, slot) in row.iter_mut().enumerate().take(width) {
                *slot = b.data[base + c * b.column_stride];
            }
        }
        row[width..].fill(0.0);
    }
}

#[inline(always)]
fn pack_strip(strip: &mut [[f32; ROWS]], a: View<'_>, i: usize, height: usize) {
    for (k, column) in strip.iter_mut().enumerate() {
        for (r, slot) in column.iter_mut().enumerate() {
            *slot = if r < height { a.data[(i + r) * a.row_stride + k * a.column_stride] } else { 0.0 };
        }
    }
}

/// One row of sums with one more term. By value, so that sums stay in registers.
#[inline(always)]
fn add_term(mut sum: [f32; COLUMNS], factor: f32, row: &[f32; COLUMNS]) -> [f32; COLUMNS] {
    for (s, value) in sum.iter_mut().zip(row) {
        *s = factor.mul_add(*value, *s);
    }
    sum
}

#[inline(always)]
fn tile(strip: &[[f32; ROWS]], panel: &[[f32; COLUMNS]]) -> [[f32; COLUMNS]; ROWS] {
    let [mut s0, mut s1, mut s2, mut s3, mut s4, mut s5] = [[0.0f32; COLUMNS]; ROWS];
    for (factors, row) in strip.iter().zip(panel) {
        s0 = add_term(s0, factors[0], row);
        s1 = add_term(s1, factors[1], row);
        s2 = add_term(s2, factors[2], row);
        s3 = add_term(s3, factors[3], row);
        s4 = add_term(s4, factors[4], row);
        s5 = add_term(s5, factors[5], row);
    }
    [s0, s1, s2, s3, s4, s5]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn product_equals_definition() {
        let (m, n, inner) = (13, 21, 9);
        let a: Vec<f32> = (0..m * inner).map(|i| (i % 7) as f32 - 3.0).collect();
        let b: Vec<f32> = (0..inner * n).map(|i| (i % 5) as f32 - 2.0).collect();
        let expected = |i: usize, j: usize| (0..inner).map(|k| a[i * inner + k] * b[k * n + j]).sum::<f32>();
        let mut out = vec![0.0; m * n];
        add_product(&mut out, n, View::rows(&a, inner), View::rows(&b, n), (m, n, inner));
        for i in 0..m {
            for j in 0..n {
                assert_eq!(out[i * n + j], expected(i, j));
            }
        }
        // Aᵀ·A through strides.
        let mut square = vec![0.0; inner * inner];
        add_product(&mut square, inner, View::rows(&a, inner).t(), View::rows(&a, inner), (inner, inner, m));
        let norm: f32 = (0..m).map(|i| a[i * inner] * a[i * inner]).sum();
        assert_eq!(square[0], norm);
    }
}
