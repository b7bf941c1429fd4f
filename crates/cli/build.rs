//! Hands the commit of the source to the program, which a check record names.

#![allow(clippy::print_stdout)] // This is how a build script speaks to cargo.

use std::path::Path;
use std::process::Command;

/// What git says, without line breaks at the ends; `None` where this is no checkout.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

fn main() {
    // As PROVENANCE.json of a built page has it: with `-dirty` where files differ from the commit.
    let describe = [
        "describe",
        "--always",
        "--dirty",
        "--abbrev=40",
        "--exclude=*",
    ];
    let commit = git(&describe).unwrap_or_default();
    println!("cargo:rustc-env=SANCTIONS_LOOKUP_COMMIT={commit}");
    println!("cargo:rerun-if-changed=build.rs");
    for name in ["HEAD", "logs/HEAD", "index"] {
        // A path that is not there would make every build run this again.
        if let Some(path) = git(&["rev-parse", "--git-path", name])
            && Path::new(&path).exists()
        {
            println!("cargo:rerun-if-changed={path}");
        }
    }
}
