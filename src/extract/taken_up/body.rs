//! The nouns by which bodies are taken up, and the names that tell of what kind a body is: *la compagnie*, *le syndicat*.

use crate::extract::entity::Entity;
use crate::fold;

/// True for the state's own: *la police* is no *organisation*.
pub(in crate::extract) fn is_authority(entity: &Entity) -> bool {
    entity.name.words.first().is_some_and(|word| {
        matches!(
            word.as_str(),
            "police"
                | "gendarmerie"
                | "mairie"
                | "prefecture"
                | "ministere"
                | "gouvernement"
                | "etat"
                | "tribunal"
                | "parquet"
        )
    })
}

/// True for nouns that take up a newspaper or a station.
pub(in crate::extract) fn is_press(noun: Option<&str>) -> bool {
    matches!(noun, Some("quotidien" | "journal" | "hebdomadaire" | "magazine"))
}

/// Nouns that take up a body that trades.
const COMPANIES: &[&str] = &[
    "entreprise",
    "société",
    "compagnie",
    "firme",
    "groupe",
    "laboratoire",
    "opérateur",
    "exploitant",
    "constructeur",
    "fabricant",
    "avionneur",
    "motoriste",
    "équipementier",
    "énergéticien",
    "sidérurgiste",
    "voyagiste",
    "croisiériste",
    "transporteur",
    "armateur",
    "club",
    "enseigne",
    "chaîne",
    "concessionnaire",
];

/// True for the nouns that take up a body that trades.
pub(in crate::extract) fn is_company(noun: Option<&String>) -> bool {
    noun.is_some_and(|noun| COMPANIES.contains(&noun.as_str()) || noun == "industriel")
}

/// True for a noun that is a firm's where nobody with a first name bears it: *l'exploitant*.
pub(in crate::extract) fn is_trader(noun: &str) -> bool {
    matches!(
        noun,
        "exploitant"
            | "constructeur"
            | "fabricant"
            | "transporteur"
            | "armateur"
            | "opérateur"
            | "gestionnaire"
            | "concessionnaire"
            | "fournisseur"
            | "distributeur"
            | "promoteur"
            | "aménageur"
            | "bailleur"
            | "assureur"
            | "prestataire"
            | "industriel"
            | "avionneur"
            | "équipementier"
            | "affréteur"
            | "hébergeur"
    )
}

/// True for a union by its name: *CGT*, *Fédération des cheminots*.
pub(in crate::extract) fn is_union(entity: &Entity) -> bool {
    entity.name.words.first().is_some_and(|word| {
        let known = matches!(
            word.as_str(),
            "fsu" | "sud" | "snes" | "fnsea" | "solidaires" | "union" | "federation" | "confederation"
        );
        // « la CGT-Cheminots », « la CFE-CGC »
        let confederation = word.split('-').next().unwrap_or_default();
        known || matches!(confederation, "cgt" | "cfdt" | "cftc" | "cfe" | "fo" | "unsa")
    })
}

/// True for a party by its name: *RN*, *Rassemblement national*.
pub(in crate::extract) fn is_party(entity: &Entity) -> bool {
    entity.name.words.first().is_some_and(|word| {
        matches!(
            word.as_str(),
            "rn" | "ps"
                | "lr"
                | "lfi"
                | "pcf"
                | "eelv"
                | "modem"
                | "udi"
                | "rassemblement"
                | "republicains"
                | "ecologistes"
                | "alliance"
                | "mouvement"
                | "union"
                | "front"
        )
    })
}

/// True for two nouns that name bodies of different trades: what is a laboratory is no shop.
pub(in crate::extract) fn is_other_trade(noun: Option<&String>, other: Option<&String>) -> bool {
    let trade = |noun: &String| match noun.as_str() {
        "entreprise" | "société" | "compagnie" | "firme" | "groupe" | "opérateur" | "exploitant" => Some("company"),
        "laboratoire" | "fabricant" | "constructeur" | "avionneur" | "motoriste" | "équipementier" | "sidérurgiste" => {
            Some("maker")
        }
        "transporteur" | "armateur" | "voyagiste" | "croisiériste" => Some("carrier"),
        "enseigne" | "chaîne" => Some("shop"),
        "club" => Some("club"),
        "association" => Some("association"),
        "agence" => Some("agency"),
        "quotidien" | "journal" | "hebdomadaire" | "magazine" | "média" | "radio" => Some("press"),
        "institution" | "juridiction" | "instance" | "organe" => Some("authority"),
        _ => None,
    };
    match (noun.and_then(trade), other.and_then(trade)) {
        (Some("company"), Some(b)) | (Some(b), Some("company")) => {
            matches!(b, "association" | "agency" | "press" | "club" | "authority")
        }
        (Some(a), Some(b)) => a != b,
        _ => false,
    }
}

/// True for a body whose name says that it does not trade: *Fédération des cheminots*.
pub(in crate::extract) fn is_public(entity: &Entity) -> bool {
    entity.name.words.first().is_some_and(|word| {
        matches!(
            word.as_str(),
            "federation"
                | "confederation"
                | "syndicat"
                | "union"
                | "association"
                | "collectif"
                | "ministere"
                | "commission"
                | "comite"
                | "conseil"
                | "prefecture"
                | "parti"
                | "tribunal"
                | "parquet"
                | "assemblee"
                | "senat"
                | "direction"
                | "institut"
                | "agence"
                | "police"
                | "mairie"
                | "ligue"
                | "ong"
                | "greenpeace"
                | "amnesty"
                | "oxfam"
                | "wwf"
                | "msf"
                | "attac"
                | "cimade"
                | "gouvernement"
                | "etat"
                | "fondation"
                | "hopital"
                | "universite"
                | "ecole"
                | "lycee"
                | "college"
                | "musee"
                | "cour"
                | "chambre"
                | "bureau"
                | "observatoire"
                | "office"
                | "centre"
                | "mouvement"
                | "front"
                | "coalition"
                | "amicale"
                | "coordination"
                | "inspection"
                | "mission"
                | "autorite"
                | "haute"
                | "region"
                | "departement"
                | "ville"
                | "commune"
                | "metropole"
        )
    })
}

/// True for a body of the kind that a class noun names, by its name or by what the article says that it is: *la juridiction* for *Cour des comptes*,
/// *l'établissement* for *Hôpital Saint-Luc*; *l'entreprise* for a name that tells nothing else.
pub(in crate::extract) fn is_called(entity: &Entity, noun: &str) -> bool {
    let first = entity.name.words.first().map_or("", String::as_str);
    let said = |nouns: &[&str]| entity.nouns.iter().any(|n| nouns.contains(&n.as_str()));
    if begins_acronym(entity, noun) {
        return true;
    }
    match noun {
        "syndicat" | "centrale" => is_union(entity) || first == "syndicat" || said(&["syndicat", "centrale"]),
        "collectif" => first == "collectif" || said(&["collectif"]),
        "association" | "organisation" | "ong" => {
            [
                "association",
                "amicale",
                "ligue",
                "ong",
                "collectif",
                "comite",
                "fondation",
            ]
            .contains(&first)
                || noun == "organisation" && is_union(entity)
                || said(&["association", "ong", "collectif", "amicale", "organisation"])
        }
        "office" => first == "office" || said(&["office"]),
        "établissement" => {
            [
                "hopital",
                "clinique",
                "banque",
                "lycee",
                "ecole",
                "college",
                "universite",
                "musee",
                "chu",
                "centre",
                "maison",
                "ehpad",
                "prison",
                "theatre",
                "hotel",
            ]
            .contains(&first)
                || said(&["hôpital", "clinique", "banque", "lycée", "école", "université", "musée"])
        }
        "juridiction" => ["chambre", "cour", "tribunal", "conseil"].contains(&first),
        "organisme" | "institution" | "instance" => [
            "bureau",
            "cour",
            "chambre",
            "institut",
            "observatoire",
            "commission",
            "autorite",
            "haute",
            "conseil",
            "centre",
        ]
        .contains(&first),
        "mouvement" => entity.fights(),
        "club" => {
            [
                "us",
                "as",
                "fc",
                "rc",
                "stade",
                "racing",
                "olympique",
                "club",
                "sporting",
                "union",
            ]
            .contains(&first)
                || said(&["club"])
        }
        _ => {
            (COMPANIES.contains(&noun) || is_trader(noun))
                && (entity.proper || entity.acronym.is_some())
                && !is_public(entity)
                && !is_union(entity)
                && (names_itself(entity) || generic_body(entity.nouns.first()))
                && !is_other_trade(Some(&noun.to_owned()), entity.nouns.first())
        }
    }
}

/// True for a body known by its acronym only, the first letter of which is the noun's: *l'agence* for *ARS*.
fn begins_acronym(entity: &Entity, noun: &str) -> bool {
    let name = &entity.name.text;
    let acronym = (3..=6).contains(&name.chars().count()) && name.chars().all(char::is_uppercase);
    let body = matches!(
        noun,
        "agence"
            | "association"
            | "autorité"
            | "bureau"
            | "chambre"
            | "comité"
            | "commission"
            | "confédération"
            | "conseil"
            | "coordination"
            | "fédération"
            | "institut"
            | "ligue"
            | "observatoire"
            | "office"
            | "organisation"
            | "union"
    );
    acronym && body && fold::fold(name).chars().next() == fold::fold(noun).chars().next()
}

/// True for a firm whose name begins with a noun, which does not say what else it is: *Transports Carrel*.
pub(in crate::extract) fn names_itself(entity: &Entity) -> bool {
    let first = entity.name.words.first();
    entity.proper
        && first.is_some_and(|word| {
            entity
                .nouns
                .first()
                .is_some_and(|noun| word.starts_with(&fold::fold(noun)))
        })
}

/// True for no noun at all and for the nouns that take up any body.
pub(in crate::extract) fn generic_body(noun: Option<&String>) -> bool {
    noun.is_none_or(|noun| {
        COMPANIES.contains(&noun.as_str())
            || matches!(
                noun.as_str(),
                "industriel"
                    | "institution"
                    | "juridiction"
                    | "instance"
                    | "organe"
                    | "organisation"
                    | "organisme"
                    | "association"
                    | "structure"
                    | "établissement"
                    | "ong"
                    | "coopérative"
                    | "gestionnaire"
                    | "bailleur"
                    | "promoteur"
                    | "assureur"
                    | "distributeur"
                    | "fournisseur"
                    | "prestataire"
                    | "éditeur"
                    | "producteur"
                    | "company"
                    | "firm"
                    | "agency"
                    | "organization"
                    | "group"
                    | "union"
                    | "body"
                    | "operator"
            )
    })
}
