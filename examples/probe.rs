use claims_db::library::{Library, SearchOptions};
use claims_db::model::Filter;
use std::time::Instant;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let n: usize = args[1].parse().unwrap();
    let mut lib = Library::open_read_only(std::path::Path::new("target/tmp/search-1000000-7/ours/claims.db")).unwrap();
    lib.catch_up();
    for q in &args[3..] {
        let options = SearchOptions {
            limit: if args[2].contains('c') { 0 } else { 20 },
            facets: args[2].contains('f'),
            ..SearchOptions::default()
        };
        let mut best = f64::INFINITY;
        let mut total = 0;
        let mut d = 0;
        for _ in 0..n {
            let s = Instant::now();
            let f = lib.search(q, &Filter::default(), options).unwrap();
            best = best.min(s.elapsed().as_secs_f64() * 1e3);
            total = f.total;
            d = f.distinct;
        }
        println!("{q}: {total} {d} {best:.3} ms");
    }
}
