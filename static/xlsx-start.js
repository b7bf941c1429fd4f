// Is appended to the glue that wasm-bindgen writes for the result of a file as a workbook, after static/app-guard.js: the
// whole of the worker that writes it. The page's one message brings the address of the wasm and the port to answer on.

// Milliseconds for the wasm to load: the page waits no longer, and offers the result as CSV.
const PATIENCE = 60_000;

onmessage = async ({ data: { wasm }, ports: [port] }) => {
  await __wbg_init({ module_or_path: fetch(wasm, { signal: AbortSignal.timeout(PATIENCE) }) });
  write_workbook(port);
};

// Where its memory is not enough, or the wasm does not come, the page hears so.
const fail = () => postMessage('failed');
guardWith({ enter() {}, leave() {}, fail });
onunhandledrejection = fail;
