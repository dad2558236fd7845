//! SIGKILL at random points.

use std::time::Duration;

use serde_json::{Value, json};

use crate::corpus::{Corpus, Dice};
use crate::place::{Place, Ran, write_articles};
use crate::truth::{self, Truth};
use crate::{Campaign, Tally};

/// Runs a command that is to be killed after `delay`; its end where it was quicker. What was seen committed just before must
/// still be there.
fn strike(place: &Place, args: &[&str], delay: Duration, tally: &mut Tally, what: &str) -> Option<Ran> {
    tally.runs += 1;
    let (ran, seen) = place.start(args).kill_after(delay, || truth::newest_event(&place.db()));
    if !ran.is_killed() {
        return Some(ran);
    }
    tally.hits += 1;
    place.aftermath(tally, what);
    truth::still_has(&place.db(), seen, tally, what);
    // Nor was anything told that is not so.
    let told = ran
        .out
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let told: Vec<String> = told
        .filter_map(|record| Some(record["article"].as_str()?.to_owned()))
        .collect();
    let gone = if told.is_empty() {
        Vec::new()
    } else {
        truth::lacks(&place.db(), &told)
    };
    tally.lost += gone.len() as u64;
    if let Some(first) = gone.first() {
        tally.tell(format!("{what}: article {first} was reported, and is gone"));
    }
    None
}

/// Articles taken in by several commands, each killed until it comes to its end.
pub fn index(campaign: &mut Campaign, rounds: u64, tally: &mut Tally) {
    while tally.hits < rounds {
        let (place, mut before) = (Place::new(), Truth::default());
        for n in 0..campaign.parts.len() {
            let (after, took) = campaign.after[n].clone();
            let part = campaign.part(n).to_owned();
            let args = ["index", part.as_str(), "--format", "jsonl"];
            let mut kills = 0;
            loop {
                let what = format!("index of part {n}");
                let delay = if kills < 5 {
                    campaign.moment(took)
                } else {
                    Duration::from_secs(600)
                };
                let ended = match kills < 5 && tally.hits < rounds {
                    true => strike(&place, &args, delay, tally, &what),
                    false => Some(place.run(&args)),
                };
                let now = if place.db().exists() {
                    place.truth()
                } else {
                    Truth::default()
                };
                now.keeps(&before, tally, &what);
                now.is_part_of(&after, tally, &what);
                before = now;
                kills += 1;
                let Some(ran) = ended else { continue };
                tally.check(ran.is_good(), || format!("{what}: {ran:?}"));
                before.keeps(&after, tally, &what);
                break;
            }
        }
        before.is(campaign.truth(), tally, "index after kills");
        place.aftermath(tally, "index after kills");
    }
}

/// A command that is all or nothing: what is there after a kill is what was there before, or what an unkilled run leaves.
fn atomic(
    campaign: &mut Campaign,
    base: &Place,
    args: &[&str],
    within: Option<Duration>,
    rounds: u64,
    tally: &mut Tally,
) {
    let twin = base.copy();
    let ran = twin.run(args);
    assert!(ran.is_good(), "{ran:?}");
    let (before, after) = (base.truth(), twin.truth());
    let until = tally.hits + rounds;
    let mut idle = 0;
    while tally.hits < until && idle < 20 {
        let place = base.copy();
        let delay = campaign.moment(within.unwrap_or(ran.took));
        let what = format!("{args:?} killed after {delay:?}");
        let (hits, ended) = (tally.hits, strike(&place, args, delay, tally, &what));
        idle = if tally.hits == hits { idle + 1 } else { 0 };
        match ended {
            Some(ran) => tally.check(ran.is_good(), || format!("{what}: {ran:?}")),
            None => {
                let now = place.truth();
                if now != after {
                    now.is(&before, tally, &what);
                    let again = place.run(args);
                    tally.check(again.is_good(), || format!("{what}, again: {again:?}"));
                }
            }
        }
        place.truth().is(&after, tally, &what);
        place.aftermath(tally, &what);
        no_leftovers(&place, tally, &what);
    }
}

/// What a killed backup or restore left beside the database is gone after the next one.
fn no_leftovers(place: &Place, tally: &mut Tally, what: &str) {
    let left = || {
        let names = std::fs::read_dir(place.root()).unwrap();
        let mut names = names.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
        names.find(|name| name.starts_with(".claims-"))
    };
    if left().is_none() {
        return;
    }
    let next = place.path("next.db");
    let ran = place.run(&["backup", next.to_str().unwrap()]);
    std::fs::remove_file(next).unwrap();
    tally.check(ran.is_good() && left().is_none(), || {
        format!("{what}: left {:?}, {ran:?}", left())
    });
}

/// The search index made again.
pub fn reindex(campaign: &mut Campaign, rounds: u64, tally: &mut Tally) {
    let base = campaign.whole.copy();
    atomic(campaign, &base, &["reindex"], None, rounds, tally);
}

/// Every text analysed again, in a database whose claims have neither keys nor origins yet.
pub fn extract(campaign: &mut Campaign, rounds: u64, tally: &mut Tally) {
    let (old, args) = (older(campaign, 3), ["reindex", "--extract"]);
    let twin = old.copy();
    let ran = twin.run(&args);
    assert!(ran.is_good(), "{ran:?}");
    let after = twin.truth();
    after.has_claims_of(campaign.truth(), tally, "an older database after an extraction");
    while tally.hits < rounds {
        let (place, before) = (old.copy(), old.truth());
        for _ in 0..5 {
            let delay = campaign.moment(ran.took);
            let what = format!("reindex --extract killed after {delay:?}");
            let ended = strike(&place, &args, delay, tally, &what);
            place.truth().keeps(&before, tally, &what);
            if ended.is_some() {
                break;
            }
        }
        let ran = place.run(&args);
        tally.check(ran.is_good(), || format!("{ran:?}"));
        place.truth().is(&after, tally, "reindex --extract after kills");
        place.aftermath(tally, "reindex --extract after kills");
    }
}

fn older(campaign: &Campaign, version: usize) -> Place {
    let old = Place::new();
    truth::make_older(&campaign.whole.copy().db(), &old.db(), version);
    old
}

/// Databases of every older schema brought up to date.
pub fn migration(campaign: &mut Campaign, rounds: u64, tally: &mut Tally) {
    for version in 1..=4 {
        let old = older(campaign, version);
        let soon = Some(Duration::from_millis(60));
        atomic(campaign, &old, &["reindex"], soon, rounds / 6, tally);
        atomic(
            campaign,
            &old,
            &["reindex"],
            None,
            rounds.div_ceil(3) - rounds / 6,
            tally,
        );
    }
}

/// What people decide, each act killed beside a twin that is not.
pub fn review(campaign: &mut Campaign, rounds: u64, tally: &mut Tally) {
    let (place, twin) = (campaign.whole.copy(), campaign.whole.copy());
    let ids = |args: &[&str]| -> Vec<String> {
        let id = |record: &Value| record["id"].as_str().map_or(record["id"].to_string(), str::to_owned);
        twin.records(args).iter().map(id).collect()
    };
    let relations = ids(&["conflicts", "list", "--limit", "200"]);
    let claims = ids(&["list", "--limit", "200"]);
    let speakers = ids(&["speakers", "list", "--limit", "200"]);
    let mut before = place.truth();
    let mut act = 0;
    while tally.hits < rounds {
        act += 1;
        let dice: &mut Dice = &mut campaign.dice;
        let (relation, claim) = (dice.pick(&relations).clone(), dice.pick(&claims).clone());
        let (one, other) = (dice.pick(&speakers).clone(), dice.pick(&speakers).clone());
        let note = format!("acte {act}");
        let file = campaign.dir.path().join("review.jsonld");
        let args: Vec<&str> = match dice.below(8) {
            0 => vec!["conflicts", "confirm", &relation, "--note", &note],
            1 => vec!["conflicts", "dismiss", &relation, "--as", "different_time"],
            2 => vec!["conflicts", "resolve", &relation, "--as", "a_stands"],
            3 => vec!["verdict", "set", &claim, "confirmed", "--because", &note],
            4 => vec!["verdict", "set", &claim, "misleading", "--because", &note],
            5 => vec!["speakers", "merge", &one, &other],
            6 => vec!["speakers", "alias", &one, &note],
            _ => {
                let review = json!({
                    "@context": "https://schema.org", "@type": "ClaimReview", "claimReviewed": note,
                    "reviewRating": {"@type": "Rating", "alternateName": "Faux"},
                });
                std::fs::write(&file, review.to_string()).unwrap();
                vec!["import", file.to_str().unwrap()]
            }
        };
        let done = twin.run(&args);
        if !done.is_good() {
            // What cannot be done, such as to merge the merged, is no act.
            tally.check(matches!(done.code, Some(2 | 3)), || format!("{args:?}: {done:?}"));
            continue;
        }
        let after = twin.truth();
        let delay = campaign.moment(done.took);
        let what = format!("{args:?} killed after {delay:?}");
        if strike(&place, &args, delay, tally, &what).is_none() {
            let now = place.truth();
            if now != after {
                now.is(&before, tally, &what);
                let again = place.run(&args);
                tally.check(again.is_good(), || format!("{what}, again: {again:?}"));
            }
        }
        place.truth().is(&after, tally, &what);
        before = after;
    }
    place.aftermath(tally, "review");
    twin.aftermath(tally, "review without kills");
}

/// An archive of another database taken in.
pub fn import(campaign: &mut Campaign, rounds: u64, tally: &mut Tally) {
    let other = Place::new();
    let (articles, archive) = (other.path("articles.jsonl"), campaign.dir.path().join("archive.jsonl"));
    let size = if campaign.full { 100 } else { 6 };
    write_articles(
        &articles,
        Corpus::new(campaign.dice.next()).take(size).map(|mut article| {
            article.identity.insert_str(0, "autre-");
            article
        }),
    );
    assert!(other.run(&["index", articles.to_str().unwrap()]).is_good());
    std::fs::write(&archive, other.run(&["export"]).out).unwrap();
    let base = campaign.whole.copy();
    atomic(
        campaign,
        &base,
        &["import", archive.to_str().unwrap()],
        None,
        rounds,
        tally,
    );
}

/// A copy written: it is whole or not there.
pub fn backup(campaign: &mut Campaign, rounds: u64, tally: &mut Tally) {
    let place = campaign.whole.copy();
    let (copy, args) = (place.path("copy.db"), ["backup", "copy.db"]);
    let args = [args[0], copy.to_str().unwrap()];
    let took = place.run(&args).took;
    while tally.hits < rounds {
        let _ = std::fs::remove_file(&copy);
        let delay = campaign.moment(took);
        let what = format!("backup killed after {delay:?}");
        let ended = strike(&place, &args, delay, tally, &what);
        if ended.is_none() && !copy.exists() {
            let again = place.run(&args);
            tally.check(again.is_good(), || format!("{what}, again: {again:?}"));
            no_leftovers(&place, tally, &what);
        }
        match Truth::of(&copy) {
            Ok(copied) => copied.is(campaign.truth(), tally, &what),
            Err(error) => tally.trouble(format!("{what}: {error}")),
        }
        let verified = place.run(&["verify", "--db", copy.to_str().unwrap()]);
        tally.check(verified.is_good(), || format!("{what}: {verified:?}"));
    }
}

/// A copy brought back over a database that has more in it.
pub fn restore(campaign: &mut Campaign, rounds: u64, tally: &mut Tally) {
    let place = campaign.whole.copy();
    let copy = campaign.dir.path().join("copy.db");
    let copy = copy.to_str().unwrap();
    assert!(place.run(&["backup", copy]).is_good());
    let claim = place.records(&["list", "--limit", "1"])[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(
        place
            .run(&["verdict", "set", &claim, "refuted", "--because", "un acte"])
            .is_good()
    );
    atomic(campaign, &place, &["restore", copy, "--force"], None, rounds, tally);
}
