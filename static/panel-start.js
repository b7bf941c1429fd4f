// What the panels beside the search have in common: a box at the end of the element, the workers they start, and
// their end. Stands between the guard of static/app-guard.js and the script of the panel, which calls `beginWith`.

const panels = new Set();

/** Loads the panel's program; `wasm` is its answer or its address. */
export const load = (module_or_path) => __wbg_init({ module_or_path });

/** Gives the person a file; its name says nothing of what is in it. */
function save(parts, type, name) {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/**
 * A panel at the end of `given.root`. `given.worker` is the address of this file, admitted by the page's policy;
 * `given.gone()` is called at the end. `stopped` stands in its place once its program has stopped for ever; `ending()`
 * is called before it ends or stops.
 */
function addPanel(given, stopped, ending = () => {}) {
  const box = document.createElement('div');
  const life = new AbortController();
  // Yew never takes back its listeners, and they would keep the box for ever.
  box.addEventListener = (type, act, options) => {
    EventTarget.prototype.addEventListener.call(box, type, act, { ...options, signal: life.signal });
  };
  const opener = given.root.activeElement;
  // Those that the panel ends itself have nothing left to end.
  const workers = [];
  const panel = {
    box,
    /** Aborts when it ends or stops. */
    signal: life.signal,
    /** Ends `worker` with the panel, should the panel's program stop. */
    hold(worker) {
      workers.push(worker);
      return worker;
    },
    /** Starts a worker with this file, or with another script and wasm, which hears `asked` and the port. */
    start(asked, port, [script, wasm] = [given.worker, given.wasm]) {
      const worker = new Worker(script, { type: 'module' });
      worker.postMessage({ ...asked, wasm }, [port]);
      return panel.hold(worker);
    },
    end() {
      if (!panels.delete(panel)) return;
      ending();
      panel.opened?.destroy();
      life.abort();
      box.remove();
      given.gone();
      if (opener?.isConnected) opener.focus();
    },
    stop() {
      ending();
      for (const worker of workers) worker.terminate();
      life.abort();
      box.textContent = stopped;
    },
    /** What the page may do with it. */
    shown: {
      show() {
        box.scrollIntoView();
        return true;
      },
      end: () => panel.end(),
    },
  };
  given.root.adoptedStyleSheets = [...new Set([...given.root.adoptedStyleSheets, given.sheet])];
  given.root.append(box);
  panels.add(panel);
  return panel;
}

/** Goes on as a page, or as a worker in which `serve(asked, port)` answers the panel. */
function beginWith(serve) {
  if (globalThis.document) {
    guardWith({
      enter() {},
      leave() {},
      // The program has stopped for ever, and so has every panel.
      fail() {
        for (const { stop } of panels) stop();
      },
    });
  } else {
    guardWith({ enter() {}, leave() {}, fail: () => postMessage('failed') });
    onmessage = ({ data: { wasm, ...asked }, ports: [port] }) => {
      load(wasm).then(() => serve(asked, port));
    };
    onunhandledrejection = () => postMessage('failed');
  }
}
