//! Disks that are full, directories that cannot be written, files that are not what was written.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::place::{Place, Ran};
use crate::truth::{self, Truth};
use crate::{Campaign, Tally};

/// A file system mounted on a directory until this is dropped.
struct Mount(tempfile::TempDir);

impl Mount {
    fn new(args: &[&str]) -> Option<Mount> {
        let dir = tempfile::tempdir().unwrap();
        mount(args, dir.path()).then_some(Mount(dir))
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

/// Only an administrator may; false for everybody else.
fn mount(args: &[&str], on: &Path) -> bool {
    let mut command = Command::new("mount");
    command.args(args).arg(on).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

const FULL: &[&str] = &[
    "disk is full",
    "cannot be written",
    "disk failed",
    "No space",
    "too large",
];

/// Takes all parts in, each first by `first`, which may fail for want of space, then with space enough.
fn starve(
    campaign: &Campaign,
    place: &Place,
    tally: &mut Tally,
    mut first: impl FnMut(&Place, &[&str]) -> Ran,
    mut relieve: impl FnMut(&Place),
) {
    let mut before = Truth::default();
    for n in 0..campaign.parts.len() {
        let (args, what) = (["index", campaign.part(n)], format!("part {n} without space"));
        tally.runs += 1;
        let ran = first(place, &args);
        if !ran.is_good() {
            tally.hits += 1;
            tally.check(ran.tells(FULL), || format!("{what}: {ran:?}"));
            for args in [&["list", "--limit", "1"][..], &["verify"], &["doctor"]] {
                let ran = first(place, args);
                tally.check(!ran.is_wild(), || format!("{what}, then {args:?}: {ran:?}"));
            }
        }
        relieve(place);
        if truth::schema(&place.db()).is_some() {
            place.aftermath(tally, &what);
            place.truth().keeps(&before, tally, &what);
        }
        let again = place.run(&args);
        tally.check(again.is_good(), || format!("{what}, with space again: {again:?}"));
        before = place.truth();
        before.keeps(&campaign.after[n].0, tally, &what);
    }
    before.is(campaign.truth(), tally, "after want of space");
    place.aftermath(tally, "after want of space");
}

/// A small file system, made larger after each failure.
pub fn disk_full(campaign: &mut Campaign, rounds: u64, tally: &mut Tally) {
    let most = campaign.whole.size();
    for _ in 0..rounds {
        let mut spare: Vec<u64> = (0..64).map(|_| 65_536 + campaign.dice.below(most / 3)).collect();
        let Some(disk) = Mount::new(&["-t", "tmpfs", "-o", "size=1m", "none"]) else {
            tally
                .notes
                .push("left out: mounting a small file system is not allowed here".into());
            return;
        };
        let place = Place::at(disk.0.path());
        let resize = |bytes: u64| {
            assert!(mount(&["-o", &format!("remount,size={bytes}")], disk.0.path()));
        };
        let first = |place: &Place, args: &[&str]| {
            if args[0] == "index" {
                resize(place.size() + spare.pop().unwrap());
            }
            place.run(args)
        };
        starve(campaign, &place, tally, first, |_| resize(most * 10));
    }
}

/// Files that may not grow beyond some bytes.
pub fn file_limit(campaign: &mut Campaign, rounds: u64, tally: &mut Tally) {
    let most = std::fs::metadata(campaign.whole.db()).unwrap().len();
    for _ in 0..rounds {
        let mut limits: Vec<u64> = (0..64).map(|_| most / 50 + campaign.dice.below(most)).collect();
        let place = Place::new();
        let first = |place: &Place, args: &[&str]| {
            let limit = if args[0] == "index" {
                limits.pop().unwrap()
            } else {
                *limits.last().unwrap()
            };
            place.start_limited(args, limit).finish()
        };
        starve(campaign, &place, tally, first, |_| ());
    }
}

/// Everything read from, nothing written to, a directory that cannot be written, with and without a log left by a kill.
pub fn read_only(campaign: &mut Campaign, rounds: u64, tally: &mut Tally) {
    for round in 0..rounds {
        let dir = tempfile::tempdir().unwrap();
        campaign.whole.copy_into(dir.path());
        let place = Place::at(dir.path());
        let claim = place.records(&["list", "--limit", "1"])[0]["id"]
            .as_str()
            .unwrap()
            .to_owned();
        if round % 2 == 1 {
            let took = campaign.after[0].1;
            let delay = campaign.moment(took);
            let _ = place.start(&["reindex", "--extract"]).kill_after(delay, || ());
        }
        let path = dir.path().to_str().unwrap().to_owned();
        let frozen = mount(&["--bind", &path], dir.path()) && mount(&["-o", "remount,ro,bind"], dir.path());
        if !frozen {
            let _ = Command::new("umount").arg(&path).stderr(Stdio::null()).status();
            tally
                .notes
                .push("left out: mounting a directory read-only is not allowed here".into());
            return;
        }
        tally.hits += 1;
        let copy = campaign.dir.path().join(format!("frozen{round}.db"));
        let copy = copy.to_str().unwrap();
        for (args, code) in [
            (&["search", "trêve"][..], 0),
            (&["list", "--limit", "3"], 0),
            (&["stats"], 0),
            (&["verify"], 0),
            (&["export"], 0),
            (&["backup", copy], 0),
            (&["doctor"], 4),
            (&["index", campaign.part(0)], 4),
            (&["verdict", "set", &claim, "refuted", "--because", "x"], 4),
            (&["reindex"], 4),
        ] {
            tally.runs += 1;
            let ran = place.run(args);
            tally.check(ran.code == Some(code) && !ran.is_wild(), || {
                format!("read-only, {args:?}: exit {code} expected, {ran:?}")
            });
            if code == 4 {
                tally.check(ran.tells(&["cannot be written", "permission"]), || {
                    format!("{args:?}: {ran:?}")
                });
            }
        }
        assert!(Command::new("umount").arg(&path).status().unwrap().success());
        place.aftermath(tally, "after read-only");
        place.truth().keeps(campaign.truth(), tally, "after read-only");
        Truth::of(Path::new(copy))
            .unwrap()
            .keeps(campaign.truth(), tally, "backup of read-only");
    }
}

/// Every file of the index in turn: cut, with other bytes, gone.
pub fn index_files(campaign: &mut Campaign, rounds: u64, tally: &mut Tally) {
    let ids = |ran: &Ran| {
        let id = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["claim"]["id"].to_string();
        let mut ids: Vec<String> = ran.out.lines().map(id).collect();
        ids.sort_unstable();
        ids
    };
    let query = ["search", "morts", "--limit", "5000", "--format", "jsonl"];
    let expected = ids(&campaign.whole.copy().run(&query));
    assert!(!expected.is_empty());
    let dir = campaign.whole.path("claims.db.index");
    let mut files: Vec<_> = std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.retain(|file| std::fs::metadata(file).unwrap().len() > 0);
    files.sort();
    let begin = campaign.dice.next() as usize;
    for round in 0..rounds as usize {
        let file = &files[(begin + round) % files.len()];
        let place = campaign.whole.copy();
        let name = file.file_name().unwrap().to_str().unwrap();
        let path = place.path("claims.db.index").join(name);
        let mut bytes = std::fs::read(&path).unwrap();
        let at = campaign.dice.below(bytes.len() as u64) as usize;
        let what = match (round / files.len() + round) % 3 {
            0 => {
                bytes.truncate(at);
                std::fs::write(&path, bytes).unwrap();
                format!("{name} cut at {at}")
            }
            1 => {
                for byte in bytes.iter_mut().skip(at).take(1 + campaign.dice.below(8) as usize) {
                    *byte ^= 1 << campaign.dice.below(8);
                }
                std::fs::write(&path, bytes).unwrap();
                format!("{name} with other bytes at {at}")
            }
            _ => {
                std::fs::remove_file(&path).unwrap();
                format!("{name} gone")
            }
        };
        (tally.runs, tally.hits) = (tally.runs + 1, tally.hits + 1);
        let verified = place.run(&["verify"]);
        tally.check(verified.is_good() || verified.tells(&["'claims reindex'"]), || {
            format!("{what}: {verified:?}")
        });
        let ran = place.run(&query);
        tally.check(ran.is_good() && !ran.is_wild(), || format!("{what}: {ran:?}"));
        if ids(&ran) != expected {
            tally.lost += 1;
            tally.tell(format!("{what}: another result, {ran:?}"));
        }
        place.aftermath(tally, &what);
    }
}

/// Bytes of the database file changed: it is told, or it changes nothing.
pub fn database(campaign: &mut Campaign, rounds: u64, tally: &mut Tally) {
    let whole = campaign.whole.copy();
    let good = campaign.dir.path().join("good.db");
    let good = good.to_str().unwrap();
    if !Path::new(good).exists() {
        assert!(whole.run(&["backup", good]).is_good());
    }
    let expected = truth::dump(&whole.db()).unwrap();
    let (mut unseen, mut harmless) = (0, 0);
    for round in 0..rounds {
        let place = whole.copy();
        let mut bytes = std::fs::read(place.db()).unwrap();
        let dice = &mut campaign.dice;
        // Every fourth fault is in the header, the others anywhere.
        let at = dice.below(if round % 4 == 0 { 100 } else { bytes.len() as u64 }) as usize;
        let what = match dice.below(4) {
            0 => {
                bytes.truncate(at);
                format!("database cut at {at}")
            }
            1 => {
                let sector = at / 512 * 512;
                bytes[sector..].iter_mut().take(512).for_each(|byte| *byte = 0);
                format!("a sector of the database at {sector} made zero")
            }
            n => {
                let many = if n == 2 { 1 } else { 1 + dice.below(16) as usize };
                for byte in bytes.iter_mut().skip(at).take(many) {
                    *byte ^= 1 << dice.below(8);
                }
                format!("{many} bytes of the database at {at} changed")
            }
        };
        std::fs::write(place.db(), bytes).unwrap();
        (tally.runs, tally.hits) = (tally.runs + 1, tally.hits + 1);
        let verified = place.run(&["verify"]);
        let told = verified.tells(&[
            "'claims restore",
            "'claims index",
            "'claims reindex",
            "--db",
            "update claims",
        ]);
        tally.check(verified.is_good() || told, || format!("{what}: {verified:?}"));
        let doctor = place.run(&["doctor"]);
        tally.check(doctor.code == verified.code && !doctor.is_wild(), || {
            format!("{what}: verify {verified:?}, but doctor {doctor:?}")
        });
        for args in [
            &["search", "morts"][..],
            &["list"],
            &["export"],
            &["stats"],
            &["conflicts"],
        ] {
            let ran = place.run(args);
            tally.check(!ran.is_wild(), || format!("{what}: {args:?} {ran:?}"));
        }
        if verified.is_good() {
            match truth::dump(&place.db()) {
                Some(found) if found == expected => harmless += 1,
                // SQLite keeps no sums of its pages: another letter within a text is as good as the first.
                Some(_) => unseen += 1,
                None => tally.trouble(format!("{what}: verify read what cannot be read")),
            }
        }
        if round % 4 == 0 {
            let restored = place.run(&["restore", good, "--force"]);
            tally.check(restored.is_good(), || format!("{what}: {restored:?}"));
            if restored.is_good() {
                place.truth().is(campaign.truth(), tally, &what);
                place.aftermath(tally, &what);
            }
        }
    }
    tally.notes.push(format!(
        "{harmless} changed nothing that is stored, {unseen} were not seen by verify"
    ));
}
