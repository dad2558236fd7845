//! The command line tool; everything is in the library's `cli`.

use std::process::ExitCode;

/// Analysis makes many short strings, on several threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    claims_db::cli::run()
}
