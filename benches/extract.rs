//! Words a second through analysis and extraction, and through the figures of what was found; the elements that are counted are words.
//!
//! A hostile input is measured at two sizes: where the second takes more than twice the time of the first, something is not linear.

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use claims_db::extract::extract;
use claims_db::ingest::{self, Options};
use claims_db::lexicon::Lexicon;
use claims_db::model::Lang;
use claims_db::relate;
use claims_db::text::analyse;
use criterion::{BenchmarkGroup, BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};

/// Words of the long article.
const LONG: usize = 200_000;
/// Bytes of a hostile input, and half of that.
const HOSTILE: [usize; 2] = [500_000, 1_000_000];

/// The articles that ship with the program.
fn fixtures() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let options = Options {
        recursive: true,
        ..Options::default()
    };
    ingest::articles(&[folder], &options)
        .map(|article| article.expect("the fixtures can be read").text())
        .collect()
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// `piece` over and over, up to `bytes`.
fn flood(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes.div_ceil(piece.len()))
}

/// What a hostile input is made of, by name.
fn hostile() -> [(&'static str, &'static str); 3] {
    [
        ("only quotation marks", "« » \" “ ” ' ‘ ’ » « \" "),
        (
            "only cues",
            "affirme a déclaré selon dit-il annonce que, a-t-il ajouté, d'après dénonce et assure que ",
        ),
        (
            "one sentence",
            "le ministre Jean Dupont et la présidente de la région affirment que les travaux, selon eux, ont cessé mardi, ",
        ),
    ]
}

fn run(texts: &[String]) -> usize {
    let found = |text: &String| extract(&analyse(black_box(text), Lang::FR, 0)).drafts.len();
    texts.iter().map(found).sum()
}

fn group<'c>(c: &'c mut Criterion, name: &str) -> BenchmarkGroup<'c, criterion::measurement::WallTime> {
    let mut group = c.benchmark_group(name);
    group
        .sampling_mode(SamplingMode::Flat)
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3));
    group
}

fn extraction(c: &mut Criterion) {
    Lexicon::of(Lang::FR).expect("French has a lexicon");
    let fixtures = fixtures();
    let once = fixtures.join("\n\n");
    let long = vec![format!("{once}\n\n").repeat(LONG.div_ceil(words(&once)))];
    let mut group = group(c, "words per second");
    for (name, texts) in [("fixtures", &fixtures), ("long article", &long)] {
        group.throughput(Throughput::Elements(texts.iter().map(|text| words(text) as u64).sum()));
        group.bench_function(name, |b| b.iter(|| run(texts)));
    }
    for (name, piece) in hostile() {
        for bytes in HOSTILE {
            let text = [flood(piece, bytes)];
            group.throughput(Throughput::Elements(words(&text[0]) as u64));
            group.bench_function(BenchmarkId::new(name, bytes), |b| b.iter(|| run(&text)));
        }
    }
    group.finish();
}

fn figures(c: &mut Criterion) {
    let fixtures = fixtures();
    let analysed: Vec<_> = fixtures.iter().map(|text| analyse(text, Lang::FR, 0)).collect();
    let found: Vec<_> = analysed.iter().map(extract).collect();
    let mut group = group(c, "words per second of figures");
    group.throughput(Throughput::Elements(
        fixtures.iter().map(|text| words(text) as u64).sum(),
    ));
    group.bench_function("fixtures", |b| {
        b.iter(|| {
            let pairs = analysed.iter().zip(&found);
            pairs
                .flat_map(|(analysis, found)| found.drafts.iter().map(move |draft| (analysis, draft)))
                .map(|(analysis, draft)| relate::facts(analysis, black_box(draft), None).figures.len())
                .sum::<usize>()
        })
    });
    group.finish();
}

criterion_group!(benches, extraction, figures);
criterion_main!(benches);
