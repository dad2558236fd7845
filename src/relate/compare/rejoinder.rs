//! The article itself sets one against the other: *… , affirme X. Faux, rétorque Y*.

use super::align::{coverage, heavy, short};
use super::{Outcome, Pair, conflict};
use crate::model::{ConflictType, Modality, Stance};
use crate::relate::answer::Answer;

pub(super) fn compare(pair: &Pair) -> Outcome {
    if !pair.is_next() {
        return Err("neither answers the other".to_owned());
    }
    let (earlier, later) = (pair.earlier(), pair.later());
    let (_, shared) = coverage(heavy(later.content.terms.iter()), earlier.content.terms.iter());
    let like = shared >= 0.7 || earlier.negates() != later.negates();
    if later.answer < Answer::Contrary || (later.answer == Answer::Contrary && !(like && shared > 0.0)) {
        return Err("the second is not told as an answer".to_owned());
    }
    let says_what = heavy(later.content.terms.iter()).next().is_some();
    if later.voice.stance == Stance::Deny && says_what && shared == 0.0 {
        return Err("it denies something else".to_owned());
    }
    let asserts = |stance: Stance| !matches!(stance, Stance::Demand | Stance::Promise);
    if !(asserts(earlier.voice.stance) && asserts(later.voice.stance))
        || [earlier, later].iter().any(|f| f.voice.modality == Modality::Question)
    {
        return Err("one asserts nothing".to_owned());
    }
    let about = match later.voice.stance {
        Stance::Deny => ConflictType::Denial,
        _ => ConflictType::Polarity,
    };
    let explanation = format!(
        "The article gives \"{}\" as the answer to \"{}\".",
        short(&later.words),
        short(&earlier.words)
    );
    Ok(conflict(about, "rejoinder", 0.6, explanation))
}
