//! Cue verbs, nouns and phrases out of their TOML.

use std::collections::BTreeMap;

use super::phrases::{Phrases, words};
use rustc_hash::FxHashMap;

use super::{CueNoun, CuePhrase, CueVerb, NounClass, NounFrame, Pos, Reading, Reflexive};
use crate::model::Stance;

/// A copy of `text` that lives as long as the process, as every lexicon does.
pub(super) fn keep(text: &str) -> &'static str {
    Box::leak(text.into())
}

/// Reads a data file whose strings are grouped by stance: `[stance]`, then `lemma = "frames"`.
pub(super) fn verbs(toml: &str) -> Result<Vec<CueVerb>, String> {
    let stances: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(toml).map_err(|e| e.to_string())?;
    let mut cues = Vec::new();
    for (stance, lemmas) in stances {
        let stance: Stance = stance.parse()?;
        for (lemma, frames) in lemmas {
            for form in spellings(&lemma) {
                cues.push(verb(&lemma, &form, &frames, stance)?);
            }
        }
    }
    let fixed = |cue: &CueVerb| cue.tail.len() + cue.around.len();
    cues.sort_by(|a, b| (a.head, fixed(b), a.lemma).cmp(&(b.head, fixed(a), b.lemma)));
    Ok(cues)
}

/// Every verb as a cue that counts only inverted behind a quotation, but for those that say what is, is had or must be.
pub(super) fn inverted(readings: &[Reading]) -> FxHashMap<&'static str, CueVerb> {
    let silent = [
        "être",
        "avoir",
        "pouvoir",
        "devoir",
        "vouloir",
        "falloir",
        "aller",
        "venir",
        "sembler",
        "paraître",
        "rester",
        "devenir",
        "suivre",
    ];
    let verbs = readings
        .iter()
        .filter(|r| r.pos == Pos::Verb && !silent.contains(&r.lemma));
    verbs
        .map(|r| (r.lemma, CueVerb::bare_verb(r.lemma, Stance::Assert)))
        .collect()
}

/// A phrase with each form of the word that is written with all of them: *se dire prêt/prête/prêts/prêtes*.
fn spellings(phrase: &str) -> Vec<String> {
    let Some(word) = phrase.split(' ').find(|word| word.contains('/')) else {
        return vec![phrase.to_owned()];
    };
    word.split('/').map(|form| phrase.replacen(word, form, 1)).collect()
}

impl CueVerb {
    /// A verb beside a quotation, and nothing else that it could report with.
    fn bare_verb(head: &'static str, stance: Stance) -> CueVerb {
        CueVerb {
            lemma: head,
            head,
            tail: Vec::new(),
            around: Vec::new(),
            reflexive: Reflexive::May,
            clause: false,
            bare: false,
            question: false,
            infinitives: Vec::new(),
            noun: NounFrame::No,
            noun_link: "",
            amount: false,
            target_links: Vec::new(),
            quote: true,
            strong: false,
            stance,
            only_negated: false,
        }
    }
}

/// One cue verb from its dictionary form, one spelling of it and its frames; `cue_verbs.toml` says how they are written.
fn verb(lemma: &str, spelling: &str, frames: &str, stance: Stance) -> Result<CueVerb, String> {
    let lemma = spellings(lemma).swap_remove(0);
    let (phrase, only_negated) = match spelling.strip_prefix("ne pas ") {
        Some(rest) => (rest, true),
        None => (spelling, false),
    };
    let (phrase, reflexive) = if let Some(rest) = phrase.strip_prefix("(se) ").or_else(|| phrase.strip_prefix("(s')")) {
        (rest, Reflexive::May)
    } else if let Some(rest) = phrase.strip_prefix("se ").or_else(|| phrase.strip_prefix("s'")) {
        (rest, Reflexive::Always)
    } else {
        (phrase, Reflexive::Never)
    };
    // *en démordre*: the clitic moves about, the head is what counts.
    let phrase = phrase.strip_prefix("en ").unwrap_or(phrase);
    let mut parts = words(phrase);
    let head = parts.next().map(keep).ok_or("a cue verb without a verb")?;
    let mut tail: Vec<&'static str> = parts.map(keep).collect();
    // *tenir X pour*: what stands behind the object.
    let around = match tail.iter().position(|word| *word == "X") {
        Some(object) => tail.split_off(object)[1..].to_vec(),
        None => Vec::new(),
    };
    let mut cue = CueVerb {
        lemma: keep(&lemma.replace("(se) ", "").replace("(s')", "")),
        tail,
        around,
        reflexive,
        strong: true,
        only_negated,
        quote: false,
        ..CueVerb::bare_verb(head, stance)
    };
    for frame in frames.split_whitespace() {
        let (link, kind) = frame.rsplit_once('+').unwrap_or(("", frame));
        match (link, kind) {
            ("", "que" | "that") => cue.clause = true,
            ("", "bare") => (cue.clause, cue.bare) = (true, true),
            ("", "si" | "if") => cue.question = true,
            ("", "ing") => cue.infinitives.push("ing"),
            ("Y", "bare") => {
                (cue.clause, cue.bare) = (true, true);
                cue.target_links.push("that");
            }
            ("Y", "that") => {
                cue.clause = true;
                cue.target_links.push("that");
            }
            ("", "quote") => cue.quote = true,
            ("", "weak") => cue.strong = false,
            (link, "inf") => cue.infinitives.push(keep(link)),
            ("à", "number") => cue.amount = true,
            (_, "any" | "quoted" | "thing" | "said" | "count" | "tally") if cue.noun != NounFrame::No => {
                return Err(format!("'{lemma}' takes two kinds of noun phrase"));
            }
            (link, "any" | "quoted" | "thing" | "said" | "count" | "tally") => {
                cue.noun = match kind {
                    "any" => NounFrame::Any,
                    "thing" => NounFrame::Thing,
                    "said" => NounFrame::Said,
                    "count" => NounFrame::Count,
                    "tally" => NounFrame::Tally,
                    _ => NounFrame::Quoted,
                };
                cue.noun_link = keep(link);
            }
            ("Y", link) => cue.target_links.push(keep(link)),
            _ => return Err(format!("'{lemma}' has the unknown frame '{frame}'")),
        }
    }
    Ok(cue)
}

/// Reads reporting nouns: `[class]`, then `stance = "words"`.
pub(super) fn nouns(toml: &str) -> Result<Vec<CueNoun>, String> {
    let classes: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(toml).map_err(|e| e.to_string())?;
    let mut cues = Vec::new();
    for (class, stances) in classes {
        let class = match class.as_str() {
            "document" => NounClass::Document,
            "speech" => NounClass::Speech,
            other => return Err(format!("'{other}' is no class of reporting nouns")),
        };
        for (stance, lemmas) in stances {
            let stance: Stance = stance.parse()?;
            cues.extend(lemmas.split_whitespace().map(|lemma| CueNoun {
                lemma: keep(lemma),
                class,
                stance,
            }));
        }
    }
    Ok(cues)
}

/// Reads attributing phrases: `[strong]` and `[weak]`, then `stance = ["phrase"]`; longest first.
pub(super) fn phrases(toml: &str) -> Result<Vec<CuePhrase>, String> {
    let strengths: BTreeMap<String, BTreeMap<String, Vec<String>>> = toml::from_str(toml).map_err(|e| e.to_string())?;
    let mut cues = Vec::new();
    for (strength, phrases) in strengths {
        let strong = match strength.as_str() {
            "strong" => true,
            "weak" => false,
            other => return Err(format!("'{other}' is neither strong nor weak")),
        };
        for (stance, lemmas) in phrases {
            let stance: Stance = stance.parse()?;
            cues.extend(lemmas.iter().map(|lemma| CuePhrase {
                lemma: keep(lemma),
                words: words(lemma).map(keep).collect(),
                strong,
                stance,
            }));
        }
    }
    cues.sort_by_key(|cue| std::cmp::Reverse(cue.words.len()));
    Ok(cues)
}

/// Reads adverbs of several words: `kind = ["par ailleurs"]`.
pub(super) fn adverbials(toml: &str) -> Result<Phrases<()>, String> {
    let lists: BTreeMap<String, Vec<String>> = toml::from_str(toml).map_err(|e| e.to_string())?;
    let phrases = lists.values().flatten();
    Ok(phrases.map(|phrase| words(phrase).map(keep).collect()).collect())
}

/// Reads conjunctions of several words: `words = ["alors que"]`; a last *que* also stands elided.
pub(super) fn conjunctions(toml: &str) -> Result<Phrases<()>, String> {
    let lists: BTreeMap<String, Vec<String>> = toml::from_str(toml).map_err(|e| e.to_string())?;
    let mut conjunctions: Vec<Vec<&'static str>> = Vec::new();
    for phrase in lists.values().flatten() {
        let full: Vec<&'static str> = words(phrase).map(keep).collect();
        if let Some((&"que", before)) = full.split_last() {
            conjunctions.push(before.iter().copied().chain(["qu'"]).collect());
        }
        conjunctions.push(full);
    }
    Ok(conjunctions.into_iter().collect())
}
