//! The command line tool; everything is in the library's `cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    claims_db::cli::run()
}
