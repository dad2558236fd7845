//! Quotations of every French and English style, with local recovery where marks don't pair.

mod pairing;

use std::ops::Range;

use super::{Paragraph, ParagraphKind, Token, TokenKind};
use crate::model::{Lang, Problem};
use crate::span::Span;
use pairing::{Pair, Pairing, Style};

/// Text between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The whole, marks included.
    pub span: Span,
    /// Between the marks, without white space at the ends.
    pub inner: Span,
    /// Tokens of the whole, marks included.
    pub tokens: Range<usize>,
    /// Index of the paragraph it stands in; a quotation over several paragraphs is one `Quotation` a paragraph.
    pub paragraph: usize,
    /// How many quotations it is nested in.
    pub depth: u8,
    /// False where the opening mark is missing: the quotation was recovered from its closing mark.
    pub opened: bool,
    /// False where the closing mark is missing: the quotation goes to the end of its paragraph.
    pub closed: bool,
    /// True where it goes on with the quotation that the paragraph before left open (re-opened guillemets).
    pub continues: bool,
}

/// Deepest nesting: a mark that would open a further level is reported and left alone.
const DEPTH: usize = 8;
/// Irregular marks are reported up to this many: a text of marks only must not fill the memory with reports.
const PROBLEMS: usize = 1000;

/// Quotations of the text, by start, an outer one before those nested in it; linear.
///
/// Marks pair within their paragraph. Where they don't, what is irregular goes to `problems` and the quotations around it stand:
/// pairs of two styles count as pairs, an opening mark without a closing one reaches to the end of its paragraph or sentence, a closing
/// mark without an opening one takes its sentence if a cue follows it, and is left alone otherwise.
pub fn quotations(
    text: &str,
    lang: Lang,
    tokens: &[Token],
    paragraphs: &[Paragraph],
    problems: &mut Vec<Problem>,
) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut left_open: Option<(Style, Problem)> = None;
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let follows_open = left_open.as_ref().map(|(style, _)| *style);
        let reopens = paragraphs
            .get(i + 1)
            .and_then(|next| mark_style(text, &tokens[next.tokens.start]));
        let mut pairing = Pairing::new(text, lang, tokens, paragraph.tokens.clone(), follows_open, reopens);
        let prose = !matches!(paragraph.kind, ParagraphKind::Title | ParagraphKind::Heading);
        let left = pairing.run().filter(|_| prose);
        let from = found.len();
        let range = paragraph.tokens.clone();
        if paragraph.kind == ParagraphKind::Prose && matches!(tokens[range.start].span.of(text), "—" | "–") {
            found.extend(Pair::turn(range).quotation(text, tokens, i));
        }
        found.extend(pairing.pairs.iter().filter_map(|pair| pair.quotation(text, tokens, i)));
        nest(&mut found[from..]);
        let continued = found.get(from).is_some_and(|first| first.continues);
        // A quotation that the next paragraph goes on with is not irregular.
        if let Some((_, problem)) = left_open.take().filter(|_| !continued) {
            report(problems, problem);
        }
        for problem in pairing.problems {
            report(problems, problem);
        }
        left_open = left;
    }
    if let Some((_, problem)) = left_open {
        report(problems, problem);
    }
    found
}

fn report(problems: &mut Vec<Problem>, problem: Problem) {
    if problems.len() < PROBLEMS {
        problems.push(problem);
    }
}

/// Sets the depth of the quotations of one paragraph, which stand by start.
fn nest(quotations: &mut [Quotation]) {
    let mut ends: Vec<usize> = Vec::with_capacity(DEPTH);
    for quotation in quotations {
        ends.retain(|&end| quotation.span.start < end);
        quotation.depth = ends.len().min(usize::from(u8::MAX)) as u8;
        ends.push(quotation.span.end);
    }
}

/// The style of a mark.
fn mark_style(text: &str, token: &Token) -> Option<Style> {
    (token.kind == TokenKind::Quote)
        .then(|| Style::of(token.span.of(text)))
        .flatten()
}

#[cfg(test)]
mod tests {
    use crate::model::Lang;
    use crate::text::analyse;

    /// Each quotation as its depth and inner words, with what is missing; then the number of problems.
    fn found(text: &str) -> (Vec<String>, usize) {
        let analysis = analyse(text, Lang::FR, 0);
        let quotations = analysis.quotations.iter().map(|quotation| {
            format!(
                "{}{}{}{}{}",
                ">".repeat(usize::from(quotation.depth)),
                if quotation.continues { "+" } else { "" },
                if quotation.opened { "" } else { "…" },
                quotation.inner.of(text),
                if quotation.closed { "" } else { "…" },
            )
        });
        (quotations.collect(), analysis.problems.len())
    }

    #[track_caller]
    fn finds(text: &str, quotations: &[&str], problems: usize) {
        let (found, met) = found(text);
        assert_eq!(
            (found.iter().map(String::as_str).collect::<Vec<_>>(), met),
            (quotations.to_vec(), problems),
            "{text}"
        );
    }

    #[test]
    fn every_style_pairs() {
        for text in [
            "Il dit « oui » et part.",
            "Il dit «\u{a0}oui\u{a0}» et part.",
            "Il dit «oui» et part.",
            "Il dit “oui”.",
            "Il dit \"oui\".",
            "Il dit \" oui \" et part.",
            "Il dit ‘oui’, et part.",
            "Il dit ``oui'' et part.",
            "Il dit <<oui>> et part.",
            "Il dit „oui“ et part.",
            "Il dit »oui« et part.",
        ] {
            finds(text, &["oui"], 0);
        }
        finds(
            "\"A\", dit-il, \"b\" (\"c\") l'\"ennemi\".",
            &["A", "b", "c", "ennemi"],
            0,
        );
    }

    #[test]
    fn quotations_nest() {
        finds(
            "« Un officier m'a dit ‘restez’, et “non”. »",
            &["Un officier m'a dit ‘restez’, et “non”.", ">restez", ">non"],
            0,
        );
        finds(
            "« Il a crié « non » puis “oui « peut-être »” », dit-elle.",
            &[
                "Il a crié « non » puis “oui « peut-être »”",
                ">non",
                ">oui « peut-être »",
                ">>peut-être",
            ],
            0,
        );
    }

    #[test]
    fn mixed_pairs_are_pairs() {
        finds(
            "« Aucune hypothèse\", a déclaré Eva. \"Rien », dit-il.",
            &["Aucune hypothèse", "Rien"],
            2,
        );
        finds(
            "“Aucune hypothèse », a déclaré Eva. « Rien », dit-il.",
            &["Aucune hypothèse", "Rien"],
            1,
        );
    }

    #[test]
    fn a_stray_closing_mark_swallows_nothing() {
        finds(
            "La direction porte la responsabilité des événements », qui pourraient durer. Il parle de « paix ».",
            &["paix"],
            1,
        );
    }

    #[test]
    fn a_closing_mark_before_a_cue_takes_its_sentence() {
        finds(
            "Il pleut. Nous ne céderons pas », a déclaré le maire.",
            &["…Nous ne céderons pas"],
            1,
        );
        finds("Nous ne céderons pas. », répète-t-il.", &["…Nous ne céderons pas."], 1);
    }

    #[test]
    fn an_opening_mark_without_a_closing_one_stays_local() {
        finds(
            "Elle insiste : « Cette note est fausse. Tout est faux.",
            &["Cette note est fausse. Tout est faux.…"],
            1,
        );
        finds(
            "Il dénonce « un reniement du maire. Hier, il est parti.",
            &["un reniement du maire.…"],
            1,
        );
        finds(
            "« Nous partons, dit-il. Puis il parle de « paix », hier.",
            &["Nous partons, dit-il.…", "paix"],
            1,
        );
        finds("Il dénonce « un reniement et « la paix », hier.", &["la paix"], 1);
        finds(
            "\"Nous partons, dit-il. \"La paix\", dit-elle.",
            &["Nous partons, dit-il.…", "La paix"],
            1,
        );
    }

    #[test]
    fn a_quotation_goes_on_in_the_next_paragraph() {
        finds(
            "Il dit : « Un.\n\n« Deux.\n\n« Trois. »",
            &["Un.…", "+Deux.…", "+Trois."],
            0,
        );
        finds("Il dit : “Un.\n\n“Deux.”", &["Un.…", "+Deux."], 0);
        finds("Il dit : « Un.\n\n» Deux. »", &["Un.…", "+Deux."], 0);
        finds(
            "Il dit : « Un.\n\nDeux. Trois », dit-il.",
            &["Un.…", "+…Deux. Trois"],
            0,
        );
        finds(
            "Il dit : « Un.\n\nLe maire, lui, parle de « paix ».",
            &["Un.…", "paix"],
            1,
        );
    }

    #[test]
    fn a_dash_opens_a_turn_of_dialogue() {
        finds(
            "Il vint.\n\n— Je pars, dit-il.\n\n— Moi aussi.",
            &["Je pars, dit-il.", "Moi aussi."],
            0,
        );
        finds(
            "— Il a dit « non », crie-t-elle.",
            &["Il a dit « non », crie-t-elle.", ">non"],
            0,
        );
    }

    #[test]
    fn marks_alone_are_no_quotation() {
        finds("\"\" «» ‘’", &[], 0);
        assert!(found(&"\"".repeat(100_000)).1 <= super::PROBLEMS);
        assert!(found(&"« ".repeat(100_000)).0.len() <= super::DEPTH);
    }
}
