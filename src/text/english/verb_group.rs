//! English verb groups: a verb with its auxiliaries and negation.

use super::{is_modal, is_verbal};
use crate::lexicon::Pos;
use crate::text::phrase::VerbGroup;
use crate::text::tag::{Tag, Word};

/// Verbs that leave the infinitive after them unsaid or undone.
const WITHHOLDING: &[&str] = &[
    "decline", "refuse", "fail", "expect", "want", "forget", "schedule", "plan", "wait", "need", "oblige", "force",
    "set",
];

/// The verb group that begins at word `start`, if one does.
pub(in crate::text) fn verb_group(words: &[Word], start: usize) -> Option<VerbGroup> {
    let mut i = start;
    let mut negated = false;
    while words.get(i).is_some_and(|w| w.tag == Tag::Negation) {
        negated = true;
        i += 1;
    }
    let verb = words.get(i).filter(|w| is_verbal(w.tag))?;
    let reading = verb.reading()?;
    let mut group = VerbGroup {
        third: third_person(words, start),
        ..VerbGroup::of_verb(start, i, reading)?
    };
    let auxiliary = |word: &Word| is_modal(word) || word.is_form_of("have") || word.is_form_of("be");
    let mut open = auxiliary(verb);
    let mut be = verb.is_form_of("be");
    let mut j = i + 1;
    while open && j < i + 12 {
        let Some(word) = words.get(j) else { break };
        match word.tag {
            Tag::Adverb => {}
            Tag::Negation => negated = true,
            Tag::Infinitive | Tag::PresentParticiple | Tag::PastParticiple => {
                group.passive = be && word.tag == Tag::PastParticiple;
                be = word.is_form_of("be");
                open = auxiliary(word);
                group.head = j;
                group.words.end = j + 1;
            }
            _ => break,
        }
        j += 1;
    }
    // « declined to say whether », « is expected to announce »
    if verb.tag == Tag::Infinitive
        && let Some(before) = start.checked_sub(2).map(|b| &words[b])
        && words[start - 1].lower == "to"
    {
        negated |= before.lemmas().any(|lemma| WITHHOLDING.contains(&lemma));
    }
    // « nobody said », « no one told »
    negated |= start > 0 && matches!(&*words[start - 1].lower, "nobody" | "none" | "neither" | "nothing");
    negated |= words[group.words.clone()].iter().any(|w| w.lower == "cannot");
    group.negated = negated;
    Some(group)
}

/// False where the subject right before is *I*, *we* or *you*.
fn third_person(words: &[Word], start: usize) -> bool {
    let before = words[..start].iter().rev().find(|w| w.tag != Tag::Adverb);
    before.is_none_or(|w| {
        w.tag != Tag::SubjectPronoun || w.readings.iter().any(|r| r.pos == Pos::SubjectPronoun && r.person == 3)
    })
}
