//! Other processes beside ours, and a clock that is wrong.

use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::place::Place;
use crate::truth;
use crate::{Campaign, Tally};

/// Another program holds the database, for a while and for long.
pub fn locked(campaign: &mut Campaign, rounds: u64, tally: &mut Tally) {
    let place = campaign.whole.copy();
    let claim = place.records(&["list", "--limit", "1"])[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    for round in 0..rounds {
        let because = format!("tour {round}");
        let args = ["verdict", "set", &claim, "confirmed", "--because", &because];
        let holder = Connection::open(place.db()).unwrap();
        holder.execute_batch("BEGIN EXCLUSIVE").unwrap();
        let waiting = place.start(&args);
        for reading in [&["search", "sait"][..], &["list", "--limit", "3"], &["verify"]] {
            let ran = place.run(reading);
            tally.check(ran.is_good(), || format!("locked, {reading:?}: {ran:?}"));
        }
        std::thread::sleep(Duration::from_millis(600));
        holder.execute_batch("COMMIT").unwrap();
        drop(holder);
        let ran = waiting.finish();
        (tally.runs, tally.hits) = (tally.runs + 1, tally.hits + 1);
        tally.check(ran.is_good() && ran.err.contains("waiting for it"), || {
            format!("locked for a while: {ran:?}")
        });
    }
    if campaign.full {
        // Longer than anybody waits: readers where nobody may read, then writers.
        for (mode, args, seconds) in [
            ("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE", &["list"][..], 13),
            (
                "BEGIN EXCLUSIVE",
                &["verdict", "set", &claim, "refuted", "--because", "x"],
                75,
            ),
        ] {
            let holder = Connection::open(place.db()).unwrap();
            holder.execute_batch(mode).unwrap();
            let since = Instant::now();
            let ran = place.run(args);
            (tally.runs, tally.hits) = (tally.runs + 1, tally.hits + 1);
            let soon = since.elapsed() < Duration::from_secs(seconds);
            tally.check(soon && ran.tells(&["try again when it is done"]), || {
                format!("locked for long: {ran:?}")
            });
            holder.execute_batch("COMMIT").unwrap();
        }
    }
    place.aftermath(tally, "locked");
    let verdicts = place.records(&["verdict", "log"]).len() as u64;
    tally.lost += rounds.saturating_sub(verdicts);
    tally.doubled += verdicts.saturating_sub(rounds);
}

/// What is there is of a far day to come: every act of today is earlier by the clock, and still follows.
pub fn clock(campaign: &mut Campaign, rounds: u64, tally: &mut Tally) {
    let made = campaign.whole.copy();
    let claims: Vec<String> = made
        .records(&["list", "--limit", "20"])
        .iter()
        .map(|record| record["id"].as_str().unwrap().to_owned())
        .collect();
    let relation = made.records(&["conflicts", "list", "--limit", "1"])[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let act = |place: &Place, verdict: &str, claim: &str| {
        let ran = place.run(&["verdict", "set", claim, verdict, "--because", "un acte"]);
        assert!(ran.is_good(), "{ran:?}");
    };
    for _ in 0..rounds {
        let claim = campaign.dice.pick(&claims).clone();
        act(&made, "confirmed", &claim);
        assert!(made.run(&["conflicts", "confirm", &relation]).is_good());
        let archive = made.run(&["export"]).out;
        let year = |key: &str, year: &str| format!("\"{key}\":\"{year}");
        let now = jiff::Timestamp::now().to_string()[..2].to_owned();
        let later = ["at", "retrieved", "decided_at"]
            .iter()
            .fold(archive.clone(), |text, key| {
                text.replace(&year(key, &now), &year(key, "89"))
            });
        tally.check(later != archive, || "the archive has no times".into());
        // The same acts on both, in both orders of time.
        let [now, later] = [archive, later].map(|archive| {
            let place = Place::new();
            let file = place.path("archive.jsonl");
            std::fs::write(&file, archive).unwrap();
            let ran = place.run(&["import", file.to_str().unwrap()]);
            assert!(ran.is_good(), "{ran:?}");
            act(&place, "refuted", &claim);
            assert!(
                place
                    .run(&["conflicts", "resolve", &relation, "--as", "both_hold"])
                    .is_good()
            );
            assert!(place.run(&["index", campaign.part(0)]).is_good());
            place
        });
        (tally.runs, tally.hits) = (tally.runs + 1, tally.hits + 1);
        later.truth().is(&now.truth(), tally, "clock going backwards");
        later.aftermath(tally, "clock going backwards");
        let log = |place: &Place| -> Vec<String> {
            let event =
                |event: &serde_json::Value| format!("{} {} {}", event["seq"], event["action"], event["subject"]);
            place.records(&["log"]).iter().map(event).collect()
        };
        tally.check(log(&now) == log(&later), || {
            "the order of the log follows the clock".into()
        });
        let shown = later.run(&["show", &claim]);
        tally.check(shown.out.contains("refuted by"), || {
            format!("the newest verdict does not hold: {shown:?}")
        });
    }
}

/// Two processes take articles in at once, some of them the same.
pub fn two_writers(campaign: &mut Campaign, rounds: u64, tally: &mut Tally) {
    let mut waited = 0;
    for _ in 0..rounds {
        let place = Place::new();
        let [a, b, c] = [0, 1, 2].map(|n| campaign.part(n).to_owned());
        let one = place.start(&["index", &a, &b]);
        std::thread::sleep(campaign.moment(Duration::from_millis(100)));
        let other = place.start(&["index", &c, &b]);
        for ran in [one.finish(), other.finish()] {
            tally.runs += 1;
            tally.check(ran.is_good(), || format!("two writers: {ran:?}"));
            waited += u64::from(ran.err.contains("waiting for it"));
        }
        tally.hits += 1;
        place.truth().has_claims_of(campaign.truth(), tally, "two writers");
        place.aftermath(tally, "two writers");
        let again = place.run(&["index", &a, &b, &c]);
        let all = format!("{} unchanged", articles(campaign));
        tally.check(again.is_good() && again.err.contains(&all), || {
            format!("two writers, again: {again:?}")
        });
    }
    tally
        .notes
        .push(format!("{waited} of {} writers said that they waited", 2 * rounds));
}

/// Articles of all parts.
fn articles(campaign: &Campaign) -> usize {
    let lines = |part| std::fs::read_to_string(part).unwrap().lines().count();
    campaign.parts.iter().map(lines).sum()
}

/// Every reader sees whole articles and a sound database, whatever a writer does.
pub fn readers(campaign: &mut Campaign, rounds: u64, tally: &mut Tally) {
    for _ in 0..rounds {
        let place = Place::new();
        assert!(place.run(&["index", campaign.part(0)]).is_good());
        let mut writer = place.start(&["index", campaign.part(1), campaign.part(2)]);
        let mut before = place.truth();
        tally.runs += 1;
        while writer.is_alive() {
            tally.hits += 1;
            for args in [
                &["verify"][..],
                &["search", "sait"],
                &["list", "--limit", "20"],
                &["doctor"],
            ] {
                let ran = place.run(args);
                // A part of the articles may have nothing that matches.
                let nothing = args[0] == "search" && ran.code == Some(1);
                tally.check(ran.is_good() || nothing, || format!("reader {args:?}: {ran:?}"));
            }
            let now = place.truth();
            now.keeps(&before, tally, "reader");
            now.is_part_of(campaign.truth(), tally, "reader");
            before = now;
            // What one reader prints is of one state: as many events as the number of the last.
            let log = place.records(&["log"]);
            let last = log.last().map_or(0, |event| event["seq"].as_u64().unwrap());
            tally.check(log.len() as u64 == last, || "the log has a gap".into());
        }
        let ran = writer.finish();
        tally.check(ran.is_good(), || format!("writer beside readers: {ran:?}"));
        place.truth().is(campaign.truth(), tally, "readers");
        place.aftermath(tally, "readers");
    }
}

/// Copies made while articles come in: each can be brought back, and goes on to the same end.
pub fn backup(campaign: &mut Campaign, rounds: u64, tally: &mut Tally) {
    for _ in 0..rounds {
        let place = Place::new();
        assert!(place.run(&["index", campaign.part(0)]).is_good());
        let (took, copy) = (campaign.after[1].1, place.path("copy.db"));
        let mut writer = place.start(&["index", campaign.part(1), campaign.part(2)]);
        std::thread::sleep(campaign.moment(took));
        let committed = place.truth();
        let ran = place.run(&["backup", copy.to_str().unwrap()]);
        tally.runs += 1;
        tally.hits += u64::from(writer.is_alive());
        tally.check(ran.is_good(), || format!("backup beside a writer: {ran:?}"));
        let ran = writer.finish();
        tally.check(ran.is_good(), || format!("writer beside a backup: {ran:?}"));
        place.truth().is(campaign.truth(), tally, "writer beside a backup");
        let back = Place::new();
        let ran = back.run(&["restore", copy.to_str().unwrap()]);
        tally.check(ran.is_good(), || format!("restore: {ran:?}"));
        if truth::schema(&back.db()).is_none() {
            continue;
        }
        back.truth().keeps(&committed, tally, "backup beside a writer");
        back.truth()
            .is_part_of(campaign.truth(), tally, "backup beside a writer");
        back.aftermath(tally, "backup beside a writer");
        assert!(back.run(&["index", campaign.part(1), campaign.part(2)]).is_good());
        back.truth().is(campaign.truth(), tally, "going on from a backup");
    }
}
