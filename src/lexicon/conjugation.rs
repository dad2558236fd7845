//! Every form of a French verb from its infinitive and the model it follows.

use super::models::{MODELS, Model};
use super::{Gender, Tense};

/// Where a verb form stands in its paradigm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    /// Tense and mood.
    pub tense: Tense,
    /// 1, 2, 3; 0 for forms without a person.
    pub person: u8,
    /// None where the form has no number.
    pub plural: Option<bool>,
    /// Only participles have one.
    pub gender: Option<Gender>,
}

/// All forms of one verb: their letters end to end, the infinitive last, and where each begins, ends and stands.
#[derive(Debug, Default)]
pub(super) struct Paradigm {
    /// The letters of every form, without separators.
    pub letters: String,
    /// Byte range in `letters`, and the slot; where two ways lead to one form it stands twice.
    pub forms: Vec<(usize, usize, Slot)>,
}

/// The six persons in the order of every table: *je, tu, il, nous, vous, ils*.
const PERSONS: [(u8, bool); 6] = [(1, false), (2, false), (3, false), (1, true), (2, true), (3, true)];
/// The persons of the imperative.
const COMMANDED: [(u8, bool); 3] = [(2, false), (1, true), (2, true)];

const IMPERFECT: [&str; 6] = ["ais", "ais", "ait", "ions", "iez", "aient"];
const FUTURE: [&str; 6] = ["ai", "as", "a", "ons", "ez", "ont"];
const SUBJUNCTIVE: [&str; 6] = ["e", "es", "e", "ions", "iez", "ent"];

/// First-group verbs in *-eler, -eter* that double their consonant whichever spelling is followed.
const DOUBLING: [&str; 2] = ["appeler", "jeter"];
/// Those that always take the grave accent; the rest stand in both spellings (*renouvelle, renouvèle*).
const GRAVE: [&str; 14] = [
    "acheter",
    "carteler",
    "celer",
    "ciseler",
    "corseter",
    "crocheter",
    "fureter",
    "geler",
    "haleter",
    "harceler",
    "manteler",
    "marteler",
    "modeler",
    "peler",
];

/// The paradigm of `infinitive` in the class `model` of `verbs.toml`: `er` or the name of a [`Model`]; none where the class is unknown or the
/// infinitive does not end as the class asks.
pub(super) fn conjugate(infinitive: &str, model: &str) -> Option<Paradigm> {
    let mut paradigm = Paradigm::default();
    if model == "er" {
        let root = infinitive.strip_suffix("er")?;
        paradigm.first_group(root);
        if root.contains(['î', 'û']) {
            // *entrainer, couter*: the spelling of 1990 drops the roof.
            let plain = root.replace('î', "i").replace('û', "u");
            paradigm.first_group(&plain);
            paradigm.put(&[&plain, "er"], Tense::Infinitive, 0, None, None);
        }
    } else {
        let mut models = MODELS.iter().filter(|known| known.name == model).peekable();
        models.peek()?;
        for model in models {
            paradigm.follow(infinitive.strip_suffix(model.ending)?, model);
        }
    }
    if let Some(root) = infinitive.strip_suffix("aître") {
        paradigm.put(&[root, "aitre"], Tense::Infinitive, 0, None, None);
    }
    paradigm.put(&[infinitive], Tense::Infinitive, 0, None, None);
    Some(paradigm)
}

impl Paradigm {
    /// Adds the form made of `parts`.
    fn put(&mut self, parts: &[&str], tense: Tense, person: u8, plural: Option<bool>, gender: Option<Gender>) {
        let start = self.letters.len();
        parts.iter().for_each(|part| self.letters.push_str(part));
        let slot = Slot {
            tense,
            person,
            plural,
            gender,
        };
        self.forms.push((start, self.letters.len(), slot));
    }

    /// Adds a finite form, the `i`th of [`PERSONS`].
    fn finite(&mut self, tense: Tense, i: usize, parts: &[&str]) {
        let (person, plural) = PERSONS[i];
        self.put(parts, tense, person, Some(plural), None);
    }

    /// Adds the four forms of a past participle: one word gives the others by rule, four words are taken as they are, `-` being none.
    fn past_participle(&mut self, root: &str, participle: &str) {
        let words: Vec<&str> = participle.split(' ').collect();
        let masculine = words[0];
        let plural_mark = if masculine.ends_with('s') { "" } else { "s" };
        let by_rule = [
            [masculine, ""],
            [masculine, "e"],
            [masculine, plural_mark],
            [masculine, "es"],
        ];
        let slots = [
            (false, Gender::Masculine),
            (false, Gender::Feminine),
            (true, Gender::Masculine),
            (true, Gender::Feminine),
        ];
        for (i, (plural, gender)) in slots.into_iter().enumerate() {
            let [stem, mark] = words
                .get(i)
                .filter(|_| words.len() == 4)
                .map_or(by_rule[i], |word| [word, ""]);
            if stem != "-" {
                self.put(
                    &[root, stem, mark],
                    Tense::PastParticiple,
                    0,
                    Some(plural),
                    Some(gender),
                );
            }
        }
    }

    /// Future and conditional on one stem.
    fn future(&mut self, parts: [&str; 2], persons: impl Iterator<Item = usize>) {
        for i in persons {
            self.finite(Tense::Future, i, &[parts[0], parts[1], FUTURE[i]]);
            self.finite(Tense::Conditional, i, &[parts[0], parts[1], IMPERFECT[i]]);
        }
    }

    /// A verb in *-er*; `root` is the infinitive without that ending.
    fn first_group(&mut self, root: &str) {
        // *plaçons, mangeons*: the consonant keeps its sound before a and o.
        let soft = match root.as_bytes().last() {
            Some(b'c') => format!("{}ç", &root[..root.len() - 1]),
            Some(b'g') => format!("{root}e"),
            _ => root.to_owned(),
        };
        let before_mute = stems_before_mute(root);
        for stem in &before_mute {
            for (i, ending) in [(0, "e"), (1, "es"), (2, "e"), (5, "ent")] {
                self.finite(Tense::Present, i, &[stem, ending]);
                self.finite(Tense::Subjunctive, i, &[stem, ending]);
            }
            self.put(&[stem, "e"], Tense::Imperative, 2, Some(false), None);
            if !root.ends_with("envoy") {
                self.future([stem, "er"], 0..6);
            }
        }
        if let Some(prefix) = root.strip_suffix("envoy") {
            self.future([prefix, "enverr"], 0..6);
        } else if before_mute[0].rfind('è').is_some_and(|at| root[at..].starts_with('é')) {
            // *cédera* beside the reformed *cèdera*.
            self.future([root, "er"], 0..6);
        }
        self.finite(Tense::Present, 3, &[&soft, "ons"]);
        self.finite(Tense::Present, 4, &[root, "ez"]);
        for (i, ending) in IMPERFECT.into_iter().enumerate() {
            let stem = if i == 3 || i == 4 { root } else { &soft };
            self.finite(Tense::Imperfect, i, &[stem, ending]);
        }
        for (i, ending) in ["ai", "as", "a", "âmes", "âtes"].into_iter().enumerate() {
            self.finite(Tense::SimplePast, i, &[&soft, ending]);
        }
        self.finite(Tense::SimplePast, 5, &[root, "èrent"]);
        self.finite(Tense::Subjunctive, 3, &[root, "ions"]);
        self.finite(Tense::Subjunctive, 4, &[root, "iez"]);
        for (i, ending) in ["asse", "asses", "ât", "assions", "assiez", "assent"]
            .into_iter()
            .enumerate()
        {
            self.finite(Tense::Subjunctive, i, &[&soft, ending]);
        }
        self.put(&[&soft, "ons"], Tense::Imperative, 1, Some(true), None);
        self.put(&[root, "ez"], Tense::Imperative, 2, Some(true), None);
        self.put(&[&soft, "ant"], Tense::PresentParticiple, 0, None, None);
        self.past_participle(root, "é");
    }

    /// A verb that follows a model; `root` is the infinitive without the model's ending.
    fn follow(&mut self, root: &str, model: &Model) {
        let mut present = ["-"; 6];
        for (cell, form) in present.iter_mut().zip(model.present.split(' ')) {
            *cell = form;
        }
        // A verb without a form here has that person nowhere: *il faut*.
        let persons: Vec<usize> = (0..6).filter(|&i| present[i] != "-").collect();
        let imperfect = match model.imperfect {
            "" => present[3].strip_suffix("ons").unwrap_or(present[3]),
            stem => stem,
        };
        for &i in &persons {
            self.finite(Tense::Present, i, &[root, present[i]]);
            self.finite(Tense::Imperfect, i, &[root, imperfect, IMPERFECT[i]]);
        }
        self.future([root, model.future], persons.iter().copied());
        self.past(root, model.past, &persons);

        let subjunctive: Vec<&str> = model.subjunctive.split(' ').collect();
        for &i in &persons {
            let near = if i == 3 || i == 4 { 1 } else { 0 };
            match subjunctive[..] {
                [a, b] => self.finite(Tense::Subjunctive, i, &[root, [a, b][near], SUBJUNCTIVE[i]]),
                [_, _, _, _, _, _] => self.finite(Tense::Subjunctive, i, &[root, subjunctive[i]]),
                _ => {
                    let far = present[5].strip_suffix("ent").unwrap_or(present[5]);
                    self.finite(Tense::Subjunctive, i, &[root, [far, imperfect][near], SUBJUNCTIVE[i]]);
                }
            }
        }

        let commanded = match model.imperative {
            "" => [present[1], present[3], present[4]],
            forms => {
                let mut cells = forms.split(' ');
                std::array::from_fn(|_| cells.next().unwrap_or("-"))
            }
        };
        for ((person, plural), form) in COMMANDED.into_iter().zip(commanded) {
            // *ouvre* against *tu ouvres*.
            let form = if plural || !form.ends_with("es") {
                form
            } else {
                &form[..form.len() - 1]
            };
            if form != "-" {
                self.put(&[root, form], Tense::Imperative, person, Some(plural), None);
            }
        }
        match model.present_participle {
            "" => self.put(&[root, imperfect, "ant"], Tense::PresentParticiple, 0, None, None),
            form => self.put(&[root, form], Tense::PresentParticiple, 0, None, None),
        }
        self.past_participle(root, model.past_participle);
    }

    /// Passé simple and imperfect subjunctive on a stem that ends with its vowel (*pri, du, tin, alla*); `-` for verbs that have neither.
    fn past(&mut self, root: &str, stem: &str, persons: &[usize]) {
        let (body, plain, roofed) = match stem {
            "-" => return,
            _ if stem.ends_with("in") => (&stem[..stem.len() - 2], "in", "în"),
            _ if stem.ends_with('i') => (&stem[..stem.len() - 1], "i", "î"),
            _ if stem.ends_with('u') => (&stem[..stem.len() - 1], "u", "û"),
            _ if stem.ends_with('a') => (&stem[..stem.len() - 1], "a", "â"),
            _ => (stem, "", ""),
        };
        let simple = if plain == "a" {
            [
                ("", "ai"),
                ("", "as"),
                ("", "a"),
                ("", "âmes"),
                ("", "âtes"),
                ("", "èrent"),
            ]
        } else {
            [
                (plain, "s"),
                (plain, "s"),
                (plain, "t"),
                (roofed, "mes"),
                (roofed, "tes"),
                (plain, "rent"),
            ]
        };
        let subjunctive = [
            (plain, "sse"),
            (plain, "sses"),
            (roofed, "t"),
            (plain, "ssions"),
            (plain, "ssiez"),
            (plain, "ssent"),
        ];
        for &i in persons {
            self.finite(Tense::SimplePast, i, &[root, body, simple[i].0, simple[i].1]);
            self.finite(Tense::Subjunctive, i, &[root, body, subjunctive[i].0, subjunctive[i].1]);
        }
    }
}

/// The stem, or both where two spellings are in use, of a first-group verb before an *e* that is not heard: *j'emploie, il appelle, elle cède*.
fn stems_before_mute(root: &str) -> Vec<String> {
    let infinitive_is = |ending: &&str| ending.strip_suffix("er").is_some_and(|end| root.ends_with(end));
    if let Some(stem) = root.strip_suffix('y') {
        return match stem.chars().last() {
            Some('a') => vec![format!("{stem}i"), root.to_owned()],
            Some('o' | 'u') => vec![format!("{stem}i")],
            _ => vec![root.to_owned()],
        };
    }
    // The last vowel and the consonants after it; the u of -gu-, -qu- counts as one of those.
    let consonants = root.trim_end_matches(|c: char| !"aeiouyéèêâîôûëïü".contains(c));
    let consonants = match consonants.strip_suffix('u') {
        Some(before) if consonants == root && before.ends_with(['g', 'q']) => {
            before.trim_end_matches(|c: char| !"aeiouyéèêâîôûëïü".contains(c))
        }
        _ => consonants,
    };
    let tail = &root[consonants.len()..];
    if tail.is_empty() {
        return vec![root.to_owned()];
    }
    if let Some(before) = consonants.strip_suffix('é') {
        return vec![format!("{before}è{tail}")];
    }
    let Some(before) = consonants.strip_suffix('e') else {
        return vec![root.to_owned()];
    };
    let grave = format!("{before}è{tail}");
    match tail {
        "l" | "t" if DOUBLING.iter().any(infinitive_is) => vec![format!("{root}{tail}")],
        "l" | "t" if !GRAVE.iter().any(infinitive_is) => vec![format!("{root}{tail}"), grave],
        // *sevrer, mener, peser, lever*; *verser, penser, presser* keep their e.
        "vr" => vec![grave],
        _ if tail.chars().count() == 1 && tail != "x" => vec![grave],
        _ => vec![root.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The forms in one tense, as written, in the order of their persons.
    fn forms(infinitive: &str, model: &str, tense: Tense) -> Vec<String> {
        let paradigm = conjugate(infinitive, model).unwrap_or_default();
        let mut found: Vec<_> = paradigm.forms.iter().filter(|(.., slot)| slot.tense == tense).collect();
        found.sort_by_key(|(.., slot)| (slot.plural, slot.person));
        found
            .into_iter()
            .map(|&(a, b, _)| paradigm.letters[a..b].to_owned())
            .collect()
    }

    /// True where the verb has `form` in `tense`.
    fn has(infinitive: &str, model: &str, tense: Tense, form: &str) -> bool {
        forms(infinitive, model, tense).iter().any(|known| known == form)
    }

    #[test]
    fn first_group_keeps_its_sounds() {
        assert_eq!(
            forms("annoncer", "er", Tense::Present),
            ["annonce", "annonces", "annonce", "annonçons", "annoncez", "annoncent"]
        );
        assert_eq!(
            forms("juger", "er", Tense::SimplePast),
            ["jugeai", "jugeas", "jugea", "jugeâmes", "jugeâtes", "jugèrent"]
        );
        assert_eq!(
            forms("rappeler", "er", Tense::Present),
            [
                "rappelle",
                "rappelles",
                "rappelle",
                "rappelons",
                "rappelez",
                "rappellent"
            ]
        );
        for (infinitive, form) in [
            ("marteler", "martèle"),
            ("acheter", "achète"),
            ("céder", "cède"),
            ("reléguer", "relègue"),
            ("sevrer", "sèvre"),
            ("élever", "élève"),
            ("employer", "emploie"),
            ("appuyer", "appuie"),
            ("payer", "paie"),
            ("payer", "paye"),
            ("renouveler", "renouvelle"),
            ("créer", "crée"),
            ("penser", "pense"),
            ("vexer", "vexe"),
            ("entraîner", "entraine"),
            ("regretter", "regrette"),
        ] {
            assert!(has(infinitive, "er", Tense::Present, form), "{infinitive}: {form}");
        }
        for (infinitive, form) in [
            ("céder", "cédera"),
            ("céder", "cèdera"),
            ("élever", "élèvera"),
            ("envoyer", "enverra"),
            ("employer", "emploiera"),
            ("jeter", "jettera"),
        ] {
            assert!(has(infinitive, "er", Tense::Future, form), "{infinitive}: {form}");
        }
        assert!(!has("élever", "er", Tense::Future, "élevera"));
        assert!(!has("renvoyer", "er", Tense::Future, "renvoiera"));
        assert_eq!(
            forms("plonger", "er", Tense::Imperfect)[..4],
            ["plongeais", "plongeais", "plongeait", "plongions"]
        );
        assert_eq!(forms("tracer", "er", Tense::PresentParticiple), ["traçant"]);
    }

    #[test]
    fn second_group_and_the_third_by_models() {
        assert_eq!(
            forms("finir", "ir", Tense::Present),
            ["finis", "finis", "finit", "finissons", "finissez", "finissent"]
        );
        let third_persons = [
            ("obtenir", "tenir", ["obtient", "obtint", "obtiendra", "obtenu"]),
            ("dire", "dire", ["dit", "dit", "dira", "dit"]),
            ("prédire", "interdire", ["prédit", "prédit", "prédira", "prédit"]),
            ("écrire", "écrire", ["écrit", "écrivit", "écrira", "écrit"]),
            ("faire", "faire", ["fait", "fit", "fera", "fait"]),
            ("savoir", "savoir", ["sait", "sut", "saura", "su"]),
            ("vouloir", "vouloir", ["veut", "voulut", "voudra", "voulu"]),
            ("pouvoir", "pouvoir", ["peut", "put", "pourra", "pu"]),
            ("devoir", "devoir", ["doit", "dut", "devra", "dû"]),
            ("revoir", "voir", ["revoit", "revit", "reverra", "revu"]),
            ("prévoir", "prévoir", ["prévoit", "prévit", "prévoira", "prévu"]),
            ("croire", "croire", ["croit", "crut", "croira", "cru"]),
            ("admettre", "mettre", ["admet", "admit", "admettra", "admis"]),
            ("apprendre", "prendre", ["apprend", "apprit", "apprendra", "appris"]),
            ("répondre", "vendre", ["répond", "répondit", "répondra", "répondu"]),
            ("rompre", "rompre", ["rompt", "rompit", "rompra", "rompu"]),
            (
                "reconnaître",
                "connaître",
                ["reconnaît", "reconnut", "reconnaîtra", "reconnu"],
            ),
            ("plaindre", "craindre", ["plaint", "plaignit", "plaindra", "plaint"]),
            ("joindre", "craindre", ["joint", "joignit", "joindra", "joint"]),
            ("exclure", "conclure", ["exclut", "exclut", "exclura", "exclu"]),
            ("inclure", "inclure", ["inclut", "inclut", "inclura", "inclus"]),
            ("lire", "lire", ["lit", "lut", "lira", "lu"]),
            ("concevoir", "recevoir", ["conçoit", "conçut", "concevra", "conçu"]),
            ("servir", "servir", ["sert", "servit", "servira", "servi"]),
            ("démentir", "partir", ["dément", "démentit", "démentira", "démenti"]),
            ("souffrir", "ouvrir", ["souffre", "souffrit", "souffrira", "souffert"]),
            (
                "parcourir",
                "courir",
                ["parcourt", "parcourut", "parcourra", "parcouru"],
            ),
            ("mourir", "mourir", ["meurt", "mourut", "mourra", "mort"]),
            ("survivre", "vivre", ["survit", "survécut", "survivra", "survécu"]),
            (
                "poursuivre",
                "suivre",
                ["poursuit", "poursuivit", "poursuivra", "poursuivi"],
            ),
            ("naître", "naître", ["naît", "naquit", "naîtra", "né"]),
            ("déplaire", "plaire", ["déplaît", "déplut", "déplaira", "déplu"]),
            ("taire", "taire", ["tait", "tut", "taira", "tu"]),
            ("produire", "conduire", ["produit", "produisit", "produira", "produit"]),
            (
                "convaincre",
                "vaincre",
                ["convainc", "convainquit", "convaincra", "convaincu"],
            ),
            ("asseoir", "asseoir", ["assied", "assit", "assiéra", "assis"]),
            ("valoir", "valoir", ["vaut", "valut", "vaudra", "valu"]),
            ("falloir", "falloir", ["faut", "fallut", "faudra", "fallu"]),
            ("pleuvoir", "pleuvoir", ["pleut", "plut", "pleuvra", "plu"]),
            ("combattre", "battre", ["combat", "combattit", "combattra", "combattu"]),
            ("coudre", "coudre", ["coud", "cousit", "coudra", "cousu"]),
            ("résoudre", "résoudre", ["résout", "résolut", "résoudra", "résolu"]),
            ("fuir", "fuir", ["fuit", "fuit", "fuira", "fui"]),
            ("acquérir", "acquérir", ["acquiert", "acquit", "acquerra", "acquis"]),
            ("sourire", "rire", ["sourit", "sourit", "sourira", "souri"]),
            (
                "accueillir",
                "cueillir",
                ["accueille", "accueillit", "accueillera", "accueilli"],
            ),
            ("haïr", "haïr", ["hait", "haït", "haïra", "haï"]),
            ("être", "être", ["est", "fut", "sera", "été"]),
            ("avoir", "avoir", ["a", "eut", "aura", "eu"]),
            ("aller", "aller", ["va", "alla", "ira", "allé"]),
            ("promouvoir", "émouvoir", ["promeut", "promut", "promouvra", "promu"]),
        ];
        for (infinitive, model, [present, past, future, participle]) in third_persons {
            assert!(
                has(infinitive, model, Tense::Present, present),
                "{infinitive}: {present}"
            );
            assert!(has(infinitive, model, Tense::SimplePast, past), "{infinitive}: {past}");
            assert!(has(infinitive, model, Tense::Future, future), "{infinitive}: {future}");
            assert!(
                has(infinitive, model, Tense::PastParticiple, participle),
                "{infinitive}: {participle}"
            );
        }
    }

    #[test]
    fn what_the_models_make_irregular() {
        for (infinitive, model, tense, form) in [
            ("dire", "dire", Tense::Present, "dites"),
            ("interdire", "interdire", Tense::Present, "interdisez"),
            ("dire", "dire", Tense::Imperative, "dites"),
            ("faire", "faire", Tense::Present, "font"),
            ("faire", "faire", Tense::Subjunctive, "fassent"),
            ("faire", "faire", Tense::Imperfect, "faisait"),
            ("savoir", "savoir", Tense::PresentParticiple, "sachant"),
            ("savoir", "savoir", Tense::Imperative, "sachez"),
            ("être", "être", Tense::Imperfect, "étaient"),
            ("être", "être", Tense::Subjunctive, "fût"),
            ("avoir", "avoir", Tense::PresentParticiple, "ayant"),
            ("aller", "aller", Tense::Subjunctive, "aille"),
            ("vouloir", "vouloir", Tense::Subjunctive, "veuille"),
            ("vouloir", "vouloir", Tense::Subjunctive, "voulions"),
            ("tenir", "tenir", Tense::Subjunctive, "tînt"),
            ("tenir", "tenir", Tense::Subjunctive, "tenions"),
            ("ouvrir", "ouvrir", Tense::Imperative, "ouvre"),
            ("valoir", "valoir", Tense::Subjunctive, "vaille"),
            ("falloir", "falloir", Tense::Subjunctive, "faille"),
            ("connaître", "connaître", Tense::Present, "connait"),
            ("devoir", "devoir", Tense::PastParticiple, "dues"),
            ("dissoudre", "dissoudre", Tense::PastParticiple, "dissoute"),
        ] {
            assert!(has(infinitive, model, tense, form), "{infinitive}: {form}");
        }
        assert_eq!(forms("falloir", "falloir", Tense::Present), ["faut"]);
        assert_eq!(forms("pouvoir", "pouvoir", Tense::Imperative).len(), 0);
        assert_eq!(forms("être", "être", Tense::PastParticiple), ["été"]);
        assert_eq!(
            forms("mettre", "mettre", Tense::PastParticiple),
            ["mis", "mise", "mis", "mises"]
        );
        assert_eq!(
            forms("ouvrir", "ouvrir", Tense::Imperative),
            ["ouvre", "ouvrons", "ouvrez"]
        );
    }

    #[test]
    fn a_verb_of_another_class_is_refused() {
        assert!(conjugate("finir", "er").is_none());
        assert!(conjugate("finir", "no such model").is_none());
    }
}
