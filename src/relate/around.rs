//! What stands around a claim and is needed to understand it: the day that its sentence names, the figures before it.

use jiff::civil::Date;

use super::content;
use super::date::{self, Sense};
use super::facts::Facts;
use super::figure;
use super::tally::Before;
use super::word::Words;
use crate::fold::fold;
use crate::fold::name_key;
use crate::lexicon::Lexicon;
use crate::lexicon::quantity::Quantities;
use crate::model::{Draft, Figure, Form};
use crate::span::Span;
use crate::text::Analysis;

/// How many bytes before a claim are read for what it leaves out.
const CONTEXT: usize = 600;
/// Logarithm of how many times a figure may be another one that names what both count: *deux hélicoptères* is not what *elles étaient une
/// centaine* counts.
const LIKE: f64 = 3.5;

/// The sentences that hold a claim's content, without the content.
pub(super) fn beside(analysis: &Analysis, draft: &Draft) -> Vec<Span> {
    let mut out = Vec::new();
    let extent = draft.content.iter().copied().reduce(Span::cover).unwrap_or_default();
    let first = analysis.sentences.partition_point(|s| s.span.end <= extent.start);
    for sentence in analysis.sentences[first..]
        .iter()
        .take_while(|s| s.span.start < extent.end)
        .take(6)
    {
        let mut at = sentence.span.start;
        for span in draft.content.iter().filter(|span| span.overlaps(sentence.span)) {
            if span.start > at {
                out.push(Span::new(at, span.start));
            }
            at = span.end.max(at);
        }
        if at < sentence.span.end {
            out.push(Span::new(at, sentence.span.end));
        }
    }
    out
}

/// The day that the sentence names beside the content, if it is over, and whether it is the day of the saying.
pub(super) fn day_beside(
    analysis: &Analysis,
    data: &'static Quantities,
    draft: &Draft,
    published: Option<Date>,
) -> Option<(Date, bool)> {
    let published = published?;
    let spans = beside(analysis, draft);
    let days = spans.iter().flat_map(|&span| {
        let days = date::days(data, &Words::of(analysis, span), Some(published));
        // *30 000 (40 000 le 31 janvier)*: the day of another figure.
        let aside = move |day: &date::Day| {
            let before = analysis.text.get(span.start..day.span.start).unwrap_or_default();
            before.rfind('(') > before.rfind(')')
        };
        days.into_iter()
            .filter(move |day| !aside(day))
            .map(move |day| (day, span))
    });
    let mut days = days.filter(|(day, _)| day.sense == Sense::On && day.first == day.last && day.last <= published);
    let (day, beside) = days.next()?;
    // *Lundi, selon X*, tells when it was; *X a déclaré lundi* and *selon X lundi* tell when it was said.
    let said = draft.cue.as_ref().is_some_and(|cue| {
        let before = day.span.start < cue.span.start;
        cue.span.overlaps(beside) && !(before && draft.rule == "according_to")
    });
    Some((day.last, said))
}

/// What stands ahead of a claim in its sentence, and where that begins.
fn ahead<'t>(analysis: &Analysis<'t>, draft: &Draft) -> Option<(usize, &'t str)> {
    let content = draft.content.first()?;
    let at = analysis.sentences.partition_point(|s| s.span.end <= content.start);
    let start = analysis.sentences.get(at).map(|s| s.span.start)?;
    Some((start, analysis.text.get(start..content.start)?))
}

/// What opens the claim's sentence, up to its first comma, where the content stands behind it.
fn opening<'t>(analysis: &Analysis<'t>, draft: &Draft) -> Option<(Span, &'t str)> {
    /// Bytes of the longest opening.
    const LONGEST: usize = 60;
    let (start, before) = ahead(analysis, draft)?;
    let end = before.find(',').filter(|end| *end <= LONGEST)?;
    let span = Span::new(start, start + end);
    Some((span, span.of(analysis.text).trim_start()))
}

/// The last day of a month or a longer time, over by then, that opens the sentence: *En août, X a déclaré avoir perdu un soldat*.
pub(super) fn period_beside(
    analysis: &Analysis,
    data: &'static Quantities,
    draft: &Draft,
    published: Option<Date>,
) -> Option<Date> {
    let (span, _) = opening(analysis, draft)?;
    let days = date::days(data, &Words::of(analysis, span), published);
    let [day] = days.as_slice() else { return None };
    let over = published.is_some_and(|published| day.last < published);
    (day.sense == Sense::On && day.first < day.last && over).then_some(day.last)
}

/// A place that a claim leaves out, told by what stands before it in its sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scene {
    /// Keys of its names; empty for none.
    pub names: Vec<String>,
    /// Where they begin, in bytes.
    pub at: usize,
    /// The article has not named it before.
    pub new: bool,
}

/// Bytes of an article in which a place is looked for that it may have named before; few are longer.
const ARTICLE: usize = 1 << 16;

/// The place with which the sentence opens, *À Valbrune, le préfet compte …*, or that stands right before the claim: *à Marseille, où X en
/// compte …*.
pub(super) fn scene(analysis: &Analysis, draft: &Draft) -> Scene {
    let opened = opening(analysis, draft).and_then(|(span, words)| {
        let (link, names) = words.split_once(' ')?;
        let fits = matches!(link, "À" | "A" | "Au" | "Aux") && names.starts_with(char::is_uppercase);
        fits.then_some((span.start, names))
    });
    let Some((at, names)) = opened.or_else(|| antecedent(analysis, draft)) else {
        return Scene::default();
    };
    let names: Vec<&str> = names
        .split_whitespace()
        .take_while(|word| word.starts_with(char::is_uppercase))
        .collect();
    let told = &analysis.text[..analysis.text.floor_char_boundary(at.min(ARTICLE))];
    Scene {
        at,
        new: names.iter().all(|name| !told.contains(name)),
        names: names.into_iter().map(name_key).collect(),
    }
}

/// The names that stand before *, où* or an opening bracket in front of a claim, and where they begin: *à Brest (33 000 selon X)*.
fn antecedent<'t>(analysis: &Analysis<'t>, draft: &Draft) -> Option<(usize, &'t str)> {
    /// Bytes before the claim in which they stand.
    const NEAR: usize = 120;
    let (start, before) = ahead(analysis, draft)?;
    let from = before.floor_char_boundary(before.len().saturating_sub(NEAR));
    let near = before.get(from..)?;
    let near = match near.strip_suffix('(') {
        Some(near) => near.trim_end(),
        None => near.get(..near.rfind(", où ")?)?,
    };
    let links = [" à ", " au ", " aux ", " À "].iter();
    let name = links.filter_map(|link| Some(near.rfind(link)? + link.len())).max()?;
    let words = near.get(name..)?;
    let named = words
        .split_whitespace()
        .all(|word| word.starts_with(char::is_uppercase));
    named.then_some((start + from + name, words))
}

/// The last figure before a claim whose own figures leave out what they count.
pub(super) fn figures_before(
    analysis: &Analysis,
    data: &'static Quantities,
    lexicon: &'static Lexicon,
    draft: &Draft,
    facts: &Facts,
) -> Option<Before> {
    let bare =
        |figure: &Figure| figure.population.is_none() && matches!(figure.measure.as_deref(), None | Some("share"));
    if draft.form == Form::Narrator || !facts.figures.iter().any(bare) {
        return None;
    }
    let words = Words::of(analysis, before(analysis, facts));
    let figures = figure::figures(data, Some(lexicon), &words);
    let open = facts.figures.iter().find(|f| bare(f))?;
    let alone = is_alone(facts, open);
    let told = figures.into_iter().rev().filter_map(|figure| {
        let same = figure.unit == open.unit;
        let scale = (!same && alone && open.unit.is_none())
            .then(|| unit_of(analysis, data, &figure))
            .flatten()
            .or_else(|| scale_of(&figure, open).filter(|_| alone));
        let says = same && (figure.population.is_some() || figure.measure.is_some()) || scale.is_some();
        says.then_some(Before { figure, scale })
    });
    // Of several, those of the sentence before; of these, the one of like size.
    let at = analysis.sentences.partition_point(|s| s.span.end <= facts.extent.start);
    let last = at.checked_sub(1).map_or(0, |at| analysis.sentences[at].span.start);
    let distance = |f: &Before| {
        (f.figure.low.max(1.0) / (open.low * f.scale.unwrap_or(1.0)).max(1.0))
            .ln()
            .abs()
    };
    told.filter(|found| distance(found) <= LIKE).min_by(|x, y| {
        let far = |found: &Before| found.figure.span.start < last;
        far(x).cmp(&far(y)).then(distance(x).total_cmp(&distance(y)))
    })
}

/// What one of millions or milliards is, where a bare number is one of so many too: *cinquante-deux*, after *46 millions d'euros*.
fn scale_of(figure: &Figure, bare: &Figure) -> Option<f64> {
    /// How many times the smaller the larger may be.
    const NEAR: f64 = 3.0;
    let mut scales = [1e9, 1e6].into_iter().filter(|scale| figure.low >= *scale);
    let scale = scales.next().filter(|_| bare.low < 1000.0 && bare.unit.is_none())?;
    let (told, own) = (figure.low / scale, bare.low);
    (own > 1.0 && told.max(own) <= told.min(own) * NEAR).then_some(scale)
}

/// True for a claim that is one number, and no more than a word for it: *douze*, *le chiffre de 3 450*.
fn is_alone(facts: &Facts, figure: &Figure) -> bool {
    const PLAIN: &[&str] = &[
        "chiffre",
        "nombre",
        "total",
        "estimation",
        "evaluation",
        "le",
        "un",
        "son",
        "ses",
        "de",
        "a",
        "d",
        "plutot",
        "seulement",
        "que",
        "l",
        "la",
        "une",
        "dont",
    ];
    let at = |byte: usize| byte.saturating_sub(facts.extent.start);
    let before = facts.words.get(..at(figure.span.start)).unwrap_or_default();
    let after = facts.words.get(at(figure.span.end)..).unwrap_or_default();
    // *Cinquante-deux, et je suis prudente*
    let after = after.split([',', ';', ':', '.', '!']).next().unwrap_or_default();
    let plain = |words: &str| {
        let mut words = words
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        words.all(|word| PLAIN.contains(&&*fold(word)))
    };
    figure.low == figure.high && facts.figures.len() == 1 && plain(before) && plain(after)
}

/// What one of the unit of a figure is in base units: a thousand kilograms of *trois tonnes*. None for a share, a span of time or a sum.
fn unit_of(analysis: &Analysis, data: &'static Quantities, figure: &Figure) -> Option<f64> {
    let measure = figure.measure.as_deref()?;
    let measured = matches!(measure, "mass" | "weight" | "area" | "volume" | "length" | "speed");
    let words = Words::of(analysis, figure.span);
    let mut numbers = (0..words.len()).filter_map(|at| super::numeral::number(data, &words, at));
    let read = numbers
        .next()
        .filter(|read| measured && read.low > 0.0 && figure.low > 0.0)?;
    Some(figure.low / read.low)
}

/// Values of the figures in the paragraph before a claim about money.
pub(super) fn echoes(
    analysis: &Analysis,
    data: &'static Quantities,
    lexicon: &'static Lexicon,
    facts: &Facts,
) -> Vec<f64> {
    if !facts.figures.iter().any(|f| f.measure.as_deref() == Some("money")) {
        return Vec::new();
    }
    let words = Words::of(analysis, before(analysis, facts));
    figure::figures(data, Some(lexicon), &words)
        .iter()
        .filter(|f| f.low == f.high && f.low >= 1000.0)
        .map(|f| f.low)
        .collect()
}

/// What stands before a claim in its paragraph, as far as it is read.
fn before(analysis: &Analysis, facts: &Facts) -> Span {
    let start = facts.extent.start;
    let paragraph = analysis.paragraphs.get(facts.paragraph).map_or(0, |p| p.span.start);
    let mut from = paragraph.max(start.saturating_sub(CONTEXT)).min(start);
    while !analysis.text.is_char_boundary(from) {
        from += 1;
    }
    Span::new(from, start.max(from))
}

/// True where the cue tells of something said before: the pluperfect, the imperfect, *dans un premier temps*.
pub(super) fn recalled(analysis: &Analysis, lexicon: &'static Lexicon, draft: &Draft, today: bool) -> bool {
    let Some(cue) = &draft.cue else { return false };
    let words = content::words(analysis, lexicon, cue.span);
    let past = words.iter().any(|word| {
        word.readings
            .iter()
            .any(|r| r.tense == Some(crate::lexicon::Tense::Imperfect))
            && word.tag == crate::text::tag::Tag::FiniteVerb
    });
    let first = draft
        .content
        .iter()
        .any(|span| span.of(analysis.text).contains("dans un premier temps"));
    // *La préfecture faisait état lundi de sept morts*, told on Monday, is the newest word.
    let participle = words
        .iter()
        .any(|word| word.tag == crate::text::tag::Tag::PastParticiple);
    // *X, qui en annonçait 22, parle maintenant de 25*
    let aside = || {
        let before = analysis.text.get(..cue.span.start).unwrap_or_default().trim_end();
        let before = before.strip_suffix(" en").unwrap_or(before);
        before.ends_with(" qui")
    };
    (past && (participle || !today || aside())) || first
}
