//! One word as a term: the forms that it is known by, its stem, its country, how much it says.

use super::clauses::Builder;
use super::{Kind, Term, stem};
use crate::fold::{fold, name_key};
use crate::lexicon::relation::{ADVERBS, Relations, Senses};
use crate::lexicon::{Lexicon, PlaceRole, Pos, Tense};
use crate::text::tag::Tag;

impl Builder<'_, '_> {
    /// Adds word `i` to the open clause, unless it says nothing of its own.
    pub(super) fn push(&mut self, i: usize, kind: Kind, lexicon: &'static Lexicon, text: &str) {
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
        // So is *rentrer chez soi*.
        if kind == Kind::Verb && self.words.get(i + 1).is_some_and(|word| &*word.lower == "chez") {
            let own = self.words.get(i + 2).map_or("", |word| &*word.lower);
            if matches!(
                own,
                "moi" | "toi" | "lui" | "elle" | "soi" | "nous" | "vous" | "eux" | "elles"
            ) {
                let homes: Vec<String> = forms.iter().map(|form| format!("{form}-chez-soi")).collect();
                forms.extend(homes);
            }
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
        let adverb = i.checked_sub(1).map(|j| &*self.words[j].lower);
        let adverb = ADVERBS.iter().find(|known| adverb == Some(**known));
        let tie = match (adverb, link) {
            (Some(adverb), _) => adverb,
            (None, "de" | "par" | "pour" | "other") => "",
            (None, link) => link,
        };
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
            senses: Senses::default(),
            country: country.filter(|code| !code.is_empty()),
            weight,
            link,
            outer,
            tie,
            before,
            own,
        });
    }
}
