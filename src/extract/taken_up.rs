//! The nouns by which people and bodies that an article has named are taken up: *l'élu*, *l'avocat de la famille*, *la compagnie*.

mod body;

use super::entity::Entity;
use super::mention::Description;
pub(super) use body::{
    generic_body, is_authority, is_called, is_company, is_other_trade, is_party, is_press, is_public, is_trader,
    is_union, names_itself,
};

/// True for the nouns that take up the holder of any office.
pub(super) fn generic_office(noun: Option<&String>) -> bool {
    noun.is_some_and(|noun| {
        matches!(
            noun.as_str(),
            "dirigeant"
                | "responsable"
                | "élu"
                | "patron"
                | "chef"
                | "magistrat"
                | "officier"
                | "gradé"
                | "parlementaire"
                | "édile"
                | "diplomate"
                | "juge"
                | "prélat"
        )
    })
}

/// *le chef de bassin*, *le chef d'équipe*: a post of its own; *le chef de la diplomatie* may be the minister.
pub(super) fn is_head_of_work(description: &Description) -> bool {
    let of = ["chef de ", "chef d'"]
        .iter()
        .find_map(|of| description.title.strip_prefix(of));
    of.is_some_and(|of| {
        of.starts_with(char::is_lowercase) && !of.starts_with("la ") && !of.starts_with("l'") && !of.starts_with("état")
    })
}

/// True for somebody whose trade falls under the noun: a judge is a *magistrat*, a captain an *officier*.
pub(super) fn falls_under(entity: &Entity, noun: Option<&String>) -> bool {
    let kinds: &[&str] = match noun.map(String::as_str) {
        Some("magistrat") => &["juge", "procureur", "substitut", "président", "avocat général"],
        Some("juge") => &["magistrat", "président"],
        Some("officier" | "gradé" | "militaire") => &[
            "commandant",
            "capitaine",
            "colonel",
            "général",
            "lieutenant",
            "lieutenant-colonel",
            "premier-lieutenant",
            "sous-lieutenant",
            "amiral",
            "major",
            "adjudant",
        ],
        Some("prélat") => &["archevêque", "évêque", "cardinal", "patriarche", "métropolite", "nonce"],
        Some("élu" | "édile") => &[
            "maire",
            "député",
            "sénateur",
            "conseiller",
            "adjoint",
            "échevin",
            "bourgmestre",
        ],
        Some("parlementaire") => &["député", "sénateur", "eurodéputé"],
        Some("médecin" | "praticien" | "spécialiste" | "clinicien") => &[
            "médecin",
            "docteur",
            "professeur",
            "chirurgien",
            "urgentiste",
            "généraliste",
        ],
        Some("diplomate") => &["ambassadeur", "consul", "émissaire", "envoyé"],
        Some("député" | "sénateur") => &[],
        _ => return false,
    };
    // « le député », of whoever presides over a group in parliament
    let sits = noun.is_some_and(|noun| matches!(noun.as_str(), "député" | "sénateur" | "parlementaire" | "élu"))
        && entity.qualifiers.iter().any(|q| q == "parlementaire");
    sits || entity.nouns.iter().any(|n| kinds.contains(&n.as_str()))
}

/// False where the noun names one trade, *le juge*, and whoever is meant is known by another.
pub(super) fn may_have_trade(entity: &Entity, description: &Description) -> bool {
    let Some(noun) = description.nouns.first() else {
        return true;
    };
    let one_trade = matches!(
        noun.as_str(),
        "juge" | "magistrat" | "diplomate" | "parlementaire" | "officier" | "gradé" | "prélat"
    );
    // « le juge administratif » is nobody of whom nothing is known.
    let nameless = |n: &String| {
        matches!(
            n.as_str(),
            "collègue" | "homologue" | "confrère" | "consœur" | "porte-parole" | "responsable" | "patron"
        )
    };
    let unknown = entity.nouns.iter().all(nameless) && (noun != "juge" || description.qualifiers.is_empty());
    !one_trade || unknown || is_former(description) || falls_under(entity, Some(noun)) || entity.nouns.contains(noun)
}

/// True for nouns that say of nobody that he is in office.
pub(super) fn is_private(noun: Option<&String>) -> bool {
    noun.is_some_and(|noun| {
        matches!(
            noun.as_str(),
            "syndicaliste"
                | "militant"
                | "étudiant"
                | "retraité"
                | "riverain"
                | "habitant"
                | "salarié"
                | "témoin"
                | "victime"
        )
    })
}

/// True for somebody in a public office: a minister, a prefect, a mayor, whoever presides over a council.
pub(super) fn governs(entity: &Entity) -> bool {
    let public = |noun: &String| {
        matches!(
            noun.as_str(),
            "colonel"
                | "général"
                | "ministre"
                | "préfet"
                | "sous-préfet"
                | "maire"
                | "député"
                | "sénateur"
                | "procureur"
                | "gouverneur"
        )
    };
    let council = entity.nouns.iter().any(|n| n == "président") && entity.qualifiers.iter().any(|q| q == "conseil");
    council || entity.nouns.iter().any(public)
}

/// The field of a trade that is no other's: who is a vet is no lawyer.
fn field(noun: &str) -> Option<&'static str> {
    let field = match noun {
        "avocat" | "juge" | "procureur" | "substitut" | "magistrat" | "notaire" | "huissier" => "law",
        "médecin" | "docteur" | "psychiatre" | "chirurgien" | "urgentiste" | "infirmier" | "cardiologue"
        | "pédiatre" | "généraliste" | "légiste" | "virologue" | "infectiologue" | "sage-femme" | "aide-soignant" => {
            "medicine"
        }
        "vétérinaire" => "animals",
        "adolescent" | "enfant" | "collégien" | "lycéen" | "écolier" | "gamin" | "fillette" | "bébé" => "child",
        "préfet" | "sous-préfet" | "ministre" | "colonel" | "général" => "state",
        "industriel" | "exploitant" | "commerçant" | "artisan" => "business",
        "éleveur" | "agriculteur" | "berger" | "maraîcher" | "viticulteur" | "céréalier" | "paysan" => "farming",
        "policier" | "gendarme" | "brigadier" | "gardien de la paix" => "police",
        "pompier" | "sapeur-pompier" | "secouriste" => "rescue",
        "boulanger" | "boucher" | "épicier" | "libraire" | "coiffeur" | "restaurateur" | "hôtelier" => "shops",
        "institutrice" | "instituteur" | "enseignant" => "school",
        "salarié" | "employé" | "technicien" | "ouvrier" | "ingénieur" | "chauffeur" | "conducteur" | "routier"
        | "grutier" | "mécanicien" | "maçon" | "plombier" => "machines",
        _ => return None,
    };
    Some(field)
}

/// True where the noun names a trade and whoever is meant is known by one of another field only.
pub(super) fn is_other_field(entity: &Entity, noun: Option<&String>) -> bool {
    let Some(own) = noun.and_then(|n| field(n)) else {
        // Who is known for a lawyer only heads nothing.
        return generic_office(noun)
            && noun.is_none_or(|n| n != "magistrat" && n != "juge")
            && !entity.nouns.is_empty()
            && entity.nouns.iter().all(|n| n == "avocat");
    };
    let mut fields = entity.nouns.iter().filter_map(|n| field(n)).peekable();
    fields.peek().is_some() && fields.all(|other| other != own)
}

/// True for an office by another name: *l'édile* for a mayor, *le chef de l'Etat* for a president, *le patron* for a director.
pub(super) fn is_same_office(description: &Description, entity: &Entity) -> bool {
    let has = |nouns: &[&str]| entity.nouns.iter().any(|n| nouns.contains(&n.as_str()));
    let says = |word: &str| description.qualifiers.iter().any(|q| q == word);
    match description.nouns.first().map(String::as_str) {
        Some("édile") => has(&["maire", "bourgmestre", "mairesse"]),
        Some("magistrat") if says("premier") || says("premiere") => has(&["maire", "bourgmestre", "mairesse"]),
        Some("chef") if says("etat") && !is_former(description) => heads_state(entity),
        Some("président") if says("republique") && !is_former(description) => heads_state(entity),
        Some("chef") if says("gouvernement") && !is_former(description) => has(&["premier ministre"]),
        Some("ministre") if description.qualifiers.is_empty() => {
            let of = |word: &str| entity.qualifiers.iter().any(|q| q == word);
            has(&["garde"]) && of("sceaux") || has(&["chef"]) && of("diplomatie")
        }
        Some("chef") if says("entreprise") => has(&["patron", "dirigeant", "pdg", "gérant", "président", "fondateur"]),
        Some("représentant") if says("etat") => has(&["préfet", "sous-préfet", "haut-commissaire"]),
        Some("garde") if says("sceaux") => has(&["ministre"]) && entity.qualifiers.iter().any(|q| q == "justice"),
        Some("avocat" | "conseil" | "défenseur" | "pénaliste") => {
            // « le conseil départemental », « le conseil d'administration » sit.
            let sits = description.title.strip_prefix("conseil ").is_some_and(|of| {
                let body = [
                    "d'administration",
                    "de surveillance",
                    "de sécurité",
                    "d'Etat",
                    "d'État",
                    "des ministres",
                ];
                !["de ", "du ", "des ", "d'"].iter().any(|start| of.starts_with(start))
                    || body.iter().any(|body| of.starts_with(body))
            });
            !sits && has(&["avocat", "conseil", "défenseur", "pénaliste"]) && is_same_side(description, entity)
        }
        Some("patron") => {
            has(&["président", "directeur", "pdg", "président-directeur", "dirigeant"])
                && description.qualifiers.iter().all(|q| entity.qualifiers.contains(q))
        }
        _ => false,
    }
}

/// True for a president of whom the article says no body over which he presides but a land: *le président Paul Roy*, *le président français*.
fn heads_state(entity: &Entity) -> bool {
    let of_body = entity.country.is_none() && entity.affiliation.is_some();
    let republic = entity.qualifiers.iter().any(|word| word == "republique");
    entity.nouns.iter().any(|noun| noun == "président") && (republic || !of_body)
}

/// True unless one of two lawyers is said to speak for the victims and the other for somebody else.
fn is_same_side(description: &Description, entity: &Entity) -> bool {
    let victims = |qualifiers: &[String]| {
        qualifiers.iter().any(|q| {
            matches!(
                q.as_str(),
                "famille"
                    | "familles"
                    | "proches"
                    | "parents"
                    | "victime"
                    | "victimes"
                    | "mere"
                    | "pere"
                    | "veuve"
                    | "plaignant"
                    | "plaignante"
                    | "plaignants"
                    | "parties"
                    | "riverains"
                    | "defunt"
            )
        })
    };
    description.qualifiers.is_empty()
        || entity.qualifiers.is_empty()
        || victims(&description.qualifiers) && victims(&entity.qualifiers)
        || description.qualifiers.iter().all(|q| entity.qualifiers.contains(q))
}

/// True for somebody's kin or companion: *la cadette du colonel* is nobody spoken of before.
pub(super) fn is_kin(description: &Description) -> bool {
    let complement = [" de ", " du ", " des ", " d'"]
        .iter()
        .any(|of| description.title.contains(of));
    complement && is_relative(description.nouns.first())
}

/// True for nouns that say whose kin, companion or neighbour somebody is.
pub(super) fn is_relative(noun: Option<&String>) -> bool {
    noun.is_some_and(|noun| {
        matches!(
            noun.as_str(),
            "cadet"
                | "aîné"
                | "frère"
                | "sœur"
                | "père"
                | "mère"
                | "fils"
                | "fille"
                | "petit-fils"
                | "petite-fille"
                | "mari"
                | "femme"
                | "époux"
                | "veuf"
                | "cousin"
                | "oncle"
                | "tante"
                | "neveu"
                | "grand-père"
                | "grand-mère"
                | "compagnon"
                | "fiancé"
                | "voisin"
                | "confrère"
                | "associé"
                | "collègue"
                | "ami"
        )
    })
}

/// True for somebody whose noun leaves room for the office: an *opposant* may be a *député*, a *général* a *ministre*.
pub(super) fn may_hold(entity: &Entity, noun: Option<&String>) -> bool {
    let kinds: &[&str] = match noun.map(String::as_str) {
        Some("député" | "sénateur" | "élu" | "maire" | "conseiller" | "eurodéputé" | "parlementaire") => &[
            "opposant",
            "militant",
            "écologiste",
            "socialiste",
            "centriste",
            "insoumis",
            "républicain",
            "communiste",
            "indépendantiste",
            "candidat",
            "leader",
            "rapporteur",
            "rapporteure",
            "questeur",
        ],
        Some("ministre" | "président" | "gouverneur") => &["général", "amiral", "colonel", "maréchal", "commandant"],
        _ => return false,
    };
    !entity.nouns.is_empty() && entity.nouns.iter().all(|n| kinds.contains(&n.as_str()))
}

/// True for an office that a place has: *le maire **de Granval*** names no body.
pub(super) fn is_local(noun: Option<&String>) -> bool {
    noun.is_some_and(|noun| {
        matches!(
            noun.as_str(),
            "maire"
                | "bourgmestre"
                | "préfet"
                | "sous-préfet"
                | "procureur"
                | "évêque"
                | "archevêque"
                | "curé"
                | "député"
                | "sénateur"
                | "élu"
                | "adjoint"
                | "conseiller"
                | "juge"
                | "commissaire"
        )
    })
}

/// True for nouns whose complement is the name of a place: *la ville de New York*.
pub(super) fn is_place(noun: Option<&String>) -> bool {
    noun.is_some_and(|noun| {
        matches!(
            noun.as_str(),
            "ville"
                | "village"
                | "commune"
                | "port"
                | "gare"
                | "aéroport"
                | "rue"
                | "place"
                | "quartier"
                | "hôpital"
                | "camp"
                | "région"
                | "pont"
                | "stade"
                | "île"
                | "vallée"
                | "plage"
                | "marché"
                | "sud"
                | "nord"
                | "est"
                | "ouest"
        )
    })
}

/// True for what a firm runs or makes, and is named with: *un avion **d'Air Nord***.
pub(super) fn is_run(noun: &str) -> bool {
    matches!(
        noun,
        "avion"
            | "long-courrier"
            | "moyen-courrier"
            | "appareil"
            | "vol"
            | "hélicoptère"
            | "ferry"
            | "bateau"
            | "navire"
            | "cargo"
            | "pétrolier"
            | "paquebot"
            | "porte-conteneurs"
            | "train"
            | "autocar"
            | "autobus"
            | "bus"
            | "camion"
            | "tramway"
            | "usine"
            | "entrepôt"
            | "raffinerie"
            | "plateforme"
            | "magasin"
            | "supermarché"
            | "médicament"
            | "vaccin"
            | "produit"
            | "véhicule"
            | "drone"
            | "satellite"
            | "fusée"
            | "réseau"
            | "salarié"
            | "employé"
            | "client"
            | "cliente"
    )
}

/// *le président* for somebody introduced as *président-fondateur*.
pub(super) fn is_compound_of(noun: &str, part: Option<&String>) -> bool {
    noun.contains('-') && noun.split('-').any(|word| Some(word) == part.map(String::as_str))
}

/// *l'ancien ministre*: what somebody was is said of whoever was introduced with it.
pub(super) fn is_former(description: &Description) -> bool {
    description
        .qualifiers
        .iter()
        .any(|q| matches!(q.as_str(), "ancien" | "ancienne" | "ex"))
}
