//! Plurals and feminines of French nouns and adjectives.
//!
//! An entry of the data is a dictionary form. `plan|plans` gives a plural, `porte-parole|=` says that there is none of its own,
//! `chef/cheffe` gives a feminine, `beau/belle/bel` a masculine before vowels too; what is not given follows from the ending.

/// Plural in *-als*.
const ALS: &[&str] = &[
    "aval", "bal", "bancal", "cal", "carnaval", "chacal", "choral", "fatal", "festival", "mistral", "narval", "natal",
    "naval", "régal", "récital", "serval", "tribal",
];
/// Plural of *-ail* in *-aux*.
const AUX: &[&str] = &["bail", "corail", "soupirail", "travail", "vantail", "vitrail", "émail"];
/// Plural of *-eu, -au* in *-s*.
const EUS: &[&str] = &["bleu", "landau", "pneu", "émeu"];
/// Plural of *-ou* in *-x*.
const OUX: &[&str] = &["bijou", "caillou", "chou", "genou", "hibou", "joujou", "pou"];
/// Feminine of *-eur* in *-eure*, besides every *-érieur*.
const EURE: &[&str] = &["majeur", "mineur", "meilleur", "prieur"];
/// Feminine of *-et* in *-ète*.
const ETE: &[&str] = &[
    "complet",
    "concret",
    "désuet",
    "discret",
    "incomplet",
    "indiscret",
    "inquiet",
    "préfet",
    "secret",
];

/// An entry of the data, taken apart.
pub(super) struct Entry<'e> {
    /// The dictionary form.
    pub masculine: &'e str,
    plural: Option<&'e str>,
    feminine: Option<(&'e str, Option<&'e str>)>,
    /// The masculine before vowels: *bel*.
    pub liaison: Option<&'e str>,
}

impl<'e> Entry<'e> {
    pub(super) fn of(entry: &'e str) -> Self {
        let mut parts = entry.split('/');
        let (masculine, plural) = singular_and_plural(parts.next().unwrap_or_default());
        Self {
            masculine,
            plural,
            feminine: parts.next().map(singular_and_plural),
            liaison: parts.next(),
        }
    }

    pub(super) fn masculine_plural(&self) -> String {
        self.plural.map_or_else(|| plural(self.masculine), str::to_owned)
    }

    /// The feminine and its plural; the masculine forms where one serves for both.
    pub(super) fn feminine(&self) -> (String, String) {
        match self.feminine {
            Some(("=", _)) => (self.masculine.to_owned(), self.masculine_plural()),
            Some((form, Some(plural))) => (form.to_owned(), plural.to_owned()),
            Some((form, None)) => (form.to_owned(), plural(form)),
            None => {
                let form = feminine(self.masculine);
                if form == self.masculine {
                    return (form, self.masculine_plural());
                }
                let plural = plural(&form);
                (form, plural)
            }
        }
    }
}

fn singular_and_plural(part: &str) -> (&str, Option<&str>) {
    match part.split_once('|') {
        Some((singular, "=")) => (singular, Some(singular)),
        Some((singular, plural)) => (singular, Some(plural)),
        None => (part, None),
    }
}

/// Every form of a demonym or adjective, without readings.
pub(super) fn all_forms(entry: &str) -> Vec<String> {
    let entry = Entry::of(entry);
    let feminine = entry.feminine();
    let mut forms = vec![
        entry.masculine.to_owned(),
        entry.masculine_plural(),
        feminine.0,
        feminine.1,
    ];
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// The plural that the ending of a noun or adjective asks for.
fn plural(singular: &str) -> String {
    let stem = |cut: usize| singular.get(..singular.len() - cut).unwrap_or_default();
    if singular.ends_with(['s', 'x', 'z']) {
        singular.to_owned()
    } else if singular.ends_with("al") && !ALS.contains(&singular) {
        format!("{}aux", stem(2))
    } else if AUX.contains(&singular) {
        format!("{}aux", stem(3))
    } else if (singular.ends_with("eu") || singular.ends_with("au")) && !EUS.contains(&singular)
        || OUX.contains(&singular)
    {
        format!("{singular}x")
    } else {
        format!("{singular}s")
    }
}

/// The feminine that the ending of a masculine noun or adjective asks for; the same form where it serves for both.
fn feminine(masculine: &str) -> String {
    let ending = |tail: &str, new: &str| masculine.strip_suffix(tail).map(|stem| format!("{stem}{new}"));
    if masculine.ends_with('e') {
        return masculine.to_owned();
    }
    if masculine.ends_with("érieur") || EURE.contains(&masculine) {
        return format!("{masculine}e");
    }
    if ETE.contains(&masculine) {
        return ending("et", "ète").unwrap_or_default();
    }
    const ENDINGS: &[(&str, &str)] = &[
        ("teur", "trice"),
        ("eur", "euse"),
        ("eux", "euse"),
        ("er", "ère"),
        ("en", "enne"),
        ("on", "onne"),
        ("el", "elle"),
        ("eil", "eille"),
        ("et", "ette"),
        ("if", "ive"),
        ("ïf", "ïve"),
        ("ef", "ève"),
        ("euf", "euve"),
        ("eau", "elle"),
        ("anc", "anche"),
        ("ic", "ique"),
        ("gu", "guë"),
        ("g", "gue"),
    ];
    ENDINGS
        .iter()
        .find_map(|(tail, new)| ending(tail, new))
        .unwrap_or_else(|| format!("{masculine}e"))
}
