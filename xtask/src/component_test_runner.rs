//! Runs the widget's component tests in a headless browser: cargo calls it with the wasm file.

fn main() -> anyhow::Result<()> {
    // `cargo test --quiet` says it to every runner; this one does not know the word.
    let arguments = std::env::args_os().filter(|argument| argument != "--quiet");
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(arguments)
}
