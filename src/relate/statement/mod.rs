//! Bare statements, without speaker and day, taken apart for comparison by structure: sentences, their words in their clauses, years, quantities.

mod correction;
mod day;
mod name;
mod points;
mod reader;
mod surroundings;
mod telling;

pub use points::{Duty, Limit, Order, Points, Reason, Rule};

use correction::corrections;
use day::{numbers, years};
use name::{compound_places, name_groups, place};
use surroundings::surroundings;
use telling::{affirmations, reported};

use super::content::{Clause, Content, Kind, Term, stem, words};
use super::facts::Facts;
use crate::fold::fold;
use crate::lexicon::relation::{ClassId, Relations, Senses};
use crate::lexicon::{Lexicon, Tense};
use crate::span::Span;
use crate::text::tag::{Tag, Word};
use crate::text::{Analysis, phrase};

/// The most sentences of a statement that are read.
const SENTENCES: usize = 24;

/// The most words of one sentence that are read.
const WORDS: usize = 60;

/// A statement, sentence by sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statement {
    /// Its sentences in order.
    pub sentences: Vec<Sentence>,
}

/// One sentence of a statement.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sentence {
    /// From its first byte to past the last.
    pub span: Span,
    /// Its words as written.
    pub text: String,
    /// Its content words in order.
    pub items: Vec<Item>,
    /// Its clauses.
    pub parts: Vec<Part>,
    /// Years that it names.
    pub years: Vec<Year>,
    /// Ages and hours, which count nothing.
    pub numbers: Vec<Number>,
    /// Holds on a condition: *si le barrage cède*.
    pub conditional: bool,
    /// What set phrases say.
    pub points: Points,
}

/// A number before *ans* or *heures* that counts nothing: an age, an hour of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its value.
    pub value: u32,
    /// The word after it.
    pub unit: &'static str,
}

/// How many of what a noun names are spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// *tous les*, *chaque*.
    All,
    /// *la plupart des*, *la majorité des*.
    Most,
    /// *certains*, *plusieurs*.
    Some,
    /// *peu de*, *une minorité de*.
    Few,
    /// *aucun*, *pas de*, *sans*.
    None,
}

/// A content word in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The word.
    pub term: Term,
    /// Its clause, as an index into [`Sentence::parts`].
    pub part: usize,
    /// Classes of statement words that it belongs to.
    pub classes: Vec<ClassId>,
    /// What is left of it without its endings, the same for *démission* and *démissionner*.
    pub root: String,
    /// How many, where it is said.
    pub quantity: Option<Quantity>,
    /// The verb of its clause, or the first word of the attribute of *être*.
    pub predicate: bool,
    /// Said not to be: the predicate, or the object, of a negated clause; what stands after *aucun* or *sans*.
    pub denied: bool,
    /// Has a definite article, or is a name.
    pub definite: bool,
    /// The same number for the words of one name.
    pub name: Option<usize>,
    /// The country that the name is, or lies in.
    pub place: Option<Place>,
    /// Stands right behind a form of *être*.
    pub attribute: bool,
    /// Preposition right before its phrase that has an opposite: *avant*, *après*, *contre*.
    pub preposition: Option<&'static str>,
    /// Belongs to a phrase that only names the source, or what is spoken against: *selon l'Insee*.
    pub aside: bool,
    /// Its part in a correction: *à Lyon et non à Nice*.
    pub correction: Option<Correction>,
}

/// What a word is to a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correction {
    /// Put aside: *Nice* in *à Lyon et non à Nice*, *pas à Nice mais à Lyon*.
    Wrong,
    /// Put in its stead.
    Right,
}

/// A place that a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Code of the country.
    pub country: &'static str,
    /// A city in it, not the country itself.
    pub city: bool,
}

/// A clause of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its verb, as an index into [`Sentence::items`].
    pub verb: Option<usize>,
    /// It negates.
    pub negated: bool,
    /// It negates a part only: *pas tous*, *pas toujours*, *pas encore*.
    pub partly: bool,
    /// Not said to be so.
    pub unreal: bool,
    /// Future tense.
    pub future: bool,
    /// Imperfect or pluperfect: it was so once.
    pub past: bool,
    /// The subject is who suffers it.
    pub passive: bool,
    /// *être* with an attribute.
    pub attributive: bool,
    /// The subject is a pronoun, or left out.
    pub pronoun: bool,
    /// Somebody is only said to claim it: *affirme que …*.
    pub reported: bool,
    /// Said to be so against a doubt: *a bien eu lieu*.
    pub affirmed: bool,
}

/// A year, or a day, that a sentence names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year {
    /// The year, where it is named.
    pub year: Option<i16>,
    /// The month, where it is named.
    pub month: Option<i8>,
    /// The day, where it is named.
    pub day: Option<i8>,
    /// False after *avant*, *après*, *depuis*, *entre*: it bounds what is said.
    pub on: bool,
    /// It names what stands before it: *le décret du 28 mars*.
    pub names: bool,
    /// Where it stands.
    pub span: Span,
}

impl Year {
    /// True where the two cannot be the same day.
    pub fn excludes(&self, other: &Year) -> bool {
        if let (Some(a), Some(b)) = (self.year, other.year)
            && a != b
        {
            return true;
        }
        match (self.month, other.month) {
            (Some(a), Some(b)) if a == b => matches!((self.day, other.day), (Some(a), Some(b)) if a != b),
            (Some(_), Some(_)) => true,
            _ => false,
        }
    }
}

impl Statement {
    /// Reads the words of `span` again, beside what its facts know already. Linear in the length of the span.
    pub(super) fn read(
        analysis: &Analysis,
        lexicon: &'static Lexicon,
        data: &'static Relations,
        facts: &Facts,
        span: Span,
    ) -> Statement {
        let first = analysis.sentences.partition_point(|s| s.span.end <= span.start);
        let mut sentences = Vec::new();
        for sentence in analysis.sentences[first..]
            .iter()
            .take_while(|s| s.span.start < span.end)
            .take(SENTENCES)
        {
            let within = Span::new(sentence.span.start.max(span.start), sentence.span.end.min(span.end));
            let tagged = words(analysis, lexicon, within);
            sentences.push(read_sentence(analysis.text, lexicon, data, facts, within, &tagged));
        }
        Statement { sentences }
    }
}

fn read_sentence(
    text: &str,
    lexicon: &'static Lexicon,
    data: &'static Relations,
    facts: &Facts,
    span: Span,
    words: &[Word],
) -> Sentence {
    let mut sentence = Sentence {
        span,
        text: span.of(text).trim_end_matches('.').to_owned(),
        years: years(text, facts, words),
        numbers: numbers(text, facts, words),
        ..Sentence::default()
    };
    let content = &facts.content;
    for clause in &content.clauses {
        let inside = |&i: &usize| content.terms.get(i).is_some_and(|term| span.contains(term.span));
        if !clause.terms.iter().any(inside) {
            continue;
        }
        let part = sentence.parts.len();
        sentence.parts.push(part_of(clause));
        for &i in clause.terms.iter().filter(|i| inside(i)).take(WORDS) {
            let verb = clause.verb == Some(i);
            let attribute = clause.verb.is_none()
                && clause
                    .copula
                    .is_some_and(|at| first_after(content, clause, at) == Some(i));
            sentence.items.push(item(&content.terms[i], part, verb || attribute));
        }
    }
    let condition = |i: usize| {
        let granted = i
            .checked_sub(1)
            .is_some_and(|j| matches!(&*words[j].lower, "même" | "comme"));
        // *si des élus ont voté contre, la plupart …* grants it.
        let done = words[i + 1..]
            .iter()
            .take(8)
            .position(|word| matches!(&*word.lower, "a" | "ont" | "est" | "sont"));
        let done = done.is_some_and(|at| {
            words[i + 2 + at..]
                .iter()
                .take(2)
                .any(|word| word.tag == Tag::PastParticiple)
        });
        words[i].tag == Tag::Subordinator && matches!(&*words[i].lower, "si" | "s'") && !granted && !done
    };
    // *Si les prix montent, c'est que …* is no condition.
    let given = words.windows(2).any(|pair| {
        pair[0].tag == Tag::Comma && matches!(&*pair[1].lower, "c'")
            || ["pour", "rien"] == [&*pair[0].lower, &*pair[1].lower]
    });
    sentence.conditional = (0..words.len()).any(condition) && !given;
    let number = |item: &Item| {
        let after = words.partition_point(|word| word.span.start <= item.term.span.start);
        let of = words
            .get(after)
            .is_some_and(|word| matches!(&*word.lower, "de" | "d'" | "des" | "du"));
        of && item.term.forms.iter().any(|form| NUMBERS.contains(&&**form))
    };
    sentence.items.retain(|item| !number(item));
    let dates: Vec<Span> = sentence.years.iter().map(|year| year.span).collect();
    sentence
        .items
        .retain(|item| !dates.iter().any(|span| span.overlaps(item.term.span)));
    adverbs(text, data, words, &mut sentence);
    sentence.items.sort_by_key(|item| item.term.span.start);
    sentence.items.truncate(WORDS);
    name_groups(text, &mut sentence.items);
    for item in sentence.items.iter_mut().filter(|item| item.name.is_some()) {
        item.place = place(lexicon, data, &item.term);
    }
    compound_places(text, lexicon, &mut sentence.items);
    // From here on the items are counted.
    for at in 0..sentence.items.len() {
        let item = &sentence.items[at];
        if item.predicate && item.term.kind == Kind::Verb {
            sentence.parts[item.part].verb = Some(at);
        }
    }
    tenses(words, &mut sentence);
    surroundings(words, &mut sentence);
    classify(data, &mut sentence.items);
    reported(words, data, &mut sentence);
    affirmations(words, &mut sentence);
    corrections(words, &mut sentence);
    unproven(data, &mut sentence);
    points::read(data, words, &mut sentence);
    sentence
}

/// Nouns that only say how many.
const NUMBERS: &[&str] = &["majorite", "minorite", "plupart", "totalite"];

fn first_after(content: &Content, clause: &Clause, at: usize) -> Option<usize> {
    let adverb = |i: usize| content.terms.get(i).is_some_and(|term| term.kind == Kind::Adverb);
    clause.terms.iter().copied().find(|&i| i >= at && !adverb(i))
}

fn part_of(clause: &Clause) -> Part {
    Part {
        verb: None,
        negated: clause.negated,
        partly: false,
        unreal: clause.unreal,
        future: clause.future,
        past: false,
        passive: clause.passive,
        attributive: clause.verb.is_none() && clause.copula.is_some(),
        pronoun: clause.pronoun,
        reported: false,
        affirmed: false,
    }
}

fn item(term: &Term, part: usize, predicate: bool) -> Item {
    let mut term = term.clone();
    // *faire l'objet de*
    if term.forms.iter().any(|form| form == "objet") {
        term.weight = term.weight.min(0.25);
    }
    Item {
        root: root(&term.forms),
        definite: term.kind == Kind::Name,
        term,
        part,
        classes: Vec::new(),
        quantity: None,
        predicate,
        denied: false,
        name: None,
        place: None,
        attribute: false,
        preposition: None,
        aside: false,
        correction: None,
    }
}

/// Adverbs that exclude one another between statements and that claims do without: *vite*, *lentement*.
fn adverbs(text: &str, data: &'static Relations, words: &[Word], sentence: &mut Sentence) {
    for word in words.iter().filter(|word| word.tag == Tag::Adverb) {
        let key = fold(&word.lower);
        let known = sentence.items.iter().any(|item| item.term.span == word.span);
        if known || !data.has_opposite(&key) || matches!(&*key, "plus" | "moins") {
            continue;
        }
        let before = sentence
            .items
            .iter()
            .rfind(|item| item.term.span.start < word.span.start);
        let Some(part) = before.or(sentence.items.first()).map(|item| item.part) else {
            continue;
        };
        let term = Term {
            span: word.span,
            word: word.span.of(text).to_owned(),
            stem: stem(&word.lower),
            forms: vec![key],
            kind: Kind::Adverb,
            classes: Vec::new(),
            senses: Senses::default(),
            country: None,
            weight: 0.4,
            link: "",
            outer: "",
            tie: "",
            before: before.is_some_and(|item| item.term.before),
            own: false,
        };
        sentence.items.push(item(&term, part, false));
    }
}

/// Tells each clause the tense of its verb, and makes actives of *est mort*, *est né*.
fn tenses(words: &[Word], sentence: &mut Sentence) {
    for group in phrase::verb_groups(words) {
        let head = &words[group.head];
        let at = sentence
            .items
            .iter()
            .position(|item| item.term.span.start >= words[group.words.start].span.start);
        let Some(part) = at.map(|at| sentence.items[at].part) else {
            continue;
        };
        let part = &mut sentence.parts[part];
        // *avait fourni* tells a deed, not how things were.
        let deed = words[group.words.clone()]
            .first()
            .is_some_and(|word| word.is_form_of("avoir"))
            && head.tag == Tag::PastParticiple;
        part.past |= group.tense == Tense::Imperfect && !deed;
        if part.passive && INTRANSITIVE.contains(&&*fold(head.lemma())) {
            part.passive = false;
        }
    }
}

/// Verbs whose past has *être* and is no passive.
const INTRANSITIVE: &[&str] = &[
    "naitre",
    "mourir",
    "aller",
    "venir",
    "partir",
    "arriver",
    "tomber",
    "sortir",
    "entrer",
    "rester",
    "devenir",
    "monter",
    "descendre",
    "deceder",
    "retourner",
    "revenir",
    "intervenir",
    "survenir",
    "passer",
    "parvenir",
    "rentrer",
];

fn classify(data: &'static Relations, items: &mut [Item]) {
    let none: &[String] = &[];
    for i in 0..items.len() {
        let found = data.classes_at(|n| items.get(i + n).map_or(none, |item| &item.term.forms));
        for (len, class) in found {
            for item in &mut items[i..i + len] {
                if !item.classes.contains(&class) {
                    item.classes.push(class);
                }
            }
        }
    }
}

/// Denies what follows *rien ne prouve que*, *aucune étude ne montre que*.
fn unproven(data: &'static Relations, sentence: &mut Sentence) {
    for at in 1..sentence.items.len() {
        let (before, here) = (sentence.items[at - 1].part, sentence.items[at].part);
        let verb = sentence.parts[before].verb.map(|verb| &sentence.items[verb]);
        let denied = |verb: &Item| verb.denied || sentence.parts[before].negated;
        let proves =
            verb.is_some_and(|verb| denied(verb) && verb.term.forms.iter().any(|form| data.is("proofs", form)));
        if before == here || !proves || sentence.parts[here].negated {
            continue;
        }
        sentence.parts[here].negated = true;
        for item in sentence
            .items
            .iter_mut()
            .filter(|item| item.part == here && item.predicate)
        {
            item.denied = !item.denied;
        }
    }
}

/// Endings of derived words, the longest first.
const ENDINGS: &[&str] = &[
    "issement", "ellement", "isation", "ication", "ateurs", "ateur", "atrice", "ation", "ition", "ution", "ement",
    "iteur", "eresse", "ionner", "iser", "ifier", "eriser", "euse", "ance", "ence", "isme", "iste", "ique", "able",
    "ible", "ment", "ateu", "age", "ure", "ion", "aire", "ier", "iere", "eur", "if", "ive", "ien", "enne", "ais",
    "aise", "ois", "oise", "ite", "ant", "ent", "er", "ir", "re", "al", "ale", "el", "elle", "ee", "e", "s", "t",
];

/// What a word has in common with those derived from it; empty for a word too short to tell.
fn root(forms: &[String]) -> String {
    let Some(word) = forms.get(1).or(forms.first()) else {
        return String::new();
    };
    let cut = ENDINGS
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|rest| rest.len() >= 5);
    let rest = cut.unwrap_or(word);
    if rest.len() >= 5 {
        rest.to_owned()
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derived_words_share_their_root() {
        let root_of = |word: &str| root(&[word.to_owned()]);
        assert_eq!(root_of("demission"), root_of("demissionner"));
        assert_eq!(root_of("adoption"), root_of("adopter"));
        assert_eq!(root_of("loi"), "");
    }
}
