//! The largest eigenvalue the long way: the whole matrix, turned until it is diagonal.

use jointly::engine::Dataset;

/// The number of lit columns, and the largest eigenvalue of their products at unit length.
pub fn spectrum(dataset: &Dataset) -> (usize, f64) {
    let column = |cell| -> Vec<f64> { dataset.examples.iter().map(|e| e.pixels[cell]).collect() };
    let columns: Vec<Vec<f64>> = (0..dataset.shape.cells()).map(column).collect();
    let lit: Vec<&Vec<f64>> =
        columns.iter().filter(|column| column.iter().any(|pixel| *pixel != 0.0)).collect();
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let cosine = |a: &[f64], b: &[f64]| product(a, b) / (product(a, a) * product(b, b)).sqrt();
    let matrix = lit.iter().map(|a| lit.iter().map(|b| cosine(a, b)).collect()).collect();
    (lit.len(), largest(matrix))
}

/// Jacobi's method: every number beside the diagonal in turn is made 0, until all are.
#[expect(clippy::needless_range_loop, reason = "of two rows at once")]
fn largest(mut m: Vec<Vec<f64>>) -> f64 {
    let size = m.len();
    for _ in 0..100 {
        let mut beside = 0.0;
        for i in 0..size {
            for j in 0..i {
                beside += m[i][j] * m[i][j];
                let angle = 0.5 * (2.0 * m[i][j]).atan2(m[j][j] - m[i][i]);
                let (sin, cos) = angle.sin_cos();
                for row in &mut m {
                    (row[i], row[j]) = (cos * row[i] - sin * row[j], sin * row[i] + cos * row[j]);
                }
                for k in 0..size {
                    (m[i][k], m[j][k]) =
                        (cos * m[i][k] - sin * m[j][k], sin * m[i][k] + cos * m[j][k]);
                }
            }
        }
        if beside < 1e-24 {
            break;
        }
    }
    (0..size).map(|i| m[i][i]).fold(0.0, f64::max)
}
