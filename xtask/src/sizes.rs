//! How many bytes a browser loads.

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

/// What the engine may weigh, gzipped.
pub const ENGINE_AIM: u64 = 140_000;

/// What a browser may have to load before the box can be typed in, gzipped: the page's half of
/// the code, and the texts of one language without those of a record.
pub const BOX_AIM: u64 = 118_000;

/// Every file of a built folder, by name.
pub struct Sizes {
    files: Vec<File>,
}

struct File {
    name: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Measures a built folder. The files must have their compressed forms beside them.
pub fn read(dist: &Path) -> Result<Sizes> {
    let mut files = Vec::new();
    for folder in ["", "data"] {
        let folder = dist.join(folder);
        for entry in
            fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?
        {
            let path = entry?.path();
            let size = |ending: &str| {
                let mut name = path.clone().into_os_string();
                name.push(ending);
                fs::metadata(&name).map(|file| file.len())
            };
            if !path.is_file() || size(".gz").is_err() {
                continue;
            }
            files.push(File {
                name: path.strip_prefix(dist)?.display().to_string(),
                raw: size("")?,
                gzip: size(".gz")?,
                brotli: size(".br")?,
            });
        }
    }
    files.sort_by(|a, b| (a.is_data(), &a.name).cmp(&(b.is_data(), &b.name)));
    Ok(Sizes { files })
}

impl Sizes {
    /// Gzipped bytes that the box needs before it can be typed in.
    pub fn box_gzip(&self) -> u64 {
        self.sum(File::is_for_box).gzip
    }

    /// Gzipped bytes of the worker, without the page.
    pub fn engine_gzip(&self) -> u64 {
        self.sum(|file| file.is_code() && file.name.starts_with("engine."))
            .gzip
    }

    /// Gzipped bytes of the packs of one role, `search` or `details`.
    pub fn pack_gzip(&self, role: &str) -> u64 {
        let of_role = |file: &&File| file.is_data() && file.name.contains(&format!("-{role}."));
        self.files
            .iter()
            .filter(of_role)
            .map(|file| file.gzip)
            .sum()
    }

    /// The same as [`fmt::Display`] shows.
    pub fn to_json(&self) -> Value {
        let row = |file: &File| json!({ "file": file.name, "raw": file.raw, "gzip": file.gzip, "brotli": file.brotli });
        json!({
            "files": self.files.iter().map(row).collect::<Vec<_>>(),
            "code": row(&self.sum(File::is_code)),
            "data": row(&self.sum(File::is_data)),
            "engine_gzip_aim": ENGINE_AIM,
            "box": row(&self.sum(File::is_for_box)),
            "box_gzip_aim": BOX_AIM,
        })
    }

    fn sum(&self, belongs: fn(&File) -> bool) -> File {
        let mut total = File {
            name: String::new(),
            raw: 0,
            gzip: 0,
            brotli: 0,
        };
        for file in self.files.iter().filter(|file| belongs(file)) {
            total.raw += file.raw;
            total.gzip += file.gzip;
            total.brotli += file.brotli;
        }
        total
    }
}

impl File {
    fn is_data(&self) -> bool {
        self.name.starts_with("data/")
    }

    /// Whether the box needs it, in English.
    fn is_for_box(&self) -> bool {
        let later = [
            "engine.",
            "files.",
            "record.",
            "offline.",
            "overview.",
            "sanctions-lookup-offline.",
            "xlsx.",
            "page.css",
            "embed",
        ];
        let is_later = later.iter().any(|start| self.name.starts_with(start));
        (self.is_code() && !is_later) || self.name.starts_with("texts-en.")
    }

    fn is_code(&self) -> bool {
        [".js", ".wasm", ".css"]
            .iter()
            .any(|ending| self.name.ends_with(ending))
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = |f: &mut fmt::Formatter<'_>, name: &str, file: &File| {
            let kb = |bytes: u64| format!("{:.1}", bytes as f64 / 1000.0);
            writeln!(
                f,
                "  {name:<44}{:>9}{:>9}{:>9}",
                kb(file.raw),
                kb(file.gzip),
                kb(file.brotli)
            )
        };
        writeln!(f, "  {:<44}{:>9}{:>9}{:>9}", "KB", "raw", "gzip", "brotli")?;
        for file in &self.files {
            row(f, &file.name, file)?;
        }
        row(
            f,
            "code: JavaScript, wasm and CSS",
            &self.sum(File::is_code),
        )?;
        row(f, "data: manifest and packs", &self.sum(File::is_data))?;
        row(
            f,
            "before the box can be typed in, in English",
            &self.sum(File::is_for_box),
        )
    }
}
