//! Makes the tables of sentences in `src/messages` into Rust methods and into the files that a
//! browser loads; a sentence that is missing anywhere ends the build.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use sentences::{PANELS, Table};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new("src/messages");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo:rerun-if-changed=src/messages");
    let tables = Table::read_all(folder)?;
    let english = &tables[0];
    fs::write(out.join("accessors.rs"), english.accessors())?;
    for table in &tables {
        let code = &table.code;
        fs::write(out.join(format!("{code}.txt")), table.pack(english))?;
        let later = out.join(format!("{code}-later.txt"));
        fs::write(later, table.pack_later(english))?;
    }
    let panels = Table::read_panels(&tables, folder)?;
    for (panel, accessors) in PANELS.iter().zip(Table::panel_accessors(&panels[0])) {
        fs::write(out.join(panel).with_extension("rs"), accessors)?;
    }
    let record = fs::read_to_string(folder.join("record/en.txt"))?;
    fs::write(out.join("record.rs"), constants(&record)?)?;
    Ok(())
}

/// A constant for each line `key = sentence` of what is English in every language.
fn constants(text: &str) -> Result<String, Box<dyn Error>> {
    let mut code = String::new();
    for line in text.lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (key, sentence) = line
            .split_once(" = ")
            .ok_or_else(|| format!("en.txt: a line is key = sentence: {line}"))?;
        let key = key.to_uppercase();
        code.push_str(&format!(
            "/// {sentence}\npub(crate) const {key}: &str = {sentence:?};\n"
        ));
    }
    Ok(code)
}
