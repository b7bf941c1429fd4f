// Stands at the end of the engine's worker, after the glue that wasm-bindgen writes.

// The first message brings the address of the wasm and the port to answer on. The port keeps all
// that comes through it until the engine listens.
onmessage = ({ data: module_or_path, ports: [port] }) => {
  __wbg_init({ module_or_path }).then(() => serve(port));
  // The first dates and numbers of a process take a cheap phone long, and the page needs some with
  // the lists. Here, while the wasm is on its way, nobody waits for them.
  new Intl.DateTimeFormat('en').format();
  new Intl.NumberFormat('en').format(0);
};

// The page hears of an uncaught error by itself, but not of a promise that failed.
onunhandledrejection = () => postMessage('failed');
