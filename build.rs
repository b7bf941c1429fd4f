//! Makes the tables of sentences in `src/messages` into Rust methods and into the files that a
//! browser loads; a sentence that is missing anywhere ends the build.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/messages/table.rs"]
mod table;

use table::Table;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new("src/messages");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo:rerun-if-changed=src/messages");
    let english = Table::read("en", &fs::read_to_string(folder.join("en.txt"))?)?;
    fs::write(out.join("accessors.rs"), english.accessors())?;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if let (Some("txt"), Some(code)) = (
            path.extension().and_then(|end| end.to_str()),
            path.file_stem().and_then(|code| code.to_str()),
        ) {
            let table = Table::read(code, &fs::read_to_string(&path)?)?;
            table.check(&english)?;
            fs::write(out.join(format!("{code}.txt")), table.pack(&english))?;
            let later = out.join(format!("{code}-later.txt"));
            fs::write(later, table.pack_later(&english))?;
        }
    }
    Ok(())
}
