//! The fields of the index, and a claim as a document.

use std::cell::RefCell;
use std::collections::VecDeque;

use tantivy::TantivyDocument;
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, SchemaBuilder, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use super::analyzer::{self, Stemming, Word};
use super::remembered;
use super::stem::IRREGULAR;
use crate::fold::{fold, name_key, slug};
use crate::model::{ClaimDoc, Form};

/// The fields, all of one schema.
#[derive(Clone, Debug)]
pub(super) struct Fields {
    pub schema: Schema,
    /// Changes whenever a field or the analysis does: an index with another fingerprint is of no use.
    pub fingerprint: String,
    /// Row of the claim.
    pub key: Field,
    /// [`digest`] of the claim.
    pub digest: Field,
    /// Row of the claim that this one repeats, its own where it repeats none.
    pub first: Field,
    /// The same, of copies only.
    pub copy: Field,
    /// Days since 1970-01-01.
    pub day: Field,
    pub confidence: Field,
    /// Where the words of claims are looked for, the narrator's left out.
    pub said: TextFields,
    /// Where the narrator's are: apart, so that a search that does not want them need not pass over them.
    pub narrated: TextFields,
    /// Words of every name of the speaker, and their spelling keys after a tilde.
    pub speaker: Field,
    pub side: Field,
    pub source: Field,
    pub status: Field,
    pub verdict: Field,
    pub form: Field,
    pub stance: Field,
    pub measure: Field,
    pub lang: Field,
    /// Names as they are shown, for facets.
    pub speaker_name: Field,
    pub side_name: Field,
    pub source_name: Field,
}

/// The fields that words are looked for in.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextFields {
    /// Stems of the title and the sentences around, and the spelling keys of the names there after a tilde: one list of
    /// claims for a word.
    pub words: Field,
    /// The same words and those of the speaker's names, folded; for beginnings of words, and to rank, as the two below.
    pub exact: Field,
    /// Stems of the claim's own words.
    pub claim: Field,
    /// The claim's own words with their accents; they rank *côté* before *côte*.
    pub written: Field,
}

impl TextFields {
    fn add(schema: &mut SchemaBuilder, before: &str) -> TextFields {
        let mut field = |name: &str, tokenizer: &str, records: IndexRecordOption, norms: bool| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(records)
                .set_fieldnorms(norms);
            let options = TextOptions::default().set_indexing_options(indexing);
            schema.add_text_field(&format!("{before}{name}"), options)
        };
        let rows = IndexRecordOption::WithFreqsAndPositions;
        TextFields {
            words: field("words", "words", rows, true),
            exact: field("exact", "exact", IndexRecordOption::Basic, false),
            claim: field("claim", "stem", rows, false),
            written: field("written", "written", IndexRecordOption::Basic, false),
        }
    }
}

impl Fields {
    pub fn new() -> Fields {
        let mut schema = Schema::builder();
        let one = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::Basic);
        let names = TextOptions::default().set_indexing_options(one.clone().set_tokenizer("speaker"));
        let value = TextOptions::default().set_indexing_options(one);
        let facet = TextOptions::default().set_fast("raw");
        let both = value.clone().set_fast("raw");
        Fields {
            key: schema.add_u64_field("key", INDEXED | FAST),
            digest: schema.add_u64_field("digest", FAST),
            first: schema.add_u64_field("first", FAST),
            copy: schema.add_u64_field("copy", INDEXED),
            day: schema.add_i64_field("day", FAST),
            confidence: schema.add_f64_field("confidence", FAST),
            said: TextFields::add(&mut schema, ""),
            narrated: TextFields::add(&mut schema, "narrated_"),
            speaker: schema.add_text_field("speaker", names),
            side: schema.add_text_field("side", value.clone()),
            source: schema.add_text_field("source", value.clone()),
            status: schema.add_text_field("status", both.clone()),
            verdict: schema.add_text_field("verdict", value.clone()),
            form: schema.add_text_field("form", both),
            stance: schema.add_text_field("stance", value.clone()),
            measure: schema.add_text_field("measure", value.clone()),
            lang: schema.add_text_field("lang", value),
            speaker_name: schema.add_text_field("speaker_name", facet.clone()),
            side_name: schema.add_text_field("side_name", facet.clone()),
            source_name: schema.add_text_field("source_name", facet),
            schema: Schema::builder().build(),
            fingerprint: String::new(),
        }
        .with(schema.build())
    }

    fn with(self, schema: Schema) -> Fields {
        let fields = serde_json::to_string(&schema).unwrap_or_default();
        let (version, engine) = (analyzer::VERSION, tantivy::version_string());
        let whole = format!("{version}\n{engine}\n{fields}\n{IRREGULAR}");
        Fields {
            schema,
            fingerprint: blake3::hash(whole.as_bytes()).to_hex()[..16].to_owned(),
            ..self
        }
    }

    /// The document of a claim.
    pub fn document(&self, claim: &ClaimDoc) -> TantivyDocument {
        let mark = Stemming::of(claim.lang).mark();
        let marked = |text: &str| format!("{mark}{text}");
        let mut doc = TantivyDocument::new();
        doc.add_u64(self.key, claim.key.cast_unsigned());
        doc.add_u64(self.digest, digest(claim));
        doc.add_u64(self.first, claim.repeats.unwrap_or(claim.key).cast_unsigned());
        if let Some(first) = claim.repeats {
            doc.add_u64(self.copy, first.cast_unsigned());
        }
        doc.add_f64(self.confidence, f64::from(claim.confidence));
        if let Some(day) = claim.published {
            doc.add_i64(self.day, day_number(day));
        }
        let texts = match claim.form {
            Form::Narrator => self.narrated,
            _ => self.said,
        };
        let content = marked(&claim.content);
        for field in [texts.claim, texts.written] {
            doc.add_text(field, &content);
        }
        for text in [&claim.title, &claim.context] {
            let text = marked(text);
            for field in [texts.words, texts.exact] {
                doc.add_text(field, &text);
            }
        }
        let mut names: Vec<&str> = claim
            .speakers
            .iter()
            .map(String::as_str)
            .chain([claim.speaker.as_str()])
            .collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            doc.add_text(self.speaker, name);
            doc.add_text(texts.exact, marked(name));
        }
        for measure in &claim.measures {
            doc.add_text(self.measure, slug(measure));
        }
        if !claim.side.is_empty() {
            doc.add_text(self.side, fold(&claim.side));
            doc.add_text(self.side, key_term(&claim.side));
            doc.add_text(self.side_name, &claim.side);
        }
        if !claim.speaker.is_empty() {
            doc.add_text(self.speaker_name, &claim.speaker);
        }
        if !claim.verdict.is_empty() {
            doc.add_text(self.verdict, &claim.verdict);
        }
        doc.add_text(self.source, slug(&claim.source));
        doc.add_text(self.source_name, &claim.source);
        doc.add_text(self.status, claim.status.as_str());
        doc.add_text(self.form, claim.form.as_str());
        doc.add_text(self.stance, claim.stance.as_str());
        doc.add_text(self.lang, claim.lang.as_str());
        doc
    }
}

/// A number of everything that the index takes from a claim: while it is the same, index and database say the same.
pub fn digest(claim: &ClaimDoc) -> u64 {
    // By name, so that no field that comes later is forgotten.
    let ClaimDoc {
        key,
        in_force: _,
        repeats,
        content,
        context,
        title,
        source,
        speakers,
        speaker,
        side,
        status,
        verdict,
        form,
        stance,
        measures,
        lang,
        published,
        confidence,
    } = claim;
    let mut hasher = blake3::Hasher::new();
    let mut part = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
    };
    part(&key.to_le_bytes());
    part(&repeats.unwrap_or(*key).to_le_bytes());
    part(&confidence.to_le_bytes());
    part(&published.map_or(i64::MIN, day_number).to_le_bytes());
    for text in [content, context, title, source, speaker, side, verdict] {
        part(text.as_bytes());
    }
    for name in [status.as_str(), form.as_str(), stance.as_str(), lang.as_str()] {
        part(name.as_bytes());
    }
    for list in [speakers, measures] {
        part(&(list.len() as u64).to_le_bytes());
        list.iter().for_each(|text| part(text.as_bytes()));
    }
    let mut number = [0; 8];
    hasher.finalize_xof().fill(&mut number);
    u64::from_le_bytes(number)
}

/// Days since 1970-01-01.
pub(super) fn day_number(day: jiff::civil::Date) -> i64 {
    let epoch = jiff::civil::date(1970, 1, 1);
    // Two civil dates are never too far apart for days.
    epoch.until(day).map_or(0, |span| i64::from(span.get_days()))
}

/// The term of a whole name in any spelling; no folded name begins with a tilde.
pub(super) fn key_term(name: &str) -> String {
    format!("~{}", name_key(name))
}

/// The tokenizers that the schema names.
pub(super) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    for (name, shape) in [
        ("words", Shape::Words),
        ("exact", Shape::Exact),
        ("stem", Shape::Stem),
        ("written", Shape::Written),
        ("speaker", Shape::Speaker),
    ] {
        manager.register(name, TextAnalyzer::from(Shaper(shape)));
    }
    manager
}

/// Which terms a field takes from a text.
#[derive(Clone, Copy)]
enum Shape {
    /// Stems, and spelling keys of names.
    Words,
    Exact,
    Stem,
    Written,
    Speaker,
}

/// Our analysis behind tantivy's trait. A text comes with the mark of its stemming before it, a speaker's name as it is.
#[derive(Clone)]
struct Shaper(Shape);

impl Tokenizer for Shaper {
    type TokenStream<'a> = Terms;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms {
        let mut terms = Terms::default();
        if let Shape::Speaker = self.0 {
            let names = remembered::name_terms(text);
            for (position, (word, key)) in names.into_iter().enumerate() {
                terms.push(position, word);
                terms.push(position, key);
            }
            return terms;
        }
        LATELY.with_borrow_mut(|texts| {
            let (stemming, words) = cut(texts, text);
            for word in words {
                let term = match self.0 {
                    Shape::Written => word.lower.clone(),
                    Shape::Exact => word.exact(),
                    Shape::Words | Shape::Stem | Shape::Speaker => remembered::stem(&word.lower, stemming).to_string(),
                };
                if matches!(self.0, Shape::Words) {
                    let key = word.name.then(|| spelling_term(&word.lower)).flatten();
                    let others = [unaccented_stem(&word.lower, &term), key];
                    others
                        .into_iter()
                        .flatten()
                        .for_each(|other| terms.push(word.position, other));
                }
                terms.push(word.position, term);
            }
        });
        terms
    }
}

/// The words of a text behind its mark, and which stemming they get.
fn cut<'t>(texts: &'t mut VecDeque<(String, Vec<Word>)>, text: &str) -> (Stemming, &'t [Word]) {
    let mut chars = text.chars();
    let stemming = Stemming::from_mark(chars.next().unwrap_or('p'));
    let at = texts.iter().position(|(known, _)| known == text);
    if at.is_none() {
        texts.truncate(LATE - 1);
        texts.push_front((text.to_owned(), analyzer::words(chars.as_str(), stemming)));
    }
    (stemming, &texts[at.unwrap_or(0)].1)
}

/// The French stem of a word without its accents, where it is another than its own: *réfugiés* is found as *refugies* too.
pub(super) fn unaccented_stem(lower: &str, own: &str) -> Option<String> {
    // Stems of other languages bear a mark.
    if lower.is_ascii() || own.contains(':') {
        return None;
    }
    let other = remembered::stem(&analyzer::exact(lower), Stemming::French);
    (&*other != own).then(|| other.to_string())
}

/// The term under which the spellings of a word of a name meet; none for a word too short to tell.
pub(super) fn spelling_term(lower: &str) -> Option<String> {
    remembered::spelling(lower).map(|key| format!("~{key}"))
}

thread_local! {
    /// The texts cut last: the fields of a claim share them, and so do the claims of an article.
    static LATELY: RefCell<VecDeque<(String, Vec<Word>)>> = const { RefCell::new(VecDeque::new()) };
}

/// Texts that a thread keeps cut: title, sentences and a few names.
const LATE: usize = 8;

/// A stream over finished terms.
#[derive(Default)]
struct Terms {
    tokens: Vec<Token>,
    /// One past the current token.
    next: usize,
    blank: Token,
}

impl Terms {
    fn push(&mut self, position: usize, text: String) {
        let token = Token {
            position,
            text,
            ..Token::default()
        };
        self.tokens.push(token);
    }
}

impl TokenStream for Terms {
    fn advance(&mut self) -> bool {
        self.next += 1;
        self.next <= self.tokens.len()
    }

    fn token(&self) -> &Token {
        self.next
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .unwrap_or(&self.blank)
    }

    fn token_mut(&mut self) -> &mut Token {
        match self.next.checked_sub(1).and_then(|at| self.tokens.get_mut(at)) {
            Some(token) => token,
            None => &mut self.blank,
        }
    }
}
