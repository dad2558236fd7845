//! Two answers to one question, yes and no: *nous n'avons jamais été prévenus* against *la mairie avait reçu une lettre*.

use super::align::{best, coverage, short, similarity, subject};
use super::denial::names;
use super::polarity::{days_exclude, outside};
use super::{Outcome, Pair, conflict};
use crate::fold::name_key;
use crate::lexicon::issue::About;
use crate::relate::answer::Answer;
use crate::relate::content::{Kind, Term};
use crate::relate::facts::Facts;
use crate::relate::issue::Stand;

/// Most days between two answers.
const WINDOW: i32 = 120;
/// Most days between two answers where tomorrow's may be another.
const PASSING: i32 = 10;

pub(super) fn compare(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    if a.stands.is_empty() || b.stands.is_empty() || a.is_bare() || b.is_bare() {
        return Err("not both answer a question".to_owned());
    }
    if pair.days_apart() > WINDOW || !a.shares_story(b) || days_exclude(a, b) || outside(a, b) || outside(b, a) {
        return Err("they belong to other stories or days".to_owned());
    }
    for x in &a.stands {
        for y in b.stands.iter().filter(|y| y.question == x.question && y.yes != x.yes) {
            let (yes, no) = if x.yes { ((a, x), (b, y)) } else { ((b, y), (a, x)) };
            let Some(question) = pair.data.issues.questions.get(usize::from(x.question)) else {
                continue;
            };
            let sides = Sides { pair, yes, no };
            let over =
                question.passing && pair.days_apart() > PASSING && !(sides.granted() || question.past && sides.never());
            let another = question.about == About::Event && sides.another();
            if sides.one_voice() || over || another {
                continue;
            }
            let linked = match question.about {
                About::Recipient => sides.same_recipient(),
                About::Giver => sides.same_giver(),
                About::Theme => sides.same_theme(),
                About::Event => sides.same_event(&question.name),
            };
            if linked {
                let explanation = format!(
                    "To the question whether it was {}, one answers yes (\"{}\"), the other no (\"{}\"){}.",
                    question.name,
                    short(&yes.0.words),
                    short(&no.0.words),
                    pair.by_whom()
                );
                return Ok(conflict(question.conflict, "issue", 0.65, explanation));
            }
        }
    }
    Err("no question is answered by yes and by no".to_owned())
}

/// True where one tells that a message went to somebody who is not the one whom it never reached.
pub(super) fn other_recipient(pair: &Pair) -> bool {
    let recipient = |question: u8| {
        let found = pair.data.issues.questions.get(usize::from(question));
        found.is_some_and(|question| question.about == About::Recipient)
    };
    pair.a.stands.iter().filter(|x| recipient(x.question)).any(|x| {
        let mut others = pair
            .b
            .stands
            .iter()
            .filter(|y| y.question == x.question && y.yes != x.yes);
        others.any(|y| {
            let (yes, no) = if x.yes {
                ((pair.a, x), (pair.b, y))
            } else {
                ((pair.b, y), (pair.a, x))
            };
            let sides = Sides { pair, yes, no };
            let told = |term: &&Term| term.outer == "à" && !term.before && matches!(term.kind, Kind::Noun | Kind::Name);
            let whom = sides.clause_terms(yes).iter().any(told);
            whom && no.0.speaks_of_own() && !sides.same_recipient()
        })
    })
}

/// Who says yes and who says no.
struct Sides<'p> {
    pair: &'p Pair<'p>,
    yes: (&'p Facts, &'p Stand),
    no: (&'p Facts, &'p Stand),
}

impl<'p> Sides<'p> {
    /// True where one side says both, and does not grant later what it said before.
    fn one_voice(&self) -> bool {
        let unsays = self.one_speaker() && self.pair.a.published != self.pair.b.published;
        self.pair.same_side() && (self.pair.same_article() || !(self.granted() || unsays))
    }

    /// True where one tells of another event than the other: *un second feu*, *quelques minutes plus tôt*.
    fn another(&self) -> bool {
        let told = |facts: &Facts, list: &str| facts.each_word().any(|word| self.pair.data.is(list, &word));
        let (yes, no) = (self.yes.0, self.no.0);
        told(yes, "another") != told(no, "another") || told(yes, "sooner") != told(no, "sooner")
    }

    /// True where one side grants later what it did not say before.
    fn granted(&self) -> bool {
        let (a, b) = (self.pair.a, self.pair.b);
        let side = a.voice.same_side(&b.voice) || a.voice.both_public(&b.voice) || a.voice.same_office(&b.voice);
        let later = self.pair.later();
        side && a.published != b.published && (later.conceding || (later.affirms() && std::ptr::eq(later, self.yes.0)))
    }

    /// True where the no leaves nothing out: *personne ne l'a empêché de sortir*.
    fn never(&self) -> bool {
        let clause = self.no.0.content.clauses.get(self.no.1.clause);
        self.no.0.categorical && clause.is_some_and(|clause| clause.negated)
    }

    /// True where both are one person's words.
    fn one_speaker(&self) -> bool {
        let (yes, no) = (&self.yes.0.voice.speaker, &self.no.0.voice.speaker);
        yes.is_some() && yes == no
    }

    /// Names in both clauses, and none of them shared.
    fn strangers(&self) -> bool {
        let names = |side| -> Vec<&'p Term> {
            let mut terms = self.clause_terms(side);
            terms.retain(|term| term.kind == Kind::Name);
            terms
        };
        let (m, n) = (names(self.yes), names(self.no));
        !m.is_empty() && !n.is_empty() && m.iter().all(|s| best(s, n.iter().copied()).0 == 0.0)
    }

    /// True where one follows the other in an article, in one paragraph or the next.
    fn near(&self) -> bool {
        let (earlier, later) = (self.pair.earlier(), self.pair.later());
        let apart = later.paragraph.abs_diff(earlier.paragraph);
        self.pair.same_article() && apart <= 1 && later.follows.is_some_and(|run| run.contains(earlier.extent))
    }

    fn clause_terms(&self, side: (&'p Facts, &'p Stand)) -> Vec<&'p Term> {
        let (facts, stand) = side;
        let clause = facts.content.clauses.get(stand.clause);
        clause
            .map(|clause| facts.content.of(clause).collect())
            .unwrap_or_default()
    }

    /// The words of the answer itself.
    fn words(&self, side: (&'p Facts, &'p Stand)) -> Vec<&'p Term> {
        let (facts, stand) = side;
        stand.words.iter().filter_map(|&i| facts.content.terms.get(i)).collect()
    }

    /// The words of the clause that do not give the answer.
    fn others(&self, side: (&'p Facts, &'p Stand)) -> Vec<&'p Term> {
        let words = self.words(side);
        let mut terms = self.clause_terms(side);
        terms.retain(|term| !words.contains(term) && term.weight > 0.5);
        terms
    }

    fn like(&self, s: &Term, t: &Term) -> bool {
        let named = s.kind == Kind::Name || t.kind == Kind::Name;
        similarity(s, t) >= 0.8
            || (!named
                && (self.pair.data.falls_under(&s.forms, &t.forms) || self.pair.data.falls_under(&t.forms, &s.forms)))
    }

    /// Heavy words that both claims have beside their answers.
    fn shared(&self) -> f32 {
        let but = |side: (&'p Facts, &'p Stand)| {
            let words = self.words(side);
            let terms = side.0.content.terms.iter().filter(|term| term.weight > 0.5);
            terms.filter(|term| !words.contains(term)).collect::<Vec<_>>()
        };
        let (p, q) = (but(self.yes), but(self.no));
        coverage(p.iter().copied(), q.iter().copied()).1
    }

    /// True where whoever was told in the one is who was not in the other, and of the like.
    fn same_recipient(&self) -> bool {
        let noun = |side| self.words(side).into_iter().find(|term| term.kind == Kind::Noun);
        let warns = |term: &Term| {
            let mut classes = term
                .classes
                .iter()
                .filter_map(|&c| self.pair.data.classes.get(usize::from(c)));
            classes.any(|class| class.name == "warn" || class.name == "warning message")
        };
        if let (Some(s), Some(t)) = (noun(self.yes), noun(self.no))
            && !(warns(s) || warns(t) || self.like(s, t) || self.pair.data.same_kind(&s.forms, &t.forms))
        {
            return false;
        }
        let (yes, no) = (self.yes.0, self.no.0);
        // What one was told is nothing that another was not.
        let to_speaker = |side: (&'p Facts, &'p Stand)| {
            let clause = side.0.content.clauses.get(side.1.clause);
            let receives = |term: &Term| term.forms.iter().any(|form| self.pair.data.is("receiving", form));
            let verb = self.words(side).into_iter().any(receives);
            verb && clause.is_some_and(|clause| clause.first || (!clause.finite && subject(side.0, clause).is_empty()))
        };
        if to_speaker(self.yes) && no.speaks_of_own() && !self.granted() && !self.one_speaker() {
            return false;
        }
        let others = (self.others(self.yes), self.others(self.no));
        let uncovered = others.1.iter().filter(|s| s.kind == Kind::Noun && !s.before);
        let uncovered = uncovered.filter(|s| !others.0.iter().any(|t| self.like(s, t))).count();
        let mut met = others.1.iter().filter(|term| term.kind != Kind::Adjective);
        let one = |s: &Term, t: &Term| {
            similarity(s, t) >= 0.9 || (s.kind == Kind::Noun && self.pair.data.same_kind(&s.forms, &t.forms))
        };
        let explicit = met.any(|s| others.0.iter().any(|t| one(s, t)));
        // *une copie lui a été remise*: whom the claim before it names.
        let resumed =
            yes.each_word().any(|word| matches!(&*word, "lui" | "leur")) && std::ptr::eq(self.pair.later(), yes);
        let own = (yes.speaks_of_own(), no.speaks_of_own());
        let to_denier = own.1 && self.addressed();
        to_denier
            || self.granted() && (own.0 || own.1 || self.one_speaker())
            || own.1 && self.of_the_house()
            || (self.one_speaker() && own.1 && to_speaker(self.yes))
            || (self.near()
                && uncovered <= 1
                && (own.1 || explicit || resumed || others.1.is_empty() || self.pair.is_answered()))
            || (explicit && self.shared() >= 1.0)
    }

    /// True where the yes names who says no, or an office of his.
    fn addressed(&self) -> bool {
        let (yes, no) = (self.yes.0, self.no.0);
        let side = no.voice.side.as_deref().unwrap_or_default();
        let of_side = |term: &Term| {
            let key = name_key(&term.word);
            side.split(' ').any(|word| word.len() > 3 && word == key)
        };
        // *l'agence régionale de santé*: a name of common words is known by two of them.
        let told = self.clause_terms(self.yes);
        let met: Vec<&Term> = told.into_iter().filter(|term| of_side(term)).collect();
        let house = met.len() > 1 || met.iter().any(|term| term.kind == Kind::Name);
        let office = no.voice.office.is_some() && self.pair.data.office_in(&yes.words) == no.voice.office;
        names(no, yes) || office || house
    }

    /// True where the yes names the house of whoever says *nous* or *nos services* for one that the article does not name again: a firm of
    /// its story for its manager, an office for the head of one.
    fn of_the_house(&self) -> bool {
        let (yes, no) = (self.yes.0, self.no.0);
        let services = no.voice.office.is_none() && no.each_word().any(|word| self.pair.data.is("services", &word));
        let granting = yes.conceding && yes.speaks_of_own() && (yes.voice.office.is_some() || yes.voice.authority);
        if services && (granting || (self.pair.same_article() && self.pair.data.office_in(&yes.words).is_some())) {
            return true;
        }
        let side = no.voice.side.as_deref().unwrap_or_default();
        let generic = self.pair.data.is("houses", side);
        let named = |term: &&Term| {
            let key = crate::relate::hash::hash(name_key(&term.word).as_bytes());
            term.kind == Kind::Name && matches!(term.outer, "à" | "chez") && no.names.binary_search(&key).is_ok()
        };
        generic && self.clause_terms(self.yes).iter().any(named)
    }

    /// True where who ordered it in the one is who denies it, and nothing says that it was another order.
    fn same_giver(&self) -> bool {
        let (yes, no) = (self.yes.0, self.no.0);
        let (said, denied) = (self.others(self.yes), self.others(self.no));
        // *de ce genre*, *en ce sens*, *par écrit* tell of no other order.
        let content = denied
            .iter()
            .filter(|term| term.kind != Kind::Adjective && !matches!(term.outer, "par"));
        let verb = no
            .content
            .clauses
            .get(self.no.1.clause)
            .and_then(|clause| no.content.verb_of(clause));
        let mut content = content.filter(|term| Some(**term) != verb).peekable();
        let other = content.peek().is_some() && !content.any(|s| said.iter().any(|t| self.like(s, t)));
        if other && !no.points_back() {
            return false;
        }
        let clause = yes.content.clauses.get(self.yes.1.clause);
        let unsaid = clause.is_some_and(|clause| {
            let received = yes
                .content
                .verb_of(clause)
                .is_some_and(|verb| verb.forms.iter().any(|form| form == "recevoir"));
            received || clause.pronoun && subject(yes, clause).is_empty()
        });
        let above = clause.is_some_and(|clause| {
            let mut doers = subject(yes, clause).into_iter().filter(|_| !clause.passive);
            doers.any(|term| self.pair.data.is("houses", &name_key(&term.word)))
        });
        self.near() && (unsaid || above || self.addressed())
            || self.addressed()
            || (unsaid && (no.points_back() || self.shared() >= 1.0))
    }

    /// The person or thing that the answer is about.
    fn theme(&self, side: (&'p Facts, &'p Stand)) -> Vec<&'p Term> {
        let (facts, stand) = side;
        let Some(clause) = facts.content.clauses.get(stand.clause) else {
            return Vec::new();
        };
        let words = self.words(side);
        // Who came is spoken of, though it gives the answer.
        let question = self.pair.data.issues.questions.get(usize::from(stand.question));
        let comes = question.is_some_and(|question| question.name == "reached");
        let spoken_of = |term: &&Term| !words.contains(term) || (comes && term.before && clause.verb.is_some());
        let fits = |term: &&Term| {
            let noun = matches!(term.kind, Kind::Noun | Kind::Name) || (term.kind == Kind::Adjective && term.before);
            spoken_of(term) && noun && term.weight > 0.2
        };
        let mut out: Vec<&Term> = subject(facts, clause).into_iter().filter(fits).collect();
        if out.is_empty() || !clause.passive {
            let object = facts
                .content
                .of(clause)
                .filter(|term| !term.before && matches!(term.outer, "" | "de" | "sur"));
            out.extend(object.filter(fits));
        }
        out
    }

    /// True where both speak of one person or thing.
    fn same_theme(&self) -> bool {
        let (p, q) = (self.theme(self.yes), self.theme(self.no));
        let meets = p
            .iter()
            .any(|s| q.iter().any(|t| (s.weight > 0.5 || s.own) && self.like(s, t)));
        if self.strangers() {
            return false;
        }
        let unknown = p.is_empty() || q.is_empty();
        let all = self.yes.0.speaks_of_all() || self.no.0.speaks_of_all();
        let question = self.pair.data.issues.questions.get(usize::from(self.yes.1.question));
        let soon = question.is_some_and(|question| question.name == "prompt");
        // Whoever waited says it of those who came at once.
        let came = soon
            && self
                .clause_terms(self.yes)
                .iter()
                .any(|t| t.classes.iter().any(|c| self.pair.data.class("rescuers") == Some(*c)));
        if self.near() {
            return meets || came || all || unknown || self.pair.is_answered() || self.shared() >= 0.7;
        }
        if self.pair.same_article() {
            return meets || (unknown && self.shared() >= 0.7);
        }
        let sure = meets && (self.shared() >= 1.0 || self.pair.shared_topics() > 0);
        // Whoever grants it against another side speaks of what that side said.
        let later = self.pair.later();
        let conceded = later.conceding && a_day_later(self.pair) && (meets || unknown) && self.pair.shared_topics() > 0;
        let lasting =
            question.is_some_and(|question| question.past || (!question.passing && self.pair.shared_topics() > 0));
        let alike = meets || unknown || self.one_speaker() || self.pair.shared_topics() > 0;
        sure || conceded || (self.granted() && alike) || (unknown && self.never() && lasting)
    }

    /// True where both speak of one event of the story.
    fn same_event(&self, question: &str) -> bool {
        let (p, q) = (self.theme(self.yes), self.theme(self.no));
        let meets = p.iter().any(|s| q.iter().any(|t| self.like(s, t)));
        if self.near() {
            let open = question != "linked" && (p.is_empty() || q.is_empty() || question == "deliberate");
            return meets || open || self.pair.later().answer > Answer::None;
        }
        let shared = self.shared() >= 0.7 || self.pair.shared_topics() > 0;
        match question {
            "linked" => meets,
            "suicide" => meets || (shared && (p.is_empty() || q.is_empty())),
            "empty" => self.at_the_time() || (meets && shared),
            "offered" => self.never() && (self.pair.same_article() || shared || self.addressed() || self.granted()),
            _ => self.pair.same_article() || meets || shared,
        }
    }

    /// True where both tell of the very moment: *à cette heure-là*, *au moment du choc*.
    fn at_the_time(&self) -> bool {
        let told = |facts: &Facts| facts.each_word().any(|word| self.pair.data.is("moments", &word));
        told(self.yes.0) && told(self.no.0)
    }
}

/// True where the second claim was told on another day.
fn a_day_later(pair: &Pair) -> bool {
    pair.a.published != pair.b.published
}
