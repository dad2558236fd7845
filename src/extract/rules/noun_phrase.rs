use super::Rule;
use crate::extract::clause::{self, Complement};
use crate::extract::scope::Scope;
use crate::extract::subject;
use crate::extract::unit::VerbCue;
use crate::lexicon::NounFrame;
use crate::text::tag::Tag;

/// A cue verb with a noun phrase as what it reports.
pub struct NounPhrase;

impl Rule for NounPhrase {
    fn name(&self) -> &'static str {
        "noun_phrase"
    }

    fn doc(&self) -> &'static str {
        "A cue verb with a noun phrase or a quotation as its object: X dénonce « des provocations », dément tout appel, réclame la démission du ministre, \
         fait état de la mort de …. Verbs with everyday objects (reconnaître un visage) count only with quotation marks. Leaves alone the passive."
    }

    fn precision(&self) -> f32 {
        0.95
    }

    fn apply(&self, scope: &mut Scope) {
        for cue in scope.free_cues() {
            if !scope.is_used(cue.group) && (cue.verb.noun != NounFrame::No || cue.verb.quote) {
                read(self.name(), scope, &cue);
            }
        }
    }
}

fn read(rule: &'static str, scope: &mut Scope, cue: &VerbCue) {
    let unit = scope.unit;
    let group = &unit.groups[cue.group];
    if group.negated
        || group.passive
        || group.addressed
        || group.reflexive && cue.verb.reflexive == crate::lexicon::Reflexive::Never
    {
        return;
    }
    // « ce que soulignent les syndicats »: what follows is the subject.
    let relative = cue.words.start > 0 && matches!(unit.lower(cue.words.start - 1), "que" | "qu'" | "dont");
    // Inside reported words only verbs that hold, deny or demand report anew: « raconte que X a exigé A », not « précise qu'il a confirmé A ».
    let nested = (cue.verb.stance == crate::model::Stance::Assert || group.tense == crate::lexicon::Tense::Infinitive)
        && scope.is_reported(cue.words.clone());
    if relative || nested {
        return;
    }
    let Some(from) = object(scope, cue) else { return };
    let quoted = unit.tag(from) == Tag::Quotation;
    if quoted && scope.is_quotation_used(unit.words[from].quotation.unwrap_or(0)) {
        return;
    }
    let to = if quoted && matches!(unit.tag(from + 1), Tag::Comma | Tag::Stop) {
        from + 1
    } else {
        clause::end_of(unit, scope.lexicon, cue, from, Complement::NounPhrase)
    };
    let own_end = if quoted {
        from + 1
    } else if unit.words[from].fixed_order() {
        // « called the attack “barbaric” », « described the plan as “a gift” »
        to
    } else {
        crate::text::phrase::noun_phrase(&unit.words, from).map_or(to, |p| p.words.end.min(to))
    };
    let has_quotation = (from..own_end).any(|i| unit.tag(i) == Tag::Quotation && !nickname(scope, i));
    let counted = !cue.verb.noun_link.is_empty() && unit.tag(from) == Tag::Numeral
        || matches!(unit.lower(from), "plus" | "moins" | "près" | "environ" | "au")
            && unit.words[from..to].iter().any(|w| w.tag == Tag::Numeral);
    if !cue.verb.strong && !has_quotation && !counted {
        return;
    }
    let fits = match cue.verb.noun {
        NounFrame::Any => true,
        // « parlait de 105 morts », « évoque « des provocations » »
        NounFrame::Quoted => has_quotation || counted || group.restricted,
        // « X a dit « … » », « le train dit « Corail » » has a noun before the participle and no subject.
        NounFrame::No => quoted && cue.verb.quote && cue.verb.strong,
    };
    if !fits || to <= from {
        return;
    }
    let Some(said_by) = subject::of_cue(unit, cue) else {
        return;
    };
    if !quoted && !subject::is_agent(unit, &said_by) || unit.lower(said_by.phrase.head) == "on" {
        return;
    }
    let who = scope.mention(&said_by);
    scope.report(rule, cue, who, vec![from..to], if quoted { 1.0 } else { 0.9 });
}

/// True for a quotation that is a title or a nickname: one or two words with a capital after a noun.
fn nickname(scope: &Scope, i: usize) -> bool {
    let Some(q) = scope.unit.words[i].quotation else {
        return false;
    };
    let words = scope.analysis.quotations[q].inner.of(scope.analysis.text);
    words.split_whitespace().count() <= 2 && words.chars().next().is_some_and(char::is_uppercase)
}

/// The first word of the object.
fn object(scope: &Scope, cue: &VerbCue) -> Option<usize> {
    let unit = scope.unit;
    let mut i = cue.words.end;
    if !cue.verb.noun_link.is_empty() && cue.verb.noun != NounFrame::No {
        while unit.tag(i) == Tag::Adverb || unit.phrase_at(i).is_some_and(|p| subject::is_time(unit, p)) {
            i = unit.phrase_at(i).map_or(i + 1, |p| p.words.end);
        }
        // « warned on Monday of »
        if unit.lower(i) == "on"
            && let Some(day) = unit.phrase_at(i + 1).filter(|p| subject::is_time(unit, p))
        {
            i = day.words.end;
        }
        // « ne fait état que de neuf blessés »
        if unit.groups[cue.group].restricted && matches!(unit.lower(i), "que" | "qu'") {
            i += 1;
        }
        let link = unit.lower(i);
        return match cue.verb.noun_link {
            // The article inside *du*, *des* is content, but it cannot be cut out of the word.
            "de" if matches!(link, "de" | "d'") => Some(i + 1),
            "de" if matches!(link, "du" | "des") => Some(i),
            "à" if matches!(link, "au" | "aux") => Some(i),
            wanted if link == wanted => Some(i + 1),
            _ => (unit.tag(i) == Tag::Quotation).then_some(i),
        };
    }
    loop {
        match unit.tag(i) {
            Tag::Adverb => i += 1,
            // « n'a reconnu que des pertes »
            Tag::Subordinator | Tag::Relative
                if unit.groups[cue.group].restricted && matches!(unit.lower(i), "que" | "qu'") =>
            {
                i += 1
            }
            Tag::Quotation => return Some(i),
            // « avait salué à cette occasion « … » », « a dénoncé mardi une manœuvre »
            Tag::Preposition
                if !matches!(unit.lower(i), "de" | "d'")
                    && !matches!(unit.tag(i + 1), Tag::Infinitive | Tag::Quotation) =>
            {
                i = unit.phrase_at(i + 1)?.words.end;
            }
            Tag::Comma if unit.tag(i + 1) == Tag::Quotation && unit.words[i].fixed_order() => i += 1,
            Tag::Comma if i > cue.words.end || unit.lower(i + 1) == "pour" => i += 1,
            _ => {
                let phrase = crate::text::phrase::noun_phrase(&unit.words, i)?;
                if subject::is_time(unit, &phrase) && unit.words[i].tag != Tag::Determiner {
                    i = phrase.words.end;
                    continue;
                }
                if matches!(unit.tag(i), Tag::SubjectPronoun) {
                    return None;
                }
                // « reported at least 12 dead »
                let bound = if unit.words[i].fixed_order() { cue.words.end } else { i };
                return Some(clause::with_bound(unit, i, bound));
            }
        }
        if i > cue.words.end + 14 || i >= unit.words.len() {
            return None;
        }
    }
}
