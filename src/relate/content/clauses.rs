//! Clauses out of tagged words: predicates, negation, who does what to whom.

use super::{Clause, Content, Kind};
use crate::fold::fold;
use crate::lexicon::relation::Relations;
use crate::lexicon::{Lexicon, Tense};
use crate::text::phrase;
use crate::text::tag::{Tag, Word};

/// Adds the terms and clauses of tagged words to `content`.
pub(super) fn read(
    content: &mut Content,
    lexicon: &'static Lexicon,
    data: &'static Relations,
    text: &str,
    words: &[Word],
) {
    let groups = phrase::verb_groups(words);
    let mut builder = Builder {
        data,
        words,
        content,
        groups,
        open: Vec::new(),
        link: "",
        outer: "",
        flip_next: false,
    };
    builder.run(lexicon, text);
}

pub(super) struct Builder<'a, 't> {
    pub data: &'static Relations,
    pub words: &'a [Word<'t>],
    pub content: &'a mut Content,
    groups: Vec<phrase::VerbGroup>,
    /// Clauses that are open, outermost first, as indices into the content's clauses, with whether a comma opened it.
    open: Vec<(usize, bool)>,
    pub link: &'static str,
    pub outer: &'static str,
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

    pub(super) fn clause(&mut self) -> &mut Clause {
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
                // *ne viendra ni aujourd'hui ni demain*
                if &*word.lower == "ni" {
                    self.negation_word(i);
                }
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
                if self.data.has_opposite(&key) || self.data.is("adverbs", &key) {
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
        let presented = self.words[..i]
            .iter()
            .rev()
            .take(12)
            .any(|w| matches!(&*w.lower, "c'" | "c’" | "ce"));
        let open = self.clause();
        let cleft = &*word.lower == "qui" && open.finite && open.verb.is_none();
        if cleft {
            open.finite = false;
            open.cleft = presented;
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
        // *n'a pas que des amis*, but *ne signifie pas que l'usine ferme*.
        let others = matches!(after, "que" | "qu'") && !self.finite_ahead(group.words.end);
        let more = others
            || matches!(after, "seulement" | "uniquement")
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
        let speaks = self.words[group.words.start.saturating_sub(2)..=group.head]
            .iter()
            .any(|w| matches!(&*w.lower, "je" | "j'"));
        let clause = self.clause();
        clause.first |= finite && speaks;
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
