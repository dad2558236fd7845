//! Who decides, for the log.

use anyhow::Result;

use crate::library;

/// Who decides.
#[derive(clap::Args, Debug)]
pub struct Actor {
    /// Who decides this, for the log; without it $CLAIMS_ACTOR, else $USER
    #[arg(
        long = "actor",
        visible_alias = "by",
        value_name = "NAME",
        env = "CLAIMS_ACTOR",
        hide_env_values = true
    )]
    name: Option<String>,
}

impl Actor {
    /// The name; an error for one that the log has no use for.
    pub fn name(self) -> Result<String> {
        let user = || std::env::var("USER").ok().filter(|user| !user.trim().is_empty());
        let name = self.name.or_else(user).unwrap_or_else(|| "somebody".to_owned());
        Ok(library::actor(&name)?.to_owned())
    }
}
