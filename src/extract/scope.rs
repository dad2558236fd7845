//! What the rules share while they read one unit: the unit, what is taken already, what was found.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::subject::Subject;
use super::unit::{Unit, VerbCue};
use crate::lexicon::{Lexicon, Tense};
use crate::model::{Modality, Stance};
use crate::span::Span;
use crate::text::Analysis;
use crate::text::tag::{Tag, Word};

/// Who a finding says has spoken, before coreference.
#[derive(Clone, Debug)]
pub enum Who<'t> {
    /// The words that name the speaker, with a copy of them for coreference.
    Named(Mention<'t>),
    /// The speaker of the last claim or the person last spoken of: a floating quotation.
    Last,
    /// Nobody: hearsay.
    Nobody,
}

/// The words that name a speaker.
#[derive(Clone, Debug)]
pub struct Mention<'t> {
    /// Where they stand, apposition included.
    pub span: Span,
    /// The noun phrase.
    pub phrase: Vec<Word<'t>>,
    /// Index of its head in `phrase`.
    pub head: usize,
    /// Its proper name in `phrase`.
    pub name: Option<Range<usize>>,
    /// The apposition's words, its head and its name.
    pub apposition: Option<(Vec<Word<'t>>, usize, Option<Range<usize>>)>,
    /// True where the apposition names what the bearer belongs to or speaks for: *Paul Roy, **du syndicat Agents unis***.
    pub belongs: bool,
    /// What the words around say he heads or is of, its words and its head: *Ada Weil, qui préside **la fédération***; *chez **Ravel**, Paul Roy*.
    pub house: Option<(Vec<Word<'t>>, usize)>,
    /// True where a participle with its doer says which one is meant: *l'expert **désigné par le juge***.
    pub chosen: bool,
    /// Word index in its unit, for the order of events.
    pub at: usize,
}

/// A claim as a rule finds it.
#[derive(Clone, Debug)]
pub struct Finding<'t> {
    /// Name of the rule.
    pub rule: &'static str,
    /// The reported words.
    pub content: Vec<Span>,
    /// The cue's words and dictionary form.
    pub cue: Option<(Span, &'static str)>,
    /// Who spoke.
    pub who: Who<'t>,
    /// Who passed it on.
    pub relay: Option<Span>,
    /// What the speaker does.
    pub stance: Stance,
    /// How far the article commits.
    pub modality: Modality,
    /// True where all content is quoted by construction.
    pub direct: bool,
    /// How sure the rule is, before calibration: 0 shaky, 1 sure.
    pub strength: f32,
}

/// Among how many findings of a unit one that holds other words is looked for; no real sentence has as many.
const FINDINGS: usize = 100;
/// Over how many paragraphs a quotation is followed.
const PARAGRAPHS: usize = 100;

/// One unit under the rules.
pub struct Scope<'a, 't> {
    /// The text.
    pub analysis: &'a Analysis<'t>,
    /// Its language's lexicon.
    pub lexicon: &'static Lexicon,
    /// The unit.
    pub unit: &'a Unit<'t>,
    /// True where the sentence before the unit is somebody's.
    pub follows_report: bool,
    /// What was found so far.
    pub found: Vec<Finding<'t>>,
    used_groups: Vec<bool>,
    used_quotations: FxHashSet<usize>,
    /// Brackets with what they hold, where that is somebody's own, in their order: no content of what stands around them.
    bracketed: Vec<Range<usize>>,
    /// Words up to which attributions have been read: content of a later one begins behind.
    pub floor: usize,
}

impl<'a, 't> Scope<'a, 't> {
    /// A scope with nothing found.
    pub fn new(
        analysis: &'a Analysis<'t>,
        lexicon: &'static Lexicon,
        unit: &'a Unit<'t>,
        follows_report: bool,
    ) -> Self {
        let used_groups = vec![false; unit.groups.len()];
        Scope {
            analysis,
            lexicon,
            unit,
            follows_report,
            found: Vec::new(),
            used_groups,
            used_quotations: FxHashSet::default(),
            bracketed: Vec::new(),
            floor: 0,
        }
    }

    /// True where a rule took this verb group as its cue.
    pub fn is_used(&self, group: usize) -> bool {
        self.used_groups[group]
    }

    /// Marks a verb group as read.
    pub fn use_group(&mut self, group: usize) {
        self.used_groups[group] = true;
    }

    /// True where a rule took this quotation as content.
    pub fn is_quotation_used(&self, quotation: usize) -> bool {
        self.used_quotations.contains(&quotation)
    }

    /// Marks a quotation as read.
    pub fn use_quotation(&mut self, quotation: usize) {
        self.used_quotations.insert(quotation);
    }

    /// Marks what brackets hold, with the brackets, as one speaker's own: *2 300 marcheurs **(6 000 selon la CGT)***. They come in their order.
    pub fn set_apart(&mut self, words: Range<usize>) {
        if self.bracketed.last().is_none_or(|last| last.end <= words.start) {
            self.bracketed.push(words);
        }
    }

    /// Cues whose group no rule has taken and that are neither addressed to the writer's own person nor first or second person.
    pub fn free_cues(&self) -> Vec<VerbCue> {
        self.unit
            .cues
            .iter()
            .filter(|cue| !self.used_groups[cue.group] && self.unit.groups[cue.group].third)
            .cloned()
            .collect()
    }

    /// True where the words lie inside content that was found already.
    pub fn is_reported(&self, words: Range<usize>) -> bool {
        let span = self.unit.span(words);
        self.found
            .iter()
            .rev()
            .take(FINDINGS)
            .any(|finding| finding.content.iter().any(|content| content.contains(span)))
    }

    /// The mention of a subject of this unit.
    pub fn mention(&self, subject: &Subject) -> Who<'t> {
        // « On raconte que »: nobody in particular.
        if subject.words.len() == 1 && self.unit.lower(subject.words.start) == "on" {
            return Who::Nobody;
        }
        Who::Named(mention(self.unit, subject))
    }

    /// Spans of content for a range of words: one, or for a lone quotation its inner span in every paragraph that it goes on in; without brackets that
    /// were set apart.
    pub fn content(&self, words: Range<usize>) -> Vec<Span> {
        let words = self.trimmed(words);
        let first = self.bracketed.partition_point(|brackets| brackets.start <= words.start);
        let (mut spans, mut from) = (Vec::new(), words.start);
        for brackets in self.bracketed[first..]
            .iter()
            .take_while(|brackets| brackets.end <= words.end)
        {
            spans.extend(self.unbroken(from..brackets.start));
            from = brackets.end;
        }
        spans.extend(self.unbroken(from..words.end));
        spans
    }

    /// Spans of content for a range of words in which nothing was set apart.
    fn unbroken(&self, words: Range<usize>) -> Vec<Span> {
        let words = self.trimmed(words);
        if words.len() == 1
            && let Some(q) = self.unit.words[words.start].quotation
        {
            return self.quoted(q);
        }
        let span = self.unit.span(words);
        if span.is_empty() { Vec::new() } else { vec![span] }
    }

    /// The content of a quotation: its inner span without the final stop, and those of the paragraphs that go on with it.
    pub fn quoted(&self, quotation: usize) -> Vec<Span> {
        let mut spans = vec![without_stop(
            self.analysis.text,
            self.analysis.quotations[quotation].inner,
        )];
        let mut last = quotation;
        // A quotation over several paragraphs is one claim with a span a paragraph.
        while let Some(next) = self.analysis.quotations[last + 1..]
            .iter()
            .position(|q| q.depth == 0)
            .map(|n| last + 1 + n)
            && spans.len() < PARAGRAPHS
            && self.analysis.quotations[next].continues
            && self.analysis.quotations[next].paragraph == self.analysis.quotations[last].paragraph + 1
        {
            spans.push(without_stop(self.analysis.text, self.analysis.quotations[next].inner));
            last = next;
        }
        spans.retain(|s| !s.is_empty());
        spans
    }

    /// A range without commas, stops and stray marks at its ends.
    pub fn trimmed(&self, words: Range<usize>) -> Range<usize> {
        let edge = |i: usize| {
            matches!(
                self.unit.tag(i),
                Tag::Comma | Tag::Stop | Tag::Semicolon | Tag::Colon | Tag::StrayQuote | Tag::Dash | Tag::Other
            ) && !matches!(self.unit.lower(i), "!" | "?" | "%" | "…" | "€" | "$")
        };
        let mut range = words;
        // « entre 3 200 (selon la police) et 15 000 »: a parenthesis that the attribution opens or closes.
        while range.start < range.end && (edge(range.start) || self.unit.tag(range.start) == Tag::Close) {
            range.start += 1;
        }
        while range.start < range.end && (edge(range.end - 1) || self.unit.tag(range.end - 1) == Tag::Open) {
            range.end -= 1;
        }
        range
    }

    /// True where the words of a range are all inside quotation marks.
    pub fn is_direct(&self, words: Range<usize>) -> bool {
        let words = self.trimmed(words);
        !words.is_empty() && words.clone().all(|i| self.unit.tag(i) == Tag::Quotation)
    }

    /// Marks every quotation in a range of words as read.
    pub fn use_quotations(&mut self, words: Range<usize>) {
        for i in words {
            if let Some(q) = self.unit.words[i].quotation {
                self.use_quotation(q);
            }
        }
    }

    /// Notes who passed on what the cue of `group` was just found to report.
    pub fn passed_on(&mut self, group: usize, relay: Option<Span>) {
        if self.is_used(group)
            && relay.is_some()
            && let Some(last) = self.found.last_mut()
        {
            last.relay = relay;
        }
    }

    /// Adds what a rule found, with the stance and the span of a verb cue.
    pub fn report(
        &mut self,
        rule: &'static str,
        cue: &VerbCue,
        who: Who<'t>,
        content: Vec<Range<usize>>,
        strength: f32,
    ) {
        let direct = content.iter().all(|r| self.is_direct(r.clone()));
        let spans: Vec<Span> = content.iter().flat_map(|r| self.content(r.clone())).collect();
        // « Selon un sondage, 62 % des habitants souhaitent A »: the poll's, not theirs.
        let share = matches!(&who, Who::Named(m) if m.at > 0 && self.unit.lower(m.at - 1) == "%");
        if spans.is_empty() || share && self.is_reported(cue.words.clone()) {
            return;
        }
        for range in content {
            self.use_quotations(range);
        }
        self.use_group(cue.group);
        // « a fini par avouer »: the infinitive inside the cue is no cue of its own.
        for g in cue.group + 1..self.unit.groups.len() {
            if self.unit.groups[g].words.start >= cue.words.end {
                break;
            }
            self.use_group(g);
        }
        let group = &self.unit.groups[cue.group];
        let question = self.unit.tag(cue.words.end) == Tag::Subordinator
            && matches!(self.unit.lower(cue.words.end), "si" | "s'" | "whether" | "if");
        // « il se dit que », « on raconte que »: said by nobody, heard by the article.
        let nobody = matches!(who, Who::Nobody);
        self.found.push(Finding {
            rule,
            content: spans,
            cue: Some((self.unit.span(cue.words.clone()), cue.verb.lemma)),
            who,
            relay: None,
            stance: cue.verb.stance,
            modality: match group.tense {
                Tense::Conditional => Modality::Hearsay,
                _ if question => Modality::Question,
                _ if nobody => Modality::Hearsay,
                _ => Modality::Asserted,
            },
            direct,
            strength: if cue.verb.strong { strength } else { strength * 0.9 },
        });
    }
}

/// Copies the words that name somebody out of their unit.
pub fn mention<'t>(unit: &Unit<'t>, subject: &Subject) -> Mention<'t> {
    let mut phrase = subject.phrase.clone();
    let mut chosen = false;
    // « des riverains joints par l'agence », « un rapport rédigé par X »: a participle with a doer is no part of the name.
    if subject.apposition.is_none()
        && phrase.words.end > phrase.head + 1
        && unit.tag(phrase.words.end - 1) == Tag::PastParticiple
        && matches!(
            unit.lower(phrase.words.end),
            "par" | "à" | "au" | "aux" | "dans" | "sur" | "lors"
        )
    {
        chosen = unit.lower(phrase.words.end) == "par"
            && unit
                .phrase_at(phrase.words.end + 1)
                .is_some_and(|doer| super::apposition::is_somebody(unit, doer));
        phrase.words.end -= 1;
    }
    let shift = |r: &Range<usize>, from: usize| r.start - from..r.end - from;
    Mention {
        span: unit.span(subject.words.clone()),
        phrase: unit.words[phrase.words.clone()].to_vec(),
        head: phrase.head - phrase.words.start,
        name: phrase.name.as_ref().map(|n| shift(n, phrase.words.start)),
        apposition: subject.apposition.as_ref().map(|a| {
            (
                unit.words[a.words.clone()].to_vec(),
                a.head - a.words.start,
                a.name.as_ref().map(|n| shift(n, a.words.start)),
            )
        }),
        belongs: subject
            .apposition
            .as_ref()
            .is_some_and(|a| super::apposition::belongs(unit, a)),
        house: super::house::house(unit, subject).map(|house| {
            let head = house.head - house.words.start;
            (unit.words[house.words].to_vec(), head)
        }),
        chosen,
        at: subject.words.start,
    }
}

/// A span without a final stop; `!`, `?` and `…` stay.
pub fn without_stop(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let mut end = words.trim_end();
    if let Some(before) = end.strip_suffix('.').filter(|s| !s.ends_with('.')) {
        end = before;
    }
    let end = end.trim_end_matches(',').trim_end();
    Span::new(span.start, span.start + end.len())
}
