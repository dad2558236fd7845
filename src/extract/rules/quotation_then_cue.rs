use super::Rule;
use crate::extract::attribution;
use crate::extract::clause;
use crate::extract::scope::Scope;
use crate::extract::subject::{self, Subject};
use crate::extract::unit::{Unit, VerbCue};
use crate::lexicon::NounClass;
use crate::text::tag::Tag;

/// A quotation, then its cue.
pub struct QuotationThenCue;

impl Rule for QuotationThenCue {
    fn name(&self) -> &'static str {
        "quotation_then_cue"
    }

    fn doc(&self) -> &'static str {
        "A quotation followed by its cue: « … », a déclaré X ; « … », X a ajouté ; « A », poursuit-elle, « B ». Weak verbs (sourit, tranche) count \
         only when inverted. Leaves alone a verb that has content of its own (« … ». X ajoute que …)."
    }

    fn precision(&self) -> f32 {
        0.98
    }

    fn apply(&self, scope: &mut Scope) {
        for cue in scope.free_cues() {
            let told = || attribution::came_to_say(scope.unit, cue.group).is_some();
            if scope.is_used(cue.group) || !cue.verb.quote || !scope.unit.is_finite(cue.group) && !told() {
                continue;
            }
            if let Some((quotation, mut said_by, mut end)) = after_quotation(scope, &cue) {
                let relay = attribution::passed_on(scope.unit, &cue, &mut said_by, &mut end);
                let relay = relay.map(|r| scope.unit.span(r.words));
                report(self.name(), scope, &cue, quotation, &said_by, end);
                scope.passed_on(cue.group, relay);
            }
        }
    }
}

/// The word of the quotation, who said it, and one past the words of the attribution.
fn after_quotation(scope: &Scope, cue: &VerbCue) -> Option<(usize, Subject, usize)> {
    let unit = scope.unit;
    let group = &unit.groups[cue.group];
    let governor = attribution::came_to_say(unit, cue.group).map(|g| &unit.groups[g]);
    let start = governor.map_or(cue.words.start, |g| g.words.start);
    let on = governor.and_then(|g| g.inverted).is_some_and(|i| unit.lower(i) == "on");
    let quotation_before = |mut i: usize| {
        while i > 0 && matches!(unit.tag(i - 1), Tag::Comma | Tag::Dash | Tag::Stop | Tag::Adverb) {
            i -= 1;
        }
        (i > 0 && unit.tag(i - 1) == Tag::Quotation && !scope.is_quotation_used(unit.words[i - 1].quotation?))
            .then(|| i - 1)
    };
    if let Some(quotation) = quotation_before(start) {
        if group.inverted.is_some() || on {
            let said_by = subject::subject_of(unit, cue.group)?;
            return Some((quotation, said_by, cue.words.end));
        }
        // « des « combats violents » ont opposé X à Y »: the quotation is the verb's own subject.
        if quotation + 1 == start && quotation > 0 && unit.tag(quotation - 1) == Tag::Determiner {
            return None;
        }
        // « L'association « Vivre ici » réclame A », « Le rapport « Une école debout » accuse A »: the subject's own name.
        if quotation + 1 == start && names_subject(scope, quotation) {
            return None;
        }
        // « il est « fatigué » dit que … »: the quotation is a part of the sentence's own clause.
        if matches!(unit.tag(cue.words.end), Tag::Subordinator | Tag::Infinitive) {
            return None;
        }
        // « Le maire, qui parle d'« une faute », craint A »: the quotation is the relative clause's, the verb the maire's.
        if subject::closed_relative(unit, start).is_some_and(|qui| qui < quotation) {
            return None;
        }
        // « La commission, évoquant des « crimes », accuse A »: the participle's.
        if start > quotation + 1 && in_participle_clause(unit, quotation) {
            return None;
        }
        let said_by = subject::after(unit, cue.words.end)?;
        // « seule une pluie « comme on n'en voit plus » explique la rupture »
        if quotation + 1 == start && !attribution::is_agent(unit, &said_by) {
            return None;
        }
        // « Le gardien, surnommé « le Sphinx », ouvre la grille »
        let named = quotation > 0
            && matches!(
                unit.words[quotation - 1].lemma(),
                "surnommer" | "baptiser" | "rebaptiser" | "intituler" | "dénommer" | "nommer" | "surnommé" | "dénommé"
            );
        if named && !(cue.verb.strong && attribution::is_agent(unit, &said_by)) {
            return None;
        }
        let end = said_by.words.end;
        return Some((quotation, said_by, end));
    }
    // « … », X a ajouté.
    if !cue.verb.strong || group.inverted.is_some() {
        return None;
    }
    let said_by = subject::before(unit, cue.group)?;
    let first = said_by.words.start;
    if first == 0 || said_by.words.end > start || unit.tag(first - 1) != Tag::Comma && !comma_inside(scope, first - 1) {
        return None;
    }
    let quotation = quotation_before(first).filter(|&quotation| !opens_with_participle(unit, quotation))?;
    let end = subject::after_addressee(unit, cue);
    let closes = matches!(
        unit.tag(end),
        Tag::Stop | Tag::Comma | Tag::Preposition | Tag::Contraction
    ) && unit.words.get(end).is_none_or(|w| !matches!(&*w.lower, "de" | "d'"));
    closes.then_some((quotation, said_by, end))
}

/// True where a quotation is the name of the body or text that opens the clause: *L'association **« Vivre ici »***.
fn names_subject(scope: &Scope, quotation: usize) -> bool {
    let unit = scope.unit;
    let from = clause::start(unit, scope.floor, quotation);
    let bearer = unit
        .phrase_at(from)
        .filter(|p| unit.tag(from) == Tag::Determiner && (quotation..quotation + 2).contains(&p.words.end));
    bearer.is_some_and(|p| {
        matches!(
            unit.words[p.head].class(),
            Some(NounClass::Organisation | NounClass::Collective | NounClass::Document)
        )
    })
}

/// True where the sentence of a quotation opens with the participle that governs it: ***Tout en se disant « confiant »**, le ministre a appelé*.
fn opens_with_participle(unit: &Unit, quotation: usize) -> bool {
    let stop = (0..quotation)
        .rev()
        .find(|&i| matches!(unit.tag(i), Tag::Stop | Tag::Semicolon | Tag::Colon | Tag::Quotation));
    let mut words = (stop.map_or(0, |stop| stop + 1)..quotation)
        .skip_while(|&i| matches!(unit.lower(i), "tout" | "en") || unit.tag(i) == Tag::ObjectPronoun);
    words.next().is_some_and(|i| unit.tag(i) == Tag::PresentParticiple)
}

/// True for a quotation that a participle between commas governs, behind whoever leads the sentence: *La commission, **évoquant des « crimes »**,*.
fn in_participle_clause(unit: &Unit, quotation: usize) -> bool {
    let opening = (0..quotation)
        .rev()
        .take_while(|&i| !matches!(unit.tag(i), Tag::Stop | Tag::Semicolon | Tag::Colon | Tag::Quotation))
        .find(|&i| unit.tag(i) == Tag::Comma);
    opening.is_some_and(|comma| {
        unit.tag(comma + 1) == Tag::PresentParticiple
            && unit
                .phrase_ending(comma)
                .is_some_and(|p| attribution::is_agent(unit, &Subject::single(p)) && !unit.has_finite(0..p.words.start))
    })
}

/// The words inside the quotation at word `i`, where one stands there.
fn quoted<'t>(scope: &Scope<'_, 't>, i: usize) -> Option<&'t str> {
    let quotation = &scope.analysis.quotations[scope.unit.words.get(i)?.quotation?];
    Some(quotation.inner.of(scope.analysis.text).trim_start())
}

/// True for a quotation whose comma stands inside the marks: “We are ready,” she said.
fn comma_inside(scope: &Scope, i: usize) -> bool {
    let Some(inner) = quoted(scope, i).map(str::trim_end) else {
        return false;
    };
    inner.ends_with(',') || scope.unit.words[i].fixed_order() && inner.ends_with(['?', '!', '…', '—', '–'])
}

fn report(rule: &'static str, scope: &mut Scope, cue: &VerbCue, quotation: usize, said_by: &Subject, end: usize) {
    let unit = scope.unit;
    // Words before the quotation belong to a mixed clause: « L'accord est « un tournant », a estimé X ».
    let from = clause::start(unit, scope.floor, quotation);
    // « Les colis partent le matin, « par tous les temps », assure X »: a few words that complete the clause before them.
    let inner = quoted(scope, quotation).unwrap_or_default();
    let completes = || {
        unit.has_finite(from..quotation)
            && unit.tag(quotation + 1) == Tag::Comma
            && inner.starts_with(char::is_lowercase)
            && inner.split_whitespace().count() <= 5
    };
    // « « A » sur des passants, « tuant B », a dit X »: the quotation goes on with the one that opens the clause.
    let resumes = || unit.tag(from) == Tag::Quotation && inner.starts_with(char::is_lowercase);
    let first = if from < quotation
        && (unit.tag(quotation - 1) != Tag::Comma
            || completes()
            || resumes()
            || is_predicate(scope, from..quotation)
            || is_when_or_though(scope, from..quotation))
    {
        from
    } else {
        quotation
    };
    let mut content = vec![first..quotation + 1];
    let mut next = end;
    while matches!(unit.tag(next), Tag::Comma | Tag::Colon | Tag::Dash) {
        next += 1;
    }
    // « « A », dit-il, et « b » »
    let joined = next > end && matches!(unit.lower(next), "et" | "ou" | "mais" | "car");
    if joined && quoted(scope, next + 1).is_some_and(|inner| inner.starts_with(char::is_lowercase)) {
        next += 1;
    }
    // « « A », avait dit X mardi sur BFMTV, « B » »
    if next == end
        && let Some(comma) = (end..unit.words.len().min(end + 8)).find(|&i| unit.tag(i) == Tag::Comma)
        && !unit.has_finite(end..comma)
        && unit.tag(comma + 1) == Tag::Quotation
    {
        next = comma + 1;
    }
    if next > end && unit.tag(next) == Tag::Quotation && next < unit.words.len() && !cut_by_other_cue(scope, next) {
        content.push(next..next + 1);
        scope.floor = next + 1;
    } else {
        scope.floor = end;
    }
    let who = scope.mention(said_by);
    scope.report(rule, cue, who, content, 1.0);
}

/// ***Quand il est arrivé**, « la maison brûlait », dit X*: the clause before the comma is subordinate to the quoted one, and reports nothing itself.
fn is_when_or_though(scope: &Scope, before: std::ops::Range<usize>) -> bool {
    let unit = scope.unit;
    let Some(inner) = quoted(scope, before.end) else {
        return false;
    };
    let conjunction = match unit.lower(before.start) {
        "quand" | "lorsque" | "lorsqu'" | "puisque" | "puisqu'" => true,
        "même" => matches!(unit.lower(before.start + 1), "si" | "s'"),
        "dès" | "tant" | "parce" | "bien" => matches!(unit.lower(before.start + 1), "que" | "qu'"),
        _ => false,
    };
    let verbs = || {
        unit.finite_groups_from(before.start)
            .take_while(|&g| unit.groups[g].words.end <= before.end)
    };
    let reports = || verbs().any(|g| unit.cues_of(g).any(|cue| cue.verb.strong));
    conjunction && inner.starts_with(char::is_lowercase) && verbs().count() == 1 && !reports()
}

/// *Le car, un modèle de 2015, « n'avait jamais calé », assure X*: the quoted verb has its subject before the insertion.
fn is_predicate(scope: &Scope, before: std::ops::Range<usize>) -> bool {
    let unit = scope.unit;
    let Some(inner) = quoted(scope, before.end) else {
        return false;
    };
    let first = inner.split([' ', '\u{a0}']).next().unwrap_or_default();
    let verb = first.starts_with("n'")
        || first.starts_with("n’")
        || matches!(
            first,
            "ne" | "a"
                | "est"
                | "était"
                | "avait"
                | "sera"
                | "sont"
                | "ont"
                | "étaient"
                | "avaient"
                | "doit"
                | "peut"
                | "va"
        );
    let inserted = unit
        .phrase_at(before.start)
        .is_some_and(|p| unit.tag(p.words.end) == Tag::Comma && p.words.end + 1 < before.end);
    verb && inserted && !unit.has_finite(before)
}

/// True where the quotation has a cue of its own behind it.
fn cut_by_other_cue(scope: &Scope, quotation: usize) -> bool {
    let unit = scope.unit;
    let after = if unit.tag(quotation + 1) == Tag::Comma {
        quotation + 2
    } else {
        quotation + 1
    };
    unit.group_at(after)
        .is_some_and(|g| unit.cues_of(g).any(|c| c.verb.quote))
}
