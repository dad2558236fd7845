//! Logistic regression over signs.

use smartcore::linalg::basic::arrays::Array;
use smartcore::linalg::basic::matrix::DenseMatrix;
use smartcore::linear::logistic_regression::{LogisticRegression, LogisticRegressionParameters};

/// What draws the weights of standardised signs towards nought.
const ALPHA: f64 = 10.0;

/// A pair of claims: how far each sign is there, whether it is what is looked for, how often it counts, and its event.
pub struct Row {
    pub signs: Vec<f64>,
    pub right: bool,
    pub times: usize,
    pub event: usize,
}

/// A weight a sign, in log odds, and what there is before any sign.
pub struct Model {
    pub weights: Vec<f64>,
    pub intercept: f64,
}

impl Model {
    /// Fits the weights to rows; those that count no times are passed over.
    pub fn fit<'r>(rows: impl Iterator<Item = &'r Row>) -> Model {
        let rows: Vec<&Row> = rows.flat_map(|row| std::iter::repeat_n(row, row.times)).collect();
        let (count, signs) = (rows.len() as f64, rows[0].signs.len());
        let mean: Vec<f64> = (0..signs)
            .map(|sign| rows.iter().map(|row| row.signs[sign]).sum::<f64>() / count)
            .collect();
        let deviation: Vec<f64> = (0..signs)
            .map(|sign| {
                let square = |row: &&Row| (row.signs[sign] - mean[sign]).powi(2);
                (rows.iter().map(square).sum::<f64>() / count).sqrt().max(1e-9)
            })
            .collect();
        let standard = |row: &&Row| -> Vec<f64> {
            let signs = row.signs.iter().enumerate();
            signs
                .map(|(sign, there)| (there - mean[sign]) / deviation[sign])
                .collect()
        };
        let x = DenseMatrix::from_2d_vec(&rows.iter().map(standard).collect()).expect("rows of one length");
        let y: Vec<u32> = rows.iter().map(|row| u32::from(row.right)).collect();
        let parameters = LogisticRegressionParameters::default().with_alpha(ALPHA);
        let fitted = LogisticRegression::fit(&x, &y, parameters).expect("a fit");
        let weights: Vec<f64> = (0..signs)
            .map(|sign| fitted.coefficients().get((0, sign)) / deviation[sign])
            .collect();
        let shift: f64 = weights.iter().zip(&mean).map(|(weight, mean)| weight * mean).sum();
        Model {
            intercept: fitted.intercept().get((0, 0)) - shift,
            weights,
        }
    }

    /// Log odds of a row, of its first signs alone where there are fewer weights.
    pub fn odds(&self, signs: &[f64]) -> f64 {
        self.intercept
            + signs
                .iter()
                .zip(&self.weights)
                .map(|(there, weight)| there * weight)
                .sum::<f64>()
    }
}
