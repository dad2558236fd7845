use super::Rule;
use crate::extract::clause::{self, Complement};
use crate::extract::scope::{Scope, Who};
use crate::extract::unit::{Unit, VerbCue};
use crate::extract::{apposition, attribution, circumstance, subject};
use crate::lexicon::{NounClass, Tense};
use crate::text::tag::Tag;

/// Words of an insertion right behind *que*.
const INSERTION: usize = 14;

/// A cue verb with a *que* or *si* clause, or with a quotation right behind it.
pub struct Clause;

impl Rule for Clause {
    fn name(&self) -> &'static str {
        "clause"
    }

    fn doc(&self) -> &'static str {
        "A cue verb with a clause: X affirme que A et que B ; X a demandé si A ; précisant que A ; X, qui assure que A. Also with a whole quotation as \
         its object: X soutient que « A », X a dit « A ». Leaves alone cues under negation (n'a pas précisé si) and relative que."
    }

    fn precision(&self) -> f32 {
        0.98
    }

    fn apply(&self, scope: &mut Scope) {
        for cue in scope.free_cues() {
            if scope.is_used(cue.group) || !(cue.verb.clause || cue.verb.question) {
                continue;
            }
            read(self.name(), scope, &cue);
        }
    }
}

fn read(rule: &'static str, scope: &mut Scope, cue: &VerbCue) {
    let unit = scope.unit;
    let group = &unit.groups[cue.group];
    if attribution::is_denied(unit, cue) || group.addressed {
        return;
    }
    // « n'a reconnu que des pertes » restricts, « ni X ni Y n'ont indiqué » denies.
    if group.restricted {
        return;
    }
    let impersonal = impersonal(scope, cue);
    if group.passive && !impersonal && cue.verb.head != "être" {
        return;
    }
    let from = complementizer(scope, cue)
        .or_else(|| bare(scope, cue))
        .or_else(|| quoted_clause(scope, cue));
    let Some(from) = from else {
        return;
    };
    // « votera pour dire s'il veut A »: a question that is still open.
    let purpose = cue.words.start > 0 && unit.lower(cue.words.start - 1) == "pour";
    if purpose && cue.verb.clause && matches!(unit.lower(from - 1), "si" | "s'") {
        return;
    }
    // « rappelle que, selon le règlement, la séance est publique »
    let close = (from + 1..unit.words.len().min(from + INSERTION))
        .find(|&i| unit.tag(i) == Tag::Comma)
        .filter(|&close| unit.tag(from) == Tag::Comma && !unit.has_finite(from..close));
    let inside = close.map_or(from, |close| close + 1);
    let to = clause::end_of(unit, scope.lexicon, cue, inside, Complement::Clause);
    if to <= inside {
        return;
    }
    // « affirme que la gérante lui a dit : « … » »: what she said is in his words.
    let told = unit.tag(to) == Tag::Colon
        && unit.tag(to + 1) == Tag::Quotation
        && unit
            .finite_groups_from(from)
            .take_while(|&g| unit.groups[g].words.end <= to)
            .any(|g| unit.cues_of(g).any(|c| c.verb.quote && c.verb.strong));
    let to = if told { to + 2 } else { to };
    let who = if impersonal {
        Who::Nobody
    } else if let Some(None) = subject::narrated(unit, cue.group) {
        Who::Last
    } else {
        match attribution::speaker(unit, cue) {
            // « le bruit court que »
            Some(said_by) if matches!(unit.words[said_by.phrase.head].lemma(), "bruit" | "rumeur") => Who::Nobody,
            // « L'étude montre que »: weak verbs report what a text says.
            // « affirme qu'il espère que A »: the same one goes on inside his own words.
            Some(said_by) if is_pronoun(unit, &said_by) && scope.is_reported(cue.words.clone()) => return,
            // « Une maquette rappelle que A »: a thing that bears no words.
            Some(said_by) if is_mute(unit, &said_by) => return,
            // « a appris aux familles que A »: told them.
            Some(said_by)
                if cue.verb.head == "apprendre" && tells(unit, cue, from) && attribution::is_agent(unit, &said_by) =>
            {
                scope.mention(&said_by)
            }
            // « réplique que X démontre que A »: shown by what he does.
            Some(said_by)
                if matches!(cue.verb.head, "démontrer" | "montrer" | "prouver" | "illustrer")
                    && !is_text(scope, &said_by)
                    && scope.is_reported(cue.words.clone()) =>
            {
                return;
            }
            // « la tradition veut que »
            Some(said_by) if cue.verb.head == "vouloir" && !attribution::is_agent(unit, &said_by) => return,
            Some(said_by) if cue.verb.strong || is_text(scope, &said_by) => scope.mention(&said_by),
            // « Le procureur tient que A », « La commission établit que A »
            Some(said_by) if holds(cue) && attribution::is_agent(unit, &said_by) => scope.mention(&said_by),
            _ => return,
        }
    };
    // « affirme qu'on lui a dit que tout irait bien »: what nobody says inside reported words is theirs.
    if matches!(who, Who::Nobody) && scope.is_reported(cue.words.clone()) {
        return;
    }
    scope.report(rule, cue, who, vec![from..to], 1.0);
}

/// The first word of the clause: after *que*, *si* or the words between the verb and them.
fn complementizer(scope: &Scope, cue: &VerbCue) -> Option<usize> {
    let unit = scope.unit;
    let limit = (cue.words.end + 22).min(unit.words.len());
    let mut i = cue.words.end;
    // « avoue, même si cela lui coûte, que A »: over a clause between commas.
    if unit.tag(i) == Tag::Comma
        && matches!(
            unit.lower(i + 1),
            "même" | "si" | "quand" | "lorsque" | "lorsqu'" | "comme"
        )
        && let Some(close) =
            (i + 2..limit).find(|&j| unit.tag(j) == Tag::Comma && matches!(unit.lower(j + 1), "que" | "qu'"))
    {
        return cue.verb.clause.then_some(close + 2);
    }
    while i < limit {
        let lower = unit.lower(i);
        match unit.tag(i) {
            // « alors que », « tandis que » lead away from the verb; « explique ce qu'est » has a relative.
            // « expliquait alors que A »: with nothing else to report, the adverb and the clause.
            Tag::Adverb | Tag::Subordinator
                if lower == "alors"
                    && i == cue.words.end
                    && cue.verb.clause
                    && cue.verb.strong
                    && matches!(unit.lower(i + 1), "que" | "qu'")
                    && unit.groups[cue.group].tense == Tense::Imperfect
                    && unit.groups[cue.group].inverted.is_none()
                    && !(0..i).any(|j| unit.tag(j) == Tag::Quotation) =>
            {
                return Some(i + 2);
            }
            Tag::Subordinator | Tag::Relative | Tag::Adverb | Tag::Preposition
                if clause::conjunction_at(unit, scope.lexicon, i)
                    // « annonce ainsi que quatre personnes ont été tuées », « assure maintenant que A », « se plaint surtout que A »
                    && !(i == cue.words.end
                        && matches!(lower, "ainsi" | "encore" | "maintenant" | "surtout" | "bien")
                        && (unit.has_finite(i..limit) || (i..limit).any(|j| unit.tag(j) == Tag::Quotation)))
                    && !(i > 0 && unit.tag(i) == Tag::Adverb && unit.tag(i - 1) == Tag::Adverb) =>
            {
                return None;
            }
            // « annonce 150 000 marcheurs, six fois plus que la police »
            Tag::Subordinator | Tag::Relative
                if i > cue.words.end + 1
                    && matches!(unit.lower(i - 1), "plus" | "moins" | "mieux" | "davantage" | "autant") =>
            {
                return None;
            }
            Tag::Subordinator | Tag::Relative
                if i > 0
                    && matches!(unit.lower(i - 1), "ce" | "celui" | "celle" | "ceux" | "celles")
                    // « demande à ce que »: the cue's own word.
                    && !(i == cue.words.end && cue.verb.tail.last() == Some(&"ce")) =>
            {
                return None;
            }
            // « réclame la publication des études, que X dit avoir lues »: one comma opens a relative, two an insertion.
            Tag::Subordinator | Tag::Relative
                if i > cue.words.end
                    && unit.tag(i - 1) == Tag::Comma
                    && (has_noun(scope, cue.words.end, i)
                        || has_object(unit, cue.words.end, i - 1)
                        // « a annoncé, le 28 octobre, l'ouverture de A, que X »
                        || unit.tag(cue.words.end) == Tag::Comma
                            && (cue.words.end + 1..i)
                                .find(|&j| unit.tag(j) == Tag::Comma)
                                .is_some_and(|comma| comma + 1 < i && has_noun(scope, comma + 1, i)))
                    // « reconnaît le portrait, repeint, du fondateur, que »: two close an insertion, the third opens a relative.
                    && (cue.words.end..i).filter(|&j| unit.tag(j) == Tag::Comma).count() % 2 == 1 =>
            {
                return None;
            }
            // « expose la peau à 40 °C et que le reste chauffe »: an earlier verb's second clause.
            // « que le pays répliquerait à l'attaque et qu'il partirait »: so is this.
            Tag::Coordinator
                if unit.tag(i + 1) == Tag::Subordinator
                    && (has_noun(scope, cue.words.end, i) || scope.is_reported(cue.words.clone())) =>
            {
                return None;
            }
            Tag::Noun | Tag::Other if clause::conjunction_at(unit, scope.lexicon, i) => return None,
            // « said troops that had fled were back »: the clause begins without a conjunction, the relative is inside it.
            Tag::Relative if cue.verb.bare && i > cue.words.end && cue.verb.target_links.is_empty() => return None,
            // « regrette un manque d'égards pour les « corps intermédiaires » que sont les syndicats »: a relative with its subject behind.
            Tag::Subordinator | Tag::Relative
                if i > cue.words.end
                    && matches!(lower, "que" | "qu'")
                    && matches!(unit.tag(i - 1), Tag::Quotation | Tag::Noun)
                    && unit.tag(i + 1) == Tag::FiniteVerb
                    && unit.phrase_at(i + 2).is_some() =>
            {
                return None;
            }
            Tag::Subordinator | Tag::Relative if matches!(lower, "que" | "qu'" | "that") => {
                // « affirme, lui, que »; « le ministre que »: a relative belongs to the noun phrase between.
                // « n'a reconnu que des pertes » restricts; it reports no clause.
                return (cue.verb.clause
                    && !unit.groups[cue.group].restricted
                    && (i == cue.words.end
                        || unit.tag(i) == Tag::Subordinator
                        || near(unit.tag(i - 1))
                        // « a signalé sur le plan la porte que »
                        || !has_noun(scope, cue.words.end, i)
                            && (unit.tag(i) != Tag::Relative || !has_object(unit, cue.words.end, i))))
                .then_some(i + 1);
            }
            Tag::Subordinator if matches!(lower, "si" | "s'" | "whether" | "if") => {
                // « a demandé à la commission d'enquête si »
                let asked = matches!(unit.lower(cue.words.end), "à" | "au" | "aux");
                let reach = if asked { 8 } else { 4 };
                let near = i <= cue.words.end + reach || circumstance::past_all(unit, cue.words.end) == i;
                return (cue.verb.question && near).then_some(i + 1);
            }
            Tag::Interrogative | Tag::Subordinator | Tag::Relative
                if cue.verb.question && (cue.words.end..i).all(|j| unit.tag(j) == Tag::Adverb) =>
            {
                return Some(i);
            }
            // « a souligné combien la ville a changé »
            Tag::Interrogative | Tag::Adverb
                if lower == "combien"
                    && cue.verb.clause
                    && cue.verb.strong
                    && unit
                        .phrase_at(i + 1)
                        .is_some_and(|p| unit.group_at(p.words.end).is_some())
                    && circumstance::past_all(unit, cue.words.end) >= i =>
            {
                return Some(i);
            }
            // « a demandé au gérant pourquoi il dormait »
            Tag::Interrogative | Tag::Adverb
                if cue.verb.question
                    && matches!(unit.lower(i), "pourquoi" | "comment" | "combien" | "où" | "quand")
                    && tells(unit, cue, i + 1) =>
            {
                return Some(i);
            }
            // « déclare « avec conviction » que »
            Tag::Quotation
                if i == cue.words.end
                    && unit.tag(i + 1) != Tag::Comma
                    && !(unit.tag(i + 1) == Tag::Subordinator && matches!(unit.lower(i + 1), "que" | "qu'")) =>
            {
                return None;
            }
            // « confie en riant que A »
            // … but « dénonce un abus, en rappelant que A » reports anew.
            Tag::PresentParticiple
                if i > cue.words.end
                    && unit.lower(i - 1) == "en"
                    && !unit
                        .group_at(i)
                        .is_some_and(|g| unit.cues_of(g).any(|c| c.verb.clause && c.verb.strong)) =>
            {
                i += 1
            }
            Tag::Stop
            | Tag::Semicolon
            | Tag::Colon
            | Tag::FiniteVerb
            | Tag::Dash
            | Tag::PresentParticiple
            | Tag::Infinitive => return None,
            // « a réclamé la fermeture et regretté que »: the clause is the next verb's.
            Tag::Coordinator if unit.group_at(i + 1).is_some() || unit.tag(i + 1) == Tag::Adverb => return None,
            Tag::Quotation if unit.words[i].span.len() > 60 => return None,
            _ => i += 1,
        }
    }
    None
}

/// A quotation that is the clause with its conjunction, behind where and when: *avait assuré lors de l'enquête « qu'elle ne pouvait pas »*.
fn quoted_clause(scope: &Scope, cue: &VerbCue) -> Option<usize> {
    let unit = scope.unit;
    let from = cue.words.end;
    let stops = |i: &usize| {
        matches!(
            unit.tag(*i),
            Tag::FiniteVerb
                | Tag::Stop
                | Tag::Colon
                | Tag::Semicolon
                | Tag::Subordinator
                | Tag::Relative
                | Tag::Infinitive
                | Tag::Dash
        )
    };
    let limit = unit.words.len().min(from + 24);
    let i = (from..limit)
        .take_while(|i| !stops(i))
        .find(|&i| unit.tag(i) == Tag::Quotation)?;
    let inner = unit.words[i]
        .quotation
        .map(|q| scope.analysis.quotations[q].inner.of(scope.analysis.text))?;
    let opens = ["que ", "qu'", "qu’"]
        .iter()
        .any(|que| inner.trim_start().starts_with(que));
    (cue.verb.clause && cue.verb.strong && opens).then_some(i)
}

/// True for *il, elle, ils, elles*.
fn is_pronoun(unit: &Unit, said_by: &subject::Subject) -> bool {
    unit.tag(said_by.phrase.head) == Tag::SubjectPronoun
}

/// True for a thing that is no text and can only be said to speak: *une maquette*, *la fumée*; a sign has words of its own.
fn is_mute(unit: &Unit, said_by: &subject::Subject) -> bool {
    let head = &unit.words[said_by.phrase.head];
    let one = matches!(unit.lower(said_by.words.start), "un" | "une");
    one && head.class() == Some(NounClass::Other)
        && head.tag == Tag::Noun
        && !matches!(
            head.lemma(),
            "panneau" | "affiche" | "pancarte" | "plaque" | "banderole" | "voix" | "écriteau"
        )
        && !attribution::is_agent(unit, said_by)
}

/// True where somebody to whom it is told stands between the verb and its clause: *a appris **aux familles** que*.
fn tells(unit: &Unit, cue: &VerbCue, clause: usize) -> bool {
    let to = cue.words.end;
    let whom = unit.phrase_at(to).or_else(|| unit.phrase_at(to + 1));
    matches!(unit.lower(to), "à" | "au" | "aux")
        && whom.is_some_and(|p| p.words.end + 1 == clause && apposition::is_somebody(unit, p))
}

/// True for weak verbs that somebody reports with once a clause is what they govern.
fn holds(cue: &VerbCue) -> bool {
    matches!(
        cue.verb.head,
        "tenir" | "assumer" | "établir" | "démontrer" | "calculer" | "communiquer" | "spéculer" | "surenchérir"
    )
}

/// True for a text, and for the source of *on a appris de source militaire que*.
fn is_text(scope: &Scope, said_by: &subject::Subject) -> bool {
    let class = scope.unit.words[said_by.phrase.head].class();
    matches!(class, Some(NounClass::Document | NounClass::Anonymous))
}

/// The first word of a clause that follows without a conjunction: *said on Tuesday the talks had failed*, *told Reuters it would pay*.
fn bare(scope: &Scope, cue: &VerbCue) -> Option<usize> {
    let unit = scope.unit;
    if !cue.verb.bare || unit.is_finite(cue.group) && subject::before(unit, cue.group).is_none() {
        return None;
    }
    let mut i = cue.words.end;
    let mut told = cue.verb.target_links.is_empty();
    let limit = i + 20;
    while i < limit {
        match unit.tag(i) {
            Tag::Adverb => i += 1,
            Tag::Preposition => i = unit.phrase_at(i + 1)?.words.end,
            _ if told && !time(unit, i) && clause::is_clause(unit, i) => {
                return Some(clause::with_bound(unit, i, cue.words.end));
            }
            _ => {
                let phrase = unit.phrase_at(i)?;
                if !subject::is_time(unit, phrase) && std::mem::replace(&mut told, true) {
                    return None;
                }
                i = phrase.words.end;
            }
        }
    }
    None
}

/// True where a noun phrase of time begins at word `i` and does not itself have a verb: *said Tuesday the road would reopen*.
fn time(unit: &Unit, i: usize) -> bool {
    unit.phrase_at(i)
        .is_some_and(|phrase| subject::is_time(unit, phrase) && unit.group_at(phrase.words.end).is_none())
}

fn near(tag: Tag) -> bool {
    matches!(tag, Tag::Comma | Tag::Adverb | Tag::Quotation | Tag::Pronoun)
}

/// True where a noun phrase without a preposition stands between the verb and *que*: then *que* is its relative, unless the verb takes
/// somebody as its object (*a prévenu les habitants que*, *informe le ministre que*).
fn has_noun(scope: &Scope, from: usize, to: usize) -> bool {
    let unit = scope.unit;
    unit.phrase_at(from).is_some_and(|phrase| {
        phrase.words.end <= to && !subject::is_time(unit, phrase) && {
            let class = unit.words[phrase.head].class();
            !class.is_some_and(NounClass::is_somebody) && phrase.name.is_none()
        }
    })
}

/// True where an object of the verb ends just before word `i`: *évalue à dix les pertes, qu'il impute au gel*.
fn has_object(unit: &Unit, from: usize, i: usize) -> bool {
    unit.phrase_ending(i).is_some_and(|phrase| {
        phrase.words.start > from
            && unit.tag(phrase.words.start) == Tag::Determiner
            && !matches!(unit.tag(phrase.words.start - 1), Tag::Preposition | Tag::Contraction)
            && !unit.words[phrase.head].class().is_some_and(NounClass::is_somebody)
            && !subject::is_time(unit, phrase)
    })
}

/// *il a été indiqué que*, *il se murmure que*, *il se dit que*: nobody speaks. *On affirme* has a mention, *on*.
fn impersonal(scope: &Scope, cue: &VerbCue) -> bool {
    let unit = scope.unit;
    let group = &unit.groups[cue.group];
    let il = cue.words.start > 0 && matches!(unit.lower(cue.words.start - 1), "il" | "it");
    // « Il est convaincu que A » is somebody's.
    il && cue.verb.head != "être"
        && (group.passive || group.reflexive && cue.verb.reflexive != crate::lexicon::Reflexive::Always)
}
