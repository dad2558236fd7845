//! Who is who across articles, and what humans decide about it.

use claims_db::error::Error;
use claims_db::store::Split;

use super::*;

use SpeakerKind::{Anonymous, Group, Office, Organisation};

/// Indexes an article `identity` in which one speaker says "Il pleut"; the key of the speaker.
fn says(store: &mut Store, identity: &str, name: &str, kind: SpeakerKind, side: Option<&str>) -> i64 {
    insert(
        store,
        &article("s", identity, "Il pleut."),
        &[of_kind("Il pleut", name, kind, side)],
    );
    speaker_of(store, identity)
}

fn speaker_of(store: &Store, identity: &str) -> i64 {
    store
        .list(&Filter::default(), None, None)
        .unwrap()
        .map(|record| record.unwrap())
        .find(|record| record.article == identity)
        .and_then(|record| record.speaker)
        .unwrap()
        .key
}

#[test]
fn names_meet_across_articles_only_where_they_may() {
    use SpeakerKind::Person;
    let (_dir, mut store, _) = fresh();
    let mut n = 0;
    let mut says = |name: &str, kind, side: Option<&str>| {
        n += 1;
        says(&mut store, &n.to_string(), name, kind, side)
    };
    // A full name is one person, unless the affiliations differ.
    let jean = says("Jean Martin", Person, None);
    assert_eq!(jean, says("JEAN  MARTIN", Person, Some("PS")));
    assert_eq!(jean, says("Jean Martin", Person, Some("ps")));
    let other = says("Jean Martin", Person, Some("LR"));
    assert_ne!(jean, other);
    let unclear = says("Jean Martin", Person, None);
    assert!(unclear != jean && unclear != other);
    assert_eq!(unclear, says("Jean Martin", Person, None));
    // A bare surname never meets a full name, and another bare one only on the same side.
    let bare = says("Martin", Person, Some("PS"));
    assert_ne!(bare, jean);
    assert_eq!(bare, says("Martin", Person, Some("PS")));
    assert_ne!(bare, says("Martin", Person, Some("LR")));
    assert_ne!(says("Martin", Person, None), says("Martin", Person, None));
    // Spellings meet with first name and side, not without.
    let nikol = says("Nikol Pashinian", Person, Some("Arménie"));
    assert_eq!(nikol, says("Nikol Pachinian", Person, Some("Arménie")));
    assert_eq!(nikol, says("Nikol Pashinyan", Person, Some("Arménie")));
    assert_ne!(nikol, says("Anna Pashinyan", Person, Some("Arménie")));
    assert_ne!(nikol, says("Nikol Pachinyan", Person, Some("Turquie")));
    assert_ne!(nikol, says("Nikol Pachinjan", Person, None));
    // A house is one with and without its place, unless people of that name are of two.
    let anne = says("Anne Roy", Person, Some("mairie"));
    assert_eq!(anne, says("Anne Roy", Person, Some("mairie de Belz")));
    assert_eq!(anne, says("Anne Roy", Person, Some("mairie")));
    let namesake = says("Anne Roy", Person, Some("mairie de Lorge"));
    assert_ne!(anne, namesake);
    let unclear = says("Anne Roy", Person, Some("mairie"));
    assert!(unclear != anne && unclear != namesake);
    assert_ne!(anne, says("Anne Roy", Person, Some("mairies")));
    // Common nouns without a side are known in their article only.
    assert_eq!(
        says("Bakou", Organisation, None),
        says("BAKOU ", Organisation, Some("Azerbaïdjan"))
    );
    assert_ne!(
        says("ministère", Organisation, None),
        says("ministère", Organisation, None)
    );
    let defence = says("ministère de la défense", Organisation, Some("Arménie"));
    assert_eq!(defence, says("Ministère de la Défense", Organisation, Some("Arménie")));
    assert_ne!(
        defence,
        says("ministère de la défense", Organisation, Some("Azerbaïdjan"))
    );
    assert_eq!(
        says("procureur de Paris", Office, None),
        says("procureur de Paris", Office, None)
    );
    assert_ne!(says("procureur", Office, None), says("procureur", Office, None));
    assert_ne!(
        says("témoins", Group, Some("Lyon")),
        says("témoins", Group, Some("Lyon"))
    );
    assert_ne!(
        says("source", Anonymous, Some("Arménie")),
        says("source", Anonymous, Some("Arménie"))
    );
    assert_ne!(
        says("habitante", Person, Some("Lyon")),
        says("habitante", Person, Some("Lyon"))
    );
    sound(&store);
}

/// Another extraction of the article `identity`; true if something came out otherwise.
fn says_again(store: &mut Store, identity: &str, said: &[Said]) -> bool {
    let news = article("s", identity, "Il pleut.");
    let text = news.text();
    let drafts: Vec<Draft> = said.iter().map(|said| draft(&text, said)).collect();
    let mut batch = store.batch().unwrap();
    let inserted = batch.replace_drafts(&news, Lang::FR, &text, &drafts).unwrap();
    batch.commit().unwrap();
    !inserted.unchanged
}

#[test]
fn who_came_to_bear_a_name_moves_no_claim_of_earlier_articles() {
    use SpeakerKind::Person;
    let (_dir, mut store, _) = fresh();
    let jean = says(&mut store, "1", "Jean Martin", Person, None);
    assert_eq!(jean, says(&mut store, "2", "Jean Martin", Person, Some("PS")));
    let namesake = says(&mut store, "3", "Jean Martin", Person, Some("LR"));
    let anne = says(&mut store, "4", "Anne Roy", Person, Some("mairie de Belz"));
    assert_eq!(anne, says(&mut store, "5", "Anne Roy", Person, Some("mairie")));
    let other = says(&mut store, "6", "Anne Roy", Person, Some("mairie de Lorge"));
    assert_ne!(anne, other);
    let before = store.revision().unwrap();
    for (identity, name, side) in [
        ("1", "Jean Martin", None),
        ("2", "Jean Martin", Some("PS")),
        ("3", "Jean Martin", Some("LR")),
        ("5", "Anne Roy", Some("mairie")),
        ("6", "Anne Roy", Some("mairie de Lorge")),
    ] {
        assert!(
            !says_again(&mut store, identity, &[person("Il pleut", name, side)]),
            "{identity}"
        );
    }
    assert_eq!(store.revision().unwrap(), before);

    // What else an article turns out to say is by the same speaker, for an article that is new it is unclear by whom.
    let twice = [
        person("Il pleut", "Jean Martin", None),
        person("pleut.", "Jean Martin", None),
    ];
    assert!(says_again(&mut store, "1", &twice));
    let found = store.claim(&id(&store, "pleut.").0).unwrap();
    assert_eq!(found.speaker.unwrap().key, jean);
    let unclear = says(&mut store, "7", "Jean Martin", Person, None);
    assert!(unclear != jean && unclear != namesake);

    // Another name or affiliation is another speaker.
    for (side, speaker) in [(Some("LR"), namesake), (Some("PS"), jean)] {
        assert!(says_again(&mut store, "2", &[person("Il pleut", "Jean Martin", side)]));
        assert_eq!(speaker_of(&store, "2"), speaker);
    }
    assert!(says_again(&mut store, "2", &[person("Il pleut", "Martin", None)]));
    assert!(![jean, namesake, unclear].contains(&speaker_of(&store, "2")));

    // What a person says of the name comes first, wherever the affiliation does not speak against it.
    store.alias(namesake, "Jean Martin", "Ada").unwrap();
    assert!(says_again(&mut store, "1", &[person("Il pleut", "Jean Martin", None)]));
    assert_eq!(speaker_of(&store, "1"), namesake);
    assert!(says_again(
        &mut store,
        "2",
        &[person("Il pleut", "Jean Martin", Some("PS"))]
    ));
    assert_eq!(speaker_of(&store, "2"), jean);
    store.merge(other, anne, "Ada").unwrap();
    assert!(!says_again(
        &mut store,
        "5",
        &[person("Il pleut", "Anne Roy", Some("mairie"))]
    ));
    assert_eq!(speaker_of(&store, "5"), other);
    sound(&store);
}

#[test]
fn one_article_may_name_its_own_voices_twice() {
    let (_dir, mut store, _) = fresh();
    let news = article("s", "a", "Un, Deux.");
    insert(
        &mut store,
        &news,
        &[
            of_kind("Un", "témoins", Group, None),
            of_kind("Deux", "témoins", Group, None),
        ],
    );
    let speakers = store.speakers(&Filter::default(), None).unwrap();
    assert_eq!((speakers.len(), speakers[0].claims), (1, 2));
}

#[test]
fn a_speaker_is_found_by_any_spelling() {
    let (_dir, mut store, _) = fresh();
    let kind = SpeakerKind::Person;
    says(&mut store, "1", "Nikol Pashinian", kind, Some("Arménie"));
    says(&mut store, "2", "Pashinyan", kind, Some("Arménie"));
    says(&mut store, "3", "Zoé Roux", kind, None);
    says(
        &mut store,
        "4",
        "ministère de la Défense",
        Organisation,
        Some("Arménie"),
    );
    for name in ["Pachinian", "pashinyan", "PASHINIAN", "Pachinjan"] {
        assert_eq!(store.count(&by_speaker(name)).unwrap(), 2, "{name}");
    }
    for name in [
        "Nikol Pachinian",
        "nikol",
        "Zoe ROUX",
        "roux",
        "défense",
        "Ministère de la défense",
    ] {
        assert_eq!(store.count(&by_speaker(name)).unwrap(), 1, "{name}");
    }
    for name in ["Anna Pachinian", "achinian", "", "%", "defens"] {
        assert_eq!(store.count(&by_speaker(name)).unwrap(), 0, "{name}");
    }
    assert_eq!(store.speaker("zoe roux").unwrap().name, "Zoé Roux");
    assert!(matches!(store.speaker("Pachinian"), Err(Error::Usage(text)) if text.contains("Nikol Pashinian")));
    assert!(matches!(store.speaker("Personne"), Err(Error::NotFound(_))));
    assert!(matches!(store.speaker("999"), Err(Error::NotFound(_))));
}

#[test]
fn a_merge_holds_for_later_articles_and_can_be_taken_back() {
    let (_dir, mut store, _) = fresh();
    let kremlin = says(&mut store, "1", "Kremlin", Organisation, None);
    let moscow = says(&mut store, "2", "Moscou", Organisation, Some("Russie"));
    let since = store.revision().unwrap();
    store.merge(kremlin, moscow, "Ada").unwrap();
    assert_eq!(speaker_of(&store, "2"), kremlin);
    assert_eq!(store.count(&by_speaker("Moscou")).unwrap(), 2);
    assert_eq!(store.speaker("moscou").unwrap().aliases, ["Moscou"]);
    let docs: Vec<ClaimDoc> = store.changed_since(since).map(|doc| doc.unwrap()).collect();
    assert_eq!(docs.len(), 2);
    assert!(
        docs.iter()
            .all(|doc| doc.speaker == "Kremlin" && doc.speakers.contains(&"Moscou".to_owned()))
    );
    let event = store.events(0, 99).unwrap().pop().unwrap();
    assert_eq!((event.actor.as_str(), event.action.as_str()), ("Ada", "speaker.merged"));
    assert!(event.before.unwrap().contains("Moscou"));

    assert_eq!(says(&mut store, "3", "Moscou", Organisation, Some("Russie")), kremlin);
    assert!(matches!(store.merge(moscow, kremlin, "Ada"), Err(Error::Usage(_))));
    assert!(matches!(store.merge(kremlin, 999, "Ada"), Err(Error::NotFound(_))));
    sound(&store);

    // Another text of the article: the merge still holds.
    insert(
        &mut store,
        &article("s", "2", "Encore : Il pleut."),
        &[of_kind("Il pleut", "Moscou", Organisation, Some("Russie"))],
    );
    assert_eq!(speaker_of(&store, "2"), kremlin);

    let back = store.split(kremlin, Split::Alias("moscou"), "Moscou", "Ada").unwrap();
    assert_eq!(
        [
            speaker_of(&store, "1"),
            speaker_of(&store, "2"),
            speaker_of(&store, "3")
        ],
        [kremlin, back, back]
    );
    assert_eq!(says(&mut store, "4", "Moscou", Organisation, Some("Russie")), back);
    sound(&store);
}

#[test]
fn merging_the_merged_leads_to_the_last() {
    let (_dir, mut store, _) = fresh();
    let keys: Vec<i64> = ["Un", "Deux", "Trois"]
        .iter()
        .enumerate()
        .map(|(i, name)| says(&mut store, &i.to_string(), name, Organisation, None))
        .collect();
    store.merge(keys[1], keys[0], "Ada").unwrap();
    store.merge(keys[2], keys[0], "Ada").unwrap();
    let speakers = store.speakers(&Filter::default(), None).unwrap();
    assert_eq!((speakers.len(), speakers[0].key, speakers[0].claims), (1, keys[2], 3));
    assert_eq!(store.stats().unwrap().speakers, 1);
    sound(&store);
}

#[test]
fn claims_given_to_another_speaker_stay_there() {
    let (_dir, mut store, _) = fresh();
    let said = |extra: bool| {
        let mut said = vec![person("Un", "Jean Martin", None), person("Deux", "Jean Martin", None)];
        said.extend(extra.then(|| person("Trois", "Jean Martin", None)));
        said
    };
    insert(&mut store, &article("s", "a", "Un, Deux."), &said(false));
    let jean = store.speaker("Jean Martin").unwrap().key;
    let deux = id(&store, "Deux");
    let other = store
        .split(
            jean,
            Split::Claims(std::slice::from_ref(&deux)),
            "Jean Martin (maire)",
            "Ada",
        )
        .unwrap();
    assert_eq!(store.claim(&deux.0).unwrap().speaker.unwrap().key, other);
    insert(&mut store, &article("s", "a", "Bis : Un, Deux. Trois"), &said(true));
    assert_eq!(store.claim(&deux.0).unwrap().speaker.unwrap().key, other);
    assert_eq!(store.speaker(&jean.to_string()).unwrap().claims, 2);
    assert!(matches!(
        store.split(jean, Split::Claims(&[deux]), "X", "Ada"),
        Err(Error::Usage(_))
    ));
    assert!(matches!(
        store.split(jean, Split::Claims(&[ClaimId("c0".into())]), "X", "Ada"),
        Err(Error::NotFound(_))
    ));
    assert!(matches!(
        store.split(jean, Split::Alias("Jean Martin"), "X", "Ada"),
        Err(Error::Usage(_))
    ));
    assert!(matches!(
        store.split(jean, Split::Alias("Paul"), "X", "Ada"),
        Err(Error::NotFound(_))
    ));
    assert!(matches!(
        store.split(jean, Split::Alias("Paul"), "…", "Ada"),
        Err(Error::Usage(_))
    ));
    // What failed left nothing behind.
    assert!(matches!(store.speaker("X"), Err(Error::NotFound(_))));
    sound(&store);

    // Words that turn out to be the article's own are nobody else's.
    let text = "Bis : Un, Deux. Trois";
    let own = [draft(text, &narrator("Deux"))];
    let mut batch = store.batch().unwrap();
    batch
        .replace_drafts(&article("s", "a", text), Lang::FR, text, &own)
        .unwrap();
    batch.commit().unwrap();
    sound(&store);
}

#[test]
fn a_spelling_can_be_split_off() {
    let (_dir, mut store, _) = fresh();
    let kind = SpeakerKind::Person;
    let one = says(&mut store, "1", "Anna Aliev", kind, Some("x"));
    assert_eq!(one, says(&mut store, "2", "Anna Aliyev", kind, Some("x")));
    let two = store
        .split(one, Split::Alias("Anna Aliyev"), "Anna Aliyev", "Ada")
        .unwrap();
    assert_eq!([speaker_of(&store, "1"), speaker_of(&store, "2")], [one, two]);
    assert_eq!(says(&mut store, "3", "Anna Aliyev", kind, Some("x")), two);
    assert_eq!(says(&mut store, "4", "Anna Aliev", kind, Some("x")), one);
    sound(&store);
}

#[test]
fn an_alias_steers_later_articles_but_not_the_other_side() {
    let (_dir, mut store, _) = fresh();
    let nikol = says(&mut store, "1", "Nikol Pachinian", SpeakerKind::Person, Some("Arménie"));
    let since = store.revision().unwrap();
    store.alias(nikol, "chef du gouvernement arménien", "Ada").unwrap();
    store.alias(nikol, "Pachinian", "Ada").unwrap();
    let docs: Vec<ClaimDoc> = store.changed_since(since).map(|doc| doc.unwrap()).collect();
    assert!(docs[0].speakers.contains(&"chef du gouvernement arménien".to_owned()));
    assert_eq!(
        says(&mut store, "2", "Chef du gouvernement arménien", Office, None),
        nikol
    );
    assert_eq!(says(&mut store, "3", "Pachinian", SpeakerKind::Person, None), nikol);
    assert_ne!(
        says(&mut store, "4", "Pachinian", SpeakerKind::Person, Some("Turquie")),
        nikol
    );
    assert!(matches!(store.alias(nikol, " … ", "Ada"), Err(Error::Usage(_))));
    assert!(matches!(store.alias(999, "X", "Ada"), Err(Error::NotFound(_))));
    sound(&store);
}

#[test]
fn an_affiliation_filled_in_later_reaches_the_index() {
    let (_dir, mut store, _) = fresh();
    let jean = says(&mut store, "1", "Jean Martin", SpeakerKind::Person, None);
    let since = store.revision().unwrap();
    assert_eq!(
        says(&mut store, "2", "Jean Martin", SpeakerKind::Person, Some("PS")),
        jean
    );
    let docs: Vec<ClaimDoc> = store.changed_since(since).map(|doc| doc.unwrap()).collect();
    assert_eq!(docs.len(), 2);
    assert!(docs.iter().all(|doc| doc.side == "PS"));
}
