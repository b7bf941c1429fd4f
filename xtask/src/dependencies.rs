//! What the project may depend on: licences, registries and packages. The check needs nothing that
//! cargo does not bring.

use anyhow::{Context, Result, bail};
use serde_json::Value;
use spdx::{Expression, Licensee, ParseMode};

use crate::program::output;
use crate::workspace::Workspace;

/// Licences that ask no more of a host than to keep the notice.
const ALLOWED: [&str; 10] = [
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Zlib",
];

/// Packages that must not come in: TLS is rustls, so that nothing is to be installed beside gcc.
const BANNED: [&str; 2] = ["openssl-sys", "native-tls"];

/// The one registry.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Refuses a package of another licence or another source, a banned one, and a dependency that any
/// version would satisfy.
pub fn check(workspace: &Workspace) -> Result<()> {
    let metadata = output(workspace.cargo().args([
        "metadata",
        "--format-version=1",
        "--locked",
        "--all-features",
    ]))?;
    let metadata: Value = serde_json::from_str(&metadata).context("cargo metadata")?;
    let allowed: Vec<Licensee> = ALLOWED
        .into_iter()
        .map(Licensee::parse)
        .collect::<Result<_, _>>()?;
    let packages = metadata["packages"].as_array().context("no packages")?;
    let mut faults = Vec::new();
    for package in packages {
        faults.extend(faults_of(package, &allowed));
    }
    if !faults.is_empty() {
        bail!("{}", faults.join("\n"));
    }
    println!("   {} packages", packages.len());
    Ok(())
}

/// What is wrong with a package, one line each.
fn faults_of(package: &Value, allowed: &[Licensee]) -> Vec<String> {
    let words = |field: &str| package[field].as_str().unwrap_or_default();
    let name = words("name");
    let mut faults = Vec::new();
    if BANNED.contains(&name) {
        faults.push(format!("{name}: is banned"));
    }
    // The workspace's own have no source; their dependencies are chosen here.
    if package["source"].is_null() {
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let is_wild = dependency["req"] == "*" && dependency["path"].is_null();
            if is_wild {
                faults.push(format!("{name}: {} has no version", dependency["name"]));
            }
        }
        return faults;
    }
    if words("source") != REGISTRY {
        faults.push(format!("{name}: comes from {}", words("source")));
    }
    let licence = words("license");
    let is_allowed = Expression::parse_mode(licence, ParseMode::LAX).is_ok_and(|expression| {
        expression.evaluate(|asked| allowed.iter().any(|own| own.satisfies(asked)))
    });
    if !is_allowed {
        faults.push(format!("{name}: the licence `{licence}` is not allowed"));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    #[rustfmt::skip]
    fn only_permissive_packages_of_the_registry_come_in() {
        let allowed = ALLOWED.map(|licence| Licensee::parse(licence).unwrap());
        // Name, source, licence, number of faults.
        for (name, source, licence, faults) in [
            ("a", REGISTRY, "MIT", 0),
            ("a", REGISTRY, "MIT/Apache-2.0", 0),
            ("a", REGISTRY, "GPL-3.0-only OR MIT", 0),
            ("a", REGISTRY, "MIT AND Unicode-3.0", 0),
            ("a", REGISTRY, "MIT AND GPL-3.0-only", 1),
            ("a", REGISTRY, "GPL-3.0-only", 1),
            ("a", REGISTRY, "", 1),
            ("a", "git+https://example.org/a", "MIT", 1),
            ("native-tls", REGISTRY, "MIT", 1),
            ("openssl-sys", "git+https://example.org/a", "LGPL-2.1-only", 3),
        ] {
            let package = json!({"name": name, "source": source, "license": licence});
            let found = faults_of(&package, &allowed);
            assert_eq!(found.len(), faults, "{name}, {licence}: {found:?}");
        }
        let own = json!({"name": "own", "source": null, "dependencies": [
            {"name": "a", "req": "*", "path": "crates/a"}, {"name": "b", "req": "*"}, {"name": "c", "req": "^1"},
        ]});
        assert_eq!(faults_of(&own, &allowed), [r#"own: "b" has no version"#]);
    }
}
