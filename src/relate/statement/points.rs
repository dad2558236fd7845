//! What a bare statement says by set phrases: whose word it is, what it rejects, what it allows or orders, what it names as a cause,
//! which of two it puts first.

use super::Sentence;
use super::reader::Reader;
use crate::lexicon::relation::Relations;
use crate::relate::content::Kind;
use crate::span::Span;
use crate::text::tag::{Tag, Word};

/// What a sentence says by set phrases, beside its words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Points {
    /// It tells what others say or spread.
    pub hearsay: bool,
    /// What it lets one do or makes one do.
    pub duties: Vec<Duty>,
    /// What it names as a cause.
    pub reasons: Vec<Reason>,
    /// Which of two it puts first.
    pub orders: Vec<Order>,
    /// What it points out: *c'est X que*.
    pub focus: Option<Span>,
    /// How its days bound what it tells, as indices of days.
    pub limits: Vec<(Limit, usize)>,
    /// What leaves some out: *seuls*, *exclus*, *sauf*, *une poignée*.
    pub partial: Option<Span>,
}

/// What a rule says of a deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// *peut*, *a le droit de*, *autorisé*.
    May,
    /// *ne peut*, *interdit*, *illégal*.
    MustNot,
    /// *doit*, *obligatoire*, *exigé*.
    Must,
    /// *n'a pas à*, *facultatif*, *n'est pas obligatoire*.
    NeedNot,
}

/// A rule that a sentence tells, with the word that tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duty {
    /// What the rule says.
    pub rule: Rule,
    /// Its word.
    pub span: Span,
}

/// A cause that a sentence names, or says is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// *n'est pas dû à*, *rien à voir avec*.
    pub denied: bool,
    /// The words of the cause.
    pub cause: Span,
    /// The words that make it one.
    pub mark: Span,
}

/// How a day bounds what is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// *pas avant*, *aucun avant*, *la première fois*: nothing of it before.
    NotBefore,
    /// *dès*, *déjà*, *depuis*: it was so then.
    Already,
    /// *a cessé*, *a pris fin*: nothing of it after.
    Ended,
    /// *encore*, *toujours*: it was so then.
    Still,
}

/// A comparison: *A a plus de X que B*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// *plus*, not *moins*.
    pub more: bool,
    /// What stands before.
    pub one: Span,
    /// What there is more or less of.
    pub what: Span,
    /// What stands behind *que*.
    pub other: Span,
}

/// How much the words of a source count.
const ASIDE: f32 = 0.25;

/// Reads the set phrases of a sentence, and marks the words that only say where it is from.
pub(super) fn read(data: &Relations, words: &[Word], sentence: &mut Sentence) {
    let asides = asides(data, words);
    for item in &mut sentence.items {
        item.aside = asides.iter().any(|span| span.contains(item.term.span));
        if item.aside {
            item.term.weight = item.term.weight.min(ASIDE);
        }
    }
    // *a confirmé que la vidéo était un faux*: the past of the telling, not of what is told.
    let told_so = |span: &&Span| words.first().is_some_and(|word| word.span.start == span.start);
    if let Some(aside) = asides.iter().find(told_so) {
        let next = words.iter().find(|word| word.span.start >= aside.end);
        if next.is_some_and(|word| matches!(&*word.lower, "que" | "qu'")) {
            sentence.parts.iter_mut().for_each(|part| part.past = false);
        }
    }
    let reader = Reader { words };
    let told: Vec<usize> = (0..words.len())
        .filter(|&i| !asides.iter().any(|span| span.contains(words[i].span)))
        .collect();
    sentence.points = Points {
        hearsay: is_hearsay(data, sentence),
        duties: told.iter().filter_map(|&i| reader.duty(i)).collect(),
        reasons: told.iter().filter_map(|&i| reader.reason(i)).collect(),
        orders: told.iter().filter_map(|&i| reader.order(i)).collect(),
        focus: reader.focus(),
        limits: (0..sentence.years.len())
            .filter_map(|at| Some((reader.limit(sentence.years[at].span)?, at)))
            .collect(),
        partial: told.iter().find_map(|&i| reader.partial(i)),
    };
}

/// Phrases that name the source: *selon l'Insee*, *rappelle le ministère*, *le parquet assure que*; and what is spoken against.
fn asides(data: &Relations, words: &[Word]) -> Vec<Span> {
    let reader = Reader { words };
    let says = |i: usize| {
        words
            .get(i)
            .is_some_and(|w| w.lemmas().any(|lemma| data.is("sayings", &crate::fold::fold(lemma))))
    };
    let mut out = Vec::new();
    for i in 0..words.len() {
        let opens = reader.any(
            i,
            &[
                "selon",
                "d' après",
                "contrairement à",
                "contrairement au",
                "contrairement aux",
                "d'après",
            ],
        );
        // *, a fait savoir le ministère*
        let inserted = i > 0
            && matches!(words[i - 1].tag, Tag::Comma | Tag::Quotation)
            && (i..i + 3).any(|k| says(k) && (i..=k).all(|m| reader.verbal(m)))
            && !(i..reader.mark(i)).any(|k| matches!(reader.lower(k), "que" | "qu'"));
        if opens || inserted {
            out.push(reader.span(i, reader.mark(i)));
        }
    }
    // *le parquet assure que*: all that stands before.
    let that = (1..words.len().min(16)).find(|&i| matches!(reader.lower(i), "que" | "qu'"));
    if let Some(that) = that
        && (0..that).any(|i| says(i) && words[i].tag != Tag::Noun)
        && (that.saturating_sub(4)..that).any(says)
        && !(0..that).any(|i| matches!(reader.lower(i), "ne" | "n'" | "qui"))
    {
        out.push(reader.span(0, that));
    }
    out
}

/// True for a sentence that tells what others say or spread, not what is so.
fn is_hearsay(data: &Relations, sentence: &Sentence) -> bool {
    let is = |list: &str, at: usize| sentence.items[at].term.forms.iter().any(|form| data.is(list, form));
    (0..sentence.items.len()).any(|at| {
        let item = &sentence.items[at];
        let spread = item.predicate && is("spreading", at);
        let teller = item.part == 0
            && item.term.before
            && item.term.kind == Kind::Noun
            && item.term.outer.is_empty()
            && is("posters", at);
        !item.aside && (spread || is("hoaxes", at) || teller)
    })
}
