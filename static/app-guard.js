// Is appended to the glue that wasm-bindgen writes for the page. The glue passes the exports of the
// wasm through `guard`, so every listener, timer, message and call of ours enters the wasm here.

let isDead = false;
let depth = 0;
let watcher;

/**
 * `watcher.enter()` and `watcher.leave()` are called around everything that runs in the wasm;
 * `watcher.fail()` once, when it has stopped for ever.
 */
export function guardWith(given) {
  watcher = given;
}

/** Stops the wasm: nothing enters it any more. */
export function stop() {
  if (isDead) return;
  isDead = true;
  watcher.fail();
}

// An exception that passes through the wasm leaves its memory half changed, so nothing may run in
// it again. The exception itself goes no further: its text may hold what was typed.
const enter = (run) => (...given) => {
  if (isDead) return [];
  if (depth === 0) watcher.enter();
  depth += 1;
  try {
    return run(...given);
  } catch {
    stop();
    return [];
  } finally {
    depth -= 1;
    if (depth === 0) watcher.leave();
  }
};

function guard(exports) {
  return Object.fromEntries(Object.entries(exports)
    .map(([name, value]) => [name, typeof value === 'function' ? enter(value) : value]));
}
