//! Set phrases of a sentence, word by word.

use super::points::{Duty, Limit, Order, Reason, Rule};
use crate::span::Span;
use crate::text::tag::{Tag, Word};

/// The words of a sentence, asked for set phrases.
pub(super) struct Reader<'r, 't> {
    pub(super) words: &'r [Word<'t>],
}

impl Reader<'_, '_> {
    pub(super) fn lower(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |word| &*word.lower)
    }

    fn tag(&self, i: usize) -> Option<Tag> {
        self.words.get(i).map(|word| word.tag)
    }

    /// True where the words of one of `phrases`, parted by blanks, stand at `i`.
    pub(super) fn any(&self, i: usize, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.len_at(i, phrase).is_some())
    }

    /// How many words `phrase` has, where it stands at `i`.
    fn len_at(&self, i: usize, phrase: &str) -> Option<usize> {
        let mut len = 0;
        for word in phrase.split(' ') {
            if self.lower(i + len) != word {
                return None;
            }
            len += 1;
        }
        Some(len)
    }

    pub(super) fn verbal(&self, i: usize) -> bool {
        matches!(
            self.tag(i),
            Some(Tag::FiniteVerb | Tag::PastParticiple | Tag::Infinitive | Tag::ObjectPronoun | Tag::Adverb)
        )
    }

    fn is_mark(&self, i: usize) -> bool {
        matches!(
            self.tag(i),
            None | Some(Tag::Comma | Tag::Colon | Tag::Semicolon | Tag::Stop | Tag::Open | Tag::Close | Tag::Dash)
        )
    }

    /// The next mark from `i` on.
    pub(super) fn mark(&self, i: usize) -> usize {
        (i..self.words.len())
            .find(|&k| self.is_mark(k))
            .unwrap_or(self.words.len())
    }

    /// The first word of the run between marks that word `i` stands in.
    fn start(&self, i: usize) -> usize {
        (0..i).rev().find(|&k| self.is_mark(k)).map_or(0, |k| k + 1)
    }

    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        let at = |i: usize| {
            self.words
                .get(i)
                .or(self.words.last())
                .map_or(Span::default(), |word| word.span)
        };
        if from >= to {
            return Span::new(at(from).start, at(from).start);
        }
        Span::new(at(from).start, at(to - 1).end)
    }

    fn is(&self, i: usize, lemmas: &[&str]) -> bool {
        self.words
            .get(i)
            .is_some_and(|word| word.lemmas().any(|lemma| lemmas.contains(&lemma)))
    }

    /// True where a negation stands before word `i` in its run.
    fn denied(&self, i: usize) -> bool {
        let from = self.start(i).max(i.saturating_sub(7));
        let bound = (from..i)
            .rev()
            .find(|&k| matches!(self.lower(k), "que" | "qu'" | "qui" | "et" | "mais"))
            .map_or(from, |k| k + 1);
        // *n'entraîne que quelques cas*
        let only = (i + 1..(i + 6).min(self.mark(i))).any(|k| self.lower(k) == "que" || self.lower(k) == "qu'");
        (bound..i).any(|k| matches!(self.lower(k), "ne" | "n'"))
            && (!only || (bound..i + 2).any(|k| matches!(self.lower(k), "pas" | "jamais" | "rien")))
            || i.checked_sub(1).is_some_and(|k| {
                matches!(
                    self.lower(k),
                    "pas" | "non" | "jamais" | "nullement" | "aucun" | "aucune"
                )
            })
    }

    /// What the law, or a rule, lets one do or makes one do.
    pub(super) fn duty(&self, i: usize) -> Option<Duty> {
        let verb = matches!(
            self.tag(i),
            Some(Tag::FiniteVerb | Tag::PastParticiple | Tag::Adjective | Tag::Infinitive)
        );
        let finite = self.tag(i) == Some(Tag::FiniteVerb);
        let not = self.denied(i);
        let must =
            verb && self.is(
                i,
                &[
                    "imposer",
                    "exiger",
                    "obliger",
                    "contraindre",
                    "obligatoire",
                    "requérir",
                    "obligé",
                    "contraint",
                ],
            ) || self.is(i, &["obligation", "obligatoire"])
                || self.any(
                    i,
                    &[
                        "faut",
                        "fallait",
                        "faudra",
                        "tenu de",
                        "tenus de",
                        "tenue de",
                        "tenues de",
                    ],
                )
                || self.tag(i) == Some(Tag::PastParticiple)
                    && self.is(i, &["demander"])
                    && (1..3).any(|k| i >= k && self.is(i - k, &["être"]));
        let need_not = self.is(i, &["facultatif", "optionnel", "volontariat"])
            || verb && self.is(i, &["dispenser", "exempter"])
            || self.any(i, &["le choix", "libre de", "libres de"]);
        let must_not = verb && self.is(i, &["interdire", "prohiber", "proscrire", "interdit"])
            || self.is(i, &["illégal", "illicite", "interdiction"])
            || self.any(i, &["impossible de", "impossible d'", "impossible à", "impossible aux"])
            || self.tag(i) == Some(Tag::PastParticiple)
                && self.is(i, &["refuser"])
                && (1..3).any(|k| i >= k && self.is(i - k, &["être"]))
                // *ne peut être refusé*: it is *peut* that tells the rule.
                && !(1..5).any(|k| i >= k && self.is(i - k, &["pouvoir"]));
        let may = verb && self.is(i, &["autoriser", "autorisé", "légaliser"])
            || self.is(i, &["légal", "licite"])
            || finite && self.is(i, &["pouvoir"])
            || self.any(i, &["le droit de", "le droit d'", "droit de", "droit d'"])
                && (1..4).any(|k| i >= k && self.is(i - k, &["avoir"]))
            || self.any(i, &["droit à", "droit au", "droit aux"])
                && (1..4).any(|k| i >= k && self.is(i - k, &["avoir", "donner", "ouvrir"]))
            || finite && self.is(i, &["permettre"]);
        let shall = finite && self.is(i, &["devoir"]);
        let has_not_to =
            self.any(i, &["pas à"]) && self.tag(i + 2) == Some(Tag::Infinitive) && i > 0 && self.is(i - 1, &["avoir"]);
        if self.any(i, &["aucun droit"]) && !self.any(i + 2, &["de", "d'"]) {
            return Some(Duty {
                rule: Rule::MustNot,
                span: self.words[i].span,
            });
        }
        let rule = match (must, need_not || has_not_to, must_not, may, shall) {
            (true, ..) if not => Rule::NeedNot,
            (true, ..) => Rule::Must,
            (_, true, ..) if not && !has_not_to => Rule::Must,
            (_, true, ..) => Rule::NeedNot,
            (_, _, true, ..) if not => Rule::May,
            (_, _, true, ..) => Rule::MustNot,
            (.., true, _) if not => Rule::MustNot,
            (.., true, _) => Rule::May,
            (.., true) if not => Rule::MustNot,
            (.., true) => Rule::Must,
            _ => return None,
        };
        // *ne peut pas entrer sans masque*
        let without = (i..self.mark(i)).any(|k| self.lower(k) == "sans");
        if without && matches!(rule, Rule::May | Rule::MustNot) {
            return None;
        }
        Some(Duty {
            rule,
            span: self.words[i].span,
        })
    }

    /// What something is said to come from, or not to come from.
    pub(super) fn reason(&self, i: usize) -> Option<Reason> {
        const AFTER: &[&str] = &[
            "à cause de",
            "à cause d'",
            "à cause du",
            "à cause des",
            "en raison de",
            "en raison d'",
            "en raison du",
            "en raison des",
            "sous l' effet de",
            "sous l' effet d'",
            "sous l' effet du",
            "sous l' effet des",
            "du fait de",
            "du fait d'",
            "du fait du",
            "du fait des",
            "des suites de",
            "des suites d'",
            "des suites du",
            "grâce à",
            "grâce au",
            "grâce aux",
            "parce que",
            "parce qu'",
            "rien à voir avec",
            "sans lien avec",
            "sans rapport avec",
            "imputable à",
            "imputables à",
            "imputable au",
            "imputables au",
            "lié à",
            "liée à",
            "liés à",
            "liées à",
            "lié au",
            "liée au",
            "liés au",
            "liées au",
            "attribuable à",
            "attribuables à",
            "attribué à",
            "attribué au",
            "attribués à",
            "attribués au",
            "attribuée à",
            "attribuée au",
            "attribuées à",
            "attribuées au",
            "dû à",
            "due à",
            "dus à",
            "dues à",
            "dû au",
            "due au",
            "dus au",
            "dues au",
        ];
        let none = ["rien à voir", "sans lien", "sans rapport"]
            .iter()
            .any(|phrase| self.len_at(i, phrase).is_some());
        let by = self.tag(i) == Some(Tag::PastParticiple)
            && self.is(
                i,
                &["causer", "provoquer", "déclencher", "entraîner", "détruire", "ravager"],
            )
            && self.lower(i + 1) == "par";
        let from = self.tag(i) == Some(Tag::FiniteVerb)
            && (self.is(i, &["provenir"]) || self.is(i, &["venir", "résulter"]) && self.tag(i + 2) == Some(Tag::Noun))
            && self.any(i + 1, &["de", "d'", "du", "des"]);
        let len = AFTER.iter().filter_map(|phrase| self.len_at(i, phrase)).max();
        let len = len.or((by || from).then_some(2)).or_else(|| self.explained_by(i));
        if let Some(len) = len {
            let mut end = self.mark(i + len);
            // *c'est grâce à X que*
            if let Some(that) = (i + len..end).find(|&k| matches!(self.lower(k), "que" | "qu'"))
                && self.lower(self.start(i)) == "c'"
            {
                end = that;
            }
            let end = (i + len..end)
                .find(|&k| self.any(k, &["et non", "mais"]))
                .unwrap_or(end);
            return Some(Reason {
                denied: none || self.denied(i),
                cause: self.span(i + len, end),
                mark: self.span(i, i + len),
            });
        }
        // *X est à l'origine de Y*, *X a provoqué Y*, *aucun lien entre X et Y*
        let origin = [
            "à l' origine de",
            "à l' origine d'",
            "à l' origine du",
            "à l' origine des",
            "responsable de",
            "responsables de",
            "responsable du",
            "la cause de",
            "la cause du",
            "la cause d'",
            "la cause des",
            "pour rien",
        ]
        .iter()
        .find_map(|phrase| self.len_at(i, phrase));
        let causes = (self.tag(i) == Some(Tag::FiniteVerb)
            || self.tag(i) == Some(Tag::PastParticiple) && i > 0 && self.is(i - 1, &["avoir"]))
            && self.is(i, &["provoquer", "causer", "entraîner", "déclencher", "expliquer"]);
        let link = self.is(i, &["lien", "causalité"])
            && self.lower(i + 1) != "de"
            && i > 0
            && matches!(self.lower(i - 1), "aucun" | "de" | "quelconque")
            && self.denied(i);
        if let Some(len) = origin.or((causes || link).then_some(1)) {
            let cause = if link {
                self.span(i + 1, self.mark(i + 1))
            } else {
                self.span(self.start(i), i)
            };
            return Some(Reason {
                denied: link || self.denied(i),
                cause,
                mark: self.span(i, i + len),
            });
        }
        None
    }

    /// How many words *s'explique avant tout par* has, with whatever adverbs stand between.
    fn explained_by(&self, i: usize) -> Option<usize> {
        let explained = self.any(i, &["s' explique", "s' expliquent", "s' expliquait", "s' expliquaient"]);
        let by = (i + 2..self.mark(i).min(i + 7)).find(|&k| self.lower(k) == "par")?;
        explained.then_some(by + 1 - i)
    }

    /// Which of two is put first: *A a deux fois plus de X que B*, *A devant B*, *A est préférable à B*.
    pub(super) fn order(&self, i: usize) -> Option<Order> {
        let end = self.mark(i);
        let ranked = |more, len| {
            let (one, other) = (self.span(self.start(i), i), self.span(i + len, end));
            Some(Order {
                more,
                one,
                what: self.span(i, i + len),
                other,
            })
        };
        let to = |i: usize| usize::from(matches!(self.lower(i + 1), "à" | "au" | "aux"));
        match self.lower(i) {
            // *arrive en tête, devant B*: what stands before the comma.
            "devant" | "derrière" => {
                let from = if self.start(i) == i { 0 } else { self.start(i) };
                return Some(Order {
                    more: self.lower(i) == "devant",
                    one: self.span(from, i),
                    what: self.span(i, i + 1),
                    other: self.span(i + 1, end),
                });
            }
            "préférable" | "supérieur" | "supérieure" | "supérieurs" | "supérieures" if to(i) > 0 => {
                return ranked(true, 2);
            }
            "inférieur" | "inférieure" | "inférieurs" | "inférieures" if to(i) > 0 => return ranked(false, 2),
            _ if self.tag(i) == Some(Tag::FiniteVerb)
                && self.is(i, &["devancer", "dépasser", "surpasser", "surclasser"]) =>
            {
                return ranked(true, 1);
            }
            _ => {}
        }
        let more = match self.lower(i) {
            "plus" | "davantage" => true,
            "moins" => false,
            _ => return None,
        };
        let before = i.checked_sub(1).map_or("", |k| self.lower(k));
        let than = (i + 1..end).find(|&k| matches!(self.lower(k), "que" | "qu'"))?;
        // *ne … plus que*, *au moins*, but *trois fois plus que*, *trois milliards de plus que*.
        let measured = matches!(before, "fois" | "de");
        if self.denied(i)
            || matches!(before, "au" | "le" | "la" | "les" | "du" | "d'" | "en")
            || (than == i + 1) != measured && (before == "de" || self.lower(i) == "plus" && than == i + 1)
        {
            return None;
        }
        // *plus de retraités que d'actifs*, *les actifs sont plus nombreux que les retraités*
        let counted = |at: usize| matches!(self.lower(at), "de" | "d'");
        let one = if counted(i + 1) && counted(than + 1) {
            self.span(i + 1, than)
        } else {
            self.span(0, i)
        };
        Some(Order {
            more,
            one,
            what: self.span(i + 1, than),
            other: self.span(than + 1, end),
        })
    }

    /// How the day at `day` bounds what its sentence tells.
    pub(super) fn limit(&self, day: Span) -> Option<Limit> {
        let at = self.words.iter().position(|word| word.span.start >= day.start)?;
        let near = |list: &[&str]| (at.saturating_sub(4)..at).any(|k| list.contains(&self.lower(k)));
        let has = |list: &[&str]| (0..self.words.len()).any(|k| list.contains(&self.lower(k)));
        let denies = has(&["ne", "n'"]);
        let only = near(&["que", "qu'", "qu'en", "qu'à"])
            && denies
            && !has(&["pas", "jamais", "rien", "aucun", "aucune", "personne"]);
        let none = near(&["avant"]) && denies && has(&["pas", "jamais", "rien", "aucun", "aucune", "personne"]);
        let ends = (0..self.words.len()).any(|k| {
            self.is(k, &["cesser", "suspendre", "abroger", "abolir", "expirer", "supprimer"])
                || self.any(k, &["pris fin", "prend fin", "a prendre fin"])
        });
        let first = (0..self.words.len()).any(|k| self.any(k, &["toute première", "tout premier", "première fois"]));
        match () {
            () if only || none || first && !denies && !near(&["avant", "après"]) => Some(Limit::NotBefore),
            () if near(&["dès", "depuis"]) && !denies => Some(Limit::Already),
            () if has(&["déjà"]) && !denies && !near(&["avant", "après"]) => Some(Limit::Already),
            () if ends && !denies && !near(&["avant", "après", "depuis", "dès"]) => Some(Limit::Ended),
            () if has(&["encore", "toujours"]) && !denies && !near(&["avant"]) => Some(Limit::Still),
            () => None,
        }
    }

    /// What leaves some out.
    pub(super) fn partial(&self, i: usize) -> Option<Span> {
        let only = matches!(self.lower(i), "seul" | "seule" | "seuls" | "seules")
            && matches!(
                self.tag(i + 1),
                Some(Tag::Determiner | Tag::Noun | Tag::Numeral | Tag::Contraction | Tag::Adjective | Tag::Name)
            )
            && !matches!(i.checked_sub(1).map_or("", |k| self.lower(k)), "un" | "une" | "pas");
        let some = matches!(
            self.lower(i),
            "poignée"
                | "minorité"
                | "exclu"
                | "exclus"
                | "exclue"
                | "exclues"
                | "sauf"
                | "hormis"
                | "excepté"
                | "uniquement"
                | "seulement"
                | "réservé"
                | "réservée"
                | "réservés"
                | "réservées"
        );
        // *quatre patients sur dix*
        let number = |i: usize| self.tag(i) == Some(Tag::Numeral);
        let of = number(i) && self.tag(i + 1) == Some(Tag::Noun) && self.lower(i + 2) == "sur" && number(i + 3);
        ((only || some || of) && !self.denied(i)).then(|| self.span(i, if of { i + 4 } else { i + 1 }))
    }

    /// *C'est X que …*: nobody and nothing else.
    pub(super) fn focus(&self) -> Option<Span> {
        let at = (0..self.words.len()).find(|&i| self.any(i, &["c' est", "c' était"]))?;
        let that = (at + 2..self.words.len().min(at + 24)).find(|&k| matches!(self.lower(k), "que" | "qu'" | "qui"))?;
        let plain = !matches!(self.lower(at + 2), "pas" | "ce" | "que" | "qu'" | "parce" | "d'");
        (plain && that > at + 2).then(|| self.span(at + 2, that))
    }
}
