//! What a claim says of all of a kind: *tous les bureaux*, *la totalité des pots*, *l'ensemble des communes*.

use super::content::Kind;
use super::facts::{Facts, last_words};
use crate::lexicon::relation::Relations;

/// Words before a noun that are read for what leaves none of its instances out.
const BEFORE: usize = 3;

/// A clause that says something of all of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct All {
    /// Index of the clause.
    pub clause: usize,
    /// The noun of which all are meant, as an index of a term.
    pub thing: usize,
}

/// What a claim says of all of a kind, in the order of its clauses. Linear in its terms.
pub(super) fn read(data: &Relations, text: &str, facts: &Facts) -> Vec<All> {
    let terms = &facts.content.terms;
    let mut out = Vec::new();
    let told = facts.content.clauses.iter().enumerate();
    for (at, clause) in told.filter(|(_, clause)| !clause.unreal && !clause.negated && !clause.future) {
        let mut from = facts.extent.start;
        let mut ordered = clause.terms.clone();
        ordered.sort_unstable();
        for (nth, &i) in ordered.iter().enumerate() {
            let Some(term) = terms.get(i) else { continue };
            let before = text.get(from..term.span.start).unwrap_or_default();
            let near = last_words(before, BEFORE);
            let whole = term.forms.iter().any(|form| data.is("wholes", form));
            if whole {
                // *la totalité des pots*
                let of = ordered
                    .get(nth + 1)
                    .filter(|&&next| terms.get(next).is_some_and(|next| next.link == "de"));
                out.extend(of.map(|&thing| All { clause: at, thing }));
            } else if (term.kind == Kind::Noun || misread(&near, clause.verb == Some(i)))
                && near.iter().any(|word| data.is("alls", word))
            {
                out.push(All { clause: at, thing: i });
            }
            if term.kind != Kind::Adjective {
                from = term.span.end;
            }
        }
    }
    out
}

/// True where a verb stands right behind an article, and so is a noun that the lexicon does not have: *tous les doublons*.
fn misread(near: &[String], verb: bool) -> bool {
    verb && matches!(near, [.., all, article] if matches!(&**all, "tous" | "toutes") && matches!(&**article, "les" | "ces" | "nos" | "leurs" | "ses" | "mes" | "vos"))
}
