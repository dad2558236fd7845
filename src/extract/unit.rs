//! The stretch of text that a rule looks at: a sentence, with every quotation in it as one word.

use std::ops::Range;

use crate::lexicon::{CueVerb, Lexicon, NounClass, Reflexive, Tense};
use crate::span::Span;
use crate::text::phrase::{self, NounPhrase, VerbGroup};
use crate::text::tag::{self, Tag, Word};
use crate::text::{Analysis, ParagraphKind};

/// A verb group that can report speech.
#[derive(Clone, Debug)]
pub struct VerbCue {
    /// What the lexicon knows of it.
    pub verb: &'static CueVerb,
    /// Index into [`Unit::groups`].
    pub group: usize,
    /// Words of the group and of the fixed words after it.
    pub words: Range<usize>,
}

/// A sentence, or several that one quotation holds together.
#[derive(Clone, Debug)]
pub struct Unit<'t> {
    /// Words and whole quotations.
    pub words: Vec<Word<'t>>,
    /// Verb groups in order.
    pub groups: Vec<VerbGroup>,
    /// Noun phrases in order, none overlapping.
    pub phrases: Vec<NounPhrase>,
    /// Verb groups that can report speech, in order; a group may stand here with several verbs, the longest first.
    pub cues: Vec<VerbCue>,
    /// Index of the paragraph.
    pub paragraph: usize,
    /// Indices of the sentences.
    pub sentences: Range<usize>,
    /// Verb groups with an inflected verb: what has no other one near must not be looked for word by word.
    finite: Vec<usize>,
}

/// Cuts the body of a text into units. Titles are left out: the body says again what they say.
pub fn units<'a, 't>(
    analysis: &'a Analysis<'t>,
    lexicon: &'static Lexicon,
) -> impl Iterator<Item = Unit<'t>> + use<'a, 't> {
    let mut sentence = 0;
    let mut quotation = 0;
    std::iter::from_fn(move || {
        while let Some(first) = analysis.sentences.get(sentence) {
            let from = sentence;
            let mut end = first.tokens.end;
            sentence += 1;
            while quotation < analysis.quotations.len()
                && analysis.quotations[quotation].tokens.end <= first.tokens.start
            {
                quotation += 1;
            }
            let first_quotation = quotation;
            // A quotation that goes on into the next sentence takes it along.
            let mut last_quotation = quotation;
            loop {
                while let Some(next) = analysis.quotations.get(last_quotation).filter(|q| q.tokens.start < end) {
                    end = end.max(next.tokens.end);
                    last_quotation += 1;
                }
                match analysis.sentences.get(sentence) {
                    Some(next) if next.paragraph == first.paragraph && next.tokens.start < end => {
                        end = end.max(next.tokens.end);
                        sentence += 1;
                    }
                    _ => break,
                }
            }
            if analysis.paragraphs[first.paragraph].kind == ParagraphKind::Title {
                continue;
            }
            let words = tag::tag(
                analysis,
                lexicon,
                first.tokens.start..end,
                first_quotation..last_quotation,
                0,
            );
            return Some(Unit::new(lexicon, words, first.paragraph, from..sentence));
        }
        None
    })
}

impl<'t> Unit<'t> {
    /// Finds the groups, phrases and cues of tagged words.
    pub fn new(lexicon: &'static Lexicon, words: Vec<Word<'t>>, paragraph: usize, sentences: Range<usize>) -> Self {
        let groups = phrase::verb_groups(&words);
        let phrases = noun_phrases(&words);
        let cues = groups
            .iter()
            .enumerate()
            .flat_map(|(g, group)| verb_cues(lexicon, &words, g, group))
            .collect();
        let finite = (0..groups.len()).filter(|&g| is_finite(groups[g].tense)).collect();
        Unit {
            finite,
            words,
            groups,
            phrases,
            cues,
            paragraph,
            sentences,
        }
    }

    /// The span from the first to the last word of a range; empty for an empty range.
    pub fn span(&self, words: Range<usize>) -> Span {
        match (
            self.words.get(words.start),
            words.end.checked_sub(1).and_then(|i| self.words.get(i)),
        ) {
            (Some(first), Some(last)) if words.start < words.end => Span::new(first.span.start, last.span.end),
            _ => Span::default(),
        }
    }

    /// The tag of word `i`; a stop beyond the end.
    pub fn tag(&self, i: usize) -> Tag {
        self.words.get(i).map_or(Tag::Stop, |w| w.tag)
    }

    /// The lower-case form of word `i`; empty beyond the end.
    pub fn lower(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |w| &w.lower)
    }

    /// The noun phrase that begins at word `i`.
    pub fn phrase_at(&self, i: usize) -> Option<&NounPhrase> {
        self.phrases
            .binary_search_by_key(&i, |p| p.words.start)
            .ok()
            .map(|p| &self.phrases[p])
    }

    /// The noun phrase that word `i` stands in.
    pub fn phrase_over(&self, i: usize) -> Option<&NounPhrase> {
        let p = self.phrases.partition_point(|p| p.words.end <= i);
        self.phrases.get(p).filter(|p| p.words.contains(&i))
    }

    /// The noun phrase that ends just before word `i`.
    pub fn phrase_ending(&self, i: usize) -> Option<&NounPhrase> {
        let p = self.phrases.partition_point(|p| p.words.end < i);
        self.phrases.get(p).filter(|p| p.words.end == i)
    }

    /// The verb group that begins at word `i`, by index.
    pub fn group_at(&self, i: usize) -> Option<usize> {
        self.groups.binary_search_by_key(&i, |g| g.words.start).ok()
    }

    /// Where the adverbs begin that stand right before word `i`; `i` where none does.
    pub fn before_adverbs(&self, mut i: usize) -> usize {
        while i > 0 && self.tag(i - 1) == Tag::Adverb {
            i -= 1;
        }
        i
    }

    /// The verb group that ends just before word `i`, by index.
    pub fn group_ending(&self, i: usize) -> Option<usize> {
        let g = self.groups.partition_point(|g| g.words.end < i);
        self.groups.get(g).filter(|g| g.words.end == i).map(|_| g)
    }

    /// Verb groups with an inflected verb that end before word `i`, the nearest first.
    pub fn finite_groups_before(&self, i: usize) -> impl Iterator<Item = usize> {
        let end = self.finite.partition_point(|&g| self.groups[g].words.end <= i);
        self.finite[..end].iter().rev().copied()
    }

    /// Verb groups with an inflected verb that begin at word `i` or later, in order.
    pub fn finite_groups_from(&self, i: usize) -> impl Iterator<Item = usize> {
        let start = self.finite.partition_point(|&g| self.groups[g].words.start < i);
        self.finite[start..].iter().copied()
    }

    /// The last verb group with an inflected verb that ends before word `i`, by index.
    pub fn finite_group_before(&self, i: usize) -> Option<usize> {
        self.finite_groups_before(i).next()
    }

    /// The first verb group with an inflected verb that begins at word `i` or later, by index.
    pub fn finite_group_from(&self, i: usize) -> Option<usize> {
        self.finite_groups_from(i).next()
    }

    /// True where the group's first verb is inflected.
    pub fn is_finite(&self, group: usize) -> bool {
        is_finite(self.groups[group].tense)
    }

    /// The cues of verb group `group`.
    pub fn cues_of(&self, group: usize) -> impl Iterator<Item = &VerbCue> {
        let start = self.cues.partition_point(|c| c.group < group);
        self.cues[start..].iter().take_while(move |c| c.group == group)
    }

    /// True where a verb with an inflected form stands in the range.
    pub fn has_finite(&self, words: Range<usize>) -> bool {
        self.finite_group_from(words.start)
            .is_some_and(|g| self.groups[g].words.end <= words.end)
    }
}

/// True for the inflected tenses.
pub fn is_finite(tense: Tense) -> bool {
    !matches!(
        tense,
        Tense::Infinitive | Tense::PresentParticiple | Tense::PastParticiple
    )
}

fn noun_phrases(words: &[Word]) -> Vec<NounPhrase> {
    let mut phrases = Vec::new();
    let mut i = 0;
    while i < words.len() {
        match phrase::noun_phrase(words, i) {
            Some(found) => {
                i = found.words.end.max(i + 1);
                phrases.push(found);
            }
            None => i += 1,
        }
    }
    phrases
}

/// The ways in which a verb group can report speech.
fn verb_cues(lexicon: &'static Lexicon, words: &[Word], index: usize, group: &VerbGroup) -> Vec<VerbCue> {
    let mut found = Vec::new();
    // « y compris Kiev »
    if words[group.head].lower == "compris" && group.words.start > 0 && words[group.head - 1].lower == "y" {
        return found;
    }
    // « continue d'affirmer », « tient à préciser »: the cue is the infinitive, found as a group of its own.
    let own = words[group.head].lemmas().flat_map(|lemma| lexicon.cues_of(lemma));
    // « est persuadé que »: what looks like a passive is said of its subject.
    let held = group.passive.then(|| lexicon.cues_of("être")).into_iter().flatten();
    for verb in own.chain(held) {
        let fits = match verb.reflexive {
            // « il se murmure que »: any verb of saying can be impersonal.
            Reflexive::Never => !group.reflexive || group.words.start > 0 && words[group.words.start - 1].lower == "il",
            Reflexive::May => true,
            Reflexive::Always => group.reflexive,
        };
        if !fits
            || (verb.only_negated && !(group.negated || group.restricted && verb.head == "cesser"))
            || group.addressed && verb.reflexive == Reflexive::Always
        {
            continue;
        }
        let behind = if verb.head == "être" && group.passive {
            group.head
        } else {
            group.words.end
        };
        if let Some(end) = tail(words, behind, &verb.tail)
            && (verb.around.is_empty()
                || around(words, end, &verb.around).is_some()
                || around_at(words, end, &verb.around))
        {
            found.push(VerbCue {
                verb,
                group: index,
                words: group.words.start..end,
            });
        }
    }
    if found.is_empty()
        && let Some(verb) = behind_quotation(words, group).then(|| lexicon.inverted_cue(words[group.head].lemma()))
    {
        found.extend(verb.map(|verb| VerbCue {
            verb,
            group: index,
            words: group.words.clone(),
        }));
    }
    found
}

/// True for a verb whose subject stands behind it, right behind a quotation and its comma: *« On mérite mieux », a simplifié X*.
fn behind_quotation(words: &[Word], group: &VerbGroup) -> bool {
    let Some(comma) = group.words.start.checked_sub(1).filter(|&i| words[i].tag == Tag::Comma) else {
        return false;
    };
    let quoted = comma > 0 && words[comma - 1].tag == Tag::Quotation && words[comma - 1].span.len() > 14;
    // « Le livre « Les jours d'avant », illustre »: a title is a part of its clause.
    let opens = comma < 2 || matches!(words[comma - 2].tag, Tag::Stop | Tag::Colon | Tag::Semicolon);
    let pronoun = group
        .inverted
        .is_some_and(|i| matches!(&*words[i].lower, "il" | "elle" | "ils" | "elles"));
    let end = group.words.end;
    let somebody = || {
        phrase::noun_phrase(words, end).is_some_and(|p| {
            let closes = matches!(
                words.get(p.words.end).map(|w| w.tag),
                None | Some(Tag::Comma | Tag::Stop | Tag::Colon)
            );
            let person = matches!(words[p.head].class(), Some(NounClass::Person | NounClass::Office));
            closes && (person || p.name.as_ref().is_some_and(|name| name.start == p.head))
        })
    };
    quoted
        && opens
        && is_finite(group.tense)
        && group.third
        && !group.passive
        && !group.negated
        && (pronoun || somebody())
}

/// How far from the verb the words behind its object may stand.
const OBJECT: usize = 16;

/// True for the pronoun that stresses who does it, with its adverb: *appelle **lui** aussi à la grève*.
pub fn is_stressed(unit: &Unit, i: usize) -> bool {
    matches!(unit.lower(i), "lui" | "elle" | "eux" | "elles") && matches!(unit.lower(i + 1), "aussi" | "également")
}

/// One past the fixed words that stand behind the object of a cue whose own words end before `i`: *met douze morts **sur le compte** de*.
pub fn around(words: &[Word], i: usize, fixed: &[&str]) -> Option<usize> {
    (i..words.len().min(i + OBJECT))
        .take_while(|&at| !matches!(words[at].tag, Tag::Stop | Tag::Semicolon | Tag::Colon | Tag::FiniteVerb))
        .find(|&at| at > i && around_at(words, at, fixed))
        .map(|at| at + fixed.len())
}

/// True where the fixed words behind an object begin at word `at`.
pub fn around_at(words: &[Word], at: usize, fixed: &[&str]) -> bool {
    fixed.iter().enumerate().all(|(n, word)| {
        words.get(at + n).is_some_and(|w| match *word {
            "de" => matches!(&*w.lower, "de" | "d'" | "du"),
            "à" => matches!(&*w.lower, "à" | "au" | "aux"),
            word => w.lower == *word,
        })
    })
}

/// One past the fixed words of a cue that begin at `i`, adverbs between them passed over; `i` itself where there are none.
fn tail(words: &[Word], mut i: usize, fixed: &[&str]) -> Option<usize> {
    for (n, word) in fixed.iter().enumerate() {
        while n == 0 && words.get(i).is_some_and(|w| w.tag == Tag::Adverb && w.lower != *word) {
            i += 1;
        }
        // « a plaidé mardi pour que », « a plaidé, mardi, pour que », « a mis en garde dans un communiqué contre »
        if n == 0 {
            i = over_day(words, i).unwrap_or(i);
            i = over_circumstance(words, i, word).unwrap_or(i);
        }
        if words.get(i).is_none_or(|w| w.lower != *word) {
            return None;
        }
        i += 1;
    }
    Some(i)
}

/// Where the preposition `word` stands behind a preposition and its noun phrase, or words that tell when, at word `i`: *a plaidé devant la presse
/// **pour** un report*, *a plaidé la semaine dernière **pour** un report*.
fn over_circumstance(words: &[Word], i: usize, word: &str) -> Option<usize> {
    let lower = |i: usize| words.get(i).map_or("", |w| &*w.lower);
    let end = match phrase::after_prepositions(words, i, phrase::PREPOSITIONS) {
        Some(_) if lower(i) == word || is_link("de", lower(i)) => return None,
        Some(first) => phrase::noun_phrase(words, first)?.words.end,
        None => {
            let last = phrase::noun_phrase(words, i)?.words.end;
            matches!(lower(last), "dernier" | "dernière").then_some(last + 1)?
        }
    };
    (lower(end) == word && phrase::after_prepositions(words, end, 1).is_some()).then_some(end)
}

/// True where `word` is the word that links a complement, whatever article or elision it has taken on: *de, d', du, des*; *à, au, aux*.
pub fn is_link(link: &str, word: &str) -> bool {
    match link {
        "de" => matches!(word, "de" | "d'" | "du" | "des"),
        "à" => matches!(word, "à" | "au" | "aux"),
        link => word == link,
    }
}

/// One past a day of the week and its hour, with the commas that set it off, at word `i`: *mercredi soir*, *, mardi,*.
fn over_day(words: &[Word], i: usize) -> Option<usize> {
    let commas = words.get(i).is_some_and(|w| w.tag == Tag::Comma);
    let day = i + usize::from(commas);
    words.get(day).filter(|w| phrase::is_weekday(w))?;
    let end = phrase::noun_phrase(words, day)?.words.end;
    let closed = !commas || words.get(end).is_some_and(|w| w.tag == Tag::Comma);
    closed.then_some(end + usize::from(commas))
}
