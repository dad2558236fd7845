//! What holds for every text.

use claims_db::model::Lang;
use claims_db::span::Span;
use claims_db::text::{Analysis, analyse, token};
use proptest::prelude::*;

/// Pieces that crooked prose is made of: words, every mark, odd spaces, controls, marks of direction.
const PIECES: &[&str] = &[
    "« ",
    " »",
    "«",
    "»",
    "“",
    "”",
    "\"",
    "'",
    "’",
    "‘",
    "''",
    "``",
    "<<",
    ">>",
    ",,",
    "„",
    "— ",
    "– ",
    "- ",
    "-",
    "\n\n",
    "\n",
    "\r\n",
    " ",
    "\u{a0}",
    "\u{202f}",
    ". ",
    ".",
    ", ",
    " : ",
    "… ",
    "...",
    "! ",
    "? ",
    "(",
    ")",
    "[...]",
    "l'",
    "qu’",
    "a-t-il",
    "dit-elle",
    "M. ",
    "J.-C. ",
    "etc. ",
    "U.S.A.",
    "Bakou ",
    "soldats ",
    "a déclaré ",
    "Nous ",
    "cessez-le-feu",
    "2 000",
    "3,5",
    "20h00",
    "1er",
    "1. ",
    "https://x.fr/",
    "a@b.fr",
    "@x",
    "#y",
    "e\u{301}",
    "\u{301}",
    "\u{200f}",
    "שלום ",
    "سلام",
    "\0",
    "\u{1b}[0m",
    "\u{feff}",
    "\u{ad}",
    "日本語。",
    "𝒳",
    "🙂",
    "ÉTÉ ",
    "à ",
];

/// Any string, or one made of the pieces of prose.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        1 => any::<String>(),
        3 => prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat()),
    ]
}

fn lang() -> impl Strategy<Value = Lang> {
    prop::sample::select(vec![Lang::FR, Lang::EN, Lang::UND])
}

/// True where a span lies inside the text, on character boundaries.
fn fits(text: &str, span: Span) -> bool {
    span.start <= span.end && text.get(span.start..span.end).is_some()
}

/// Everything the analysis found, moved back by `shift` bytes, `tokens` tokens and `paragraphs` paragraphs, from byte `shift` on.
fn found(analysis: &Analysis, shift: usize, tokens: usize, paragraphs: usize) -> Vec<String> {
    let back = |span: Span| (span.start - shift, span.end - shift);
    let mut out = Vec::new();
    for token in analysis.tokens.iter().skip(tokens) {
        out.push(format!("{:?} {:?}", back(token.span), token.kind));
    }
    for paragraph in analysis.paragraphs.iter().skip(paragraphs) {
        out.push(format!("{:?} {:?}", back(paragraph.span), paragraph.kind));
    }
    for sentence in analysis
        .sentences
        .iter()
        .filter(|sentence| sentence.span.start >= shift)
    {
        out.push(format!("{:?} {}", back(sentence.span), sentence.paragraph - paragraphs));
    }
    for quotation in analysis
        .quotations
        .iter()
        .filter(|quotation| quotation.span.start >= shift)
    {
        let (opened, closed, continues) = (quotation.opened, quotation.closed, quotation.continues);
        let inner = back(quotation.inner);
        out.push(format!(
            "{:?} {inner:?} {} {opened} {closed} {continues}",
            back(quotation.span),
            quotation.depth
        ));
    }
    out
}

proptest! {
    // What fails becomes a case in the tests of its module, not a seed in a file.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tokens_are_lossless(text in text(), lang in lang()) {
        let tokens = token::tokenize(&text, lang);
        let mut at = 0;
        for token in &tokens {
            prop_assert_eq!(token.span.start, at);
            prop_assert!(!token.span.is_empty());
            prop_assert!(fits(&text, token.span));
            at = token.span.end;
        }
        prop_assert_eq!(at, text.len());
    }

    #[test]
    fn spans_fit_their_text(text in text(), lang in lang(), title in 0usize..40) {
        let title_len = (0..=title.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let analysis = analyse(&text, lang, title_len);
        for paragraph in &analysis.paragraphs {
            prop_assert!(fits(&text, paragraph.span));
            prop_assert_eq!(analysis.span(paragraph.tokens.clone()), paragraph.span);
        }
        prop_assert!(analysis.paragraphs.is_sorted_by(|a, b| a.span.end <= b.span.start));
        for sentence in &analysis.sentences {
            prop_assert_eq!(analysis.span(sentence.tokens.clone()), sentence.span);
            prop_assert!(analysis.paragraphs[sentence.paragraph].span.contains(sentence.span));
            prop_assert_eq!(sentence.span.trim(&text), sentence.span);
        }
        prop_assert!(analysis.sentences.is_sorted_by(|a, b| a.span.end <= b.span.start));
        for quotation in &analysis.quotations {
            prop_assert_eq!(analysis.span(quotation.tokens.clone()), quotation.span);
            prop_assert!(analysis.paragraphs[quotation.paragraph].span.contains(quotation.span));
            prop_assert!(quotation.span.contains(quotation.inner));
            prop_assert!(fits(&text, quotation.inner) && !quotation.inner.is_empty());
        }
        for problem in &analysis.problems {
            prop_assert!(fits(&text, problem.span));
        }
    }

    #[test]
    fn sentences_hold_every_word(text in text(), lang in lang()) {
        let analysis = analyse(&text, lang, 0);
        let mut sentences = analysis.sentences.iter().peekable();
        for (i, token) in analysis.tokens.iter().enumerate().filter(|(_, token)| !token.is_space()) {
            while sentences.next_if(|sentence| sentence.tokens.end <= i).is_some() {}
            let inside = sentences.peek().is_some_and(|sentence| sentence.tokens.contains(&i));
            prop_assert!(inside, "{:?} is in no sentence", token.span.of(&text));
        }
    }

    #[test]
    fn quotations_nest_or_stand_apart(text in text(), lang in lang()) {
        let analysis = analyse(&text, lang, 0);
        let quotations = &analysis.quotations;
        prop_assert!(quotations.is_sorted_by_key(|quotation| (quotation.span.start, std::cmp::Reverse(quotation.span.end))));
        for (i, a) in quotations.iter().enumerate() {
            let around = quotations[..i].iter().filter(|b| b.span.contains(a.span)).count();
            prop_assert_eq!(usize::from(a.depth), around);
            for b in &quotations[..i] {
                prop_assert!(!b.span.overlaps(a.span) || b.span.contains(a.span), "{:?} and {:?} cross", b.span, a.span);
            }
        }
    }

    #[test]
    fn a_paragraph_before_shifts_everything(text in text()) {
        let before = "Il fait nuit sur la ville.\n\n";
        // What the text begins with must not run together with the break, nor may its own breaks be read otherwise than before.
        let text = format!("Début. {text}\n\nFin.");
        let long = format!("{before}{text}");
        let (short, long) = (analyse(&text, Lang::FR, 0), analyse(&long, Lang::FR, 0));
        let tokens = token::tokenize(before, Lang::FR).len();
        prop_assert_eq!(found(&short, 0, 0, 0), found(&long, before.len(), tokens, 1));
    }

    #[test]
    fn twice_the_text_is_twice_the_tokens(text in text()) {
        let text = format!("{text}\n\n");
        let once = analyse(&text, Lang::FR, 0);
        let twice = text.repeat(2);
        let twice = analyse(&twice, Lang::FR, 0);
        // The break between the halves takes white space of both.
        prop_assert!(twice.tokens.len().abs_diff(2 * once.tokens.len()) <= 1);
    }
}

#[test]
fn a_flood_of_marks_stays_small() {
    for mark in [
        "\"",
        "«",
        "»",
        "’",
        "‘a ",
        "« A. ",
        "A » a dit ",
        "!a ",
        "a.b",
        "http://",
        "1 ",
        "M. ",
        "-t-il",
    ] {
        let text = mark.repeat(20_000);
        let analysis = analyse(&text, Lang::FR, 0);
        assert!(analysis.tokens.len() <= text.len(), "{mark}");
        assert!(analysis.problems.len() <= 1000, "{mark}");
        assert!(
            analysis.quotations.iter().all(|quotation| quotation.depth <= 8),
            "{mark}"
        );
    }
}

#[path = "properties/sentences.rs"]
mod sentences;

mod extraction {
    use claims_db::extract::extract;
    use claims_db::ingest::{self, Options};
    use claims_db::model::{Form, Lang};
    use claims_db::text::analyse;
    use proptest::prelude::*;

    /// Words and marks that rules look for, in any order.
    fn soup() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "affirme",
            "a déclaré",
            "selon",
            "dit-il",
            "que",
            "qui",
            "le ministre",
            "Jean Dupont",
            "elle",
            ",",
            ".",
            ":",
            "«",
            "»",
            "\"",
            "et",
            "mais",
            "n'a pas précisé si",
            "de",
            "avoir",
            "49 soldats",
            "tués",
            "(ARS)",
            "—",
            "\n\n",
            "L'Arménie",
            "accuse",
            "d'avoir",
            "pour",
            "on",
            "dont",
            "où",
            "d'après",
            "de source sûre",
            "se dit",
            "lui",
            "ceux",
            "du gouvernement",
            "aux habitants",
            "n'ont",
            "été accusée",
            "ajoutant",
            "l'ONG Amnesty",
            "porte-parole",
            "lundi",
            "à Paris",
            "(",
            ")",
            "–",
            "-t-il",
            "!",
            ";",
        ]);
        prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.join(" "))
    }

    fn sound(text: &str) -> Result<(), TestCaseError> {
        let drafts = [Lang::FR, Lang::EN].map(|lang| extract(&analyse(text, lang, 0)).drafts);
        for draft in drafts.into_iter().flatten() {
            prop_assert!(!draft.content.is_empty());
            prop_assert!(draft.content.windows(2).all(|two| two[0].end <= two[1].start));
            let cue = draft.cue.map(|cue| cue.span);
            for span in draft
                .content
                .into_iter()
                .chain(cue)
                .chain(draft.mention)
                .chain(draft.relay)
            {
                prop_assert!(span.end <= text.len() && !span.is_empty());
                prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn spans_of_claims_are_sound_in_word_soup(text in soup()) {
            sound(&text)?;
        }

        #[test]
        fn spans_of_claims_are_sound_in_any_text(text in any::<String>()) {
            sound(&text)?;
        }
    }

    #[test]
    fn a_text_cut_off_after_any_word_is_sound() {
        let texts = [
            "La maire parle de la digue et fait état de douze blessés, qualifiant de « brutale » la crue.",
            "Selon Odile Kerbrat, qui accuse l'État d'avoir menti, au moins 12 habitants ont été tués lundi à Kerval.",
            "« Rien n'était prêt », regrette un riverain (Ouest-Info) ; la préfecture dément : « C'est faux. »",
            "Le ministre n'a fait état que de dégâts et plaide pour un report, a-t-il dit à l'AFP mardi, citant des",
            "« Nous partirons demain », a-t-il dit, et « nous reviendrons » ; le chantier a été lancé par M. Petit directeur du site.",
            "Une journée de pluie qui a fait dix morts selon la préfecture, affirme l'union, qui dit avoir prévenu.",
            "The mayor, who warned on Monday of a flood, described the plan as “a gift”, according to the",
        ];
        for text in texts {
            for (at, _) in text.char_indices().filter(|(_, c)| !c.is_alphanumeric()) {
                sound(&text[..at]).unwrap();
                sound(&format!("{}.", &text[..at])).unwrap();
                sound(&text[at..]).unwrap();
            }
        }
    }

    #[test]
    fn a_paragraph_before_an_article_shifts_its_claims() {
        let options = Options {
            recursive: true,
            ..Options::default()
        };
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
        let before = "Il pleuvait depuis la veille.\n\n";
        let mut seen = 0;
        for article in ingest::articles(&[folder], &options) {
            let body = article.expect("the fixtures can be read").body;
            let spans = |text: &str, shift: usize| -> Vec<_> {
                let drafts = extract(&analyse(text, Lang::FR, 0)).drafts;
                let spoken = drafts.into_iter().filter(|draft| draft.form != Form::Narrator);
                spoken
                    .map(|draft| {
                        let content: Vec<_> = draft
                            .content
                            .iter()
                            .map(|span| (span.start - shift, span.end - shift))
                            .collect();
                        (draft.rule, content, draft.speaker.map(|speaker| speaker.name))
                    })
                    .collect()
            };
            let plain = spans(&body, 0);
            assert_eq!(plain, spans(&format!("{before}{body}"), before.len()));
            seen += plain.len();
        }
        assert!(seen > 50, "{seen} claims in the fixtures");
    }
}

mod statements {
    use claims_db::library::Pair;
    use claims_db::model::Lang;
    use proptest::prelude::*;

    /// Names of lands of one word and of two, and what is said of them, in any order.
    fn statement() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "Aucun",
            "Un",
            "avion",
            "habitant",
            "de Côte d'Ivoire",
            "d'Arabie saoudite",
            "en Corée du Nord",
            "à Paris",
            "ne vote pas",
            "vote",
            "mort",
            "n'atterrit",
            "12 %",
            "en 2019",
            "est",
            "plus grand que",
            "Civaux 1",
            ",",
            ".",
            "si",
            "parce que",
            "La France",
            "a été fermée",
        ]);
        prop::collection::vec(piece, 0..16).prop_map(|pieces| format!("Ici {}", pieces.join(" ")))
    }

    proptest! {
        #[test]
        fn any_two_statements_can_be_compared(a in statement(), b in statement()) {
            let pair = Pair { id: None, a, b };
            prop_assert!(pair.compare(Some(Lang::FR)).is_ok());
        }
    }

    #[test]
    fn a_land_of_two_words_before_the_verb_is_no_fault() {
        for [a, b] in [
            ["Aucun avion de Côte d'Ivoire n'atterrit", "Un avion décolle"],
            ["Aucun train en Corée du Nord ne roule", "Le train bleu siffle"],
            [
                "Le chien de Nouvelle Zélande mort",
                "Aucun chien d'Afrique du Sud n'aboie",
            ],
        ] {
            let [a, b] = [a, b].map(str::to_owned);
            assert!(Pair { id: None, a, b }.compare(Some(Lang::FR)).is_ok());
        }
    }
}
