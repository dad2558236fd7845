//! The fields of the index, and a claim as a document.

use std::cell::RefCell;

use rustc_hash::FxHashMap;
use tantivy::TantivyDocument;
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, SchemaBuilder, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use super::analyzer::{self, Stemming, Word};
use super::stem::{IRREGULAR, stem};
use crate::fold::{fold, name_key, name_words, slug};
use crate::model::ClaimDoc;

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
    /// Words of the claim with their accents; they rank *côté* before *côte*.
    pub written: Field,
    /// Words of the claim, folded.
    pub exact: Field,
    /// Words of the claim, stemmed and folded.
    pub stem: Field,
    /// Words of the sentences around, stemmed.
    pub context: Field,
    pub title: Field,
    /// Spelling keys of the names in the sentences around.
    pub names: Field,
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

impl Fields {
    pub fn new() -> Fields {
        let mut schema = Schema::builder();
        let text = |schema: &mut SchemaBuilder, name: &str, tokenizer: &str, records: IndexRecordOption| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(records);
            schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
        };
        let one = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::Basic);
        // A name weighs the same whether its speaker has few others or many: one more name must move no hit.
        let names = one.clone().set_tokenizer("speaker");
        let value = TextOptions::default().set_indexing_options(one);
        let facet = TextOptions::default().set_fast("raw");
        let both = value.clone().set_fast("raw");
        let (freqs, positions) = (IndexRecordOption::WithFreqs, IndexRecordOption::WithFreqsAndPositions);
        Fields {
            key: schema.add_i64_field("key", INDEXED | FAST),
            digest: schema.add_u64_field("digest", FAST),
            first: schema.add_i64_field("first", FAST),
            copy: schema.add_i64_field("copy", INDEXED),
            day: schema.add_i64_field("day", FAST),
            confidence: schema.add_f64_field("confidence", FAST),
            written: text(&mut schema, "written", "written", freqs),
            exact: text(&mut schema, "exact", "exact", positions),
            stem: text(&mut schema, "stem", "stem", positions),
            context: text(&mut schema, "context", "stem", positions),
            names: text(&mut schema, "names", "names", freqs),
            title: text(&mut schema, "title", "stem", positions),
            speaker: schema.add_text_field("speaker", TextOptions::default().set_indexing_options(names)),
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

    /// The fields that hits are ranked by.
    pub fn ranked(&self) -> Vec<Field> {
        vec![
            self.written,
            self.exact,
            self.stem,
            self.context,
            self.title,
            self.names,
            self.speaker,
        ]
    }

    /// The document of a claim.
    pub fn document(&self, claim: &ClaimDoc) -> TantivyDocument {
        let mark = Stemming::of(claim.lang).mark();
        let marked = |text: &str| format!("{mark}{text}");
        let mut doc = TantivyDocument::new();
        doc.add_i64(self.key, claim.key);
        doc.add_u64(self.digest, digest(claim));
        doc.add_i64(self.first, claim.repeats.unwrap_or(claim.key));
        if let Some(first) = claim.repeats {
            doc.add_i64(self.copy, first);
        }
        doc.add_f64(self.confidence, f64::from(claim.confidence));
        if let Some(day) = claim.published {
            doc.add_i64(self.day, day_number(day));
        }
        let content = marked(&claim.content);
        let context = marked(&claim.context);
        for field in [self.written, self.exact, self.stem] {
            doc.add_text(field, &content);
        }
        for field in [self.context, self.names] {
            doc.add_text(field, &context);
        }
        doc.add_text(self.title, marked(&claim.title));
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

/// Words of a name, each with the term of its spellings.
pub(super) fn name_terms(name: &str) -> Vec<(String, String)> {
    let keys = name_key(name);
    let keys = keys.split(' ').map(|key| format!("~{key}"));
    name_words(name).into_iter().zip(keys).collect()
}

/// The tokenizers that the schema names.
pub(super) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    for (name, shape) in [
        ("written", Shape::Written),
        ("exact", Shape::Exact),
        ("stem", Shape::Stem),
        ("names", Shape::Names),
        ("speaker", Shape::Speaker),
    ] {
        manager.register(name, TextAnalyzer::from(Shaper(shape)));
    }
    manager
}

/// Which terms a field takes from a text.
#[derive(Clone, Copy)]
enum Shape {
    Written,
    Exact,
    Stem,
    Names,
    Speaker,
}

/// Our analysis behind tantivy's trait. A text comes with the mark of its stemming before it, a name as it is.
#[derive(Clone)]
struct Shaper(Shape);

impl Tokenizer for Shaper {
    type TokenStream<'a> = Terms;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms {
        let mut terms = Terms::default();
        if let Shape::Speaker = self.0 {
            let names = NAMES.with_borrow_mut(|known| remembered(known, text, || name_terms(text)));
            for (position, (word, key)) in names.into_iter().enumerate() {
                terms.push(position, word);
                terms.push(position, key);
            }
            return terms;
        }
        LAST.with_borrow_mut(|(last, words)| {
            let mut chars = text.chars();
            let stemming = Stemming::from_mark(chars.next().unwrap_or('p'));
            if last != text {
                *words = analyzer::words(chars.as_str(), stemming);
                text.clone_into(last);
            }
            for word in words.iter() {
                let term = match self.0 {
                    Shape::Written => Some(word.lower.clone()),
                    Shape::Exact => Some(word.exact()),
                    Shape::Stem => Some(match stemming {
                        Stemming::French => STEMS
                            .with_borrow_mut(|known| remembered(known, &word.lower, || stem(&word.lower, stemming))),
                        other => stem(&word.lower, other),
                    }),
                    Shape::Names if word.name => SPELLINGS
                        .with_borrow_mut(|known| remembered(known, &word.lower, || analyzer::spelling(&word.lower))),
                    Shape::Names | Shape::Speaker => None,
                };
                if let Some(term) = term {
                    terms.push(word.position, term);
                }
            }
        });
        terms
    }
}

thread_local! {
    /// The text cut last: the fields that share a text follow one another, and it is cut once for them.
    static LAST: RefCell<(String, Vec<Word>)> = const { RefCell::new((String::new(), Vec::new())) };
    /// French words met so far with their terms: articles use few words often.
    static STEMS: RefCell<FxHashMap<String, String>> = RefCell::default();
    static SPELLINGS: RefCell<FxHashMap<String, Option<String>>> = RefCell::default();
    static NAMES: RefCell<FxHashMap<String, Vec<(String, String)>>> = RefCell::default();
}

/// Words whose terms a thread keeps.
const REMEMBERED: usize = 20_000;

/// What was made of `word` before, else what `make` makes of it.
fn remembered<T: Clone>(known: &mut FxHashMap<String, T>, word: &str, make: impl FnOnce() -> T) -> T {
    if let Some(made) = known.get(word) {
        return made.clone();
    }
    if known.len() >= REMEMBERED {
        known.clear();
    }
    known.entry(word.to_owned()).or_insert_with(make).clone()
}

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
