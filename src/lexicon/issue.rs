//! Questions that news comes back to, and the words that answer them: was somebody warned, was somebody held, was it done on purpose.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::fold::fold;
use crate::model::ConflictType;

/// Index of a question in [`Issues::questions`].
pub type QuestionId = u8;

/// Index of a set of words.
type SetId = usize;

/// What two answers must have in common to be answers to one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum About {
    /// Whoever was told, and what.
    Recipient,
    /// Who ordered it.
    Giver,
    /// The person or thing of which it is said.
    Theme,
    /// What happened.
    Event,
}

/// A question that can be answered by yes or no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Stable name: `told`, `held`.
    pub name: String,
    /// What the answers must share.
    pub about: About,
    /// What kind of contradiction two answers make.
    pub conflict: ConflictType,
    /// The answer may change from one day to the next.
    pub passing: bool,
    /// A no that leaves nothing out speaks of all days until then: *nul ne l'a empêché de sortir*.
    pub past: bool,
}

/// One way to answer a question: a clause with a word out of each set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Which question.
    pub question: QuestionId,
    /// The answer where the clause is not negated.
    pub yes: bool,
    /// The frame fits a negated clause only, or an affirmed one only, or any.
    pub negated: Option<bool>,
    /// The word of the first set must be said of something: the verb, or what follows it.
    pub predicate: bool,
    /// Sets of which the clause must have a word each.
    pub needs: Vec<SetId>,
}

/// A phrase of a set: its words after the first, and the preposition before the first where one is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Phrase {
    link: Option<String>,
    rest: Vec<String>,
    set: SetId,
}

/// What is known of questions and answers in one language.
#[derive(Debug, Default)]
pub struct Issues {
    /// All questions.
    pub questions: Vec<Question>,
    /// All frames.
    pub frames: Vec<Frame>,
    names: Vec<String>,
    phrases: FxHashMap<String, Vec<Phrase>>,
    /// Forms as written that are no word of a set: the army is not *armed*.
    but: FxHashSet<(String, SetId)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    sets: FxHashMap<String, String>,
    question: Vec<QuestionEntry>,
    frame: Vec<FrameEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionEntry {
    name: String,
    about: About,
    conflict: String,
    #[serde(default)]
    passing: bool,
    #[serde(default)]
    past: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameEntry {
    question: String,
    yes: bool,
    negated: Option<bool>,
    #[serde(default)]
    predicate: bool,
    needs: Vec<String>,
}

impl Issues {
    /// Parses a file of sets, questions and frames. `words` cuts a phrase into the words that count, folded.
    pub fn parse(text: &str, words: impl Fn(&str) -> Vec<String>) -> Result<Issues, String> {
        let file: File = toml::from_str(text).map_err(|e| e.to_string())?;
        let mut all = Issues::default();
        let mut sets: Vec<(String, String)> = file.sets.into_iter().collect();
        sets.sort_unstable();
        for (set, (name, phrases)) in sets.into_iter().enumerate() {
            for phrase in phrases.split(',').filter(|phrase| !phrase.trim().is_empty()) {
                if let Some(but) = phrase.trim().strip_prefix('-') {
                    all.but.insert((fold(but), set));
                    continue;
                }
                let (link, phrase) = match phrase.split_once(':') {
                    Some((link, phrase)) => (Some(link.trim().to_owned()), phrase),
                    None => (None, phrase),
                };
                let mut parts = words(phrase).into_iter();
                let first = parts
                    .next()
                    .ok_or_else(|| format!("'{phrase}' has no word that counts"))?;
                let rest = parts.collect();
                all.phrases.entry(first).or_default().push(Phrase { link, rest, set });
            }
            all.names.push(name);
        }
        for entry in file.question {
            let conflict = match &*entry.conflict {
                "denial" => ConflictType::Denial,
                "polarity" => ConflictType::Polarity,
                "blame" => ConflictType::Blame,
                other => return Err(format!("no conflict '{other}'")),
            };
            all.questions.push(Question {
                name: fold(&entry.name),
                about: entry.about,
                conflict,
                passing: entry.passing,
                past: entry.past,
            });
        }
        for entry in file.frame {
            let question = all
                .questions
                .iter()
                .position(|question| question.name == entry.question);
            let question = question.ok_or_else(|| format!("no question '{}'", entry.question))?;
            let needs = entry.needs.iter().map(|name| {
                let set = all.names.iter().position(|known| known == name);
                set.ok_or_else(|| format!("no set '{name}'"))
            });
            all.frames.push(Frame {
                question: QuestionId::try_from(question).map_err(|e| e.to_string())?,
                yes: entry.yes,
                negated: entry.negated,
                predicate: entry.predicate,
                needs: needs.collect::<Result<_, String>>()?,
            });
        }
        Ok(all)
    }

    /// The set of this name.
    pub fn set(&self, name: &str) -> Option<SetId> {
        self.names.iter().position(|known| known == name)
    }

    /// Sets of which the words `word(0)`, `word(1)`, … begin a phrase, with whether the phrase holds a preposition; `word(n)` gives every
    /// form of word n, `links` the prepositions before the first.
    pub fn sets_at<'w>(&self, links: [&str; 2], word: impl Fn(usize) -> &'w [String]) -> Vec<(SetId, bool)> {
        let mut out = Vec::new();
        for phrase in word(0).iter().filter_map(|first| self.phrases.get(first)).flatten() {
            let linked = phrase.link.as_deref().is_none_or(|link| links.contains(&link));
            let fits = phrase
                .rest
                .iter()
                .enumerate()
                .all(|(i, part)| word(i + 1).contains(part));
            let found = (phrase.set, phrase.link.is_some());
            let but = word(0)
                .first()
                .is_some_and(|form| self.but.contains(&(form.clone(), phrase.set)));
            if linked && fits && !but && !out.contains(&found) {
                out.push(found);
            }
        }
        out
    }
}
