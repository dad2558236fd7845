//! The terms of words met before: articles use few words often, and a stem costs more than a look into a table.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::analyzer::{self, Stemming};
use crate::fold::{name_key, name_words};

/// [`super::stem::stem`].
pub(super) fn stem(lower: &str, stemming: Stemming) -> Rc<str> {
    let make = || super::stem::stem(lower, stemming).into();
    match stemming {
        Stemming::French => STEMS.with_borrow_mut(|known| remembered(known, lower, make)),
        _ => make(),
    }
}

/// [`analyzer::spelling`].
pub(super) fn spelling(lower: &str) -> Option<String> {
    SPELLINGS.with_borrow_mut(|known| remembered(known, lower, || analyzer::spelling(lower)))
}

/// Words of a name, each with the term of its spellings.
pub(super) fn name_terms(name: &str) -> Vec<(String, String)> {
    NAMES.with_borrow_mut(|known| {
        remembered(known, name, || {
            let keys = name_key(name);
            let keys = keys.split(' ').map(|key| format!("~{key}"));
            name_words(name).into_iter().zip(keys).collect()
        })
    })
}

thread_local! {
    static STEMS: RefCell<FxHashMap<String, Rc<str>>> = RefCell::default();
    static SPELLINGS: RefCell<FxHashMap<String, Option<String>>> = RefCell::default();
    static NAMES: RefCell<FxHashMap<String, Vec<(String, String)>>> = RefCell::default();
}

/// Words whose terms a thread keeps.
const MOST: usize = 20_000;

/// What was made of `word` before, else what `make` makes of it.
fn remembered<T: Clone>(known: &mut FxHashMap<String, T>, word: &str, make: impl FnOnce() -> T) -> T {
    if let Some(made) = known.get(word) {
        return made.clone();
    }
    if known.len() >= MOST {
        known.clear();
    }
    known.entry(word.to_owned()).or_insert_with(make).clone()
}
