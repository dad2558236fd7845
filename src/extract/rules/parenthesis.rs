mod own;
mod reply;
mod rest;

use std::ops::Range;

use super::Rule;
use crate::extract::attribution;
use crate::extract::clause::{self, Complement};
use crate::extract::relative;
use crate::extract::scope::Scope;
use crate::extract::subject::{self, Subject};
use crate::extract::unit::{Unit, VerbCue};
use crate::lexicon::{NounClass, Pos};
use crate::text::phrase::NounPhrase;
use crate::text::tag::Tag;
use own::{own_subject, speaker_like};
use reply::{is_count, is_reply};
use rest::continues;

/// Words that a reply may have which the words behind a colon spell out.
const FEW: usize = 4;

/// A cue set off by commas inside or behind an unquoted clause.
pub struct Parenthesis;

impl Rule for Parenthesis {
    fn name(&self) -> &'static str {
        "parenthesis"
    }

    fn doc(&self) -> &'static str {
        "A cue with its inverted subject behind or inside the clause it reports: Deux ponts ont cédé, a indiqué X ; Les moteurs, confie-t-il, \
         n'avaient pas été révisés ; Comme le souligne X, A. Leaves alone a verb with a complement of its own and one whose subject is nobody who speaks."
    }

    fn precision(&self) -> f32 {
        0.98
    }

    fn apply(&self, scope: &mut Scope) {
        for cue in scope.free_cues() {
            if scope.is_used(cue.group)
                || is_cut(self.name(), scope, &cue)
                || scope.unit.groups[cue.group].passive
                || !cue.verb.quote && !cue.verb.clause
                || cue.verb.head == "tenir"
                || !scope.unit.is_finite(cue.group) && attribution::came_to_say(scope.unit, cue.group).is_none()
            {
                continue;
            }
            if as_said(self.name(), scope, &cue) {
                continue;
            }
            if let Some((mut said_by, mut end)) = set_off(scope.unit, &cue) {
                let relay = attribution::passed_on(scope.unit, &cue, &mut said_by, &mut end);
                let relay = relay.map(|r| scope.unit.span(r.words));
                report(self.name(), scope, &cue, &said_by, end);
                scope.passed_on(cue.group, relay);
            }
        }
    }
}

/// *Comme le souligne X, A*; *A, ainsi que l'a rappelé X*.
fn as_said(rule: &'static str, scope: &mut Scope, cue: &VerbCue) -> bool {
    let unit = scope.unit;
    let start = cue.words.start;
    // « comme le veut la règle », « le « Capitaine », comme l'appellent ses voisins »
    if matches!(cue.verb.head, "vouloir" | "appeler" | "qualifier" | "désigner") {
        return false;
    }
    let clitic = matches!(unit.lower(start), "le" | "l'");
    let first = match start.checked_sub(1).map(|i| unit.lower(i)) {
        Some("comme") => start - 1,
        Some("que") if start >= 2 && unit.lower(start - 2) == "ainsi" => start - 2,
        _ => return false,
    };
    // « comme le montrent les images »
    let shown = |s: &Subject| matches!(unit.words[s.phrase.head].lemma(), "image" | "vidéo" | "photo" | "carte");
    let Some(said_by) =
        subject::after(unit, cue.words.end).filter(|s| clitic && attribution::is_agent(unit, s) && !shown(s))
    else {
        return false;
    };
    let end = (said_by.words.end..unit.words.len().min(said_by.words.end + 12))
        .find(|&i| matches!(unit.tag(i), Tag::Comma | Tag::Stop | Tag::Semicolon | Tag::Colon))
        .unwrap_or(unit.words.len());
    let before = clause::start(unit, scope.floor.min(first), first)..first;
    // « S'ils sont élus, comme le souhaite X, ils rendront des comptes »: no clause of its own.
    let condition = unit.tag(before.start) == Tag::Subordinator
        && matches!(unit.lower(before.start), "si" | "s'" | "quand" | "lorsque" | "lorsqu'");
    if condition {
        return false;
    }
    let content = if !scope.trimmed(before.clone()).is_empty() {
        before
    } else if unit.tag(end + 1) == Tag::Quotation && end + 1 < unit.words.len() {
        end + 1..end + 2
    } else if unit.tag(end) == Tag::Comma && end + 1 < unit.words.len() {
        let from = relative::past(unit, end + 1);
        from..clause::end(unit, scope.lexicon, from, Complement::Clause)
    } else {
        return false;
    };
    // « Elle n'est pas détruite comme l'ont affirmé des médias »: they said the contrary.
    // « a refusé de baisser la taxe, comme le demandait l'opposition »: nor is a refusal what they asked for.
    let refuses = |g: usize| {
        let verb = &unit.words[unit.groups[g].head];
        ["refuser", "rejeter", "exclure", "écarter", "renoncer"]
            .iter()
            .any(|lemma| verb.is_form_of(lemma))
    };
    let denies = first > 0
        && unit.finite_group_before(first).is_some_and(|g| {
            unit.tag(first - 1) != Tag::Comma && unit.groups[g].negated || content.end <= first && refuses(g)
        });
    if denies || taken(scope, content.clone()) {
        return false;
    }
    scope.floor = scope.floor.max(content.end).max(end);
    let who = scope.mention(&said_by);
    scope.report(rule, cue, who, vec![content], 0.95);
    true
}

/// The inverted subject and one past the words of the attribution.
fn set_off(unit: &Unit, cue: &VerbCue) -> Option<(Subject, usize)> {
    if let Some(found) = subject_first(unit, cue) {
        return Some(found);
    }
    // « a-t-il fini par le concéder », « a dû admettre le préfet »: the verb that governs the cue is set off with it.
    let group = &unit.groups[attribution::came_to_say(unit, cue.group).unwrap_or(cue.group)];
    let start = group.words.start;
    if start == 0
        || !(matches!(
            unit.tag(start - 1),
            Tag::Comma | Tag::Dash | Tag::Stop | Tag::StrayQuote | Tag::Open
        ) || lost_its_comma(unit, cue))
        || group.addressed && group.inverted.is_none()
    {
        return None;
    }
    if let Some(pronoun) = group.inverted {
        if matches!(unit.lower(pronoun), "je" | "tu" | "nous" | "vous" | "ce") {
            return None;
        }
        // « croit-il savoir », « dit-on »
        let end = match unit.groups.get(cue.group + 1) {
            Some(next)
                if next.words.start == cue.words.end
                    && unit.tag(next.words.start) == Tag::Infinitive
                    && unit.tag(next.words.end) == Tag::Comma =>
            {
                next.words.end
            }
            _ => cue.words.end,
        };
        return Some((Subject::single(&NounPhrase::word(pronoun)), end))
            .filter(|_| group.words.start < cue.words.start)
            .or_else(|| subject::subject_of(unit, cue.group).map(|said_by| (said_by, end)));
    }
    if group.negated && !cue.verb.only_negated || group.restricted {
        return None;
    }
    if matches!(
        unit.tag(cue.words.end),
        Tag::Subordinator | Tag::Infinitive | Tag::Quotation | Tag::Relative
    ) {
        return None;
    }
    // « a incité les hommes à créer »: the noun phrase is whom the verb acts on.
    let linked = !cue.verb.target_links.is_empty()
        && (cue.words.end..(cue.words.end + 12).min(unit.words.len()))
            // « assure la régie, qui se dit prête à ouvrir »: behind the comma another verb has it.
            .take_while(|&i| i == cue.words.end || unit.tag(i) != Tag::Comma)
            .any(|i| {
                let verb = (i + 1..i + 4).find(|&i| !matches!(unit.tag(i), Tag::Negation | Tag::ObjectPronoun));
                matches!(unit.lower(i), "à" | "de" | "d'") && verb.is_some_and(|v| unit.tag(v) == Tag::Infinitive)
            });
    // « a averti ses actionnaires que »
    let told = cue.verb.target_links.contains(&"que")
        && (cue.words.end..(cue.words.end + 14).min(unit.words.len()))
            .take_while(|&i| i == cue.words.end || unit.tag(i) != Tag::Comma)
            .any(|i| unit.tag(i) == Tag::Subordinator && matches!(unit.lower(i), "que" | "qu'"));
    if linked || told {
        return None;
    }
    let said_by = subject::after(unit, cue.words.end).filter(|s| {
        // « a balayé cette version »: what was said before is the object.
        let said = matches!(unit.lower(s.words.start), "ce" | "cet" | "cette" | "ces")
            && unit.words[s.phrase.head].class() == Some(NounClass::Speech);
        unit.tag(s.phrase.head) != Tag::Quotation
            && !said
            && !matches!(
                unit.lower(s.phrase.head),
                "ce" | "cela" | "ceci" | "ça" | "rien" | "tout"
            )
    })?;
    // « un homme, dont l'accent est connu, revendique les deux incendies »: the verb does not agree with its object.
    if !subject::agrees(unit, &said_by, group.plural) {
        return None;
    }
    // « Jean Roy, dit Petit Jean, candidat »: another name.
    let alias = cue.verb.head == "dire"
        && cue.words.len() == 1
        && start >= 2
        && unit.tag(start - 2) == Tag::Name
        && unit.tag(said_by.words.start) == Tag::Name
        && !unit.has_finite(clause::start(unit, 0, start)..start);
    if alias {
        return None;
    }
    // English puts the subject behind only with the plainest verbs, and never where one stands before.
    if unit.words[start].fixed_order()
        && (!cue.verb.bare
            || group.words.len() > 1
            || subject::before(unit, cue.group).is_some_and(|s| speaker_like(unit, &s)))
    {
        return None;
    }
    if !unit.words[start].fixed_order() && own_subject(unit, cue, &said_by) {
        return None;
    }
    // Behind a whole clause even a noun that seldom speaks does: « Le bilan est de neuf morts, a confirmé la protection civile ».
    let whole = cue.verb.strong
        && unit.has_finite(0..start)
        && !matches!(unit.tag(said_by.phrase.head), Tag::Numeral)
        && (group.inverted.is_some() || !attribution::names_action(&unit.words[said_by.phrase.head].lower));
    // « Neuf cents, assure la billetterie »
    let figure = cue.verb.strong
        && unit.words[0].can_be(Pos::Numeral)
        && start <= 6
        && unit.tag(said_by.words.start) == Tag::Determiner;
    if !speaks(unit, &said_by) && !whole && !figure {
        return None;
    }
    // « La mairie dénonce un abus, réclame une enquête et exige A »: what the same one goes on to say.
    if subject::enumerated(unit, cue.group).is_some() {
        return None;
    }
    // What follows must close the insertion; a verb there would make the noun phrase its own subject.
    let end = said_by.words.end;
    // A weak verb must cut a clause or stand behind a whole one: « La FNICU, reprend X, a exercé … ».
    // « D'autre part, poursuit X, « A » »
    let quoted = || unit.tag(end + 1) == Tag::Quotation && end + 1 < unit.words.len();
    let cuts = || unit.tag(end) == Tag::Comma && (unit.has_finite(end..unit.words.len()) || quoted());
    let answers = is_reply(unit, 0..start - 1)
        || is_count(unit, cue)
        || cue.verb.head == "corriger"
            && (speaker_like(unit, &said_by) || unit.words[said_by.phrase.head].class() == Some(NounClass::Document));
    if !cue.verb.strong && !unit.has_finite(0..start) && !cuts() && !answers {
        return None;
    }
    let closes = match unit.tag(end) {
        Tag::Comma
        | Tag::Stop
        | Tag::Semicolon
        | Tag::Colon
        | Tag::Dash
        | Tag::Preposition
        | Tag::Contraction
        | Tag::PastParticiple
        | Tag::Adverb
        | Tag::Coordinator
        | Tag::Relative
        | Tag::Close
        | Tag::Determiner
        | Tag::Noun
        | Tag::StrayQuote
        | Tag::PresentParticiple => true,
        _ => end >= unit.words.len(),
    };
    closes.then_some((said_by, end))
}

/// *Les dégâts sont considérables a-t-il indiqué.*: a verb with its pronoun that closes the sentence, where no comma parts it from what was said.
fn lost_its_comma(unit: &Unit, cue: &VerbCue) -> bool {
    let group = &unit.groups[cue.group];
    let pronoun = group.inverted.map(|i| unit.lower(i));
    let asks = unit.lower(cue.words.end) == "?";
    matches!(pronoun, Some("il" | "elle" | "ils" | "elles"))
        && cue.verb.strong
        && unit.tag(cue.words.end) == Tag::Stop
        && !asks
        && unit.has_finite(0..group.words.start)
}

/// *La mairie, assure la présidente, lui refuse la clé*: a verb of what another one cuts.
fn is_cut(rule: &str, scope: &Scope, cue: &VerbCue) -> bool {
    let words = scope.unit.span(cue.words.clone());
    scope.unit.groups[cue.group].inverted.is_none()
        && scope
            .found
            .last()
            .is_some_and(|f| f.rule == rule && f.content.iter().skip(1).any(|content| content.contains(words)))
}

/// *The plan, X said, would fail*; *the plan had failed, X told Reuters*: with verbs that take a bare clause the subject may come first.
fn subject_first(unit: &Unit, cue: &VerbCue) -> Option<(Subject, usize)> {
    let group = &unit.groups[cue.group];
    if !cue.verb.bare || group.negated {
        return None;
    }
    let said_by = subject::before(unit, cue.group)?;
    let first = said_by.words.start;
    if first == 0 || said_by.words.end > cue.words.start || unit.tag(first - 1) != Tag::Comma || !speaks(unit, &said_by)
    {
        return None;
    }
    let end = subject::after_addressee(unit, cue);
    let closes =
        end >= unit.words.len() || matches!(unit.tag(end), Tag::Comma | Tag::Stop | Tag::Semicolon | Tag::Dash);
    // « …, X said in a statement. »: circumstance, and then the end; a clause behind it would be what was said.
    let circumstance = unit.tag(end) == Tag::Preposition
        && (end..unit.words.len())
            .find(|&i| matches!(unit.tag(i), Tag::Comma | Tag::Stop | Tag::Semicolon))
            .is_none_or(|mark| !unit.has_finite(end..mark));
    (closes || circumstance).then_some((said_by, end))
}

/// True for a noun phrase that can speak: a name, a person, an office, a body, a document, a pronoun.
fn speaks(unit: &Unit, said_by: &Subject) -> bool {
    let head = &unit.words[said_by.phrase.head];
    let class = head.class();
    if head.tag == Tag::Numeral {
        return false;
    }
    said_by.phrase.name.is_some()
        || head.capital
        || matches!(head.tag, Tag::Pronoun | Tag::SubjectPronoun)
        || matches!(class, Some(c) if c != NounClass::Other)
        || (class.is_none() || head.readings.is_empty()) && !attribution::names_action(&head.lower)
        || attribution::is_agent(unit, said_by)
}

fn report(rule: &'static str, scope: &mut Scope, cue: &VerbCue, said_by: &Subject, mut end: usize) {
    let unit = scope.unit;
    // « a constaté un journaliste de l'AFP »: what the writer saw himself.
    let observer = matches!(
        unit.words[said_by.phrase.head].lemma(),
        "journaliste" | "correspondant" | "reporter" | "photographe" | "vidéaste" | "équipe"
    );
    if observer && matches!(cue.verb.head, "constater" | "voir" | "observer") {
        return;
    }
    let governor = attribution::came_to_say(unit, cue.group).map_or(cue.words.start, |g| unit.groups[g].words.start);
    let start = governor.min(said_by.words.start);
    let floor = if scope.floor > start { 0 } else { scope.floor };
    // « Le barrage – assure X – ne présente … »: the dash belongs to the insertion.
    let opening = if start > 0 && unit.tag(start - 1) == Tag::Dash {
        start - 1
    } else {
        start
    };
    let mut before = clause::start(unit, floor, opening)..opening;
    // « Le train part, mais il est plein, prévient X. »
    let closed = clause::start_of_closed(unit, floor, opening)..opening;
    // « …, mais la tour a perdu sa trace, a précisé la police mercredi. »
    let last =
        (end..unit.words.len()).find(|&i| matches!(unit.tag(i), Tag::Stop | Tag::Comma | Tag::Colon | Tag::Semicolon));
    let last = last.filter(|&last| unit.tag(last) == Tag::Stop && !unit.has_finite(end..last));
    let closes = last.is_some() && unit.tag(opening - usize::from(opening > 0)) == Tag::Comma;
    if closes && closed.start < before.start && !scope.is_reported(closed.start..before.start) {
        before = closed;
    }
    let mut words = scope.trimmed(before.clone());
    // « Dix maisons ont brûlé, selon un bilan qui peut s'alourdir, indique X »: no clause begins with a relative.
    if unit.tag(words.start) == Tag::Relative && words.start > 0 && !words.is_empty() {
        before = clause::start(unit, 0, opening)..opening;
        words = scope.trimmed(before.clone());
    }
    // « Mais, explique-t-il, la route est fermée »: all that was said stands behind.
    let opens = words.is_empty()
        && opening >= 2
        && unit.tag(opening - 1) == Tag::Comma
        && unit.tag(opening - 2) == Tag::Coordinator
        && unit.tag(end) == Tag::Comma;
    if opens {
        let to = clause::end(unit, scope.lexicon, end + 1, Complement::Clause);
        let quoted = unit.tag(end + 1) == Tag::Quotation;
        if (quoted || unit.has_finite(end + 1..to)) && !taken(scope, end + 1..to) {
            scope.floor = to;
            let who = scope.mention(said_by);
            scope.report(rule, cue, who, vec![end + 1..to], 1.0);
        }
        return;
    }
    if words.is_empty() || taken(scope, before.clone()) {
        return;
    }
    // « Le ministre, X, a exhorté Y à … »: what stands before is the verb's own subject.
    // « Le ministre, X, fustige Y, qui … », « Le ministre, X, a téléphoné à son homologue, Y, demandant … »
    let resumed = resumes(unit, before.clone(), end);
    let closes = unit.tag(end) == Tag::Comma
        && (resumed.is_some() || !matches!(unit.tag(end + 1), Tag::Relative | Tag::PresentParticiple));
    if unit.groups[cue.group].inverted.is_none()
        && !closes
        && !main_verb_in(unit, before.clone())
        && subject::before(unit, cue.group).is_some_and(|subject| {
            // What a dash parts from the clause, « VILLE, 3 mai – », is not its subject.
            subject.words.start >= before.start
                && subject.words.start <= words.start + 1
                && speaker_like(unit, &subject)
        })
    {
        return;
    }
    // Circumstance up to the next comma: « a annoncé X mardi devant la presse, ».
    if !matches!(unit.tag(end), Tag::Comma | Tag::Stop)
        && let Some(comma) =
            (end..unit.words.len().min(end + 20)).find(|&i| matches!(unit.tag(i), Tag::Comma | Tag::Stop | Tag::Colon))
        && !unit.has_finite(end..comma)
    {
        end = comma;
    }
    let mut content = vec![before.clone()];
    let rest = resumed.unwrap_or(end + 1);
    // « Pas du tout, objecte X : le pont tient », « Bien davantage, objecte X : ils étaient cent »
    let answer = unit.tag(end) == Tag::Colon
        && (is_reply(unit, words.clone()) || words.len() <= FEW && !unit.has_finite(words))
        && unit.tag(rest) != Tag::Quotation;
    let cut = resumed.is_some()
        || matches!(unit.tag(end), Tag::Comma | Tag::Dash) && rest < unit.words.len() && continues(unit, before, rest);
    if answer || cut {
        let to = clause::end(unit, scope.lexicon, rest, Complement::Clause);
        scope.floor = to;
        content.push(rest..to);
    } else {
        scope.floor = end;
    }
    let who = scope.mention(said_by);
    scope.report(rule, cue, who, content, 1.0);
}

/// Where the clause that the attribution cut goes on behind a relative clause of whoever speaks: *La piste, répète X, qui dirige la station, **était
/// fermée***.
fn resumes(unit: &Unit, before: Range<usize>, end: usize) -> Option<usize> {
    let behind = (unit.tag(end) == Tag::Comma).then(|| relative::past(unit, end + 1))?;
    (behind > end + 1 && !unit.has_finite(before.clone()) && continues(unit, before, behind)).then_some(behind)
}

/// True where the words have a verb outside relative and subordinate clauses: *Le chef de l'Etat, X, parlera mardi, a fait savoir Y*.
fn main_verb_in(unit: &Unit, words: Range<usize>) -> bool {
    unit.finite_groups_from(words.start)
        .take_while(|&g| unit.groups[g].words.end <= words.end)
        .any(|g| !subject::is_subordinate(unit, g))
}

fn taken(scope: &Scope, words: Range<usize>) -> bool {
    words.into_iter().any(|i| {
        scope.unit.words[i]
            .quotation
            .is_some_and(|q| scope.is_quotation_used(q))
    })
}
