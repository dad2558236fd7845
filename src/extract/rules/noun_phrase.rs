mod start;

use super::Rule;
use crate::extract::clause::{self, Complement};
use crate::extract::scope::{Scope, Who};
use crate::extract::unit::{self, VerbCue};
use crate::extract::{attribution, object, subject};
use crate::lexicon::{NounClass, NounFrame, Tense};
use crate::model::Stance;
use crate::text::phrase::noun_phrase;
use crate::text::tag::Tag;
use start::{amount, located};

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
        0.91
    }

    fn apply(&self, scope: &mut Scope) {
        for cue in scope.free_cues() {
            if !scope.is_used(cue.group) && (cue.verb.noun != NounFrame::No || cue.verb.quote || cue.verb.amount) {
                read(self.name(), scope, &cue);
            }
        }
    }
}

fn read(rule: &'static str, scope: &mut Scope, cue: &VerbCue) {
    let unit = scope.unit;
    let group = &unit.groups[cue.group];
    if group.negated && !cue.verb.only_negated
        || group.tense == Tense::Infinitive && (attribution::is_denied(unit, cue) || attribution::is_meant(unit, cue))
        || group.passive
        || group.addressed
        || group.reflexive && cue.verb.reflexive == crate::lexicon::Reflexive::Never
    {
        return;
    }
    // « défilent pour protester contre A »: why they do what they do.
    if group.tense == Tense::Infinitive
        && cue.words.start > 0
        && unit.lower(cue.words.start - 1) == "pour"
        && matches!(
            cue.verb.head,
            "protester" | "contester" | "rejeter" | "défendre" | "soutenir"
        )
    {
        return;
    }
    // « cherche à écarter les accusations »: what somebody is after, and does not say.
    if group.tense == Tense::Infinitive && cue.verb.stance == Stance::Deny && attribution::is_aimed_at(unit, cue) {
        return;
    }
    // « ce que soulignent les syndicats »: what follows is the subject.
    let relative = cue.words.start > 0 && matches!(unit.lower(cue.words.start - 1), "que" | "qu'" | "dont")
        || attribution::names_only(unit, cue);
    // Inside reported words only verbs that hold, deny or demand report anew: « raconte que X a exigé A », not « précise qu'il a confirmé A ».
    // « affirme que le préfet lui a dit « d'attendre » »: what somebody was told in somebody else's words.
    let told_to = is_told(scope, cue);
    let nested = (cue.verb.stance == Stance::Assert || group.tense == Tense::Infinitive)
        && !told_to
        && scope.is_reported(cue.words.clone());
    // « ces propos qu'il juge « outranciers » »
    let judged = matches!(cue.verb.head, "juger" | "estimer") && unit.tag(cue.words.end) == Tag::Quotation;
    if !judged && (relative || nested) {
        return;
    }
    let amount = amount(unit, cue);
    // A link may be the last word: « ils parlent de » has no object.
    let Some(from) = amount
        .or_else(|| located(unit, cue))
        .or_else(|| start::object(scope, cue))
        .filter(|from| *from < unit.words.len())
    else {
        return;
    };
    // « maintient son affirmation selon laquelle A »: A is what is said, by the noun.
    let spelled_out = unit
        .phrase_at(from)
        .is_some_and(|p| unit.lower(p.words.end) == "selon" && unit.tag(p.words.end + 1) == Tag::Relative);
    if spelled_out && cue.verb.stance != Stance::Deny {
        return;
    }
    // « a requis l'anonymat » says nothing.
    if unit.words[from..(from + 2).min(unit.words.len())]
        .iter()
        .any(|w| matches!(&*w.lower, "anonymat" | "asile"))
    {
        return;
    }
    // « ne recense que 31 % de grévistes »
    let only = group.restricted
        && from > 0
        && matches!(unit.lower(from - 1), "que" | "qu'")
        // « n'a prononcé que quatre phrases »
        && (cue.verb.strong || cue.verb.head != "prononcer");
    let quoted = unit.tag(from) == Tag::Quotation;
    if told_to && !quoted || !told_to && quoted && scope.is_quotation_used(unit.words[from].quotation.unwrap_or(0)) {
        return;
    }
    let behind = match located(unit, cue) {
        Some(_) => Some(from),
        None => unit::around(&unit.words, from, &cue.verb.around),
    };
    if behind.is_none() && !cue.verb.around.is_empty() {
        return;
    }
    // « tient un marteau pour frapper »
    if behind.is_some_and(|i| unit.lower(i - 1) == "pour" && matches!(unit.tag(i), Tag::Infinitive | Tag::Determiner)) {
        return;
    }
    // « déplore « de nombreux morts », des destructions, ainsi que des pannes »
    let listed = || unit.tag(from + 1) == Tag::Comma && clause::list_goes_on(unit, from + 2);
    let to = if quoted && matches!(unit.tag(from + 1), Tag::Comma | Tag::Stop) && !listed() {
        from + 1
    } else if unit.lower(from) == "le" && unit.lower(from + 1) == "fait" {
        // « déplore le fait que A », « dénonce le fait d'avoir … »
        let complement = match unit.lower(from + 2) {
            "que" | "qu'" => Complement::Clause,
            _ => Complement::Infinitive,
        };
        clause::end_of(unit, scope.lexicon, cue, from, complement)
    } else if let Some(behind) = behind {
        clause::end_of(unit, scope.lexicon, cue, behind, Complement::NounPhrase)
    } else {
        clause::end_of(unit, scope.lexicon, cue, from, Complement::NounPhrase)
    };
    if to <= from {
        return;
    }
    let own_end = if quoted {
        from + 1
    } else if unit.words[from].fixed_order() {
        // « called the attack “barbaric” », « described the plan as “a gift” »
        to
    } else {
        noun_phrase(&unit.words, from).map_or(to, |p| p.words.end.min(to))
    };
    let has_quotation = (from..own_end).any(|i| unit.tag(i) == Tag::Quotation && !nickname(scope, i));
    let tallied = object::is_tallied(unit, cue, from)
        || object::is_granted(unit, cue, from)
        || object::is_spoken_of(unit, cue, from)
        || object::is_recalled(unit, cue, from)
        || object::is_to_be_done(unit, cue, from);
    let counted = unit.tag(from) == Tag::Numeral
        && (!cue.verb.noun_link.is_empty() || matches!(cue.verb.noun, NounFrame::Any | NounFrame::Count))
        || matches!(unit.lower(from), "du" | "des") && unit.tag(from + 1) == Tag::Numeral
        || only
        || amount.is_some()
            && (cue.verb.strong || object::is_toll(unit, from..to) || object::has_clock(unit, from..to))
        || tallied
        || matches!(unit.lower(from), "plus" | "moins" | "près" | "environ" | "au" | "entre")
            && unit.words[from..to].iter().any(|w| w.tag == Tag::Numeral);
    let said = cue.verb.noun == NounFrame::Said && object::is_said(scope, from);
    let told = cue.verb.noun == NounFrame::Tally && object::is_tally(unit, from);
    if !cue.verb.strong && !has_quotation && !counted && !said && !told {
        return;
    }
    // « condamne le chauffeur à deux ans de prison » is a sentence, no reproach.
    let sentenced = |i: usize| {
        unit.lower(i) == "à"
            && (matches!(unit.tag(i + 1), Tag::Numeral | Tag::Infinitive) || matches!(unit.lower(i + 1), "un" | "une"))
    };
    if cue.verb.head == "condamner" && !has_quotation && object::names_somebody(unit, from) && (from..to).any(sentenced)
    {
        return;
    }
    // « balaie cette thèse : … »: what is pointed back at is told behind the colon.
    if said && unit.tag(to) == Tag::Colon && matches!(unit.lower(from), "ce" | "cet" | "cette" | "ces") {
        return;
    }
    // « l'avait promis l'an dernier »: the pronoun is the object.
    let has_pronoun = group
        .words
        .clone()
        .any(|i| unit.tag(i) == Tag::ObjectPronoun && matches!(unit.lower(i), "le" | "la" | "l'" | "les"));
    if has_pronoun && cue.verb.noun_link.is_empty() && !has_quotation && cue.verb.around.is_empty() {
        return;
    }
    // « A salué les joueurs »: greets them.
    // « a exclu deux élus »: puts them out.
    if matches!(cue.verb.head, "saluer" | "exclure" | "écarter") && !has_quotation && object::names_people(unit, from)
        // « a rejeté des solvants dans la rivière »
        || cue.verb.head == "rejeter" && object::is_discharged(unit, from)
        // « rejette le projet de loi », « a écarté un recours »: a vote or a ruling.
        || cue.verb.stance == Stance::Deny && object::is_ruled_on(unit, cue, from)
        // « plaide pour la première fois »
        || noun_phrase(&unit.words, from).is_some_and(|p| unit.words[p.head].lower == "fois")
        // « en appelle au gouvernement »: to whom, not for what.
        || cue.verb.head == "appeler"
            && group.words.clone().any(|i| unit.lower(i) == "en")
            && noun_phrase(&unit.words, from + usize::from(matches!(unit.lower(from), "au" | "aux")))
                .is_some_and(|p| unit.words[p.head].class().is_some_and(NounClass::is_somebody))
        // « salue de la tête une voisine »
        || cue.verb.head == "saluer" && matches!(unit.lower(cue.words.end), "de" | "d'")
        // « avancent maison par maison », « avance pas à pas »
        || unit.lower(from) == unit.lower(from + 2) && unit.tag(from + 1) == Tag::Preposition
        // « avance ses pions »
        || cue.verb.head == "avancer" && unit.lower(from + 1).starts_with("pion")
        // « annonce la couleur », « demande des comptes »
        || matches!((cue.verb.head, unit.lower(from + 1)), ("annoncer", "couleur") | ("demander" | "réclamer", "comptes"))
        // « confirmant une information de l'agence »
        || cue.verb.head == "confirmer"
            && ["information", "article", "dépêche"].iter().any(|text| unit.lower(from + 1).starts_with(text))
    {
        return;
    }
    let fits = match cue.verb.noun {
        _ if amount.is_some() => true,
        NounFrame::Any => true,
        NounFrame::Thing => has_quotation || only || tallied || object::is_thing(unit, cue, from),
        // « parlait de 105 morts », « évoque « des provocations » »
        NounFrame::Quoted => has_quotation || counted || object::is_judged(unit, cue, from),
        // « en retient 7 000 », « retient trois suspects »
        NounFrame::Count if matches!(cue.verb.head, "retenir" | "déclarer") => {
            let of_them = group.words.clone().any(|i| unit.lower(i) == "en");
            has_quotation || counted && (of_them || cue.verb.head == "retenir" && object::is_sum(unit, from..to))
        }
        NounFrame::Count => {
            has_quotation
                || counted && (!matches!(cue.verb.head, "offrir" | "vouloir") || object::is_sum(unit, from..to))
        }
        NounFrame::Tally => {
            has_quotation || told || counted && cue.verb.tail.is_empty() && !cue.verb.noun_link.is_empty()
        }
        NounFrame::Said => has_quotation || said,
        // « X a dit « … » », « le train dit « Corail » » has a noun before the participle and no subject.
        NounFrame::No => tallied || quoted && cue.verb.quote && cue.verb.strong,
    };
    if !fits {
        return;
    }
    // « sous le calvaire dit « des Moines » »
    let named = quoted
        && cue.verb.head == "dire"
        && cue.words.len() == 1
        && unit
            .phrase_ending(cue.words.start)
            .is_some_and(|p| {
                // « celui dit « des Moines » »
                subject::governed(unit, p)
                    || unit.lower(p.head).starts_with("ce")
                    || !attribution::is_agent(unit, &subject::Subject::single(p))
            })
        // « Le bac, dit « le Vieux », coûte trop »
        || quoted
            && cue.verb.head == "dire"
            && cue.words.len() == 1
            && unit.tag(cue.words.start.wrapping_sub(1)) == Tag::Comma
            && unit.tag(from + 1) == Tag::Comma
            && unit.has_finite(from..unit.words.len())
        // « Le bac dit « le Vieux » coûte trop »: the verb of the sentence is another.
        || quoted && cue.verb.head == "dire" && cue.words.len() == 1 && unit.tag(from + 1) == Tag::FiniteVerb;
    // « Le fait de demander à un enfant « s'il était d'accord » »: what is spoken of, done by nobody.
    let spoken_of = group.tense == Tense::Infinitive
        && cue.words.start >= 2
        && matches!(unit.lower(cue.words.start - 1), "de" | "d'")
        && matches!(unit.lower(cue.words.start - 2), "fait" | "façon" | "manière" | "idée");
    if named || spoken_of || object::is_closed_off(unit, cue, from) {
        return;
    }
    // « assure le « comité d'accueil » »: sees to it.
    if cue.verb.head == "assurer" && !quoted {
        return;
    }
    // « Et de dénoncer un « scandale » »: whoever spoke last.
    if let Some(None) = subject::narrated(unit, cue.group) {
        scope.report(rule, cue, Who::Last, vec![from..to], 0.9);
        return;
    }
    let Some(said_by) = attribution::speaker(unit, cue) else {
        return;
    };
    // « Une affiche vante le poisson du jour », « une affichette rappelle les horaires »
    if attribution::is_sign(unit.words[said_by.phrase.head].lemma()) && !quoted {
        return;
    }
    // « le bilan fait état de trois morts »
    let mentions = !cue.verb.tail.is_empty() || matches!(cue.verb.head, "évoquer" | "mentionner");
    let testimony = mentions
        && scope
            .lexicon
            .cue_noun(unit.words[said_by.phrase.head].lemma())
            .is_some();
    // « Le panneau le disait « en travaux » »: what a thing was called there.
    let sayable = quoted && !has_pronoun;
    if !sayable && !testimony && !attribution::is_agent(unit, &said_by) || unit.lower(said_by.phrase.head) == "on" {
        return;
    }
    let who = scope.mention(&said_by);
    scope.report(rule, cue, who, vec![from..to], if quoted { 1.0 } else { 0.9 });
}

/// *raconte que le gérant leur a écrit « A »*, *affirme que la préfète lui a dit « A »*: inside reported words, to whom somebody with a name or an
/// office spoke.
fn is_told(scope: &Scope, cue: &VerbCue) -> bool {
    let unit = scope.unit;
    let to = |i: usize| unit.tag(i) == Tag::ObjectPronoun && matches!(unit.lower(i), "lui" | "leur");
    cue.verb.quote
        && cue.verb.strong
        && unit.is_finite(cue.group)
        && unit.groups[cue.group].words.clone().any(to)
        && scope.is_reported(cue.words.clone())
        && attribution::speaker(unit, cue)
            .is_some_and(|s| attribution::is_agent(unit, &s) && unit.tag(s.phrase.head) != Tag::SubjectPronoun)
}

/// True for a quotation that is a title or a nickname: one or two words with a capital after a noun.
fn nickname(scope: &Scope, i: usize) -> bool {
    let Some(q) = scope.unit.words[i].quotation else {
        return false;
    };
    let words = scope.analysis.quotations[q].inner.of(scope.analysis.text);
    words.split_whitespace().count() <= 2 && words.chars().next().is_some_and(char::is_uppercase)
}
