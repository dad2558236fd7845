//! What stands beside a noun phrase and names the same one: appositions, whoever passed words on.

use super::subject::{Subject, governed, is_time};
use super::unit::Unit;
use crate::lexicon::{NounClass, Pos, Reading};
use crate::text::phrase::{NounPhrase, after_prepositions, noun_phrase};
use crate::text::tag::Tag;

/// Joins a noun phrase with the insertion after it, or with the noun phrase before it, where the two name the same one.
pub(super) fn with_apposition_before(unit: &Unit, phrase: &NounPhrase, inserted: Option<NounPhrase>) -> Subject {
    if let Some(apposition) = inserted.filter(|a| names_the_same(unit, phrase, a)) {
        return Subject::apposed(phrase, &apposition);
    }
    if let Some(name) = called(unit, phrase) {
        return Subject::apposed(phrase, name);
    }
    let start = phrase.words.start;
    let one = phrase.words.clone().all(|i| unit.tag(i) == Tag::Name);
    if start >= 2
        && unit.tag(start - 1) == Tag::Comma
        && let Some(earlier) = unit.phrase_ending(start - 1)
        && !governed(unit, earlier)
        // « les menaces de X, qui envisage de présenter des candidats, Y rappelle que »: one is not several.
        && !(one && unit.words[earlier.head].reading().is_some_and(|r| r.plural == Some(true)))
        // « Dénonçant l'émergence d'un fléau, X a affirmé que »: the participle's object.
        && !earlier.words.start.checked_sub(1).is_some_and(|i| unit.tag(i) == Tag::PresentParticiple)
        && (phrase.name.as_ref().is_some_and(|n| n.start == phrase.words.start)
            // « Louis Roy, haut-commissaire de la République a appelé »: without its second comma.
            || opens_with_name(unit, earlier, phrase)
            // « Marc Oster, le grutier, 31 ans, a reconnu »
            || !bears_name(unit, phrase)
                && bears_name(unit, earlier)
                && matches!(unit.tag(phrase.words.end), Tag::Comma | Tag::Dash))
        && names_the_same(unit, earlier, phrase)
    {
        return Subject::apposed(earlier, phrase);
    }
    let mut subject = Subject::single(phrase);
    if bears_name(unit, phrase) && unit.tag(phrase.words.end) == Tag::Comma {
        role_behind(unit, phrase.words.end + 1, &mut subject);
        // The verb follows an insertion that a comma closes.
        if unit.tag(subject.words.end) != Tag::Comma {
            return Subject::single(phrase);
        }
    }
    subject
}

/// The name before a comma whose bearer a noun phrase describes that a participle follows: ***Marc Dol, un ouvrier** affirmant avoir tout vu*.
pub(super) fn named_before(unit: &Unit, role: &NounPhrase) -> Option<Subject> {
    let comma = role.words.start.checked_sub(1).filter(|&i| unit.tag(i) == Tag::Comma)?;
    let name = unit
        .phrase_ending(comma)
        .filter(|p| bears_name(unit, p) && !governed(unit, p))?;
    let one = matches!(unit.lower(role.words.start), "un" | "une") && !bears_name(unit, role);
    (one && names_the_same(unit, name, role)).then(|| Subject::apposed(name, role))
}

/// True where somebody's name opens the sentence, and the noun for what he is follows behind a comma without a determiner.
fn opens_with_name(unit: &Unit, name: &NounPhrase, role: &NounPhrase) -> bool {
    let opens = name.words.start == 0 || matches!(unit.tag(name.words.start - 1), Tag::Stop | Tag::Semicolon);
    opens
        && bears_name(unit, name)
        && unit.tag(role.head) == Tag::Noun
        && role.head == role.words.start
        && matches!(
            unit.words[role.head].class(),
            Some(NounClass::Office | NounClass::Person)
        )
        && matches!(
            unit.tag(role.words.end),
            Tag::FiniteVerb | Tag::ObjectPronoun | Tag::Negation | Tag::Preposition | Tag::Contraction | Tag::Dash
        )
}

/// True where the phrase's name is its own: not one inside a complement.
fn bears_name(unit: &Unit, phrase: &NounPhrase) -> bool {
    phrase.name.as_ref().is_some_and(|n| {
        n.start == phrase.head
            || n.start > phrase.words.start
                && !matches!(
                    unit.tag(n.start - 1),
                    Tag::Preposition | Tag::Contraction | Tag::Determiner | Tag::Open
                )
    })
}

/// True for two words or more that are all a name's: *Mme Ada Weil*.
pub(super) fn is_full_name(unit: &Unit, phrase: &NounPhrase) -> bool {
    let mut words = phrase.words.clone();
    phrase.words.len() >= 2 && words.all(|i| matches!(unit.tag(i), Tag::Name | Tag::Title))
}

/// True where the noun phrase names people or a body, by its noun or by a name of its own.
pub(super) fn is_somebody(unit: &Unit, phrase: &NounPhrase) -> bool {
    unit.words[phrase.head].class().is_some_and(NounClass::is_somebody)
        || phrase.name.as_ref().is_some_and(|n| n.start == phrase.head)
}

/// True where one of the two is a name and the other says what its bearer is.
pub(super) fn names_the_same(unit: &Unit, a: &NounPhrase, b: &NounPhrase) -> bool {
    let named = |p: &NounPhrase| bears_name(unit, p);
    let role = |p: &NounPhrase| {
        unit.words[p.head]
            .class()
            .is_some_and(|c| c.is_somebody() || c == NounClass::Anonymous)
    };
    let pure = |p: &NounPhrase| p.name.as_ref().is_some_and(|n| n.start == p.head);
    // « sa porte-parole, le commandant Fatimata Ould Brahim », « un de ses membres, le capitaine X »
    let titled = named(b) && !pure(b) && !named(a) && (role(a) || matches!(unit.tag(a.head), Tag::Pronoun));
    let full = pure(b) && b.words.len() >= 2 && b.words.clone().all(|i| unit.tag(i) == Tag::Name);
    // « le numéro un de la centrale, Paul Serin », « la présidente-fondatrice, Aline Roux », « le second, Marc Oster »
    let called = full
        && (unit.tag(a.head) == Tag::Noun && (unit.words[a.head].readings.is_empty() || is_figure(unit, a.head))
            || matches!(unit.lower(a.head), "second" | "seconde"));
    // « le président du premier syndicat agricole, la FNR »: nobody is called so.
    let letters = unit.tag(b.words.start) == Tag::Determiner && b.words.len() == 2 && unit.words[b.head].acronym;
    let person = |p: &NounPhrase| matches!(unit.words[p.head].class(), Some(NounClass::Office | NounClass::Person));
    if letters && person(a) {
        return false;
    }
    // « l'une d'elles, Anna Weil », « ce dernier, Marc Oster »
    let partitive = pure(b)
        && b.words.len() >= 2
        && (unit.tag(a.head) == Tag::Pronoun && a.words.len() >= 3
            || matches!(
                unit.lower(a.words.end - 1),
                "dernier" | "dernière" | "celui-ci" | "celle-ci" | "intéressé" | "intéressée"
            ));
    called
        || partitive
        || is_own_body(unit, a, b)
        || titled
        // Of the two, the one without a name says what the other is: « l'économiste Paul Roy, le pont » are two.
        || named(a) && !named(b) && (role(b) || is_figure(unit, b.head))
        // « Le loueur, la société Barrial »
        || named(b) && !named(a) && (role(a) || role(b) && unit.words[a.head].readings.is_empty())
        || named(a)
            && unit.tag(b.head) == Tag::Noun
            && (role(b) || unit.words[b.head].readings.is_empty())
        || role(a) && named(b)
}

/// True for a noun that stands for somebody by a figure of speech where his name follows: *le **numéro** deux du parti*, *le **bras** droit du maire*.
fn is_figure(unit: &Unit, head: usize) -> bool {
    match unit.words[head].lemma() {
        "bras" => unit.lower(head + 1) == "droit",
        "tête" => matches!(
            (unit.lower(head + 1), unit.lower(head + 2)),
            ("de", "liste" | "file") | ("pensante", _)
        ),
        // « la voix cassée » is how, not who.
        "voix" => matches!(unit.lower(head + 1), "de" | "du" | "des" | "d'" | "officielle"),
        "poids" => unit.lower(head + 1) == "lourd",
        noun => matches!(
            noun,
            "numéro" | "figure" | "ténor" | "pilier" | "star" | "vedette" | "visage" | "plume"
        ),
    }
}

/// *son assureur, **la Mutuelle des arts***; *la Fédération du papier, **syndicat majoritaire***: one of the two is a body's name in words of
/// the language, with a capital, and the other says what it is, whose body it is.
fn is_own_body(unit: &Unit, a: &NounPhrase, b: &NounPhrase) -> bool {
    let capital = |p: &NounPhrase| {
        let head = &unit.words[p.head];
        p.head > 0 && head.capital && matches!(head.tag, Tag::Noun | Tag::Name) && !head.can_be(Pos::FirstName)
    };
    let body = |p: &NounPhrase| unit.words[p.head].class() == Some(NounClass::Organisation);
    let whose = matches!(unit.lower(a.words.start), "son" | "sa" | "leur")
        || unit.lower(a.words.end) == "en" && unit.lower(a.words.end + 1) == "question";
    let bare = !matches!(
        unit.tag(b.words.start),
        Tag::Determiner | Tag::Contraction | Tag::Numeral
    );
    let somebody = unit.words[a.head].class().is_some_and(NounClass::is_somebody);
    whose && somebody && !capital(a) && capital(b) || capital(a) && bare && body(b) && !capital(b)
}

/// Adds the apposition that follows: *Mathilde Roussel, une touriste nantaise de 34 ans*, *Chantal Perrin, 58 ans*,
/// *Jean-Marc Tissot, de la Fédération hospitalière autonome*.
pub fn with_apposition_after(unit: &Unit, phrase: &NounPhrase) -> Subject {
    let mut subject = Subject::single(phrase);
    let mut comma = phrase.words.end;
    // « le délégué en question, Bruno Roy »
    if unit.lower(comma) == "en" && matches!(unit.lower(comma + 1), "question" | "personne") {
        comma += 2;
    }
    comma = name_behind_complement(unit, phrase).unwrap_or(comma);
    if let Some(name) = name_behind_relative(unit, phrase).or_else(|| called(unit, phrase)) {
        subject.words.end = name.words.end;
        subject.apposition = Some(name.clone());
        return subject;
    }
    // « déclare Paul Roy le président de la CGT »: without its comma.
    let told = unit.phrase_at(comma).filter(|role| {
        matches!(unit.lower(comma), "le" | "la")
            && bears_name(unit, phrase)
            && phrase.words.len() >= 2
            && unit.words[role.head].class() == Some(NounClass::Office)
            && !bears_name(unit, role)
            && matches!(unit.tag(role.words.end), Tag::Comma | Tag::Stop)
    });
    if let Some(role) = told {
        return Subject::apposed(phrase, role);
    }
    if unit.tag(comma) != Tag::Comma {
        return subject;
    }
    // « Paul Roy, également membre du collectif »
    let next = comma + 1 + usize::from(unit.tag(comma + 1) == Tag::Adverb && unit.phrase_at(comma + 2).is_some());
    // « a proclamé, à Port-Vent, la commission », « lors d'une conférence de presse, Ada Weil »: where, not who.
    let occasion = matches!(
        unit.words[phrase.head].lemma(),
        "presse" | "conférence" | "interview" | "entretien"
    );
    if is_place(unit, phrase) || occasion {
        return subject;
    }
    if let Some(apposition) = unit.phrase_at(next) {
        let age = unit.words[apposition.words.clone()]
            .iter()
            .any(|w| matches!(&*w.lower, "ans" | "years"))
            || apposition.words.len() == 1 && unit.tag(next) == Tag::Numeral && unit.words[next].span.len() == 2;
        let closes = matches!(
            unit.tag(apposition.words.end),
            Tag::Comma | Tag::Stop | Tag::Colon | Tag::Semicolon | Tag::Quotation | Tag::Close
        ) || matches!(
            unit.tag(apposition.words.end),
            Tag::PastParticiple | Tag::Preposition | Tag::Relative | Tag::Dash
        );
        // « De l'avis de l'ambassade, la France « récolte A » »: the quotation is what it does.
        let acts = unit.tag(next) == Tag::Determiner
            && apposition.name.as_ref().is_some_and(|n| n.start == next + 1)
            && (unit.tag(apposition.words.end) == Tag::Quotation
                || unit.tag(apposition.words.end - 1) == Tag::Quotation);
        // « Devant les députés, Ada Weil, la ministre, a juré »: one is not several.
        let several = matches!(unit.lower(phrase.words.start), "les" | "des" | "aux" | "ces" | "ses")
            && unit.words[phrase.head]
                .reading()
                .is_some_and(|r| r.plural == Some(true))
            && apposition
                .words
                .clone()
                .all(|i| matches!(unit.tag(i), Tag::Name | Tag::Title))
            && unit.words[phrase.head].class().is_some_and(NounClass::is_somebody);
        if !acts
            && !several
            && (age || names_the_same(unit, phrase, apposition))
            && closes
            && !is_time_not_age(unit, apposition, age)
        {
            subject.words.end = apposition.words.end;
            subject.apposition = Some(apposition.clone());
        }
    }
    if subject.apposition.is_none() && phrase.name.is_some() {
        role_behind(unit, next, &mut subject);
    }
    subject
}

/// The comma before a full name that stands behind a complement of what its bearer is: *l'ambassadeur d'Iran auprès de l'union**,** Amir Saed*, *un
/// des élus d'Aubenac**,** Riad Dol*.
fn name_behind_complement(unit: &Unit, phrase: &NounPhrase) -> Option<usize> {
    let person = matches!(
        unit.words[phrase.head].class(),
        Some(NounClass::Office | NounClass::Person)
    );
    let one_of = unit.tag(phrase.head) == Tag::Pronoun && phrase.words.len() >= 3;
    let from = after_prepositions(&unit.words, phrase.words.end, 2)?;
    let complement = unit.phrase_at(from)?;
    let comma = complement.words.end;
    // « l'intéressé par la voix de son avocate, Ada Weil »: the name is hers.
    let bearer = (from..comma).any(|i| matches!(unit.words[i].class(), Some(NounClass::Office | NounClass::Person)));
    let named = unit.tag(comma) == Tag::Comma && unit.phrase_at(comma + 1).is_some_and(|p| is_full_name(unit, p));
    ((person || one_of) && !bearer && !bears_name(unit, phrase) && named).then_some(comma)
}

/// Adds what stands behind the comma after a name, and is no noun phrase of its own: whose delegate its bearer is, or what he belongs to.
fn role_behind(unit: &Unit, next: usize, subject: &mut Subject) {
    match elected(unit, next) {
        Some(role) => {
            subject.words.end = role.words.end;
            subject.apposition = Some(role);
        }
        None => behind_link(unit, next, subject),
    }
}

/// A participle at word `next` that is also what somebody is, with what belongs to it: *X, **élu CFDT***, *Y, **déléguée de l'Union du commerce (UC)***.
fn elected(unit: &Unit, next: usize) -> Option<NounPhrase> {
    /// Words that it is followed over.
    const REACH: usize = 14;
    let is_role = |reading: &Reading| matches!(reading.class, Some(NounClass::Office | NounClass::Person));
    let word = unit.words.get(next)?;
    if unit.phrase_at(next).is_some() || !word.readings.iter().any(is_role) {
        return None;
    }
    let goes_on = |i: usize| {
        matches!(
            unit.tag(i),
            Tag::Name | Tag::Noun | Tag::Adjective | Tag::Contraction | Tag::Preposition | Tag::Determiner
        )
            // « déléguée CGT et membre du comité »
            || unit.lower(i) == "et" && unit.words.get(i + 1).is_some_and(|word| word.readings.iter().any(is_role))
    };
    let last = unit.words.len();
    let mut end = (next + 1..last.min(next + REACH))
        .find(|&i| !goes_on(i))
        .unwrap_or(last);
    if unit.tag(end) == Tag::Open {
        end = (end + 1..last.min(end + 4)).find(|&i| unit.tag(i) == Tag::Close)? + 1;
    }
    let closes = end == last || matches!(unit.tag(end), Tag::Comma | Tag::Stop | Tag::Quotation | Tag::Colon);
    closes.then_some(NounPhrase {
        words: next..end,
        head: next,
        name: None,
    })
}

/// Adds what the bearer of a name belongs to, or in whose name he speaks: *Paul Roy, **du SNAD***, *Anne Weil, **pour le Collectif des parents***.
fn behind_link(unit: &Unit, link: usize, subject: &mut Subject) {
    if !matches!(unit.lower(link), "de" | "d'" | "du" | "des" | "à" | "pour") {
        return;
    }
    // « du SNAD », « des pompiers »: the contraction opens the phrase.
    let own = unit
        .phrase_at(link)
        .filter(|phrase| phrase.words.len() > 1 && matches!(unit.lower(link), "du" | "des"));
    let Some(belongs) = unit.phrase_at(link + 1).or(own) else {
        return;
    };
    let closes = matches!(
        unit.tag(belongs.words.end),
        Tag::Comma | Tag::Stop | Tag::Colon | Tag::Quotation | Tag::FiniteVerb
    ) || belongs.words.end >= unit.words.len();
    // « Comme l'a révélé L'Hebdo, des discussions ont lieu »: the subject of what follows.
    let verb = unit.group_at(belongs.words.end).filter(|_| unit.lower(link) == "des");
    let acts = verb.is_some_and(|g| unit.is_finite(g) && unit.groups[g].plural == Some(true));
    if !closes || acts {
        return;
    }
    if unit.lower(link) != "pour" {
        subject.words.end = belongs.words.end;
    } else if unit.words[belongs.head].class() != Some(NounClass::Organisation) {
        // « X, pour qui », « X, pour sa part »
        return;
    }
    subject.apposition = Some(belongs.clone());
}

/// True for an apposition that names what somebody belongs to or speaks for.
pub(super) fn belongs(unit: &Unit, apposition: &NounPhrase) -> bool {
    let link = |word: &str| matches!(word, "de" | "d'" | "du" | "des" | "pour");
    let before = apposition.words.start.checked_sub(1).map_or("", |i| unit.lower(i));
    link(before) || link(unit.lower(apposition.words.start))
}

/// The name that the article gives somebody: *un éboueur, que nous appellerons **Malik***.
fn called<'a>(unit: &'a Unit, phrase: &NounPhrase) -> Option<&'a NounPhrase> {
    let comma = phrase.words.end;
    if unit.tag(comma) != Tag::Comma || !matches!(unit.lower(comma + 1), "que" | "qu'") {
        return None;
    }
    let names = |&i: &usize| {
        ["appeler", "nommer", "prénommer", "surnommer"]
            .iter()
            .any(|lemma| unit.words.get(i).is_some_and(|w| w.is_form_of(lemma)))
    };
    let verb = (comma + 2..comma + 6).find(names)?;
    let name = unit.phrase_at(verb + 1)?;
    name.words.clone().all(|i| unit.tag(i) == Tag::Name).then_some(name)
}

fn is_time_not_age(unit: &Unit, phrase: &NounPhrase, age: bool) -> bool {
    !age && is_time(unit, phrase)
}

/// True for a lone name behind a preposition of place that is no first name: *à Port-Vent*.
fn is_place(unit: &Unit, phrase: &NounPhrase) -> bool {
    phrase.words.start > 0
        && matches!(unit.lower(phrase.words.start - 1), "à" | "a" | "en" | "vers" | "depuis")
        && phrase.words.clone().all(|i| unit.tag(i) == Tag::Name)
        && phrase.words.len() <= 2
        && !unit.words[phrase.words.start].can_be(Pos::FirstName)
}

/// Whose name stands behind a relative clause or a place: *la juge qui instruit l'affaire, **Nadia Ferrand***, *le procureur de Valmont, dans
/// l'Isère, **Yves Collomb***.
fn name_behind_relative<'a>(unit: &'a Unit, phrase: &NounPhrase) -> Option<&'a NounPhrase> {
    let office = matches!(
        unit.words[phrase.head].class(),
        Some(NounClass::Office | NounClass::Person)
    );
    let from = phrase.words.end;
    let relative = unit.tag(from) == Tag::Relative && unit.lower(from) == "qui";
    // « l'ambassadeur auprès de l'Union, X », « l'adjointe chargée des écoles, X », « son délégué sur le site, X »
    let duty = matches!(
        unit.lower(from),
        "auprès" | "chargé" | "chargée" | "délégué" | "déléguée" | "sur" | "pour" | "en" | "dans" | "à" | "au"
    )
        // « le boulanger d'en face, X »
        || unit.lower(from) == "d'" && unit.lower(from + 1) == "en";
    // « a promis le préfet à la maire, Julie Armand »: the name is hers.
    let told = matches!(unit.lower(from), "à" | "au")
        && unit
            .phrase_at(from + 1)
            .or_else(|| unit.phrase_at(from))
            .is_some_and(|p| is_somebody(unit, p));
    let place = unit.tag(from) == Tag::Comma
        && matches!(unit.lower(from + 1), "en" | "dans" | "à" | "au" | "près" | "sur")
        && unit.tag(from + 1) == Tag::Preposition;
    if !office || bears_name(unit, phrase) || told || !(relative || place || duty) {
        return None;
    }
    let limit = (from + if place { 7 } else { 14 }).min(unit.words.len());
    let comma = (from + 1..limit).find(|&i| unit.tag(i) == Tag::Comma)?;
    let verbs = unit
        .finite_groups_from(from)
        .take_while(|&g| unit.groups[g].words.end <= comma)
        .count();
    let name = unit.phrase_at(comma + 1)?;
    let own = is_full_name(unit, name) && unit.tag(from.max(comma)) == Tag::Comma;
    let closes =
        matches!(unit.tag(name.words.end), Tag::Comma | Tag::Stop | Tag::Colon) || name.words.end >= unit.words.len();
    (own && closes && verbs == usize::from(relative)).then_some(name)
}

/// The noun phrase at word `i` with its apposition.
fn named_at(unit: &Unit, i: usize) -> Option<Subject> {
    let phrase = noun_phrase(&unit.words, i)?;
    Some(with_apposition_after(unit, &phrase))
}

/// *selon l'AFP, citant le porte-parole*; *selon X, cité par l'agence Y*: the one who spoke, and who passed it on.
pub fn relay(unit: &Unit, said_by: &mut Subject, end: &mut usize) -> Option<Subject> {
    let comma = unit.tag(*end) == Tag::Comma;
    let verb = *end + usize::from(comma);
    let word = unit.words.get(verb)?;
    if !matches!(
        word.lemma(),
        "citer" | "relayer" | "rapporter" | "reprendre" | "interroger" | "cite" | "quote"
    ) {
        return None;
    }
    match word.tag {
        Tag::PresentParticiple => {
            // « citant des prélèvements »: what bears no words passes none on.
            let spoke = named_at(unit, verb + 1).filter(|s| super::attribution::is_agent(unit, s))?;
            let relay = std::mem::replace(said_by, spoke);
            *end = said_by.words.end;
            Some(relay)
        }
        Tag::PastParticiple if matches!(unit.lower(verb + 1), "par" | "by") => {
            let relay = named_at(unit, verb + 2)?;
            *end = relay.words.end;
            Some(relay)
        }
        _ => None,
    }
}

/// One past further appositions at word `from`, each closed by a comma: *Pour Ada Weil, maire de Brest, **présidente de l'agglomération**, A*.
pub fn after_appositions(unit: &Unit, mut from: usize) -> usize {
    let trade = |p: &NounPhrase| {
        matches!(unit.words[p.head].class(), Some(NounClass::Office | NounClass::Person))
            && unit.tag(p.words.start) != Tag::Determiner
            && unit.words[p.head].reading().is_some_and(|r| r.plural != Some(true))
    };
    while from > 0
        && unit.tag(from - 1) == Tag::Comma
        && unit.phrase_at(from).is_some_and(trade)
        && let Some(comma) = (from..unit.words.len().min(from + 24)).find(|&i| unit.tag(i) == Tag::Comma)
        && !unit.has_finite(from..comma)
        && unit.has_finite(comma..unit.words.len())
    {
        from = comma + 1;
    }
    from
}
