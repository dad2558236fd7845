//! Names of a statement: which words make one, and the country that it is or lies in.

use super::{Item, Place};
use crate::fold::fold;
use crate::lexicon::relation::Relations;
use crate::lexicon::{Lexicon, PlaceRole};
use crate::relate::content::{Kind, Term};
use crate::span::Span;

/// The country that a name is, or the one that its city lies in.
pub(super) fn place(lexicon: &'static Lexicon, data: &'static Relations, term: &Term) -> Option<Place> {
    let name = term.forms.first()?;
    if let Some(country) = data.listed("city", name) {
        return Some(Place { country, city: true });
    }
    let (country, role) = lexicon.country(name).filter(|(country, _)| !country.code.is_empty())?;
    let city = role == PlaceRole::Capital;
    (city || role == PlaceRole::Name).then_some(Place {
        country: country.code,
        city,
    })
}

/// Countries of two words: *Côte d'Ivoire*, *Arabie saoudite*.
pub(super) fn compound_places(text: &str, lexicon: &'static Lexicon, items: &mut Vec<Item>) {
    let mut doubled = Vec::new();
    for i in 1..items.len() {
        let words = Span::new(items[i - 1].term.span.start, items[i].term.span.end).of(text);
        let known = lexicon
            .country(&fold(words))
            .filter(|(country, role)| *role == PlaceRole::Name && !country.code.is_empty());
        let Some((country, _)) = known else { continue };
        for item in &mut items[i - 1..=i] {
            item.place = Some(Place {
                country: country.code,
                city: false,
            });
            item.term.country = Some(country.code);
        }
        let other = if items[i].name.is_some() { i - 1 } else { i };
        doubled.push(items[other].term.span);
    }
    items.retain(|item| !doubled.contains(&item.term.span));
}

/// True for names, and for common words that have a capital inside a sentence: *Paris*, *la mer Noire*.
fn is_name(text: &str, term: &Term) -> bool {
    let inside = text.get(..term.span.start).is_some_and(|before| {
        !before.trim_end().is_empty() && !before.trim_end().ends_with(['.', '!', '?', ':', '«', '"'])
    });
    let capital = term.word.starts_with(char::is_uppercase) && matches!(term.kind, Kind::Noun | Kind::Adjective);
    term.kind == Kind::Name
        || (inside && capital)
        || (term.kind == Kind::Noun && term.country.is_some() && term.word.starts_with(char::is_uppercase))
}

/// Numbers the names: words of one name stand side by side, a particle between them at most.
pub(super) fn name_groups(text: &str, items: &mut [Item]) {
    let mut count = 0;
    for i in 0..items.len() {
        if !is_name(text, &items[i].term) {
            continue;
        }
        let joined = i.checked_sub(1).is_some_and(|j| {
            let between = text
                .get(items[j].term.span.end..items[i].term.span.start)
                .unwrap_or(",");
            is_name(text, &items[j].term)
                && (between.trim().is_empty() || matches!(between, "-" | " de " | " van " | " von " | "-sur-"))
        });
        if !joined {
            count += 1;
        }
        items[i].name = Some(count);
    }
}
