// Stands at the end of the engine's worker, after the glue that wasm-bindgen writes.

// The page's first message brings the address of the wasm, a later one the port to answer on. The
// port keeps all that comes through it until the engine listens.
//
// For the engine that starts with the page, the page also asks for wasm and manifest and hands the
// answers on: on a bad line each wait takes seconds, and none waits for another so.

let started;

// What is on its way already, by its address: `take(signal)` gives the answer, or none.
const early = new Map();
const hear = new Map();

const request = fetch;
globalThis.fetch = async (address, options) => {
  const take = early.get(address);
  early.delete(address);
  return (await take?.(options?.signal)) || request(address, options);
};

onmessage = ({ data: { wasm, manifest, list, address, answer }, ports: [port] }) => {
  if (manifest) {
    expect(wasm);
    expect(manifest, ({ body }) => requestPacks(manifest, list, body));
  }
  if (wasm) {
    started = __wbg_init({ module_or_path: wasm });
    // The first dates and numbers of a process take a cheap phone long, and the page needs some
    // with the lists. Here, while the wasm is on its way, nobody waits for them.
    new Intl.DateTimeFormat('en').format();
    new Intl.NumberFormat('en').format(0);
  }
  if (address) hear.get(address)(answer);
  if (port) started.then(() => serve(port));
};

function expect(address, act) {
  const heard = new Promise((resolve) => {
    hear.set(address, (answer) => {
      if (answer) act?.(answer);
      resolve(answer && new Response(answer.body, answer));
    });
  });
  early.set(address, () => heard);
}

// The names of the search packs stand in the manifest as text, each with the code of its list. They
// are hints: what comes is checked by the engine, which asks for what is missing.
function requestPacks(manifest, list, body) {
  const names = new TextDecoder('latin1').decode(body).match(/[a-z\d-]+-search\.[0-9a-f]{16}\.pack/g) ?? [];
  const wanted = names.filter((name) => list.split(/\s+/).includes(name.split('-search')[0]));
  for (const name of wanted.length > 0 ? wanted : names) {
    const address = new URL(name, manifest).href;
    const end = new AbortController();
    const answer = request(address, { signal: end.signal }).catch(() => {});
    early.set(address, (signal) => {
      signal?.addEventListener('abort', () => end.abort());
      return answer;
    });
  }
}

// The page hears of an uncaught error by itself, but not of a promise that failed.
onunhandledrejection = () => postMessage('failed');
