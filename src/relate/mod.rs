//! Facts of a claim, and what two claims have to do with each other.

mod all;
mod answer;
mod around;
mod body;
mod cause;
mod clock;
mod compare;
pub mod content;
pub mod date;
pub mod delay;
mod denied;
mod exchange;
mod exclusion;
pub mod facts;
mod figure;
mod hash;
mod holder;
mod key;
mod leader;
mod measure;
mod numeral;
pub mod often;
mod opponent;
mod origin;
mod phrase;
mod point;
mod quantity;
mod replaced;
pub mod statement;
mod story;
pub mod tally;
pub mod voice;
mod withdrawn;
mod word;

pub use answer::{Answer, Bearing};
pub use compare::{
    Direction, Explanation, Finding, Sign, answer_signs, compare, compare_explained, counterclaim_signs, reprint,
    revision_signs, statement_signs,
};
pub use date::{Day, Sense};
pub use exchange::{Before, Counterpart, in_order};
pub use facts::{Facts, Setting, facts, facts_in};
pub use key::{Key, edition, keys};
pub use origin::{Sketch, Wording};
pub use story::Story;
