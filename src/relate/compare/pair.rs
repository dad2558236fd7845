//! Two claims side by side, and what nearly every comparer asks of them: who says them, where they stand, which was told first.

use std::cell::OnceCell;

use super::supersedes;
use crate::lexicon::relation::Relations;
use crate::relate::answer::Answer;
use crate::relate::content::Term;
use crate::relate::facts::Facts;
use crate::relate::origin::shared;

/// Two claims side by side, with what is known of their language.
pub(in crate::relate) struct Pair<'a> {
    pub a: &'a Facts,
    pub b: &'a Facts,
    pub data: &'static Relations,
    /// Asked by nearly every comparer.
    same_side: bool,
    /// Asked by many, and dear: found once, when first asked.
    one_side: OnceCell<bool>,
    /// Asked before any comparer, and by one.
    one_story: OnceCell<bool>,
}

impl Pair<'_> {
    /// The same pair with its claims in the other order.
    pub(super) fn swapped(&self) -> Pair<'_> {
        Pair {
            a: self.b,
            b: self.a,
            one_side: self.one_side.clone(),
            one_story: self.one_story.clone(),
            ..*self
        }
    }

    /// True for a term of which a form stands in the list.
    pub(super) fn is(&self, list: &str, term: &Term) -> bool {
        term.forms.iter().any(|form| self.data.is(list, form))
    }

    /// True for a claim with a term of which a form stands in the list.
    pub(super) fn has(&self, list: &str, facts: &Facts) -> bool {
        facts.content.terms.iter().any(|term| self.is(list, term))
    }

    /// True where one side says both.
    pub(super) fn same_side(&self) -> bool {
        self.same_side
    }

    /// True where one side says both, or one office, or one firm; as either article tells who speaks.
    pub(super) fn one_side(&self) -> bool {
        *self.one_side.get_or_init(|| supersedes::one_side(self))
    }

    /// True where both may be about the same, by what their articles tell.
    pub(super) fn one_story(&self) -> bool {
        *self.one_story.get_or_init(|| self.a.shares_story(self.b))
    }

    pub(super) fn same_article(&self) -> bool {
        self.a.article.is_some() && self.a.article == self.b.article
    }

    /// True where two articles tell them.
    pub(super) fn in_two_articles(&self) -> bool {
        self.a.article.is_some() && self.b.article.is_some() && self.a.article != self.b.article
    }

    /// True where one paragraph gives both, one right after the other, by two sides; the next paragraph too for a rejoinder.
    pub(super) fn in_exchange(&self) -> bool {
        let (earlier, later) = (self.earlier(), self.later());
        let apart = later.paragraph.abs_diff(earlier.paragraph);
        self.same_article()
            && apart <= usize::from(later.answer == Answer::Rejoinder)
            && later.before.last.is_some_and(|run| run.contains(earlier.extent))
    }

    /// True where the second answers the very claim before it.
    pub(super) fn is_next(&self) -> bool {
        let (earlier, later) = (self.earlier(), self.later());
        self.in_exchange() && later.before.last.is_some_and(|run| run.end == earlier.extent.end)
    }

    /// True where the second is told, within a paragraph, as a reply to what another side says before it.
    pub(super) fn is_replied(&self) -> bool {
        let (earlier, later) = (self.earlier(), self.later());
        self.same_article()
            && later.paragraph.abs_diff(earlier.paragraph) <= 1
            && later.answer >= Answer::Contrary
            && later.before.last.is_some_and(|run| run.contains(earlier.extent))
    }

    /// True where the second may answer the first though a third voice, or a new paragraph, comes between.
    pub(super) fn in_debate(&self) -> bool {
        let (earlier, later) = (self.earlier(), self.later());
        let near = later.paragraph.abs_diff(earlier.paragraph) <= 1;
        let turns = [later.before.last, later.before.third];
        self.same_article() && near && turns.iter().flatten().any(|turn| turn.contains(earlier.extent))
    }

    /// True where the first is, of what others say before the second, what it most likely answers.
    pub(super) fn is_what_is_answered(&self) -> bool {
        self.same_article() && self.later().before.answers == Some(self.earlier().extent)
    }

    /// True where the second of an exchange is told as the answer to the first.
    pub(super) fn is_answered(&self) -> bool {
        self.in_exchange() && self.later().answer >= Answer::Contrast
    }

    /// How many fields of words both claims speak of.
    pub(super) fn shared_topics(&self) -> usize {
        shared(&self.a.content.topics, &self.b.content.topics)
    }

    /// True where one side grants later what it did not say before.
    pub(super) fn is_conceded(&self) -> bool {
        let (earlier, later) = (self.earlier(), self.later());
        later.conceding && !earlier.conceding && self.same_side() && later.published > earlier.published
    }

    /// True where the first was told before the second: by the day, in one article by its place.
    pub(super) fn in_order(&self) -> bool {
        let place = |facts: &Facts| (facts.published, facts.extent.start);
        place(self.a) <= place(self.b)
    }

    /// The claim that was told first.
    pub(super) fn earlier(&self) -> &Facts {
        if self.in_order() { self.a } else { self.b }
    }

    /// The claim that was told last.
    pub(super) fn later(&self) -> &Facts {
        if self.in_order() { self.b } else { self.a }
    }

    /// Days between the publications; 0 where one is not known.
    pub(super) fn days_apart(&self) -> i32 {
        match (self.a.published, self.b.published) {
            (Some(a), Some(b)) => days_between(a, b),
            _ => 0,
        }
    }

    /// What a self-contradiction is called.
    pub(super) fn by_whom(&self) -> &'static str {
        if self.same_side() {
            ", and both come from the same side"
        } else {
            ""
        }
    }
}

/// Days from the one to the other, without sign.
pub(super) fn days_between(a: jiff::civil::Date, b: jiff::civil::Date) -> i32 {
    a.until(b).map_or(i32::MAX, |span| span.get_days().abs())
}

/// Two claims side by side; none where their language is not one, or not known.
pub(super) fn pair<'a>(a: &'a Facts, b: &'a Facts) -> Option<Pair<'a>> {
    let lang = a.lang.filter(|lang| b.lang == Some(*lang))?;
    let data = Relations::of(lang)?;
    let same_side = a.voice.same_side(&b.voice);
    Some(Pair {
        a,
        b,
        data,
        same_side,
        one_side: OnceCell::new(),
        one_story: OnceCell::new(),
    })
}
