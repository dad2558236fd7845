//! Keys under which claims meet that may have something to do with each other, so that a new claim is compared with few.

use super::cause::Telling;
use super::content::{Kind, Term};
use super::date::{Day, Sense};
use super::facts::Facts;
use super::hash::hash;
use crate::fold::name_key;
use crate::lexicon::relation::Relations;
use crate::model::Stance;

/// Counts the changes of this code by which claims get other keys than before.
const KEYS: u32 = 8;

/// Which keys claims get: another number where this code or the words that it reads keys from are others, so that a database with the keys of
/// another program is told apart. Never 0.
pub fn edition() -> u32 {
    let data = Relations::sources().map(|file| hash(file.as_bytes()));
    let all = data.fold(u64::from(KEYS), |all, one| all.rotate_left(5) ^ one);
    ((all >> 32) as u32 ^ all as u32).max(1)
}

/// Most keys that one claim gets.
pub const MOST: usize = 64;

/// Most of them that a claim with a day gets of its words and figures.
const OF_WORDS: usize = 24;

/// Days in one window; a claim is looked for in its own and in both that lie beside it, so that claims a few days apart meet.
const WINDOW: i32 = 45;

/// Windows that one of some keys spans: plans, counts and inquiries are told anew months later.
const FAR_WINDOWS: i32 = 3;

/// Names that stand for a story.
const STORY: usize = 8;

/// Bits of a key's number that are its hash; above them stands the window.
const HASH_BITS: u32 = 48;

/// A key: a short string, the same for the same facts on every machine, such as `m:killed:am` or `p:djermouk+attack`, with its window of days.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What it says.
    pub text: String,
    /// Windows of days from 1970 to the publication, or to the first of those that it spans; none where it is not known.
    pub window: Option<i32>,
    /// Windows that it spans.
    pub span: i32,
}

impl Key {
    /// The number under which it is stored. Numbers of one window lie together: what arrives today is written in one place, however
    /// much is stored.
    pub fn number(&self) -> i64 {
        self.at(self.window)
    }

    /// The numbers of the same key in the windows beside its own; none without a window.
    pub fn beside(&self) -> impl Iterator<Item = i64> {
        let windows = self.window.map(|window| [window - self.span, window + self.span]);
        windows.into_iter().flatten().map(|window| self.at(Some(window)))
    }

    /// The number once more for what one voice gives anew: who shares it is worth more than who shares a word.
    pub fn again(&self) -> Option<i64> {
        self.text.starts_with("f:").then(|| self.number())
    }

    fn at(&self, window: Option<i32>) -> i64 {
        // Two thousand years either way; the lowest number is kept for claims without a day.
        const FAR: i64 = 32_000;
        let window = window.map_or(i64::from(i16::MIN), |window| i64::from(window).clamp(-FAR, FAR));
        (window << HASH_BITS) | (hash(self.text.as_bytes()) >> (u64::BITS - HASH_BITS)).cast_signed()
    }
}

/// The keys of a claim, most telling first, at most [`MOST`]. Two claims that share one are worth comparing.
///
/// Two claims meet where they are at most six weeks apart, and may meet up to twelve; three times as far apart by what is told anew months
/// later. A claim without a day has keys without a window, and meets only such.
pub fn keys(facts: &Facts) -> Vec<Key> {
    let mut bare: Vec<String> = Vec::new();
    for tally in &facts.tallies {
        if let Some(measure) = &tally.figure.measure {
            for part in measure.split('+') {
                bare.push(format!(
                    "m:{part}:{}",
                    tally.country.or(tally.head.as_deref()).unwrap_or("")
                ));
            }
        } else if let Some(head) = &tally.head {
            bare.push(format!("c:{head}"));
            let data = facts.lang.and_then(Relations::of);
            let kinds = data.into_iter().flat_map(|data| super::tally::kinds_of(data, tally));
            bare.extend(kinds.map(|kind| format!("c:={kind}")));
        }
    }
    // Two telling words together: a name with an act, an act with its object.
    let mut telling: Vec<&Term> = facts
        .content
        .terms
        .iter()
        .filter(|term| (term.weight > 0.5 || term.own) && term.kind != Kind::Adverb)
        .collect();
    telling.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let verbs: Vec<&Term> = facts.content.verbs().filter(|v| v.weight > 0.5).collect();
    for verb in verbs.iter().take(2) {
        for term in telling.iter().filter(|term| *term != verb).take(3) {
            bare.push(joined(&token(verb), &token(term)));
        }
    }
    for pair in telling.windows(2).take(4) {
        bare.push(joined(&token(pair[0]), &token(pair[1])));
    }
    // Whose dead is not always said.
    for tally in facts.tallies.iter().filter(|tally| tally.grows()) {
        let measure = tally.figure.measure.as_deref().unwrap_or_default();
        bare.extend(measure.split('+').map(|part| format!("m:{part}")));
    }
    // Names weigh most: the acts beside them would go under.
    for verb in verbs.iter().take(2) {
        bare.extend(verb.classes.iter().take(3).map(|class| format!("w:={class}")));
    }
    let victory = facts
        .lang
        .and_then(Relations::of)
        .and_then(|data| data.class("victory"));
    if let Some(class) = victory.filter(|class| facts.content.terms.iter().any(|term| term.classes.contains(class))) {
        bare.push(format!("w:={class}"));
    }
    for term in telling.iter().take(5) {
        bare.push(format!("w:{}", term.stem));
        bare.extend(term.classes.iter().take(2).map(|class| format!("w:={class}")));
    }
    // Sides in a quarrel: whoever denies or accuses meets whoever speaks of them.
    let quarrel = matches!(facts.voice.stance, Stance::Deny | Stance::Accuse) || facts.conceding || facts.hostile();
    if quarrel {
        let mut sides: Vec<&str> = facts
            .content
            .terms
            .iter()
            .filter_map(|term| term.country)
            .chain(facts.voice.country)
            .collect();
        sides.sort_unstable();
        sides.dedup();
        bare.splice(0..0, sides.into_iter().take(3).map(|side| format!("q:{side}")));
    }
    if let (Some(day), true) = (facts.as_of, facts.tells_state()) {
        bare.insert(0, format!("s:{day}"));
    }
    // Who struck first, and how somebody died, may be told in quite other words.
    for cause in &facts.causes {
        match cause.telling {
            Telling::First => bare.insert(0, "b:first".to_owned()),
            Telling::Manner => bare.insert(0, "b:manner".to_owned()),
            Telling::Harm | Telling::Cause | Telling::Focus => {}
        }
    }
    // Whoever denies without exception meets who tells of an instance, or grants it later.
    if !facts.denied.is_empty() || facts.conceding {
        bare.extend(facts.content.topics.iter().take(3).map(|topic| format!("t:{topic}")));
        let things = facts
            .content
            .terms
            .iter()
            .filter(|term| term.kind == Kind::Noun)
            .take(6);
        let data = facts.lang.and_then(Relations::of);
        let mut kinds: Vec<u16> = data
            .map(|data| things.flat_map(|term| data.kinds(&term.forms)).collect())
            .unwrap_or_default();
        kinds.sort_unstable();
        kinds.dedup();
        bare.splice(0..0, kinds.into_iter().take(3).map(|kind| format!("k:{kind}")));
        if let Some(speaker) = &facts.voice.speaker {
            bare.insert(0, format!("d:{speaker}"));
        }
    }
    // What one side says of one act, over time.
    if let (Some(side), Some(verb)) = (facts.voice.speaker.as_ref(), verbs.first()) {
        let classes = verb.classes.iter().skip(1).take(2).map(|class| format!("={class}"));
        let acts = std::iter::once(token(verb)).chain(classes);
        bare.splice(0..0, acts.map(|act| format!("v:{side}:{act}")));
    }
    // A search that goes on, and its end.
    let is = |list: &str| {
        let forms = facts.content.terms.iter().flat_map(|term| &term.forms);
        let data = facts.lang.and_then(Relations::of);
        data.is_some_and(|data| forms.into_iter().any(|form| data.is(list, form)))
    };
    if let Some(side) = &facts.voice.side
        && (is("operations") && is("stopping") || is("search_means") && is("searching"))
    {
        bare.insert(0, format!("v:{side}:search"));
    }
    // What two voices tell of one day.
    let past = |day: &&Day| {
        matches!(day.sense, Sense::On | Sense::Since) && facts.published.is_some_and(|told| day.last < told)
    };
    if let Some(day) = facts.days.iter().find(past) {
        bare.insert(0, format!("y:{}-{}", day.first.year(), day.first.month()));
        bare.insert(0, format!("y:{}", day.first));
    }
    let first = facts.content.clauses.iter().any(|clause| clause.first);
    // Who speaks of himself meets those who name him.
    if let (true, Some(name)) = (first, facts.speaker_words().last()) {
        bare.insert(0, format!("w:{}", name_key(name)));
    }
    // What one voice denies or negates, and what it grants or says it never said.
    if facts.voice.stance == Stance::Deny || facts.conceding || facts.negates() {
        let mut voices: Vec<&String> = [&facts.voice.speaker, &facts.voice.side]
            .into_iter()
            .flatten()
            .collect();
        voices.dedup();
        bare.splice(0..0, voices.into_iter().map(|voice| format!("r:{voice}")));
    }
    if let (Some(voice), Stance::Promise) = (&facts.voice.speaker, facts.voice.stance) {
        bare.insert(0, format!("r:{voice}"));
    }
    bare.splice(0..0, anew(facts));
    // A point that two claims may differ on though they share no word.
    if let Some(data) = facts.lang.and_then(Relations::of) {
        bare.splice(
            0..0,
            super::point::points(data, facts)
                .into_iter()
                .map(|point| format!("u:{point}")),
        );
    }
    // When help came, and how long it was waited for.
    if !facts.delays.is_empty() {
        bare.insert(0, "u:delay".to_owned());
    }
    let mut seen = rustc_hash::FxHashSet::default();
    bare.retain(|key| seen.insert(key.clone()));
    let window = facts.published.map(|day| {
        let epoch = jiff::civil::date(1970, 1, 1);
        epoch.until(day).map_or(0, |span| span.get_days()).div_euclid(WINDOW)
    });
    let most = if window.is_some() { OF_WORDS } else { 2 * OF_WORDS };
    bare.truncate(most);
    let focus = facts.causes.iter().any(|cause| cause.telling == Telling::Focus);
    let stories = facts.story.marks(STORY).iter().filter(|_| focus);
    let asked = stories.map(|name| format!("i:{name:x}"));
    let key = |text: String| match window.filter(|_| is_far(&text)) {
        Some(window) => Key {
            text,
            window: Some(window.div_euclid(FAR_WINDOWS) * FAR_WINDOWS),
            span: FAR_WINDOWS,
        },
        None => Key { text, window, span: 1 },
    };
    bare.into_iter()
        .chain(asked)
        .chain(acts(facts))
        .chain(by_voice(facts, &telling))
        .chain(sides(facts))
        .map(key)
        .take(MOST)
        .collect()
}

/// True for a key that is as good after months: what one voice gives or says, a past day, a question, a name with an act.
fn is_far(key: &str) -> bool {
    ["f:", "y:", "i:", "n:", "o:"].iter().any(|kind| key.starts_with(kind))
}

/// What one voice says of one quantity, or plans, over months.
fn anew(facts: &Facts) -> Vec<String> {
    let voice = &facts.voice;
    let person = voice.speaker.as_ref().filter(|name| name.contains(' '));
    let side = voice.side.as_ref();
    let office = voice.office.map(|office| office.to_string());
    let mut voices: Vec<&String> = [person, side, voice.land.as_ref(), office.as_ref()]
        .into_iter()
        .flatten()
        .collect();
    if voices.is_empty() {
        voices.extend(&facts.voice.speaker);
    }
    voices.dedup();
    let what = facts.tallies.iter().take(2).filter_map(|tally| {
        let measure = tally.figure.measure.as_ref().or(tally.figure.unit.as_ref());
        measure.or(tally.head.as_ref())
    });
    let mut what: Vec<&str> = what.map(String::as_str).collect();
    if !(facts.tallies.is_empty() && facts.replaced.is_empty()) {
        what.push("any");
    }
    if !facts.days.is_empty() {
        what.push("day");
    }
    what.dedup();
    let key = |voice: &&String| what.iter().map(|what| format!("f:{voice}:{what}")).collect::<Vec<_>>();
    voices.iter().flat_map(key).collect()
}

/// What one voice says, whatever of: a person by the full name; an office, of which there are many, by the story or by a thing that it speaks of.
fn by_voice(facts: &Facts, telling: &[&Term]) -> Vec<String> {
    let voice = &facts.voice;
    let person = voice.speaker.as_ref().filter(|name| name.contains(' '));
    let body = person.or(voice.side.as_ref().filter(|_| voice.office.is_none()));
    let mut keys: Vec<String> = body.iter().map(|name| format!("o:{name}")).collect();
    keys.extend(voice.land.iter().map(|land| format!("o:{land}")));
    if let Some(office) = voice.office {
        let things = telling.iter().filter(|term| term.kind == Kind::Noun).take(2);
        keys.extend(things.map(|term| format!("o:{office}:{}", token(term))));
        keys.extend(facts.story.marks(2).iter().map(|name| format!("o:{office}:{name:x}")));
    }
    keys
}

/// Who says a claim, and whom its article sets against it: whoever takes a side elsewhere meets what stands against that side.
fn sides(facts: &Facts) -> Vec<String> {
    let name = |facts: &Facts| facts.voice.side.clone().or_else(|| facts.voice.speaker.clone());
    let against = facts.opponents.iter().filter_map(|opponent| name(opponent));
    let mut names: Vec<String> = name(facts).into_iter().chain(against).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(|name| format!("a:{name}")).collect()
}

/// Names with the classes of what is told of them, as good after months.
fn acts(facts: &Facts) -> Vec<String> {
    let terms = || facts.content.terms.iter();
    let names = terms().filter(|term| term.kind == Kind::Name && term.country.is_none());
    let classes = terms().filter(|term| term.kind != Kind::Name && term.weight > 0.5);
    let mut classes: Vec<u16> = classes.flat_map(|term| term.classes.iter().copied()).collect();
    classes.sort_unstable();
    classes.dedup();
    let joined = |name: &Term| {
        let name = name.stem.clone();
        classes
            .iter()
            .take(4)
            .map(move |class| format!("n:{name}:={class}"))
            .collect::<Vec<_>>()
    };
    names.take(2).flat_map(joined).collect()
}

/// A word as it stands in a key: its first class or sense, so that like words meet, else its stem.
fn token(term: &Term) -> String {
    let plain = || term.country.map_or_else(|| term.stem.clone(), str::to_owned);
    match (term.kind, term.classes.first(), term.senses.own.first()) {
        (Kind::Name, ..) | (_, None, None) => plain(),
        (_, Some(class), _) => format!("={class}"),
        (_, None, Some(sense)) => format!("~{sense}"),
    }
}

fn joined(a: &str, b: &str) -> String {
    let (first, second) = if a <= b { (a, b) } else { (b, a) };
    format!("p:{first}+{second}")
}

impl Facts {
    /// True where the claim tells of an act that is to blame.
    fn hostile(&self) -> bool {
        let Some(data) = self.lang.and_then(Relations::of) else {
            return false;
        };
        let classes = self.content.terms.iter().flat_map(|term| &term.classes);
        classes
            .filter_map(|&class| data.classes.get(usize::from(class)))
            .any(|class| class.hostile)
    }

    /// True where the claim may tell of a state such as calm or fighting.
    pub(super) fn tells_state(&self) -> bool {
        let Some(data) = self.lang.and_then(Relations::of) else {
            return false;
        };
        let subjects = ["truce", "fighting", "calm"].map(|name| data.class(name));
        self.content
            .terms
            .iter()
            .any(|term| term.classes.iter().any(|class| subjects.contains(&Some(*class))))
    }
}
