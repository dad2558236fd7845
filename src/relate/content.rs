//! Content words of a claim and the clauses they stand in: predicate, negation, who does what to whom.

use frostem::{Algorithm, Stemmer};

use crate::fold::{fold, name_key};
use crate::lexicon::relation::{ClassId, Relations, TopicId};
use crate::lexicon::{Lexicon, PlaceRole, Pos, Tense};
use crate::span::Span;
use crate::text::tag::{self, Tag, Word};
use crate::text::{Analysis, phrase};

/// What kind of word a term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A proper name.
    Name,
    /// A common noun.
    Noun,
    /// An adjective, or a participle beside a noun.
    Adjective,
    /// A verb with a meaning of its own.
    Verb,
    /// An adverb that has an opposite.
    Adverb,
}

/// A content word.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Where it stands in the article.
    pub span: Span,
    /// As written.
    pub word: String,
    /// Folded stem, or the key of a name.
    pub stem: String,
    /// Folded forms under which the lists of words know it: as written, and dictionary forms.
    pub forms: Vec<String>,
    /// What kind of word.
    pub kind: Kind,
    /// Classes of events and things that it belongs to.
    pub classes: Vec<ClassId>,
    /// Code of the country that it stands for.
    pub country: Option<&'static str>,
    /// How much it says, from 0 to 1.5.
    pub weight: f32,
    /// Preposition right before its phrase; empty for none.
    pub link: &'static str,
    /// Preposition before the whole phrase that it ends, where that is another one: *dans* for *machines* in *dans la salle des machines*.
    pub outer: &'static str,
    /// Stands before the verb of its clause.
    pub before: bool,
    /// Has a possessive: *son armée*.
    pub own: bool,
}

/// A clause: a verb with what belongs to it, or a noun phrase that stands alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clause {
    /// Terms in order, as indices into [`Content::terms`].
    pub terms: Vec<usize>,
    /// The verb that carries the meaning, as an index into [`Content::terms`].
    pub verb: Option<usize>,
    /// Negated, with the negation of a verb such as *refuser* counted in.
    pub negated: bool,
    /// Words of the negation, for explanations.
    pub negation: String,
    /// *ne … que*, *se limiter à*: nothing else than what follows.
    pub only: bool,
    /// Passive: the subject is who suffers it.
    pub passive: bool,
    /// Wished, possible, asked, or under *si*: not said to be so.
    pub unreal: bool,
    /// Future tense.
    pub future: bool,
    /// A relative or subordinate clause.
    pub embedded: bool,
    /// Has a finite verb.
    pub finite: bool,
    /// The subject is a pronoun, or left out.
    pub pronoun: bool,
    /// Index of the first term behind a verb without a meaning of its own, *être* for the most part.
    pub copula: Option<usize>,
}

/// Terms and clauses of a claim.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content {
    /// Content words in order.
    pub terms: Vec<Term>,
    /// Clauses in the order of their first word.
    pub clauses: Vec<Clause>,
    /// Fields of words that the terms belong to, sorted, each once.
    pub topics: Vec<TopicId>,
}

/// Tags one content span, quotation marks in it as bare marks.
pub(super) fn words<'t>(analysis: &Analysis<'t>, lexicon: &'static Lexicon, span: Span) -> Vec<Word<'t>> {
    let first = analysis.tokens.partition_point(|token| token.span.start < span.start);
    let last = first + analysis.tokens[first..].partition_point(|token| token.span.end <= span.end);
    let mut words = tag::tag(analysis, lexicon, first..last, 0..0, 0);
    mend(&mut words);
    words
}

/// Reads *est* after a noun as the verb: what follows it is no noun then.
fn mend(words: &mut [Word]) {
    for i in 1..words.len() {
        if words[i].lower == "vu" && words[i - 1].is_form_of("avoir") {
            words[i].tag = Tag::PastParticiple;
        }
        // *le variant*, *une mise en scène*: after an article, what can be a noun is one.
        let form = matches!(words[i].tag, Tag::PresentParticiple | Tag::PastParticiple);
        if form
            && words[i - 1].tag == Tag::Determiner
            && (words[i].can_be(Pos::Noun) || words[i].tag == Tag::PresentParticiple || words[i].lower == "mise")
        {
            words[i].tag = Tag::Noun;
        }
        if words[i].lower == "contre" {
            words[i].tag = Tag::Preposition;
        }
        // *autorise la pêche*: after a verb, what can be a noun with its article is one.
        let verb = |w: &Word| matches!(w.tag, Tag::FiniteVerb | Tag::PastParticiple | Tag::Infinitive);
        if i >= 2
            && words[i].tag == Tag::FiniteVerb
            && matches!(&*words[i - 1].lower, "le" | "la" | "les" | "l'")
            && verb(&words[i - 2])
            && words[i].can_be(Pos::Noun)
        {
            words[i - 1].tag = Tag::Determiner;
            words[i].tag = Tag::Noun;
        }
        let east = words[i].tag == Tag::Noun && words[i].lower == "est";
        if !east || !matches!(words[i - 1].tag, Tag::Noun | Tag::Name | Tag::Adjective | Tag::Pronoun) {
            continue;
        }
        words[i].tag = Tag::FiniteVerb;
        let participle = |word: &Word| word.readings.iter().any(|r| r.tense == Some(Tense::PastParticiple));
        if let Some(next) = words
            .get_mut(i + 1)
            .filter(|next| next.tag == Tag::Noun && participle(next))
        {
            next.tag = Tag::PastParticiple;
        }
    }
}

impl Content {
    /// Adds the words of one more content span.
    pub(super) fn read(&mut self, lexicon: &'static Lexicon, data: &'static Relations, text: &str, words: &[Word]) {
        let first = self.terms.len();
        let groups = phrase::verb_groups(words);
        let mut builder = Builder {
            data,
            words,
            content: self,
            groups,
            open: Vec::new(),
            link: "",
            outer: "",
            flip_next: false,
        };
        builder.run(lexicon, text);
        self.classify(data, first);
        self.clauses.retain(|clause| !clause.terms.is_empty());
    }

    /// Gives the terms from `first` on their classes.
    fn classify(&mut self, data: &Relations, first: usize) {
        let none: &[String] = &[];
        for i in first..self.terms.len() {
            let found = data.classes_at(|n| self.terms.get(i + n).map_or(none, |term| &term.forms));
            for (len, class) in found {
                for term in &mut self.terms[i..i + len] {
                    if !term.classes.contains(&class) {
                        term.classes.push(class);
                    }
                }
            }
            let forms = self.terms[i].forms.iter().filter(|_| self.terms[i].kind != Kind::Name);
            self.topics.extend(forms.flat_map(|form| data.topics(form)).copied());
        }
        self.topics.sort_unstable();
        self.topics.dedup();
    }
}

struct Builder<'a, 't> {
    data: &'static Relations,
    words: &'a [Word<'t>],
    content: &'a mut Content,
    groups: Vec<phrase::VerbGroup>,
    /// Clauses that are open, outermost first, as indices into the content's clauses, with whether a comma opened it.
    open: Vec<(usize, bool)>,
    link: &'static str,
    outer: &'static str,
    /// The next *que* clause is denied by the verb before it.
    flip_next: bool,
}

const NEGATIONS: &[&str] = &[
    "pas",
    "plus",
    "jamais",
    "guère",
    "point",
    "aucun",
    "aucune",
    "rien",
    "personne",
    "nul",
    "nulle",
    "ni",
    "nullement",
];

impl Builder<'_, '_> {
    fn run(&mut self, lexicon: &'static Lexicon, text: &str) {
        self.start(false, false);
        let mut group = 0;
        let mut i = 0;
        while i < self.words.len() {
            if let Some(found) = self.groups.get(group).filter(|g| g.words.start == i).cloned() {
                group += 1;
                i = self.verb(&found, lexicon, text);
                continue;
            }
            self.word(i, lexicon, text);
            i += 1;
        }
        self.open.clear();
        self.finish();
    }

    fn start(&mut self, embedded: bool, comma: bool) {
        if !embedded {
            self.open.clear();
        }
        self.open.push((self.content.clauses.len(), comma));
        self.content.clauses.push(Clause {
            embedded,
            ..Clause::default()
        });
        (self.link, self.outer) = ("", "");
    }

    fn clause(&mut self) -> &mut Clause {
        let at = self.open.last().map_or(0, |(at, _)| *at);
        &mut self.content.clauses[at]
    }

    /// True where a finite verb group begins before the next mark or subordinator after word `i`.
    fn finite_ahead(&self, i: usize) -> bool {
        for (j, word) in self.words.iter().enumerate().skip(i + 1).take(24) {
            match word.tag {
                Tag::Stop | Tag::Semicolon | Tag::Comma | Tag::Relative | Tag::Subordinator | Tag::Coordinator => {
                    return false;
                }
                Tag::FiniteVerb => return true,
                _ if j > i + 24 => return false,
                _ => {}
            }
        }
        false
    }

    fn is_finite_at(&self, i: usize) -> bool {
        let group = self.groups.iter().find(|g| g.words.start == i);
        group.is_some_and(|g| self.words[g.words.clone()].iter().any(|w| w.tag == Tag::FiniteVerb))
    }

    fn word(&mut self, i: usize, lexicon: &'static Lexicon, text: &str) {
        let word = &self.words[i];
        match word.tag {
            Tag::Stop | Tag::Semicolon => {
                self.start(false, false);
            }
            Tag::Colon => {
                self.start(false, false);
            }
            Tag::Comma => {
                (self.link, self.outer) = ("", "");
                let top = self.open.last().copied();
                if let Some((at, true)) = top
                    && self.open.len() > 1
                    && self.content.clauses[at].finite
                    && self.is_finite_at(i + 1)
                {
                    self.open.pop();
                } else if self.clause().finite
                    && self.finite_ahead(i)
                    && !matches!(
                        self.words.get(i + 1).map(|w| w.tag),
                        Some(Tag::Relative | Tag::Subordinator)
                    )
                {
                    let pronoun = self.clause().pronoun;
                    self.start(false, true);
                    self.clause().pronoun = pronoun;
                }
            }
            Tag::Coordinator => {
                (self.link, self.outer) = ("", "");
                if self.clause().finite && self.finite_ahead(i) {
                    // *exige que …, mais n'acceptera pas …*: the subject goes on.
                    let elided = self.is_finite_at(i + 1);
                    self.start(false, false);
                    self.clause().pronoun = elided;
                }
            }
            Tag::Relative | Tag::Subordinator => self.subordinate(i),
            Tag::Interrogative => self.clause().unreal = true,
            Tag::Preposition | Tag::Contraction => {
                let link = preposition(&word.lower);
                if link != "de" || self.outer.is_empty() {
                    self.outer = link;
                }
                self.link = link;
                if link == "sans" {
                    self.link = "sans";
                }
            }
            Tag::Determiner => {
                let after = i.checked_sub(1).map(|j| self.words[j].tag);
                if !matches!(after, Some(Tag::Preposition | Tag::Contraction)) && &*word.lower != "des" {
                    (self.link, self.outer) = ("", "");
                }
                self.negation_word(i);
            }
            Tag::Negation | Tag::Pronoun => {
                self.negation_word(i);
                if word.tag == Tag::Pronoun && !self.clause().finite {
                    self.clause().pronoun = true;
                }
            }
            Tag::SubjectPronoun => self.clause().pronoun = true,
            Tag::Adverb => {
                let key = fold(&word.lower);
                if self.data.is("restrictors", &key) {
                    self.clause().only = true;
                }
                if self.data.is("unreal", &key) {
                    self.clause().unreal = true;
                }
                if self.data.has_opposite(&key) {
                    self.push(i, Kind::Adverb, lexicon, text);
                }
            }
            Tag::Noun => self.push(i, Kind::Noun, lexicon, text),
            Tag::Name => self.push(i, Kind::Name, lexicon, text),
            // *est incapable de détecter* is *ne détecte pas*.
            Tag::Adjective
                if self.data.is("negators", &fold(word.lemma()))
                    && self.words.get(i + 1).is_some_and(|w| w.tag == Tag::Preposition) =>
            {
                let word = word.lower.clone().into_owned();
                let clause = self.clause();
                clause.negated = !clause.negated;
                if clause.negation.is_empty() {
                    clause.negation = word;
                }
                clause.copula = None;
                (self.link, self.outer) = ("", "");
            }
            Tag::Adjective => self.push(i, Kind::Adjective, lexicon, text),
            _ => {}
        }
    }

    fn subordinate(&mut self, i: usize) {
        let word = &self.words[i];
        let restricts = matches!(&*word.lower, "que" | "qu'")
            && self.words[..i]
                .iter()
                .rev()
                .take(12)
                .any(|w| matches!(&*w.lower, "ne" | "n'"))
            && self.clause().finite
            && self.clause().negation.is_empty()
            && !self.is_subject_next(i);
        if restricts {
            self.clause().only = true;
            self.clause().negated = false;
            return;
        }
        // « ce sont X qui ont fait » is « X ont fait ».
        let open = self.clause();
        let cleft = &*word.lower == "qui" && open.finite && open.verb.is_none();
        if cleft {
            open.finite = false;
            return;
        }
        let comma = i.checked_sub(1).is_some_and(|j| self.words[j].tag == Tag::Comma);
        let relative = matches!(
            &*word.lower,
            "qui" | "dont" | "lequel" | "laquelle" | "lesquels" | "lesquelles"
        );
        let conditional = matches!(&*word.lower, "si" | "s'") && word.tag == Tag::Subordinator;
        let clause_of_verb = matches!(&*word.lower, "que" | "qu'");
        let flip = clause_of_verb && std::mem::take(&mut self.flip_next);
        let refuted = clause_of_verb && self.refutes();
        let flip = flip || refuted;
        // *un budget qui ferme des lits*, never voted for, closes none.
        let was_unreal = (clause_of_verb && self.clause().unreal) || (relative && !comma && self.clause().negated);
        self.start_embedded(comma);
        let clause = self.clause();
        clause.unreal = conditional || was_unreal;
        clause.pronoun = relative;
        clause.negated = flip;
        if flip {
            clause.negation = "denied".to_owned();
        }
    }

    /// True where the open clause calls something false: *il est faux que*.
    fn refutes(&mut self) -> bool {
        let data = self.data;
        let clause = self.open.last().map(|(at, _)| &self.content.clauses[*at]);
        clause.is_some_and(|clause| {
            let mut terms = clause.terms.iter().filter_map(|&i| self.content.terms.get(i));
            !clause.negated
                && clause.verb.is_none()
                && terms.any(|term| term.forms.iter().any(|form| data.is("refuters", form)))
        })
    }

    fn start_embedded(&mut self, comma: bool) {
        self.start(true, comma);
    }

    /// True where a subject and its verb follow word `i`: *que le gouvernement a promis*.
    fn is_subject_next(&self, i: usize) -> bool {
        self.finite_ahead(i)
    }

    fn negation_word(&mut self, i: usize) {
        let key = &*self.words[i].lower;
        if !NEGATIONS.contains(&key) {
            return;
        }
        let next = self.words.get(i + 1).map_or("", |w| &*w.lower);
        let before = i.checked_sub(1).map_or("", |j| &*self.words[j].lower);
        if matches!(next, "seulement" | "uniquement" | "que" | "qu'" | "mal" | "moins")
            || matches!(before, "sans" | "non" | "de" | "d'" | "si")
        {
            return;
        }
        let ne = self.words[i.saturating_sub(10)..(i + 12).min(self.words.len())]
            .iter()
            .any(|w| matches!(&*w.lower, "ne" | "n'"));
        let bare = !ne && matches!(key, "aucun" | "aucune" | "nul" | "nulle")
            || (!ne && key == "pas" && i == 0)
            || (!ne && key == "jamais" && i == 0);
        if !ne && !bare {
            return;
        }
        // « Personne ne », « rien n' »: said of the verb that follows.
        let word = key.to_owned();
        let clause = self.clause();
        if clause.negation.is_empty() {
            clause.negation = word;
            clause.negated = !clause.negated;
        }
    }

    /// Takes in a verb group; the word to go on with.
    fn verb(&mut self, group: &phrase::VerbGroup, lexicon: &'static Lexicon, text: &str) -> usize {
        let head = &self.words[group.head];
        let finite = self.words[group.words.clone()].iter().any(|w| w.tag == Tag::FiniteVerb);
        let lemma = fold(head.lemma());
        let after_preposition = group
            .words
            .start
            .checked_sub(1)
            .map(|j| (self.words[j].tag, &*self.words[j].lower));
        if finite && self.clause().finite && self.open.len() > 1 && self.clause().verb.is_some() {
            // A second finite verb in an embedded clause is that of the clause around it.
            self.open.pop();
        } else if finite && self.clause().finite && self.clause().verb.is_some() {
            self.start(false, false);
        }
        let participle = !finite && head.tag == Tag::PastParticiple && group.words.len() == 1;
        let after_noun = self
            .words
            .get(group.words.start.wrapping_sub(1))
            .is_some_and(|w| matches!(w.tag, Tag::Noun | Tag::Name));
        if participle && (after_noun || self.clause().verb.is_some()) {
            self.push(group.head, Kind::Adjective, lexicon, text);
            return group.words.end;
        }
        let helper = self.data.is("auxiliaries", &lemma);
        let after = self.words.get(group.words.end).map_or("", |w| &*w.lower);
        let more = matches!(after, "seulement" | "uniquement" | "que" | "qu'")
            || self.words[group.words.clone()]
                .iter()
                .any(|w| matches!(&*w.lower, "seulement" | "uniquement"));
        let negated_here = group.negated && !more;
        let nobody = group.words.start.checked_sub(1).map_or("", |j| &*self.words[j].lower);
        if matches!(nobody, "personne" | "rien" | "nul" | "aucun" | "aucune") {
            self.clause().pronoun = true;
        }
        let purpose = matches!(
            after_preposition,
            Some((Tag::Preposition, "pour" | "sans" | "afin" | "avant" | "après"))
        );
        let data = self.data;
        let present_participle = head.tag == Tag::PresentParticiple;
        let infinitive = !finite && (head.tag == Tag::Infinitive || group.tense == Tense::Infinitive);
        if (purpose || present_participle) && (self.clause().verb.is_some() || self.clause().copula.is_some()) {
            self.push(group.head, Kind::Verb, lexicon, text);
            return group.words.end;
        }
        let takes_infinitive = self.groups.iter().any(|g| {
            g.words.start >= group.words.end
                && g.words.start <= group.words.end + 4
                && matches!(self.words[g.head].tag, Tag::Infinitive)
                || (g.words.start >= group.words.end
                    && g.words.start <= group.words.end + 2
                    && g.tense == Tense::Infinitive)
        });
        let negator = data.is("negators", &lemma) && !group.passive && finite;
        let clause = self.clause();
        if finite {
            clause.finite = true;
            clause.future |= group.tense == Tense::Future || (lemma == "aller" && takes_infinitive);
            clause.unreal |= group.tense == Tense::Conditional && clause.verb.is_none() && data.is("unreal", &lemma);
        }
        if negated_here && clause.negation.is_empty() {
            clause.negated = !clause.negated;
            clause.negation = "ne … pas".to_owned();
            if matches!(&*lemma, "cesser" | "manquer" | "douter" | "ignorer") && (finite || infinitive) {
                clause.negated = !clause.negated;
            }
        }
        // *peut transmettre*, *ne peut pas transmettre* are said to be so; *pourrait* is not.
        let able = lemma == "pouvoir" && group.tense != Tense::Conditional;
        clause.unreal |= data.is("unreal", &lemma) && takes_infinitive && !able;
        clause.only |= data.is("restrictors", &lemma);
        if negator {
            if takes_infinitive || !finite_complement(self.words, group.words.end) {
                let word = self.words[group.head].lower.clone().into_owned();
                let clause = self.clause();
                clause.negated = !clause.negated;
                if clause.negation.is_empty() {
                    clause.negation = word;
                }
                (self.link, self.outer) = ("", "");
                if takes_infinitive {
                    return group.words.end;
                }
            } else {
                self.flip_next = true;
            }
        }
        if helper && (takes_infinitive || matches!(&*lemma, "etre" | "avoir" | "aller")) && !group.passive {
            (self.link, self.outer) = ("", "");
            let at = self.content.terms.len();
            let clause = self.clause();
            clause.copula = clause.copula.or(Some(at));
            return group.words.end;
        }
        let before = self.clause().verb;
        if before.is_some() && infinitive {
            // A second infinitive: a complement.
            self.push(group.head, Kind::Verb, lexicon, text);
            return group.words.end;
        }
        self.push(group.head, Kind::Verb, lexicon, text);
        let at = self.content.terms.len().checked_sub(1);
        let clause = self.clause();
        clause.verb = at;
        clause.passive = group.passive || (group.head + 1 == group.words.end && participle);
        (self.link, self.outer) = ("", "");
        group.words.end
    }

    fn push(&mut self, i: usize, kind: Kind, lexicon: &'static Lexicon, text: &str) {
        let word = &self.words[i];
        let mut forms = vec![fold(&word.lower)];
        for lemma in word.lemmas() {
            let lemma = fold(lemma);
            if !forms.contains(&lemma) {
                forms.push(lemma);
            }
        }
        // A participle that stands as a noun or adjective is known by its verb too.
        if matches!(kind, Kind::Adjective | Kind::Noun) {
            for reading in word
                .readings
                .iter()
                .filter(|r| r.tense == Some(Tense::PastParticiple) || r.pos == Pos::Adjective)
            {
                let lemma = fold(reading.lemma);
                if !forms.contains(&lemma) {
                    forms.push(lemma);
                }
            }
        }
        if forms.iter().all(|form| Relations::stands_between(form)) || word.lower.chars().count() < 2 {
            return;
        }
        // *la fermeture* tells of the same act as *fermer*.
        if kind == Kind::Noun {
            let known = |verb: &str| {
                lexicon
                    .readings(verb)
                    .iter()
                    .any(|r| r.pos == Pos::Verb && r.lemma == verb)
            };
            let verb = word.lemmas().find_map(|lemma| self.data.verb_of_act(lemma, known));
            if let Some(verb) = verb.map(|verb| fold(&verb)).filter(|verb| !forms.contains(verb)) {
                forms.push(verb);
            }
        }
        // *truquées* is a form of *truqué*.
        if kind == Kind::Adjective || word.tag == Tag::PastParticiple || word.readings.is_empty() && kind == Kind::Noun
        {
            let bare = forms[0].strip_suffix('s').unwrap_or(&forms[0]);
            if bare.len() > 2 && bare != forms[0] {
                let singular = bare.to_owned();
                forms.push(singular);
            }
            let bare = forms[0].strip_suffix('s').unwrap_or(&forms[0]);
            let bare = bare.strip_suffix('e').unwrap_or(bare);
            if bare.len() > 2 && !forms.iter().any(|form| form == bare) {
                let bare = bare.to_owned();
                forms.push(bare);
            }
        }
        // *hors service* is one word.
        if i.checked_sub(1).is_some_and(|j| &*self.words[j].lower == "hors") {
            let joined = format!("hors-{}", forms[0]);
            forms.push(joined);
        }
        let light = forms.iter().any(|form| self.data.is("light", form));
        let stem = match kind {
            Kind::Name => name_key(&word.lower),
            _ => stem(word.lemma()),
        };
        if stem.is_empty() {
            return;
        }
        let country = lexicon.country(&forms[0]).map(|(country, _)| country.code);
        let country = country.or_else(|| {
            forms.iter().find_map(|form| match lexicon.country(form) {
                Some((country, PlaceRole::Demonym)) => Some(country.code),
                _ => None,
            })
        });
        let own = i.checked_sub(1).is_some_and(|j| {
            matches!(
                &*self.words[j].lower,
                "son" | "sa" | "ses" | "mon" | "ma" | "mes" | "notre" | "nos" | "leur" | "leurs"
            )
        });
        let weight = match kind {
            _ if light || (own && kind == Kind::Noun) => 0.25,
            Kind::Name => 1.5,
            Kind::Noun => 1.0,
            Kind::Verb => 1.0,
            Kind::Adjective => 0.7,
            Kind::Adverb => 0.4,
        };
        let at = self.content.terms.len();
        let (link, outer) = (self.link, self.outer);
        let clause = self.clause();
        let before = clause.verb.is_none();
        clause.terms.push(at);
        self.content.terms.push(Term {
            span: word.span,
            word: word.span.of(text).to_owned(),
            stem,
            forms,
            kind,
            classes: Vec::new(),
            country: country.filter(|code| !code.is_empty()),
            weight,
            link,
            outer,
            before,
            own,
        });
    }

    /// Marks what stands after its verb.
    fn finish(&mut self) {
        for clause in &self.content.clauses {
            if let Some(verb) = clause.verb.or(clause.copula) {
                for &term in &clause.terms {
                    self.content.terms[term].before = term < verb;
                }
            }
        }
    }
}

/// True where a clause with *que* follows word `at` soon.
fn finite_complement(words: &[Word], at: usize) -> bool {
    words[at.min(words.len())..]
        .iter()
        .take(3)
        .any(|w| matches!(&*w.lower, "que" | "qu'"))
}

/// The preposition of a word that may hold an article.
fn preposition(word: &str) -> &'static str {
    match word {
        "du" | "des" | "de" | "d'" => "de",
        "au" | "aux" | "à" => "à",
        "en" => "en",
        "dans" => "dans",
        "par" => "par",
        "sur" => "sur",
        "contre" => "contre",
        "vers" => "vers",
        "sous" => "sous",
        "chez" => "chez",
        "avec" => "avec",
        "sans" => "sans",
        "pour" => "pour",
        "avant" => "avant",
        "après" => "après",
        "depuis" => "depuis",
        "entre" => "entre",
        "près" => "près",
        _ => "other",
    }
}

/// Folded stem of a French word.
pub(super) fn stem(lemma: &str) -> String {
    fold(&Stemmer::new(Algorithm::French).stem(lemma))
}

impl Content {
    /// Takes the words inside the spans, dates for the most part, out of the clauses.
    pub(super) fn without(&mut self, spans: &[Span]) {
        if spans.is_empty() {
            return;
        }
        let terms = &self.terms;
        for clause in &mut self.clauses {
            clause
                .terms
                .retain(|&i| !spans.iter().any(|span| span.overlaps(terms[i].span)));
            let verb = clause.verb.filter(|verb| clause.terms.contains(verb));
            if verb != clause.verb {
                // *ne dépasse pas 28 millions*: the negation was the figure's.
                clause.negated = false;
            }
            clause.verb = verb;
        }
    }

    /// The terms of a clause.
    pub fn of<'a>(&'a self, clause: &'a Clause) -> impl Iterator<Item = &'a Term> + Clone {
        clause.terms.iter().filter_map(|&i| self.terms.get(i))
    }

    /// The verb of a clause.
    pub fn verb_of<'a>(&'a self, clause: &Clause) -> Option<&'a Term> {
        clause.verb.and_then(|i| self.terms.get(i))
    }
}
