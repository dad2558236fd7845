//! tantivy as its users have it: one field of words with our analyzer, columns for the facets.

use std::path::Path;

use claims_db::index::analyzer::{self, Stemming};
use claims_db::index::stem::stem;
use claims_db::model::ClaimDoc;
use jiff::civil::Date;
use tantivy::aggregation::AggregationCollector;
use tantivy::aggregation::agg_req::Aggregations;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, InvertedIndexRangeQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery};
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument, Term};

use super::{Answer, Kind, Question, Rival, TOP, Within, text};

/// The columns that facets count.
pub const FACETS: [&str; 6] = ["source", "speaker", "side", "status", "form", "month"];

pub struct Bare {
    index: Index,
    words: Field,
    key: Field,
    day: Field,
    facets: [Field; 6],
    writer: Option<IndexWriter>,
    searcher: Searcher,
    counted: Aggregations,
}

/// Days since 1970-01-01.
fn day_number(day: Date) -> i64 {
    let since = jiff::civil::date(1970, 1, 1).until(day).expect("civil dates are near");
    i64::from(since.get_days())
}

impl Bare {
    /// The index in `dir`, made where there is none.
    pub fn open(dir: &Path) -> Bare {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("french")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let words = schema.add_text_field("words", TextOptions::default().set_indexing_options(indexing));
        let key = schema.add_i64_field("key", FAST);
        let day = schema.add_i64_field("day", INDEXED | FAST);
        let facets = FACETS.map(|name| schema.add_text_field(name, STRING | FAST));
        let index = match Index::open_in_dir(dir) {
            Ok(index) => index,
            Err(_) => Index::create_in_dir(dir, schema.build()).expect("an index can be made"),
        };
        index.tokenizers().register("french", TextAnalyzer::from(French));
        let terms = FACETS.map(|name| format!(r#""{name}": {{"terms": {{"field": "{name}", "size": 60000}}}}"#));
        let counted = serde_json::from_str(&format!("{{{}}}", terms.join(","))).expect("a request for facets");
        let searcher = index.reader().expect("a reader").searcher();
        Bare {
            index,
            words,
            key,
            day,
            facets,
            writer: None,
            searcher,
            counted,
        }
    }

    /// Parts that the index is made of.
    pub fn segments(&self) -> usize {
        self.searcher.segment_readers().len()
    }

    fn facet(&self, name: &str) -> Field {
        let at = FACETS.iter().position(|facet| *facet == name).expect("a facet");
        self.facets[at]
    }

    fn is(&self, name: &str, value: &str) -> Box<dyn Query> {
        let term = Term::from_field_text(self.facet(name), value);
        Box::new(TermQuery::new(term, IndexRecordOption::Basic))
    }

    /// The question for tantivy. The article's own assertions are left out, as ours leaves them out.
    fn query(&self, question: &Question) -> BooleanQuery {
        let term = |word: &String| Term::from_field_text(self.words, &stem(word, Stemming::French));
        let one =
            |word: &String| -> Box<dyn Query> { Box::new(TermQuery::new(term(word), IndexRecordOption::WithFreqs)) };
        let words = &question.words;
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = match question.kind {
            Kind::Or => vec![(
                Occur::Must,
                Box::new(BooleanQuery::union(words.iter().map(one).collect())),
            )],
            Kind::Phrase => vec![(
                Occur::Must,
                Box::new(PhraseQuery::new(words.iter().map(term).collect())),
            )],
            Kind::Prefix => {
                let first = analyzer::exact(&words[0]);
                let ends = [first.clone(), format!("{first}{}", char::MAX)];
                let [from, to] = ends.map(|text| std::ops::Bound::Included(Term::from_field_text(self.words, &text)));
                vec![(Occur::Must, Box::new(InvertedIndexRangeQuery::new(from, to)))]
            }
            _ => words.iter().map(|word| (Occur::Must, one(word))).collect(),
        };
        match &question.within {
            Some(Within::Since(day)) => {
                let from = Term::from_field_i64(self.day, day_number(*day));
                let range = RangeQuery::new(std::ops::Bound::Included(from), std::ops::Bound::Unbounded);
                clauses.push((Occur::Must, Box::new(range)));
            }
            Some(Within::Source(source)) => clauses.push((Occur::Must, self.is("source", source))),
            Some(Within::Status(status)) => clauses.push((Occur::Must, self.is("status", status.as_str()))),
            None => {}
        }
        clauses.push((Occur::MustNot, self.is("form", "narrator")));
        BooleanQuery::new(clauses)
    }

    /// The rows of the claims found.
    fn keys(&self, top: &[(f32, tantivy::DocAddress)]) -> usize {
        let name = self.index.schema().get_field_name(self.key).to_owned();
        let key = |at: &tantivy::DocAddress| {
            let column = self.searcher.segment_reader(at.segment_ord).fast_fields().i64(&name);
            column.expect("a column of keys").first(at.doc_id)
        };
        top.iter().filter_map(|(_, at)| key(at)).count()
    }
}

impl Rival for Bare {
    fn add(&mut self, claims: &[ClaimDoc]) {
        let index = &self.index;
        let writer = self
            .writer
            .get_or_insert_with(|| index.writer_with_num_threads(2, 96 << 20).expect("a writer"));
        for claim in claims {
            let mut doc = TantivyDocument::new();
            doc.add_text(self.words, text(claim));
            doc.add_i64(self.key, claim.key);
            let mut month = String::new();
            if let Some(day) = claim.published {
                doc.add_i64(self.day, day_number(day));
                month = day.strftime("%Y-%m").to_string();
            }
            let values = [
                &*claim.source,
                &*claim.speaker,
                &*claim.side,
                claim.status.as_str(),
                claim.form.as_str(),
                &*month,
            ];
            for (field, value) in self.facets.iter().zip(values).filter(|(_, value)| !value.is_empty()) {
                doc.add_text(*field, value);
            }
            writer.add_document(doc).expect("a document is taken");
        }
    }

    fn finish(&mut self) {
        let mut writer = self.writer.take().expect("something was added");
        writer.commit().expect("the index is written");
        writer.wait_merging_threads().expect("parts are merged");
        self.searcher = self.index.reader().expect("a reader").searcher();
    }

    fn ask(&self, question: &Question) -> Answer {
        let query = self.query(question);
        let top = || TopDocs::with_limit(TOP).order_by_score();
        let search = "the index is searched";
        match question.kind {
            Kind::Count => Answer {
                total: Some(self.searcher.search(&query, &Count).expect(search)),
                ..Answer::default()
            },
            Kind::Facets => {
                let facets = AggregationCollector::from_aggs(self.counted.clone(), Default::default());
                let (top, total, facets) = self.searcher.search(&query, &(top(), Count, facets)).expect(search);
                Answer {
                    hits: self.keys(&top),
                    total: Some(total),
                    values: facets.0.len(),
                }
            }
            _ => {
                let (top, total) = self.searcher.search(&query, &(top(), Count)).expect(search);
                Answer {
                    hits: self.keys(&top),
                    total: Some(total),
                    values: 0,
                }
            }
        }
    }
}

/// Our analysis of French texts behind tantivy's trait.
#[derive(Clone)]
struct French;

impl Tokenizer for French {
    type TokenStream<'a> = Stems;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stems {
        let words = analyzer::words(text, Stemming::French).into_iter();
        let tokens = words.map(|word| Token {
            offset_from: word.span.start,
            offset_to: word.span.end,
            position: word.position,
            text: stem(&word.lower, Stemming::French),
            ..Token::default()
        });
        Stems {
            tokens: tokens.collect(),
            next: 0,
        }
    }
}

/// A stream over finished terms.
struct Stems {
    tokens: Vec<Token>,
    /// One past the current token.
    next: usize,
}

impl TokenStream for Stems {
    fn advance(&mut self) -> bool {
        self.next += 1;
        self.next <= self.tokens.len()
    }

    fn token(&self) -> &Token {
        &self.tokens[self.next - 1]
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.tokens[self.next - 1]
    }
}
