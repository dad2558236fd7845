//! Who or what a claim says brought something about: *tués par X*, *le tir provient de Y*, *imputable à Z*, *impute A à B*.

use super::answer::lemma;
use super::content::{Clause, Kind, Term};
use super::facts::Facts;
use crate::lexicon::relation::Relations;
use crate::model::{Draft, Stance};

/// How a cause is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// As the agent of a harm: *X a tué*, *tués par X*.
    Harm,
    /// As a cause: *dû à*, *provient de*, *est à l'origine de*.
    Cause,
    /// As what is pointed out: *c'est X qui l'a cassé*.
    Focus,
    /// As who began: *X a frappé le premier*.
    First,
    /// As the manner of a death: *mort noyé*.
    Manner,
}

/// What a claim says brought something about. Words are indices of terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// How it is told.
    pub telling: Telling,
    /// What was brought about: the act, or the noun for it. Empty where the claim leaves it to what was said before.
    pub effect: Vec<usize>,
    /// Who suffered it.
    pub sufferer: Vec<usize>,
    /// Who or what brought it about.
    pub by: Vec<usize>,
}

/// Classes of harm whose agent is to blame.
const HARMS: &[&str] = &[
    "killed", "attack", "shell", "sabotage", "gunfire", "strike", "destroy", "break",
];

/// The causes that a claim tells, in the order of its clauses. Linear in its terms.
pub(super) fn read(data: &Relations, text: &str, draft: &Draft, facts: &Facts) -> Vec<Cause> {
    let cue = lemma(draft);
    let mut out = Vec::new();
    if data.is("imputing", &cue) {
        out.extend(imputed(text, facts));
    }
    if data.is("blaming", &cue) && facts.content.clauses.iter().all(|clause| !clause.finite) {
        out.extend(blamed(facts));
    }
    let accused = match facts.voice.stance {
        Stance::Accuse => accused(text, facts),
        _ => Vec::new(),
    };
    let reader = Reader { data, facts };
    let told = |clause: &&Clause| !clause.negated && !clause.unreal && !clause.future;
    let mut last = Vec::new();
    for clause in facts.content.clauses.iter().filter(told) {
        out.extend(reader.because(clause));
        out.extend(reader.manner(clause));
        out.extend(reader.focus(clause));
        if let Some(mut cause) = reader.cause(clause) {
            // *les rebelles d'avoir tiré*, *X a forcé la porte et frappé*: who does it stands before.
            if cause.by.is_empty() && cause.telling != Telling::Cause && !clause.passive {
                cause.by = if accused.is_empty() {
                    last.clone()
                } else {
                    accused.clone()
                };
                cause.sufferer.retain(|at| !cause.by.contains(at));
            }
            if !cause.by.is_empty() {
                out.push(cause);
            }
        }
        last = reader.subject(clause);
    }
    out
}

/// Whom an accusation names: *les rebelles* in *les rebelles d'avoir tiré*.
fn accused(text: &str, facts: &Facts) -> Vec<usize> {
    let words = text.get(facts.extent.start..facts.extent.end).unwrap_or_default();
    let ends = [",", " d'avoir ", " d’avoir ", " d'être ", " d’être "];
    let Some(end) = ends.iter().filter_map(|end| words.find(end)).min() else {
        return Vec::new();
    };
    let terms = facts.content.terms.iter().enumerate();
    terms
        .filter(|(_, term)| term.span.end <= facts.extent.start + end && term.kind != Kind::Verb)
        .map(|(at, _)| at)
        .collect()
}

/// *l'incendie à une cigarette* after *attribue*: what stands before the first *à*, and what follows it.
fn imputed(text: &str, facts: &Facts) -> Option<Cause> {
    let words = text.get(facts.extent.start..facts.extent.end)?;
    let to = [" à ", " au ", " aux "].iter().filter_map(|to| words.find(to)).min()?;
    let to = facts.extent.start + to;
    let heavy = |after: bool| -> Vec<usize> {
        let terms = facts.content.terms.iter().enumerate();
        terms
            .filter(|(_, term)| term.weight > 0.5 && (term.span.start > to) == after)
            .map(|(at, _)| at)
            .collect()
    };
    let (effect, by) = (heavy(false), heavy(true));
    (!effect.is_empty() && !by.is_empty()).then_some(Cause {
        telling: Telling::Cause,
        effect,
        sufferer: Vec::new(),
        by,
    })
}

/// *un capteur défaillant* after *met en cause*: the cause of what was said before.
fn blamed(facts: &Facts) -> Option<Cause> {
    let terms = facts.content.terms.iter().enumerate();
    let by: Vec<usize> = terms
        .filter(|(_, term)| matches!(term.kind, Kind::Noun | Kind::Name) && term.weight > 0.5)
        .map(|(at, _)| at)
        .collect();
    (!by.is_empty()).then_some(Cause {
        telling: Telling::Cause,
        effect: Vec::new(),
        sufferer: Vec::new(),
        by,
    })
}

struct Reader<'f> {
    data: &'f Relations,
    facts: &'f Facts,
}

impl Reader<'_> {
    fn term(&self, at: usize) -> Option<&Term> {
        self.facts.content.terms.get(at)
    }

    fn is(&self, list: &str, at: usize) -> bool {
        self.term(at)
            .is_some_and(|term| term.forms.iter().any(|form| self.data.is(list, form)))
    }

    fn of_class(&self, names: &[&str], at: usize) -> bool {
        let classes = self.term(at).map_or(&[][..], |term| &term.classes);
        let mut classes = classes
            .iter()
            .filter_map(|&class| self.data.classes.get(usize::from(class)));
        classes.any(|class| names.contains(&&*class.name))
    }

    /// Terms of a clause that fit.
    fn which(&self, clause: &Clause, fits: impl Fn(&Term) -> bool) -> Vec<usize> {
        let mut out = clause.terms.clone();
        out.retain(|&i| {
            self.term(i)
                .is_some_and(|term| term.weight > 0.2 && term.kind != Kind::Adverb && fits(term))
        });
        out.retain(|&i| Some(i) != clause.verb);
        out
    }

    fn subject(&self, clause: &Clause) -> Vec<usize> {
        self.which(clause, |t| {
            t.before && t.kind != Kind::Verb && matches!(t.outer, "" | "de")
        })
    }

    fn object(&self, clause: &Clause) -> Vec<usize> {
        self.which(clause, |t| {
            !t.before && t.kind != Kind::Verb && matches!(t.outer, "" | "de" | "sur" | "contre")
        })
    }

    fn after(&self, clause: &Clause, preposition: &str) -> Vec<usize> {
        self.which(clause, |t| !t.before && t.outer == preposition)
    }

    /// *S'est dégradé*: true for a verb with *se* among the two words before it.
    fn is_reflexive(&self, verb: usize) -> bool {
        let Some(term) = self.term(verb) else { return false };
        let at = term.span.start.saturating_sub(self.facts.extent.start);
        let before = self.facts.words.get(..at).unwrap_or_default();
        let mut words = before
            .split([' ', '\u{a0}'])
            .rev()
            .filter(|word| !word.is_empty())
            .take(2);
        words.any(|word| word.eq_ignore_ascii_case("se") || word.starts_with("s'") || word.starts_with("s’"))
    }

    fn cause(&self, clause: &Clause) -> Option<Cause> {
        let made = |telling, effect, sufferer, by| {
            Some(Cause {
                telling,
                effect,
                sufferer,
                by,
            })
        };
        // *dû à*, *imputable à*: what stands before it is the effect, what follows *à* the cause.
        if let Some(nth) = clause.terms.iter().position(|&i| self.is("due", i)) {
            let rest = |range: &[usize], to: bool| -> Vec<usize> {
                let fits = |&&i: &&usize| {
                    self.term(i)
                        .is_some_and(|t| t.kind != Kind::Verb && (!to || matches!(t.outer, "à" | "par")))
                };
                range.iter().filter(fits).copied().collect()
            };
            return made(
                Telling::Cause,
                rest(&clause.terms[..nth], false),
                Vec::new(),
                rest(&clause.terms[nth + 1..], true),
            );
        }
        // *Le coupable, à en croire X, est le groupe*
        if let (Some(copula), Some(nth)) = (clause.copula, clause.terms.iter().position(|&i| self.is("culprits", i)))
            && clause.verb.is_none()
            && clause.terms[nth] < copula
        {
            let by = clause.terms.iter().copied().filter(|&i| i >= copula);
            return made(Telling::Cause, Vec::new(), Vec::new(), by.collect());
        }
        // *L'erreur est le fait d'un technicien*
        let doing = clause.terms.iter().position(|&i| self.is("doings", i));
        if let Some(nth) = doing.filter(|&nth| clause.copula == Some(clause.terms[nth])) {
            let by = clause.terms[nth + 1..].iter().copied();
            let by = by.filter(|&i| {
                self.term(i)
                    .is_some_and(|term| matches!(term.outer, "de") || term.link == "de")
            });
            let effect = clause.terms[..nth].to_vec();
            return made(Telling::Cause, effect, Vec::new(), by.collect());
        }
        // *X est en cause*, *X est à l'origine de Y*.
        let noun = clause.terms.iter().copied().find(|&i| self.is("causes", i));
        // *l'État pour seul responsable de l'accident*
        let held = |&noun: &usize| {
            let mut named = [Some(noun), noun.checked_sub(1)].into_iter().flatten();
            named.any(|i| self.term(i).is_some_and(|term| term.link == "pour"))
        };
        if let Some(noun) = noun.filter(held).filter(|_| clause.verb.is_none() && !clause.finite) {
            let beside = |after: bool| {
                let terms = clause.terms.iter().copied();
                let fits = move |i: &usize| *i != noun && (*i > noun) == after;
                terms
                    .filter(fits)
                    .filter(|&i| self.term(i).is_some_and(|term| term.weight > 0.5))
                    .collect()
            };
            return made(Telling::Cause, beside(true), Vec::new(), beside(false));
        }
        if let Some(noun) = noun.filter(|_| clause.verb.is_none() && clause.finite) {
            let after: Vec<usize> = clause.terms.iter().copied().filter(|&i| i > noun).collect();
            let before: Vec<usize> = self.subject(clause).into_iter().filter(|&i| i < noun).collect();
            return made(Telling::Cause, after, Vec::new(), before);
        }
        // *sont partis* may be read as a noun.
        let noun = || {
            clause
                .terms
                .iter()
                .copied()
                .find(|&i| clause.copula.is_some() && self.is("origins", i))
        };
        let verb = clause.verb.or_else(noun)?;
        if self.is("origins", verb) && !clause.passive {
            return made(
                Telling::Cause,
                self.subject(clause),
                Vec::new(),
                self.after(clause, "de"),
            );
        }
        // *l'accident s'explique par une erreur*
        if self.is("explaining", verb) && !self.after(clause, "par").is_empty() {
            return made(
                Telling::Cause,
                self.subject(clause),
                Vec::new(),
                self.after(clause, "par"),
            );
        }
        // *La situation s'est dégradée* names nobody who did it.
        let damage = self.is("damaging", verb) || self.of_class(&["break", "destroy"], verb);
        if damage && !clause.passive && self.is_reflexive(verb) {
            return None;
        }
        if self.is("makers", verb) || self.is("damaging", verb) {
            return match clause.passive {
                true => made(
                    Telling::Cause,
                    self.subject(clause),
                    Vec::new(),
                    self.after(clause, "par"),
                ),
                false => made(Telling::Cause, self.object(clause), Vec::new(), self.subject(clause)),
            };
        }
        let first = clause
            .terms
            .iter()
            .any(|&i| self.is("firsts", i) && self.term(i).is_some_and(|t| !t.before));
        let blow = clause.terms.iter().any(|&i| self.is("blows", i));
        let first = first && (blow || self.of_class(&["attack"], verb));
        if !(first || self.of_class(HARMS, verb)) {
            return None;
        }
        let telling = if first { Telling::First } else { Telling::Harm };
        // *ont perdu la vie*, *a trouvé la mort*
        let life = |at: &usize| self.term(*at).is_some_and(|term| matches!(&*term.stem, "vi" | "mort"));
        let loses = self
            .term(verb)
            .is_some_and(|term| term.forms.iter().any(|form| form == "perdre" || form == "trouver"));
        let by_nature = self.is("dying", verb) || (loses && self.object(clause).iter().any(life));
        if clause.passive || by_nature {
            let mut by = self.after(clause, "par");
            by.extend(self.after(clause, "sous"));
            return made(telling, vec![verb], self.subject(clause), by);
        }
        made(telling, vec![verb], self.object(clause), self.subject(clause))
    }

    /// *à cause d'une panne*, *en raison du gel*
    fn because(&self, clause: &Clause) -> Option<Cause> {
        const MARKS: &[&str] = &[
            "à cause d",
            "en raison d",
            "du fait d",
            "par suite d",
            "à la demande d",
            "sous l'effet d",
            "sur ordre d",
            "sur l'ordre d",
            "sur instruction d",
            "sur consigne d",
        ];
        let extent = self.facts.extent.start;
        let ends = MARKS
            .iter()
            .filter_map(|mark| Some(self.facts.words.find(mark)? + mark.len()));
        let from = extent + ends.min()?;
        let (by, before): (Vec<usize>, Vec<usize>) = clause
            .terms
            .iter()
            .partition(|&&i| self.term(i).is_some_and(|term| term.span.start >= from));
        let verb = clause.verb.filter(|verb| before.contains(verb))?;
        Some(Cause {
            telling: Telling::Cause,
            effect: vec![verb],
            sufferer: Vec::new(),
            by,
        })
    }

    /// What a cleft points out as the cause: *c'est l'eau qui a rongé les câbles*.
    fn focus(&self, clause: &Clause) -> Option<Cause> {
        let verb = clause.verb.filter(|&verb| clause.cleft && self.is("wearing", verb))?;
        let mut effect = vec![verb];
        effect.extend(self.object(clause));
        let by = self.subject(clause);
        (!by.is_empty()).then(|| Cause {
            telling: Telling::Focus,
            effect,
            sufferer: Vec::new(),
            by,
        })
    }

    /// How somebody died, where a clause says so.
    fn manner(&self, clause: &Clause) -> Option<Cause> {
        let manner = clause.terms.iter().copied().find(|&i| self.is("manners", i))?;
        let verb = clause.verb.filter(|&verb| verb != manner);
        let told = verb.is_none_or(|verb| self.is("dying", verb)) && clause.finite;
        let sufferer = self.subject(clause);
        (told && !sufferer.is_empty()).then(|| Cause {
            telling: Telling::Manner,
            effect: Vec::new(),
            sufferer,
            by: vec![manner],
        })
    }
}
