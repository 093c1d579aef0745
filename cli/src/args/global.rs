//! Options that every command takes.

use std::path::PathBuf;
use std::time::Duration;

use clap::{ArgAction, Args, ValueEnum};

/// When to use colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Options that every command takes.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// Say less; twice: only errors.
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub quiet: u8,
    /// Say more; twice: everything.
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub verbose: u8,
    /// When to use colours.
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
    pub color: ColorChoice,
    /// Plain lines: no colours, boxes, spinners or symbols.
    #[arg(long, global = true, env = "CODEZEST_PLAIN", value_parser = clap::builder::FalseyValueParser::new())]
    pub plain: bool,
    /// Print JSON on standard output (see `codezest schema`).
    #[arg(long, global = true)]
    pub json: bool,
    /// Never use the network.
    #[arg(long, global = true, env = "CODEZEST_OFFLINE", value_parser = clap::builder::FalseyValueParser::new())]
    pub offline: bool,
    /// The server to sync with.
    #[arg(long, global = true, value_name = "URL", env = "CODEZEST_SERVER")]
    pub server: Option<String>,
    /// Another configuration file.
    #[arg(long, global = true, value_name = "FILE", env = "CODEZEST_CONFIG")]
    pub config: Option<PathBuf>,
    /// Another folder for your working files.
    #[arg(long, global = true, value_name = "DIR", env = "CODEZEST_WORKSPACE")]
    pub workspace: Option<PathBuf>,
    /// Answer yes to every question.
    #[arg(short, long, global = true)]
    pub yes: bool,
    /// Never ask; fail where an answer is needed.
    #[arg(long, global = true)]
    pub no_input: bool,
    /// Give up after this long, such as `30s` or `2m`.
    #[arg(long, global = true, value_name = "TIME", value_parser = parse_duration)]
    pub timeout: Option<Duration>,
}

/// Reads `90`, `90s`, `2m` or `500ms`.
fn parse_duration(text: &str) -> Result<Duration, String> {
    let split = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, unit) = text.split_at(split);
    let number: u64 = digits
        .parse()
        .map_err(|_| format!("{text:?} is not a time such as 30s or 2m"))?;
    let millis = match unit {
        "" | "s" => number.checked_mul(1_000),
        "ms" => Some(number),
        "m" => number.checked_mul(60_000),
        _ => return Err(format!("{unit:?} is not a unit of time; use ms, s or m")),
    };
    match millis {
        Some(0) | None => Err(format!("{text:?} is out of range")),
        Some(millis) => Ok(Duration::from_millis(millis)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_units() {
        assert_eq!(parse_duration("30"), Ok(Duration::from_secs(30)));
        assert_eq!(parse_duration("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(parse_duration("2m"), Ok(Duration::from_secs(120)));
        assert!(parse_duration("0s").is_err());
        assert!(parse_duration("2h").unwrap_err().contains("unit"));
        assert!(parse_duration("soon").is_err());
    }
}
