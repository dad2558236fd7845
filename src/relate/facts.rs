//! What a claim says, taken apart for comparison.

use std::sync::Arc;

use jiff::civil::Date;

use super::all::{self, All};
use super::answer::{self, Answer, Bearing};
use super::around::{Scene, day_beside, echoes, figures_before, period_beside, recalled, scene};
use super::cause::{self, Cause};
use super::clock::times;
use super::content::{self, Clause, Content, Kind, Term};
use super::date::{self, Day, Sense};
use super::delay::{Delay, delays};
use super::denied::{self, Denied};
use super::exchange::{Before, Counterpart};
use super::figure;
use super::holder::Holders;
use super::often::{self, Often};
use super::origin::Wording;
use super::replaced::{Replaced, given_before, replaced};
use super::statement::Statement;
use super::story::Story;
use super::tally::{self, Tally};
use super::voice::Voice;
use super::withdrawn::{self, Withdrawal};
use super::word::Words;
use crate::fold::{fold, name_words};
use crate::lexicon::Lexicon;
use crate::lexicon::quantity::Quantities;
use crate::lexicon::relation::Relations;
use crate::model::{Draft, Figure, Form, Lang, Modality, Stance};
use crate::span::Span;
use crate::text::Analysis;

/// What a claim says, taken apart for comparison. Plain data, made anew from the text at any time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Language whose words were read; the undetermined one where there is no knowledge of it.
    pub lang: Option<Lang>,
    /// The words of the claim, its parts joined by an ellipsis.
    pub words: String,
    /// The same words, ready to tell a reprint.
    pub wording: Wording,
    /// Figures of the content, in the order of their words.
    pub figures: Vec<Figure>,
    /// The figures made ready for comparison, with what their surroundings say of them.
    pub tallies: Vec<Tally>,
    /// Figures that the claim says another one replaces, *41, et non 38*, or that its sentence says were given before.
    pub replaced: Vec<Replaced>,
    /// Days that the content names, in the order of their words.
    pub days: Vec<Day>,
    /// Clock times that the content names, in minutes after midnight, with their words.
    pub times: Vec<(u16, String)>,
    /// How long after a call the claim says that somebody came, or was waited for.
    pub delays: Vec<Delay>,
    /// How often the claim says that something is done.
    pub often: Vec<Often>,
    /// The noun of which the claim leaves but one, as an index of a term: *un seul avertissement*.
    pub single: Option<usize>,
    /// The day that the claim's figures are about: the last day it names that is over at publication, else the day of publication.
    pub as_of: Option<Date>,
    /// The day named in the claim or in its sentence, where one is.
    pub event_day: Option<Date>,
    /// Last day of the month or other time that opens the sentence before the claim, where the claim names no day: *En août, X a perdu …*.
    pub period: Option<Date>,
    /// The place that its sentence names before the claim: *À Valbrune, le préfet compte …*.
    pub scene: Scene,
    /// First day of a cumulative count: *depuis mardi*.
    pub since: Option<Date>,
    /// Values of the figures named right before a claim about money, which it may answer.
    pub echoes: Vec<f64>,
    /// Content words and clauses.
    pub content: Content,
    /// A bare statement sentence by sentence; none for what somebody said or an article tells.
    pub statement: Option<Box<Statement>>,
    /// Who says it, and how.
    pub voice: Voice,
    /// The day of the article.
    pub published: Option<Date>,
    /// Told as said before (*la veille, il avait fait état de*): no longer what the speaker says.
    pub recalled: bool,
    /// How the article sets the claim against what was said before it.
    pub answer: Answer,
    /// Holds a word that leaves nothing over: *aucun*, *jamais*, *rien*, *personne*, *sans*.
    pub categorical: bool,
    /// What the claim says there was none of.
    pub denied: Vec<Denied>,
    /// What the claim says of all of a kind.
    pub alls: Vec<All>,
    /// Who or what the claim says brought something about.
    pub causes: Vec<Cause>,
    /// How the cue bears on what was said before it.
    pub bearing: Bearing,
    /// Dictionary form of the cue, folded; empty for none.
    pub cue: String,
    /// Told as something that the speaker grants: *reconnaît*, *admet*.
    pub conceding: bool,
    /// Told as a loss of the speaker's own: *déplore*, *pleure*.
    pub grieving: bool,
    /// Told as something that the speaker will not have, or gives up: *exclut*, *renonce à*.
    pub ruling_out: bool,
    /// Told as what two sides say of each other: *s'accusent mutuellement de*.
    pub mutual: bool,
    /// Told as a confirmation of what others said: *confirme*, *corrobore*.
    pub confirming: bool,
    /// Told as something that the speaker now says instead of something else: *évalue désormais à*, *ne parle plus que de*.
    pub anew: bool,
    /// Told as an offer, or holds one.
    pub offering: bool,
    /// How it takes back what its speaker or outlet said before, if it does.
    pub withdrawal: Option<Withdrawal>,
    /// What others say right before this claim; set by [`super::in_order`].
    pub before: Before,
    /// Its article tells some claim as a reply, so that its voices may be at odds; set by [`super::in_order`].
    pub debated: bool,
    /// How many claims of its article are told as a reply or denied; set by [`super::in_order`].
    pub replies: usize,
    /// Of the claims of its exchanges the one that it is most likely set against; set by [`super::in_order`].
    pub counterpart: Option<Counterpart>,
    /// What contradicts the claim in its own article, by who says it and in which words alone; set by [`super::in_order`].
    pub opponents: Vec<Arc<Facts>>,
    /// Content words that a bare figure takes from the claim that it stands against: *67 % de participation. 41 %, corrige X*; set by
    /// [`super::in_order`].
    pub about: Vec<Term>,
    /// What the article is about, by the names in it. Without names where nobody looked.
    pub story: Story,
    /// Who of those named in the article holds an office or leads a body.
    pub(super) holders: Arc<Holders>,
    /// Identity of the article; set by whoever knows it.
    pub article: Option<String>,
    /// Name of the source; set by whoever knows it.
    pub source: Option<String>,
    /// Paragraph of the article.
    pub paragraph: usize,
    /// From the first byte of the content to past the last.
    pub extent: Span,
}

/// What the facts of every claim of an article share: its story, and who of those it names holds an office or leads a body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Setting {
    story: Story,
    holders: Arc<Holders>,
}

impl Setting {
    /// Reads an article once, for all its claims. Linear in its length.
    pub fn of(analysis: &Analysis) -> Setting {
        Setting {
            story: Story::of(analysis),
            holders: Arc::new(Holders::of(analysis)),
        }
    }
}

/// Takes the content of a claim apart. `published` is the day of the article; relative words need it.
///
/// Total, and linear in the length of the content. A span that is not of the analysed text gives nothing.
pub fn facts(analysis: &Analysis, draft: &Draft, published: Option<Date>) -> Facts {
    facts_in(analysis, draft, published, &Setting::default())
}

/// Like [`facts`], for the claims of one article that was read before.
pub fn facts_in(analysis: &Analysis, draft: &Draft, published: Option<Date>, setting: &Setting) -> Facts {
    let words = joined(analysis.text, &draft.content);
    let mut facts = Facts {
        as_of: published,
        published,
        story: setting.story.clone(),
        holders: Arc::clone(&setting.holders),
        wording: Wording::of(&words),
        words,
        voice: Voice::of(analysis, draft),
        extent: draft.content.iter().copied().reduce(Span::cover).unwrap_or_default(),
        ..Facts::default()
    };
    facts.voice.of_body(analysis, draft, &setting.holders);
    facts.voice.of_land(analysis, draft, &setting.holders);
    facts.voice.known_by(Relations::of(analysis.lang), &setting.holders);
    facts.paragraph = analysis
        .paragraphs
        .partition_point(|p| p.span.end <= facts.extent.start);
    let Some(data) = Quantities::of(analysis.lang) else {
        return facts;
    };
    let lexicon = Lexicon::of(analysis.lang);
    let mut clocks = Vec::new();
    for &span in &draft.content {
        let words = Words::of(analysis, span);
        facts.figures.extend(figure::figures(data, lexicon, &words));
        facts.days.extend(date::days_told(data, lexicon, &words, published));
        facts.delays.extend(delays(data, lexicon, &words));
        facts.often.extend(often::often(data, lexicon, &words));
        for (time, span) in times(data, &words) {
            facts.times.push((time, span.of(analysis.text).to_owned()));
            clocks.push(span);
        }
    }
    // *245 000 (contre 205 000 le 31 janvier)*: the day of what it is held against.
    let extent = facts.extent;
    let held_against: Vec<Span> = facts
        .figures
        .iter()
        .map(|figure| figure.span)
        .filter(|span| tally::is_baseline(analysis.text, extent, *span))
        .collect();
    facts.days.retain(|day| {
        let before = held_against.partition_point(|span| span.end <= day.span.start);
        let last = before.checked_sub(1).and_then(|at| held_against.get(at));
        let between = last.and_then(|span| analysis.text.get(span.end..day.span.start));
        !between.is_some_and(|between| between.len() <= 8 && !between.contains([')', ';', '.']))
    });
    let over = |day: &&Day| published.is_none_or(|published| day.last <= published);
    facts.since = facts
        .days
        .iter()
        .find(|day| day.sense == Sense::Since)
        .map(|day| day.first);
    let on = facts
        .days
        .iter()
        .filter(|day| day.sense == Sense::On)
        .filter(over)
        .map(|day| day.last)
        .max();
    let beside = on
        .is_none()
        .then(|| day_beside(analysis, data, draft, published))
        .flatten();
    // *a annoncé lundi*: a figure of that day, not of what happened on it.
    let told_of = beside.filter(|(_, said)| !said).map(|(day, _)| day);
    facts.event_day = on.or(told_of);
    facts.as_of = on.or(beside.map(|(day, _)| day)).or(published);
    facts.period = facts
        .days
        .is_empty()
        .then(|| period_beside(analysis, data, draft, published))
        .flatten();
    facts.scene = scene(analysis, draft);
    let (Some(lexicon), Some(relations)) = (lexicon, Relations::of(analysis.lang)) else {
        return facts;
    };
    facts.lang = Some(analysis.lang);
    for sentence in sentences(analysis.text, &draft.content) {
        let words: Vec<_> = sentence
            .iter()
            .flat_map(|&span| content::words(analysis, lexicon, span))
            .collect();
        facts.content.read(lexicon, relations, analysis.text, &words);
    }
    let bare_units = facts
        .figures
        .iter()
        .filter(|f| f.unit.is_some() && f.population.is_none())
        .map(|f| f.span);
    let dated: Vec<Span> = facts
        .days
        .iter()
        .map(|day| day.span)
        .chain(bare_units)
        .chain(clocks)
        .collect();
    facts.content.without(&dated);
    let today = beside.is_some_and(|(day, _)| Some(day) == published);
    facts.withdrawal = withdrawn::read(analysis, lexicon, relations, draft);
    // What is taken back is no longer said.
    facts.recalled = facts.withdrawal == Some(Withdrawal::Words) || recalled(analysis, lexicon, draft, today);
    let cue = answer::lemma(draft);
    facts.cue = cue.clone();
    facts.conceding = relations.is("concessions", &cue);
    facts.grieving = relations.is("grieving", &cue);
    facts.ruling_out = relations.is("ruling_out", &cue);
    facts.answer = answer::answer(analysis, relations, draft);
    facts.categorical = leaves_nothing(relations, &facts.words);
    facts.bearing = answer::bearing(analysis, relations, draft);
    facts.mutual = answer::is_mutual(analysis, relations, draft);
    facts.anew = answer::anew(analysis, relations, draft, facts.bearing);
    facts.confirming = relations.is("confirming", &cue);
    facts.offering = relations.is("offerings", &cue) || {
        let mut verbs = facts.content.verbs();
        verbs.any(|verb| verb.forms.iter().any(|form| relations.is("offerings", form)))
    };
    facts.single = often::single(&facts);
    facts.denied = denied::read(relations, analysis.text, &facts);
    facts.alls = all::read(relations, analysis.text, &facts);
    facts.causes = cause::read(relations, analysis.text, draft, &facts);
    let before = figures_before(analysis, data, lexicon, draft, &facts);
    let bare = facts.is_bare() && draft.form == Form::Indirect;
    facts.echoes = echoes(analysis, data, lexicon, &facts);
    let taken_back = draft.content.iter().map(|span| Words::of(analysis, *span));
    facts.replaced = taken_back.flat_map(|words| replaced(data, relations, &words)).collect();
    if !facts.figures.is_empty() {
        facts.replaced.extend(given_before(analysis, data, lexicon, draft));
    }
    facts.tallies = tally::tallies(lexicon, relations, analysis.text, &facts, before.as_ref());
    if let (true, [span], Some(words)) = (bare, &*draft.content, Relations::of_statements(analysis.lang)) {
        facts.statement = Some(Box::new(Statement::read(analysis, lexicon, words, &facts, *span)));
    }
    facts
}

/// The words of a text.
pub(super) fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// The last words of a text, folded, at most so many.
pub(super) fn last_words(text: &str, most: usize) -> Vec<String> {
    let words: Vec<&str> = words_of(text).collect();
    let near = &words[words.len().saturating_sub(most)..];
    near.iter().map(|word| fold(word)).collect()
}

/// True for words with *aucun*, *jamais* or their like among them; only the first may have a capital.
fn leaves_nothing(data: &Relations, words: &str) -> bool {
    let first = words_of(words).next().map(fold);
    // *Pas un centime*: less than nothing is not left over.
    let not_one = first.as_deref() == Some("pas") && words_of(words).nth(1).is_some_and(|w| matches!(w, "un" | "une"));
    not_one
        || first.is_some_and(|word| data.is("categorical", &word))
        || words_of(words).any(|word| data.is("categorical", word))
}

/// The words of all spans, an ellipsis between them.
fn joined(text: &str, spans: &[Span]) -> String {
    let parts: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
    parts.join(" … ")
}

/// Content spans of one sentence together: a cue that cuts a sentence leaves it one.
fn sentences<'d>(text: &str, spans: &'d [Span]) -> Vec<&'d [Span]> {
    let apart = |a: &Span, b: &Span| {
        let between = text.get(a.end..b.start).unwrap_or_default();
        let capital = b.of(text).starts_with(char::is_uppercase)
            && text
                .get(..b.start)
                .is_some_and(|t| t.ends_with(['"', '«', '“', ' ', '\u{a0}', '\u{202f}']));
        between.contains(['.', '!', '?', '\n']) || a.of(text).ends_with(['.', '!', '?', '…']) || capital
    };
    spans.chunk_by(|a, b| !apart(a, b)).collect()
}

impl Facts {
    /// True for a statement without speaker and day.
    pub fn is_bare(&self) -> bool {
        self.published.is_none() && self.voice.speaker.is_none()
    }

    /// True where two claims may be about the same: one article has both, their articles tell one story, or one person, by name, says both.
    pub fn shares_story(&self, other: &Facts) -> bool {
        let one_article = self.article.is_some() && self.article == other.article;
        let one_person = || {
            let (voice, theirs) = (&self.voice, &other.voice);
            let in_full = voice.speaker.as_ref().is_some_and(|name| name.contains(' '));
            voice.person && theirs.person && in_full && voice.speaker == theirs.speaker
        };
        one_article || self.story.is_that_of(&other.story) || (self.story.may_touch(&other.story) && one_person())
    }

    /// True where its words are what the speaker says to be so, and not what is denied or asked for.
    pub fn asserts(&self) -> bool {
        match self.voice.stance {
            Stance::Demand => false,
            Stance::Deny => self.voice.own_words,
            _ => true,
        }
    }

    /// True where a clause of the claim negates: *personne n'est venu avant 19 h*.
    pub fn negates(&self) -> bool {
        self.content.clauses.iter().any(|clause| clause.negated)
    }

    /// True where the claim leaves nobody and nothing out: *tous les habitants*, *la totalité*.
    pub fn speaks_of_all(&self) -> bool {
        let data = self.lang.and_then(Relations::of);
        data.is_some_and(|data| words_of(&self.words).any(|word| data.is("universal", &fold(word))))
    }

    /// True where the claim holds one of the phrases of a list.
    pub fn says(&self, list: &str) -> bool {
        let data = self.lang.and_then(Relations::of);
        data.is_some_and(|data| data.says(list, &fold(&self.words).replace('’', "'")))
    }

    /// The names in the claim.
    pub fn named(&self) -> Vec<&Term> {
        let terms = self.content.terms.iter();
        terms.filter(|term| term.kind == Kind::Name).collect()
    }

    /// The names in a clause.
    pub fn named_in<'f>(&'f self, clause: &'f Clause) -> Vec<&'f Term> {
        let terms = self.content.of(clause);
        terms.filter(|term| term.kind == Kind::Name).collect()
    }

    /// The words of the claim, folded.
    pub fn each_word(&self) -> impl Iterator<Item = String> {
        words_of(&self.words).map(fold)
    }

    /// True where the claim ends as a question.
    pub fn asks(&self) -> bool {
        self.words
            .trim_end_matches(['"', '»', '”', ' ', '\u{a0}', '\u{202f}'])
            .ends_with('?')
    }

    /// True where the claim begins with a denial: *Non*, *Faux*, *Aucun*, *C'est indigne*.
    pub fn opens_with_denial(&self) -> bool {
        let data = self.lang.and_then(Relations::of);
        let first = words_of(&self.words).next().map(fold);
        data.zip(first)
            .is_some_and(|(data, first)| data.is("denial_openers", &first))
    }

    /// True for a question, by how it is told or by its mark.
    pub fn is_question(&self) -> bool {
        self.voice.modality == Modality::Question || self.asks()
    }

    /// Words of the speaker's name, folded.
    pub fn speaker_words(&self) -> Vec<String> {
        self.voice.name.as_deref().map(name_words).unwrap_or_default()
    }
}
