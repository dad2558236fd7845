//! The numbers that weigh a match, as they are now or as they were when a result was first looked at: articles that come in
//! between two pages must not move the hits of the next one.

use std::cell::RefCell;

use rustc_hash::FxHashMap;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

/// What the weights of a search depend on besides its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Frozen {
    /// Claims.
    pub docs: u64,
    /// Words in each of the two fields that are ranked by.
    pub tokens: [u64; 2],
    /// Claims that have a term, in the order in which a query asks for its terms.
    pub freqs: Vec<u64>,
}

/// The numbers for one search, remembered as they are asked for.
pub(super) struct Statistics<'a> {
    searcher: &'a Searcher,
    fields: [Field; 2],
    docs: u64,
    tokens: [u64; 2],
    asked: RefCell<Asked>,
}

#[derive(Default)]
struct Asked {
    known: FxHashMap<Term, u64>,
    order: Vec<u64>,
    /// What comes next of the frozen numbers; none where those of now count.
    frozen: Option<std::vec::IntoIter<u64>>,
}

impl<'a> Statistics<'a> {
    /// The numbers of now, or frozen ones; `fields` are those that hits are ranked by.
    pub fn new(searcher: &'a Searcher, fields: [Field; 2], frozen: Option<Frozen>) -> tantivy::Result<Self> {
        let (docs, tokens, freqs) = match frozen {
            Some(Frozen { docs, tokens, freqs }) => (docs, tokens, Some(freqs)),
            None => {
                let tokens = fields.map(|field| searcher.total_num_tokens(field));
                let [said, narrated] = tokens;
                (searcher.total_num_docs()?, [said?, narrated?], None)
            }
        };
        let asked = Asked {
            frozen: freqs.map(Vec::into_iter),
            ..Asked::default()
        };
        Ok(Statistics {
            searcher,
            fields,
            docs,
            tokens,
            asked: RefCell::new(asked),
        })
    }

    pub fn searcher(&self) -> &'a Searcher {
        self.searcher
    }

    /// Number of claims that have a term of the query.
    pub fn freq(&self, term: &Term) -> tantivy::Result<u64> {
        let mut asked = self.asked.borrow_mut();
        if let Some(freq) = asked.known.get(term) {
            return Ok(*freq);
        }
        let freq = match &mut asked.frozen {
            Some(frozen) => frozen.next().unwrap_or_default().min(self.docs),
            None => self.searcher.doc_freq(term)?,
        };
        asked.known.insert(term.clone(), freq);
        asked.order.push(freq);
        Ok(freq)
    }

    /// Entries of the lists of all terms asked for so far; none where none was.
    pub fn listed(&self) -> Option<u64> {
        let asked = self.asked.borrow();
        (!asked.order.is_empty()).then(|| asked.order.iter().sum())
    }

    /// How much a term says that so many claims have; BM25's measure, as the engine has it.
    pub fn idf(&self, freq: u64) -> f32 {
        let (docs, freq) = (self.docs as f32, freq as f32);
        (1.0 + (docs - freq + 0.5) / (freq + 0.5)).ln()
    }

    /// What was asked for so far, for the next page.
    pub fn freeze(&self) -> Frozen {
        Frozen {
            docs: self.docs,
            tokens: self.tokens,
            freqs: self.asked.borrow().order.clone(),
        }
    }
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        match self.fields.iter().position(|known| *known == field) {
            Some(at) => Ok(self.tokens[at]),
            None => self.searcher.total_num_tokens(field),
        }
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.docs)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        match self.asked.borrow().known.get(term) {
            Some(freq) => Ok(*freq),
            // A term in no more claims than there are, or the engine panics.
            None => Ok(self.searcher.doc_freq(term)?.min(self.docs)),
        }
    }
}
