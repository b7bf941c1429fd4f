// WebKit as Debian ships it, driven by its own WebDriver, behind the part of Playwright's
// interface that the tests use. The browser goes through a proxy of ours: so every request is
// seen, whoever makes it, and a script that watches the page comes before all of the page's own.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request as forward } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { find } from './find.mjs';

const PATIENCE_MS = 30_000;
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const KEYS = {
  Space: ' ', Control: '\uE009', Shift: '\uE008', Backspace: '\uE003', Tab: '\uE004', Enter: '\uE007', Escape: '\uE00C', End: '\uE010', Home: '\uE011', Delete: '\uE017',
};
const WATCHER = '/watch-for-test.js';

/** Starts it on a screen of its own that nobody sees: on one screen two browsers take the focus from each other. */
export async function launchWebkit() {
  const port = await freePort();
  const { screen, display } = await startScreen();
  const driver = spawn(process.env.WEBKIT_DRIVER ?? 'WebKitWebDriver', [`--port=${port}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
    // Without a graphics card each layer is drawn by an emulated one: a third of the processor's time.
    env: { ...process.env, DISPLAY: display, WEBKIT_DISABLE_COMPOSITING_MODE: '1' },
  });
  process.on('exit', () => {
    driver.kill();
    screen.kill();
  });
  const proxy = await startProxy();
  const driverAddress = `http://127.0.0.1:${port}`;
  for (const start = Date.now(); ; await sleep(50)) {
    if (await fetch(`${driverAddress}/status`).then(({ ok }) => ok, () => false)) break;
    if (driver.exitCode !== null || Date.now() - start > PATIENCE_MS) throw new Error('WebKitWebDriver does not start');
  }
  const address = { proxyType: 'manual', httpProxy: `127.0.0.1:${proxy.port}`, sslProxy: `127.0.0.1:${proxy.port}` };
  const { sessionId, capabilities } = await send(`${driverAddress}/session`, 'POST', {
    capabilities: { alwaysMatch: { proxy: address, 'webkitgtk:browserOptions': {
      binary: process.env.WEBKIT ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
      args: ['--automation'],
    } } },
  });
  const session = (path, method, body) => send(`${driverAddress}/session/${sessionId}${path}`, method, body);
  return {
    version: () => capabilities.browserVersion,
    newContext: async (options = {}) => new Context(session, proxy, options),
    async close() {
      await session('', 'DELETE');
      driver.kill();
      proxy.close();
      await once(driver, 'exit');
      screen.kill();
    },
  };
}

/** Starts an X server without a device; it chooses the number of its display and writes it down. */
async function startScreen() {
  const screen = spawn(process.env.XVFB ?? 'Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await Promise.race([
    once(screen.stdio[3], 'data').then(([text]) => String(text).trim()),
    once(screen, 'exit').then(() => { throw new Error('Xvfb does not start'); }),
  ]);
  return { screen, display: `:${number}` };
}

async function send(url, method, body) {
  const response = await fetch(url, { method, body: body && JSON.stringify(body) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}

/** Passes everything on to this machine and nothing to any other. */
async function startProxy() {
  const proxy = { note() {}, routes: [], offline: false, watcher: '', lastUsed: 0 };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url);
    proxy.lastUsed = Date.now();
    if (url.pathname === WATCHER) {
      response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-store' });
      response.end(proxy.watcher);
      return;
    }
    const body = Buffer.concat(await request.toArray());
    proxy.note({ method: request.method, url: request.url, body: body.length > 0 ? body.toString() : null });
    const abort = () => request.socket.destroy();
    if (proxy.offline || url.hostname !== 'localhost') return abort();
    const pass = () => {
      const headers = { ...request.headers, 'accept-encoding': 'identity' };
      forward(url, { method: request.method, headers }, async (answer) => {
        const html = answer.headers['content-type']?.startsWith('text/html');
        // A server that ends with its test may cut its answer off.
        const parts = await answer.toArray().catch(() => null);
        if (parts === null) return abort();
        let content = Buffer.concat(parts);
        if (html) content = Buffer.from(content.toString().replace('<head>', `<head><script src="${WATCHER}"></script>`));
        // Nothing is kept, so that every page asks for all that it needs.
        response.writeHead(answer.statusCode, { ...answer.headers, 'content-length': content.length, 'cache-control': 'no-store' });
        response.end(content);
        proxy.lastUsed = Date.now();
      }).on('error', abort).end(body);
    };
    const route = proxy.routes.find(({ pattern }) => pattern.test(url.href));
    if (route) route.handle({ abort, continue: pass, fulfill: ({ status }) => response.writeHead(status).end() });
    else pass();
  });
  server.on('connect', (request, socket) => {
    proxy.note({ method: 'CONNECT', url: request.url, body: null });
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(proxy, { port: server.address().port, close: () => server.close().closeAllConnections() });
}

/** One page at a time, in the one window of the session. */
class Context {
  constructor(session, proxy, { viewport, ...others }) {
    const [unknown] = Object.keys(others);
    if (unknown) throw new Error(`WebKit's driver cannot do ${unknown}`);
    Object.assign(this, { session, proxy, viewport });
    Object.assign(proxy, { note() {}, routes: [], offline: false, watcher: '' });
  }

  async newPage() {
    const { width, height } = this.viewport ?? { width: 1280, height: 720 };
    const page = new Page(this);
    await page.goto('about:blank');
    await page.setViewportSize({ width, height });
    return page;
  }

  /** Fills the record with what `watchPage` and the watcher beside it tell from now on. */
  watch(record, watchPage) {
    this.record = record;
    this.proxy.note = (request) => record.requests.push(request);
    this.proxy.watcher = `(${watchRecord})();(${watchPage})();`;
  }

  async route(glob, handle) {
    const parts = { '**': '.*', '*': '[^/]*', '.': '\\.' };
    this.proxy.routes.push({ glob, pattern: new RegExp(`^${glob.replace(/\*\*|[*.]/g, (part) => parts[part])}$`), handle });
  }

  async unroute(glob) {
    this.proxy.routes = this.proxy.routes.filter((route) => route.glob !== glob);
  }

  async setOffline(offline) {
    this.proxy.offline = offline;
  }

  cookies() {
    return this.session('/cookie', 'GET');
  }

  async close() {
    await this.session('/url', 'POST', { url: 'about:blank' });
  }
}

/** Runs in the page: keeps what is to be recorded until it is fetched, and what only a browser's own window shows. */
function watchRecord() {
  globalThis.recorded = [];
  globalThis.recordForTest = (kind, what) => globalThis.recorded.push([kind, what]);
  for (const type of ['debug', 'error', 'info', 'log', 'warn']) {
    const original = console[type];
    console[type] = (...args) => {
      globalThis.recordForTest('console', { type: type === 'warn' ? 'warning' : type, text: args.map(String).join(' ') });
      original.apply(console, args);
    };
  }
  addEventListener('error', ({ error, message }) => globalThis.recordForTest('errors', String(error ?? message)));
  addEventListener('unhandledrejection', ({ reason }) => globalThis.recordForTest('errors', String(reason)));
  globalThis.recordForTest('addresses', location.href);
  addEventListener('hashchange', () => globalThis.recordForTest('addresses', location.href));
}

/** What can be sent to the page. */
const plainly = (value) => (value instanceof RegExp ? { source: value.source, flags: value.flags } : value);

/** What can be looked for: the same in a page and inside what was found. */
class Finder {
  constructor(page, steps) {
    Object.assign(this, { page, steps });
  }

  with(step) {
    const plain = Object.fromEntries(Object.entries(step)
      .map(([key, value]) => [key, key === 'has' ? value.steps : plainly(value)]));
    return new Locator(this.page ?? this, [...(this.steps ?? []), plain]);
  }

  getByRole(role, { name, exact, checked, level } = {}) { return this.with({ role, name, exact, checked, level }); }
  getByText(text, { exact } = {}) { return this.with({ text, exact }); }
  getByLabel(label, { exact } = {}) { return this.with({ label, exact }); }
  locator(css) { return this.with({ css }); }
}

class Page extends Finder {
  #context;

  constructor(context) {
    super();
    this.#context = context;
  }

  keyboard = { press: (keys) => this.#chord(keys) };

  context() { return this.#context; }
  setDefaultTimeout() {}

  /** Waits for `networkidle`: half a second in which nothing comes or goes. */
  async waitForLoadState() {
    const { proxy } = this.#context;
    while (Date.now() - proxy.lastUsed < 500) await sleep(50);
  }

  async waitForTimeout(time) {
    await sleep(time);
    await this.run('', []);
  }

  async goto(url) {
    await this.#context.session('/url', 'POST', { url });
  }

  async setViewportSize({ width, height }) {
    await this.#context.session('/window/rect', 'POST', { width, height });
  }

  async reload() {
    await this.#context.session('/refresh', 'POST', {});
  }

  async waitForFunction(code) {
    for (const start = Date.now(); !(await this.evaluate(`return Boolean((${code})())`)); await sleep(20)) {
      if (Date.now() - start > PATIENCE_MS) throw new Error(`not so within ${PATIENCE_MS} ms: ${code}`);
    }
  }

  async goBack() {
    await this.#context.session('/back', 'POST', {});
  }

  async goForward() {
    await this.#context.session('/forward', 'POST', {});
  }

  async evaluate(code, argument) {
    if (typeof code === 'string') return this.#context.session('/execute/sync', 'POST', { script: code, args: [] });
    return this.run(`const [, argument] = arguments; return (${code})(argument);`, [], argument);
  }

  /** Runs a script that knows `find` and `arguments`, and fetches what was recorded. */
  async run(script, steps, argument) {
    const [value, recorded] = await this.#context.session('/execute/sync', 'POST', {
      script: `${find}
        return Promise.resolve((() => { ${script} })()).then((value) => [value, globalThis.recorded?.splice(0) ?? []]);`,
      args: [steps, argument ?? null],
    });
    for (const [kind, what] of recorded) this.#context.record?.[kind].push(what);
    return value;
  }

  /** Clicks with the mouse; the driver's own click takes what is in a shadow root for covered. */
  async clickAt(x, y) {
    const pointer = [{ type: 'pointerMove', x, y }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }];
    await this.#context.session('/actions', 'POST', { actions: [
      { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions: pointer },
    ] });
  }

  /** The mouse, a movement at a time. */
  get mouse() {
    const act = (action) => this.#context.session('/actions', 'POST', { actions: [
      { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions: [action] },
    ] });
    return {
      move: (x, y) => act({ type: 'pointerMove', x, y }),
      down: () => act({ type: 'pointerDown', button: 0 }),
      up: () => act({ type: 'pointerUp', button: 0 }),
    };
  }

  /** Presses keys one after the other wherever the focus is. */
  async press(keys) {
    await this.#act(keys.flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]));
  }

  /** Presses keys together: `Shift+Tab`. */
  async #chord(keys) {
    const values = keys.split('+').map((key) => KEYS[key] ?? key);
    const down = values.map((value) => ({ type: 'keyDown', value }));
    await this.#act([...down, ...values.toReversed().map((value) => ({ type: 'keyUp', value }))]);
  }

  async #act(actions) {
    await this.#context.session('/actions', 'POST', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

}

class Locator extends Finder {
  filter(what) { return this.with(what); }
  first() { return this.nth(0); }
  last() { return this.nth(-1); }
  nth(place) { return this.with({ place }); }

  count() { return this.page.run('return find(arguments[0]).length', this.steps); }
  isVisible() { return this.page.run('return find([...arguments[0], { visible: true }]).length > 0', this.steps); }
  allInnerTexts() { return this.page.run('return find(arguments[0]).map((node) => node.innerText)', this.steps); }
  evaluateAll(code) { return this.page.run(`return (${code})(find(arguments[0]))`, this.steps); }

  /** Runs `code` on the first element found, waiting for one. */
  evaluate(code, argument) {
    return this.#persist(`const [found] = find(arguments[0]); return found && [(${code})(found, arguments[1])];`, argument);
  }

  innerText() { return this.evaluate((node) => node.innerText); }
  textContent() { return this.evaluate((node) => node.textContent); }
  inputValue() { return this.evaluate((node) => node.value); }
  getAttribute(name) { return this.evaluate((node, name) => node.getAttribute(name), name); }
  isChecked() { return this.evaluate((node) => node.checked); }
  isDisabled() { return this.evaluate((node) => node.disabled); }
  focus() { return this.evaluate((node) => node.focus()); }
  scrollIntoViewIfNeeded() { return this.evaluate((node) => { node.scrollIntoView({ block: 'center', behavior: 'instant' }); }); }

  boundingBox() {
    return this.evaluate((node) => {
      const { x, y, width, height } = node.getBoundingClientRect();
      return { x, y, width, height };
    });
  }

  async waitFor({ state = 'visible' } = {}) {
    await this.#persist({
      detached: 'return find(arguments[0]).length === 0 && [null];',
      hidden: 'return find([...arguments[0], { visible: true }]).length === 0 && [null];',
      visible: 'return find([...arguments[0], { visible: true }]).length > 0 && [null];',
    }[state]);
  }

  /** Clicks once what stands there, and again when something else had moved under the mouse by then. */
  async click() {
    await this.#patiently(async () => {
      const [x, y] = await this.#persist(`
        const [node] = find([...arguments[0], { visible: true }]);
        if (!node) return;
        node.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { left, top, width, height } = node.getClientRects()[0];
        const place = [Math.round(left + width / 2), Math.round(top + height / 2)];
        const meets = (hit) => node.contains(hit) || [...node.labels ?? []].some((label) => label.contains(hit));
        if (!meets(node.getRootNode().elementFromPoint(...place))) return;
        globalThis.clickForTest?.stop();
        const watch = new AbortController();
        globalThis.clickForTest = { met: false, stop: () => watch.abort() };
        for (const kind of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) {
          addEventListener(kind, (event) => {
            if (meets(event.composedPath()[0])) {
              globalThis.clickForTest.met ||= kind === 'click';
            } else {
              event.preventDefault();
              event.stopImmediatePropagation();
            }
          }, { capture: true, signal: watch.signal });
        }
        return [place];`);
      await this.page.clickAt(x, y);
      // Another page by now is what the click was for.
      return this.page.run('if (!globalThis.clickForTest) return true; clickForTest.stop(); return clickForTest.met;', []);
    });
  }

  async press(key) {
    await this.focus();
    await this.page.keyboard.press(key);
  }

  async pressSequentially(text) {
    await this.focus();
    await this.page.press([...text]);
    // The driver does not wait until a busy page has heard the last key.
    await this.#persist('const [field] = find(arguments[0]); return field?.value.endsWith(arguments[1]) && [null];', text);
  }

  /** Writes over what stands there in one go, as a paste does: no answer to a part of it comes between. */
  async fill(text) {
    await this.evaluate((node, text) => {
      node.focus();
      // Nobody types a date as text.
      if (node.type === 'date') {
        node.value = text;
        for (const type of ['input', 'change']) node.dispatchEvent(new Event(type, { bubbles: true, composed: type === 'input' }));
        return;
      }
      node.select();
      if (text !== '') document.execCommand('insertText', false, text);
      else if (node.value !== '') document.execCommand('delete');
    }, text);
  }

  /** Chooses by a value, by words, or by `{ index }`. */
  async selectOption(wanted) {
    await this.evaluate((choice, wanted) => {
      const options = [...choice.options];
      const option = options[wanted.index] ?? options.find(({ value }) => value === wanted) ?? options.find(({ text }) => text.includes(wanted));
      if (!option) throw new Error(`no such option: ${wanted}`);
      choice.value = option.value;
      choice.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      choice.dispatchEvent(new Event('change', { bubbles: true }));
    }, wanted);
  }

  /** Runs a script until it gives `[value]`. */
  async #persist(script, argument) {
    const [value] = await this.#patiently(() => this.page.run(script, this.steps, argument));
    return value;
  }

  async #patiently(attempt) {
    let fault;
    let pause = 10;
    // Looking takes time from the page that is waited for: the longer it takes, the less often.
    for (const start = Date.now(); Date.now() - start < PATIENCE_MS; await sleep(pause)) {
      pause = Math.min(2 * pause, 160);
      try {
        const value = await attempt();
        if (value) return value;
        fault = undefined;
      } catch (error) {
        // The page was changing under it.
        if (!/^(stale element|element (click|not)|no such element)/.test(error.message)) throw error;
        fault = error;
      }
    }
    throw new Error(`not found within ${PATIENCE_MS} ms: ${JSON.stringify(this.steps)}`, { cause: fault });
  }
}
