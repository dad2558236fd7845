//! Figures made ready for comparison: what is counted, whose, when.

use super::content::{Kind, Term, stem};
use super::facts::{Facts, words_of};
use crate::fold::{fold, lower};
use crate::lexicon::relation::{ClassId, Relations, Senses};
use crate::lexicon::{Lexicon, NounClass};
use crate::model::Figure;
use crate::span::Span;

/// A figure with what is counted in a form that can be compared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// The figure, with what it left out taken from before the claim.
    pub figure: Figure,
    /// Its words.
    pub words: String,
    /// Stem of the noun that is counted.
    pub head: Option<String>,
    /// Classes of that noun.
    pub classes: Vec<ClassId>,
    /// Senses of that noun in the thesaurus.
    pub senses: Senses,
    /// Stems of what narrows it: *chirurgie* of *lits de chirurgie*.
    pub narrowed: Vec<String>,
    /// Code of the country whose people or things are counted.
    pub country: Option<&'static str>,
    /// The noun says no more than that they are people.
    pub anybody: bool,
    /// The noun names people.
    pub person: bool,
    /// The noun says little more than that they are people: *jeunes*, *habitants*.
    pub generic: bool,
    /// A limit, not what was done: *limitée à 80 km/h*.
    pub limit: bool,
    /// Counts some of those that were named before: *douze d'entre eux*.
    pub part: bool,
    /// A sum that leaves its currency out: *une facture de 20 millions*.
    pub understood: bool,
}

/// The last figure before a claim that leaves out what it counts.
pub(super) struct Before {
    /// What was told.
    pub figure: Figure,
    /// What the numbers of a claim that leaves out its unit too are to be multiplied by.
    pub scale: Option<f64>,
}

/// What narrows a sum that goes beyond the price.
pub const EXCESS: &str = "surcoût";

/// Measures of what changes from day to day, so that another day's figure is no contradiction.
pub const GROWING: &[&str] = &[
    "killed",
    "wounded",
    "missing",
    "captured",
    "displaced",
    "arrested",
    "rescued",
    "freed",
    "affected",
    "killed+missing",
];

impl Tally {
    /// True where the figure grows or shrinks with the days.
    pub fn grows(&self) -> bool {
        self.figure
            .measure
            .as_deref()
            .is_some_and(|measure| GROWING.contains(&measure))
    }

    /// True where no value satisfies both figures.
    pub fn excludes(&self, other: &Tally) -> bool {
        let (a, b) = (&self.figure, &other.figure);
        let below = |x: &Figure, y: &Figure| x.high < y.low || (x.high == y.low && (x.high_open || y.low_open));
        if !(below(a, b) || below(b, a)) {
            return false;
        }
        // Rounded figures: 12,3 and 12 millions, 1 850 and 1 800.
        let (low, high) = if a.high <= b.low {
            (a.high, b.low)
        } else {
            (b.high, a.low)
        };
        let round = |value: f64| value >= 1000.0 && value % 100.0 == 0.0 || value >= 100.0 && value % 50.0 == 0.0;
        let near = low > 0.0 && (high - low) / high < 0.03 && (round(low) || round(high));
        // *Une dizaine* is a dozen too.
        let loose = |f: &Figure| f.low < f.high && f.low > 0.0 && f.high.is_finite();
        let near = near || ((loose(a) || loose(b)) && (high - low) / high < 0.12);
        let tiny = low > 0.0 && (high - low) / high < 0.005;
        !(near || tiny)
    }

    /// True where some value satisfies both figures.
    pub fn agrees(&self, other: &Tally) -> bool {
        !self.excludes(other)
    }

    /// Words for what is counted, for explanations.
    pub fn what(&self) -> String {
        let population = self.figure.population.clone();
        match (&self.figure.measure, population) {
            (Some(measure), Some(population)) => format!("{measure} ({population})"),
            (Some(measure), None) => measure.clone(),
            (None, Some(population)) => population,
            (None, None) => "count".to_owned(),
        }
    }
}

/// The kinds of things that what is counted is of: vehicles for *trois camions*.
pub(super) fn kinds_of(data: &'static Relations, tally: &Tally) -> Vec<u16> {
    let population = tally.figure.population.as_deref().unwrap_or_default();
    let first = fold(population.split(' ').next().unwrap_or_default());
    let forms = [first.trim_end_matches('s').to_owned(), first];
    data.kinds(&forms).collect()
}

/// Most clauses, figures or days of a claim that is compared by what it says: the time grows with their product, and no statement has as many.
pub const MOST: usize = 40;

/// The tallies of the figures of `facts`, at most one more than are compared; `before` is the last figure before a claim that leaves out what it counts.
pub(super) fn tallies(
    lexicon: &'static Lexicon,
    data: &'static Relations,
    text: &str,
    facts: &Facts,
    before: Option<&Before>,
) -> Vec<Tally> {
    let counts = |figure: &&Figure| {
        !facts
            .replaced
            .iter()
            .any(|taken_back| taken_back.span.overlaps(figure.span))
            && (!is_difference(text, figure.span) || is_excess(text, facts, figure))
            && !is_supposed(text, figure.span)
            && !is_wished(text, facts.extent, figure)
            && !is_baseline(text, facts.extent, figure.span)
    };
    // Each asks the words of the claim: a flood of numbers is cut short before.
    let figures = facts.figures.iter().take(10 * MOST).filter(counts);
    figures
        .take(MOST + 1)
        .map(|figure| tally(lexicon, data, text, facts, figure, before))
        .collect()
}

/// True before *de plus*, *de moins*: the figure tells two others apart.
fn is_difference(text: &str, span: Span) -> bool {
    let after = text.get(span.end..).unwrap_or_default().trim_start();
    ["de plus", "de moins", "de trop"]
        .iter()
        .any(|words| after.starts_with(words))
}

/// True for *19 millions d'euros de plus que prévu*, *un surcoût de 14 millions*: what something costs beyond its price.
fn is_excess(text: &str, facts: &Facts, figure: &Figure) -> bool {
    let sums = facts
        .figures
        .iter()
        .filter(|other| other.measure.as_deref() == Some("money") || other.low >= 1e5);
    let words = fold(&facts.words);
    let after = text.get(figure.span.end..).unwrap_or_default().trim_start();
    let sum = figure.measure.as_deref() == Some("money") || figure.low >= 1e5;
    let named = ["surcout", "rallonge", "depassement", "derapage"]
        .iter()
        .any(|noun| words.contains(noun))
        && sums.count() <= 1;
    let more = ["de plus que", "de plus qu'", "de plus qu’", "de trop"]
        .iter()
        .any(|words| after.starts_with(words));
    sum && (more && figure.measure.as_deref() == Some("money") || named)
}

/// True for the second of *39 %, contre 46 % en mai*: what the first is held against.
pub(super) fn is_baseline(text: &str, extent: Span, span: Span) -> bool {
    let before = text.get(extent.start..span.start).unwrap_or_default().trim_end();
    let before = before
        .strip_suffix("contre")
        .map(|before| before.trim_end_matches([' ', ',', '(']));
    // *8 voix contre 3* has one of two sides each.
    before.is_some_and(|before| before.contains(|c: char| c.is_ascii_digit()) && !before.ends_with("voix"))
}

/// True before *d'entre eux*, after *dont*: the figure counts some of those named before.
fn is_part(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default().trim_end().to_lowercase();
    if [
        " dont",
        ",dont",
        "parmi lesquels",
        "parmi lesquelles",
        "parmi eux",
        "parmi elles",
    ]
    .iter()
    .any(|words| before.ends_with(words))
    {
        return true;
    }
    let after = text.get(span.end..).unwrap_or_default().trim_start().replace('’', "'");
    let words = text.get(span.start..span.end).unwrap_or_default().replace('’', "'");
    after.starts_with("d'entre ") || after.starts_with("parmi eux") || words.contains("d'entre ")
}

/// True after *même à*, *même avec*: what would be if it were so.
fn is_supposed(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default().trim_end();
    let link = ["à", "avec", "sans", "pour"]
        .iter()
        .find_map(|link| before.strip_suffix(link));
    link.is_some_and(|before| ["même", "Même"].iter().any(|word| before.trim_end().ends_with(word)))
}

/// True for *je voulais un corps*, *on attend une dépouille*: one that is wanted is none that was counted.
fn is_wished(text: &str, extent: Span, figure: &Figure) -> bool {
    const WISHES: &[&str] = &[
        "voul", "veu", "cherch", "attend", "reclam", "demand", "exig", "esper", "souhait", "rendre", "rendez", "manqu",
    ];
    let before = text.get(extent.start..figure.span.start).unwrap_or_default();
    let last = before.split_whitespace().next_back().map(fold).unwrap_or_default();
    let last = last.rsplit(['\'', '’']).next().unwrap_or_default();
    figure.high <= 1.0
        && figure.measure.as_deref() == Some("killed")
        && WISHES.iter().any(|stem| last.starts_with(stem))
}

/// True after *ses pertes*, before *dans ses rangs*: the speaker counts his own, and nobody else's.
fn is_own(text: &str, span: Span) -> bool {
    /// Bytes before the figure that may name the losses.
    const REACH: usize = 30;
    let mut from = span.start.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text.get(from..span.start).unwrap_or_default();
    if ["ses pertes", "leurs pertes", "nos pertes", "propres pertes"]
        .iter()
        .any(|words| before.contains(words))
    {
        return true;
    }
    const OWN: &[&str] = &["ses", "leurs", "nos", "mes", "les"];
    const PEOPLE: &[&str] = &[
        "rangs",
        "siens",
        "nôtres",
        "leurs",
        "soldats",
        "hommes",
        "troupes",
        "forces",
        "militaires",
        "combattants",
    ];
    // *Quatre morts dans ses rangs*, *quatre morts parmi ses soldats*: the last words may be the figure's own.
    let counted = words_of(span.of(text)).skip(1);
    let behind: Vec<&str> = counted
        .chain(words_of(text.get(span.end..).unwrap_or_default()).take(3))
        .collect();
    behind.windows(3).any(|words| {
        matches!(words[0], "dans" | "parmi" | "chez") && OWN.contains(&words[1]) && PEOPLE.contains(&words[2])
    })
}

/// True for a figure that words right before it, or of its own, call a limit; whoever keeps to a limit tells of what was done.
fn is_limit(data: &Relations, text: &str, facts: &Facts, span: Span) -> bool {
    /// Bytes before the figure that may name it.
    const REACH: usize = 32;
    let mut from = span.start.saturating_sub(REACH).max(facts.extent.start.min(span.start));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let words = fold(text.get(from..span.end).unwrap_or_default());
    let named = words
        .split([' ', '\''])
        .any(|word| data.is("limits", word.trim_end_matches(['s', ',']).trim_end_matches('e')));
    let kept = fold(&facts.words);
    named
        && !["conform", "respect", "dans la limite"]
            .iter()
            .any(|word| kept.contains(word))
}

fn tally(
    lexicon: &'static Lexicon,
    data: &'static Relations,
    text: &str,
    facts: &Facts,
    figure: &Figure,
    before: Option<&Before>,
) -> Tally {
    let mut figure = figure.clone();
    let words = figure.span.of(text).to_owned();
    // *Douze, d'après le syndicat*, after *trois tonnes*.
    if let Some(Before {
        figure: told,
        scale: Some(scale),
    }) = before
        && figure.unit.is_none()
        && figure.measure.is_none()
        && figure.population.is_none()
    {
        (figure.low, figure.high) = (figure.low * scale, figure.high * scale);
        figure.unit = told.unit.clone();
    }
    let before = before.map(|before| &before.figure);
    let large = figure.low >= 1e5 && (words.contains("million") || words.contains("milliard"));
    let sum = large && of_money(data, facts);
    // *La facture dépassera les 5 millions* says itself what it is a sum of.
    let told = sum && facts.content.clauses.iter().any(|clause| clause.finite);
    // *Un blessé*, and then *mille deux cents* of something else.
    let far = |before: &Figure| before.high == 1.0 && figure.low > 100.0;
    let same_unit =
        |before: &&Figure| before.unit == figure.unit && figure.population.is_none() && !told && !far(before);
    if let Some(before) = before.filter(same_unit) {
        let open = matches!(figure.measure.as_deref(), None | Some("share"));
        // *La participation s'établit à 61 %* says itself what it is a share of.
        let share = figure.measure.as_deref() == Some("share");
        let told = share && facts.content.terms.iter().any(|term| is_subject(term, figure.span));
        if open && !told {
            figure.population = before.population.clone();
            figure.measure = before.measure.clone().or(figure.measure);
        }
    }
    // *aucune victime*: nobody died either.
    let victims = figure
        .population
        .as_deref()
        .is_some_and(|p| matches!(&*fold(p), "victime" | "victimes" | "victime mortelle"));
    if figure.high == 0.0 && figure.measure.is_none() && victims {
        figure.measure = Some("killed".to_owned());
    }
    let mut tally = Tally {
        words,
        head: None,
        classes: Vec::new(),
        senses: Senses::default(),
        narrowed: Vec::new(),
        country: None,
        anybody: false,
        person: false,
        generic: false,
        understood: false,
        part: is_part(text, figure.span),
        limit: is_limit(data, text, facts, figure.span),
        figure,
    };
    let bare = tally.figure.unit.is_none() && tally.figure.population.is_none() && tally.figure.measure.is_none();
    if sum && bare {
        tally.figure.measure = Some("money".to_owned());
        tally.figure.unit = Some("EUR".to_owned());
        tally.understood = true;
    }
    let population = tally.figure.population.clone().unwrap_or_default();
    for word in population.split([' ', '\u{a0}', '\u{202f}', '\'', '’']) {
        let key = lower(word);
        let key: &str = &key;
        if word.is_empty()
            || matches!(
                key,
                "de" | "d"
                    | "des"
                    | "du"
                    | "la"
                    | "le"
                    | "les"
                    | "l"
                    | "et"
                    | "au"
                    | "aux"
                    | "en"
                    | "ses"
                    | "leurs"
                    | "entre"
                    | "elles"
                    | "eux"
            )
        {
            continue;
        }
        if let Some((country, _)) = lexicon
            .country(&fold(key))
            .filter(|(country, _)| !country.code.is_empty())
        {
            tally.country = tally.country.or(Some(country.code));
            continue;
        }
        let readings = lexicon.readings(key);
        let noun = readings
            .iter()
            .find(|r| r.pos == crate::lexicon::Pos::Noun)
            .or(readings.first());
        let lemma = noun.map_or(key, |reading| reading.lemma);
        let folded = vec![fold(lemma), fold(key)];
        if tally.head.is_none() {
            let none: &[String] = &[];
            tally.anybody = matches!(
                &*folded[0],
                "personne" | "gens" | "mort" | "victime" | "homme" | "tue" | "blesse" | "corps" | "deces"
            );
            let people = |class| matches!(class, NounClass::Person | NounClass::Office | NounClass::Collective);
            tally.generic = tally.anybody || data.is("anybody", &folded[0]);
            tally.person = tally.generic || readings.iter().any(|r| r.class.is_some_and(people));
            tally.classes = data
                .classes_at(|n| if n == 0 { &folded } else { none })
                .into_iter()
                .map(|(_, class)| class)
                .collect();
            tally.head = Some(stem(lemma));
            let counted = facts
                .content
                .terms
                .iter()
                .find(|term| term.kind != Kind::Name && folded.iter().any(|form| term.forms.contains(form)));
            tally.senses = counted.map(|term| term.senses.clone()).unwrap_or_default();
        } else if !readings.iter().any(|r| data.is("light", &fold(r.lemma))) && !data.is("light", &fold(key)) {
            tally.narrowed.push(stem(lemma));
        }
    }
    // *Quarante et un cas sévères* are as many people.
    if tally.head.as_deref() == Some("cas") && tally.figure.measure.as_deref() == Some("affected") {
        tally.anybody = true;
        tally.narrowed.clear();
    }
    // *3 millimètres par an* is a rate.
    let after = text.get(tally.figure.span.end..).unwrap_or_default().trim_start();
    let slash = [("/s", "seconde"), ("/h", "heure"), ("/j", "jour"), ("/an", "an")];
    if let Some((_, per)) = slash.iter().find(|(sign, _)| after.starts_with(sign)) {
        tally.narrowed.push(format!("par {per}"));
    } else if let Some(per) = after.strip_prefix("par ") {
        let per = per.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        tally.narrowed.push(format!("par {}", fold(per)));
    } else if let Some(per) = each_time(text, facts, &tally.figure) {
        tally.narrowed.push(format!("par {per}"));
    }
    if is_excess(text, facts, &tally.figure) {
        tally.narrowed = vec![EXCESS.to_owned()];
        if bare {
            tally.figure.measure = Some("money".to_owned());
            tally.figure.unit = Some("EUR".to_owned());
        }
    }
    tally.country = tally.country.or_else(|| country_of(facts, &tally, data));
    // *L'armée reconnaît neuf morts*: nobody grants what the other side lost.
    let armed = [data.offices().of("armee"), data.offices().portfolio("defense")];
    let armed = facts.voice.office.is_some() && armed.contains(&facts.voice.office);
    let granted = (facts.conceding || facts.grieving)
        && armed
        && tally.figure.measure.as_deref() == Some("killed")
        && (tally.head.is_none() || tally.anybody);
    if tally.country.is_none() && (granted || is_own(text, tally.figure.span)) {
        tally.narrowed.push("rangs".to_owned());
    }
    tally
}

/// How often what a claim measures comes again: *ce que le texte rapportera chaque année*.
fn each_time(text: &str, facts: &Facts, figure: &Figure) -> Option<&'static str> {
    /// How far from the figure it may stand, in bytes.
    const NEAR: usize = 80;
    figure.unit.as_ref()?;
    let from = facts.extent.start.max(figure.span.start.saturating_sub(NEAR));
    let to = facts.extent.end.min(figure.span.end.saturating_add(NEAR));
    let around = text.get(text.ceil_char_boundary(from)..text.floor_char_boundary(to))?;
    let words: Vec<String> = words_of(around).map(fold).collect();
    words.windows(2).find_map(|pair| match (&*pair[0], &*pair[1]) {
        ("chaque", "annee") | ("par", "an") => Some("an"),
        ("chaque" | "par", "mois") => Some("mois"),
        ("chaque" | "par", "semaine") => Some("semaine"),
        ("chaque" | "par", "jour") => Some("jour"),
        ("chaque" | "par", "heure") => Some("heure"),
        _ => None,
    })
}

/// True for a noun before a figure that is no rate and no share of something else.
fn is_subject(term: &Term, figure: Span) -> bool {
    let of_itself = [
        "taux",
        "part",
        "proportion",
        "pourcentag",
        "chiffr",
        "bilan",
        "moyen",
        "estim",
        "total",
    ];
    term.kind == Kind::Noun
        && term.weight > 0.5
        && term.before
        && term.link.is_empty()
        && term.span.end <= figure.start
        && !of_itself.contains(&&*term.stem)
}

/// True where the claim speaks of money: *une facture de 20 millions* leaves the euros out.
fn of_money(data: &Relations, facts: &Facts) -> bool {
    let classes = ["price", "debt", "income", "invoice", "ransom", "profit", "loss"].map(|name| data.class(name));
    let mut terms = facts.content.terms.iter();
    terms.any(|term| term.classes.iter().any(|class| classes.contains(&Some(*class))))
}

/// Whose people are counted where the population does not say: *côté arménien*, or the speaker's own.
fn country_of(facts: &Facts, tally: &Tally, data: &Relations) -> Option<&'static str> {
    if !tally.grows() {
        return None;
    }
    let side = facts.content.terms.iter().enumerate().find_map(|(i, term)| {
        let side = i
            .checked_sub(1)
            .map(|j| &facts.content.terms[j])
            .filter(|t| matches!(&*t.stem, "cot" | "camp" | "rang" | "part"));
        side.and(term.country)
    });
    let soldiers = data
        .class("soldier")
        .is_some_and(|class| tally.classes.contains(&class));
    let bare = tally.head.is_none() || tally.anybody;
    let own = soldiers || bare;
    side.or(if own { facts.voice.country } else { None })
}
