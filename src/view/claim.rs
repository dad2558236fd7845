//! The claim record and what is built on it: hits and shown claims.

use std::sync::Arc;

use serde::Serialize;

use super::Record;
use crate::library::{self, ClaimDetail};
use crate::model::{self, ClaimRecord};
use crate::span::Span;

/// Words with their place in the article's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Speaker {
    /// Preferred name.
    pub name: String,
    /// What the speaker is.
    pub kind: &'static str,
    /// Whom the speaker speaks for.
    pub affiliation: Option<String>,
    /// The words that name the speaker here; none for a floating quotation and for the narrator.
    pub mention: Option<Passage>,
}

/// The words that signal the attribution.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cue {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: String,
    /// Dictionary form.
    pub lemma: String,
}

/// A quantity as an interval.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// What is measured; null for a bare count.
    pub measure: Option<String>,
    /// Who or what is counted.
    pub population: Option<String>,
    /// Lower end; null where the words set none.
    pub low: Option<f64>,
    /// Upper end; null where the words set none.
    pub high: Option<f64>,
    /// True where `low` itself is excluded.
    pub low_open: bool,
    /// True where `high` itself is excluded.
    pub high_open: bool,
    /// Unit.
    pub unit: Option<String>,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// One attributed claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Claim {
    /// Public id.
    pub id: String,
    /// Identity of the article: the given id, else the URL, else the path.
    pub article: String,
    /// Name of the source.
    pub source: String,
    /// When the article was published.
    pub published: Option<String>,
    /// Language of the article.
    pub lang: String,
    /// Version of the article's text that the offsets refer to.
    pub version: u32,
    /// False where the words are gone from the newest version.
    pub in_force: bool,
    /// `direct`, `indirect`, `mixed` or `narrator`.
    pub form: &'static str,
    /// What the speaker does with the words.
    pub stance: &'static str,
    /// How far the article commits to it.
    pub modality: &'static str,
    /// Whether the main clause is negated.
    pub polarity: &'static str,
    /// Who speaks; null for nobody.
    pub speaker: Option<Speaker>,
    /// The cue; null for a floating quotation and for the narrator.
    pub cue: Option<Cue>,
    /// Who passed the words on.
    pub relay: Option<Passage>,
    /// The reported words, a passage a piece.
    pub content: Vec<Passage>,
    /// Figures in the content.
    pub figures: Vec<Figure>,
    /// Name of the rule that found the claim.
    pub rule: String,
    /// Share of claims of this kind that are right.
    pub confidence: f64,
    /// Derived by machine.
    pub status: &'static str,
    /// The verdict that holds; null for none.
    pub verdict: Option<super::Ruling>,
    /// `open`, `decided` or `reopened`.
    pub review: &'static str,
}

impl Record for Claim {
    const COLUMNS: &'static [&'static str] = CLAIM_COLUMNS;
}

const CLAIM_COLUMNS: &[&str] = &[
    "id",
    "article",
    "source",
    "published",
    "lang",
    "version",
    "in_force",
    "form",
    "stance",
    "modality",
    "polarity",
    "speaker.name",
    "speaker.kind",
    "speaker.affiliation",
    "speaker.mention",
    "cue",
    "cue.lemma",
    "relay",
    "content",
    "figures",
    "rule",
    "confidence",
    "status",
    "verdict.value",
    "review",
];

/// A claim that a search found.
#[derive(Clone, Debug, Serialize)]
pub struct Hit {
    /// Place in the result, from 1.
    pub rank: usize,
    /// How well it matches; only comparable within one result.
    pub score: f64,
    /// The claim itself.
    #[serde(flatten)]
    pub claim: Claim,
    /// The sentence or sentences that the claim stands in.
    pub sentence: Passage,
    /// What the query matched in the sentence, or in the context where there is one.
    pub matches: Vec<Passage>,
    /// The sentence with those around it; null unless asked for.
    pub context: Option<Passage>,
    /// Other claims of the result that repeat it, or that it repeats.
    pub reprints: usize,
    /// What the score is made of; null unless asked for.
    pub reasons: Option<Vec<Reason>>,
    /// On the last hit of a page that is not the last, what `--after` takes for the next one.
    pub next: Option<String>,
}

/// A part of a score.
#[derive(Clone, Debug, Serialize)]
pub struct Reason {
    /// What was asked for: a word, a phrase, the beginning of a word.
    pub asked: String,
    /// Where it was found.
    pub field: &'static str,
    /// As what it was found.
    pub form: &'static str,
    /// What stands there, as the index has it.
    pub term: String,
    /// What such a match weighs.
    pub weight: f64,
    /// What it adds to the score.
    pub score: f64,
}

impl From<&library::Reason> for Reason {
    fn from(reason: &library::Reason) -> Reason {
        Reason {
            asked: reason.asked.clone(),
            field: reason.field,
            form: reason.form,
            term: reason.term.clone(),
            weight: f64::from(reason.weight),
            score: f64::from(reason.score),
        }
    }
}

impl Record for Hit {
    const COLUMNS: &'static [&'static str] = &[
        "rank",
        "score",
        "id",
        "article",
        "source",
        "published",
        "lang",
        "form",
        "stance",
        "speaker.name",
        "speaker.affiliation",
        "content",
        "sentence",
        "matches",
        "status",
        "reprints",
        "next",
    ];
}

/// A claim with its surroundings.
#[derive(Clone, Debug, Serialize)]
pub struct Shown {
    /// The claim itself.
    #[serde(flatten)]
    pub claim: Claim,
    /// Title of the article.
    pub title: Option<String>,
    /// URL of the article.
    pub url: Option<String>,
    /// The paragraph that the claim stands in, cut where it is very long.
    pub paragraph: Passage,
    /// What it has to do with claims in force, the surest first; dismissed relations are left out.
    pub relations: Vec<super::Relation>,
    /// Every verdict that was given or withdrawn, oldest first.
    pub verdicts: Vec<super::Verdict>,
    /// Reviews by others.
    pub reviews: Vec<super::Review>,
    /// Every version of the article, oldest first.
    pub versions: Vec<super::Version>,
    /// What happened to the claim, oldest first.
    pub history: Vec<super::Event>,
}

impl Record for Shown {
    const COLUMNS: &'static [&'static str] = CLAIM_COLUMNS;
}

impl Shown {
    /// The record of a claim with its past and its relations.
    pub fn new(views: &mut Claims, detail: &ClaimDetail) -> Shown {
        let claim = &detail.claim;
        Shown {
            claim: views.claim(claim),
            title: claim.title.clone(),
            url: claim.url.clone(),
            paragraph: views.passage(claim, library::paragraph(claim)),
            relations: detail
                .relations
                .iter()
                .map(|relation| super::Relation::new(views, relation))
                .collect(),
            verdicts: detail.verdicts.iter().map(super::Verdict::from).collect(),
            reviews: detail.reviews.iter().map(super::Review::from).collect(),
            versions: super::Version::of(&detail.history),
            history: detail.history.events.iter().map(super::Event::from).collect(),
        }
    }
}

/// Turns claims into records. Claims that follow each other in one text share the count of its code points.
#[derive(Default)]
pub struct Claims {
    last: Option<PointMap>,
}

impl Claims {
    /// The record of a claim.
    pub fn claim(&mut self, claim: &ClaimRecord) -> Claim {
        let points = self.points(&claim.text);
        let passage = |passage: &model::Passage| points.passage(passage.span, &passage.words);
        Claim {
            id: claim.id.to_string(),
            article: claim.article.clone(),
            source: claim.source.clone(),
            published: claim.published.as_ref().map(ToString::to_string),
            lang: claim.lang.to_string(),
            version: claim.version,
            in_force: claim.in_force,
            form: claim.form.as_str(),
            stance: claim.stance.as_str(),
            modality: claim.modality.as_str(),
            polarity: claim.polarity.as_str(),
            speaker: claim.speaker.as_ref().map(|speaker| Speaker {
                name: speaker.name.clone(),
                kind: speaker.kind.as_str(),
                affiliation: speaker.affiliation.clone(),
                mention: claim.mention.as_ref().map(passage),
            }),
            cue: claim.cue.as_ref().map(|(words, lemma)| {
                let Passage { start, end, text } = passage(words);
                let lemma = lemma.clone();
                Cue {
                    start,
                    end,
                    text,
                    lemma,
                }
            }),
            relay: claim.relay.as_ref().map(passage),
            content: claim.content.iter().map(passage).collect(),
            figures: claim
                .figures
                .iter()
                .map(|figure| points.figure(figure, &claim.text))
                .collect(),
            rule: claim.rule.clone(),
            confidence: (f64::from(claim.confidence) * 1000.0).round() / 1000.0,
            status: claim.status.as_str(),
            verdict: claim.verdict.as_ref().map(super::Ruling::from),
            review: claim.review().as_str(),
        }
    }

    /// The words of `span` in the text of `claim`.
    pub fn passage(&mut self, claim: &ClaimRecord, span: Span) -> Passage {
        let words = claim.text.get(span.start..span.end).unwrap_or_default();
        self.points(&claim.text).passage(span, words)
    }

    fn points(&mut self, text: &Arc<str>) -> &PointMap {
        let known = self.last.take().filter(|last| Arc::ptr_eq(&last.text, text));
        self.last.insert(known.unwrap_or_else(|| PointMap::new(text)))
    }
}

/// Code points before any byte of one text, in constant time.
struct PointMap {
    text: Arc<str>,
    /// Code points before every `STEP`th byte.
    before: Vec<usize>,
}

const STEP: usize = 256;

impl PointMap {
    fn new(text: &Arc<str>) -> PointMap {
        let mut before = Vec::with_capacity(text.len() / STEP + 1);
        let mut points = 0;
        for chunk in text.as_bytes().chunks(STEP) {
            before.push(points);
            points += starts(chunk);
        }
        before.push(points);
        PointMap {
            text: Arc::clone(text),
            before,
        }
    }

    fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let step = byte / STEP;
        self.before[step] + starts(&self.text.as_bytes()[step * STEP..byte])
    }

    fn passage(&self, span: Span, words: &str) -> Passage {
        Passage {
            start: self.at(span.start),
            end: self.at(span.end),
            text: words.to_owned(),
        }
    }

    fn figure(&self, figure: &model::Figure, text: &str) -> Figure {
        let words = text.get(figure.span.start..figure.span.end).unwrap_or_default();
        let Passage { start, end, text } = self.passage(figure.span, words);
        Figure {
            measure: figure.measure.clone(),
            population: figure.population.clone(),
            low: Some(figure.low).filter(|low| low.is_finite()),
            high: Some(figure.high).filter(|high| high.is_finite()),
            low_open: figure.low_open,
            high_open: figure.high_open,
            unit: figure.unit.clone(),
            start,
            end,
            text,
        }
    }
}

/// Code points that begin in `bytes`.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::CodePoints;

    #[test]
    fn code_points_agree_with_a_plain_count() {
        let text: Arc<str> = "é日本a\u{1f600} ".repeat(100).into();
        let map = PointMap::new(&text);
        let mut plain = CodePoints::new(&text);
        for (byte, _) in text.char_indices() {
            assert_eq!(map.at(byte), plain.at(byte));
        }
        assert_eq!(map.at(text.len()), text.chars().count());
        assert_eq!(map.at(usize::MAX), text.chars().count());
        assert_eq!(PointMap::new(&"".into()).at(0), 0);
    }
}
