// Keeps a list and the program on the device when a person asks for it, and removes both. Loaded
// only with the attribute `offline`; stores nothing before the button is pressed.
//
// A copy is one cache, called `sanctions-lookup FOLDER MANIFEST TIME`. All of it is loaded and
// checked before anything is stored, and manifest.json is stored last: a copy that has its manifest
// is whole, any other counts for nothing. What is newer becomes a copy of its own, and then the
// old one goes, so that no copy holds files of two builds.

const service = navigator.serviceWorker;
const store = globalThis.caches;

const HASHED = /[\w-]+\.[0-9a-f]{16}\.\w+/g;
const HOUR = 3_600_000;
const PACK = /^[\w-]+\.[0-9a-f]{16}\.pack$/;

class Incomplete extends Error {}

// One copy is made or removed at a time, in all windows.
const alone = (act) => navigator.locks.request('sanctions-lookup', act);

const scriptOf = (registration) => (registration?.active ?? registration?.waiting ?? registration?.installing)?.scriptURL;

const findIn = async (name, address) => (await store.open(name)).match(address);

const folderOf = (address) => new URL('./', address).href;

// By the manifest's address: two elements with one list have one copy.
const copies = new Map();
let checking;

/**
 * Offers to keep the list of this manifest.
 *
 * `place` says where things are: `entry` and `worker` are addresses, and `admit(address)` lets that
 * of the service worker pass the policy.
 * `show(word, megabytes)` hears how it stands: `offered`, `keeping`, `kept`, `forgotten`, or why it
 * is not kept: `room`, `incomplete`, `refused`. `warn(text)` hears what is missing here, once for
 * all elements of the page.
 *
 * Gives `{ keep, forget, end }`.
 */
export function offer(manifest, place, show, warn) {
  if (!copies.has(manifest)) copies.set(manifest, new Copy(manifest, place));
  const copy = copies.get(manifest);
  copy.listeners.add(show);
  checking ??= findMissing(place).catch(String).then((missing) => {
    if (missing) warn(`the list cannot be kept on the device: ${missing}`);
    return !missing;
  });
  // By this name the service worker knows it.
  const isNamed = new URL(manifest).pathname.endsWith('/manifest.json');
  if (isNamed) checking.then((possible) => possible && copy.begin(show));
  else warn('the list cannot be kept on the device: data is not called manifest.json');
  return { keep: () => copy.keep(), forget: () => copy.forget(), end: () => copy.listeners.delete(show) };
}

// What it takes and is not there, as a text for the console.
async function findMissing({ worker }) {
  if (!isSecureContext) return 'the page needs https';
  if (!service || !store || !navigator.locks) return 'this browser, or this window of it, has no service workers';
  await store.keys();
  const script = scriptOf(await service.getRegistration());
  if (script) return script === worker ? undefined : `the page has a service worker of its own, ${script}`;
  const { ok, headers } = await fetch(worker, { method: 'HEAD' });
  if (!ok) return `there is no ${worker}`;
  const allowed = new URL(headers.get('service-worker-allowed') ?? './', worker).pathname;
  const scope = scopeOf(worker);
  if (scope.startsWith(allowed)) return undefined;
  return `the page is not below ${allowed}; serve sanctions-lookup-offline.js and what lies beside it from ${scope}, or send it with Service-Worker-Allowed: ${scope}`;
}

// The nearest folder that holds both this page and the files.
function scopeOf(worker) {
  let folder = new URL('./', worker).pathname;
  while (!location.pathname.startsWith(folder)) folder = folder.replace(/[^/]*\/$/, '');
  return folder;
}

class Copy {
  listeners = new Set();
  #manifest;
  #place;
  #state;

  constructor(manifest, place) {
    this.#manifest = manifest;
    this.#place = place;
  }

  async begin(show) {
    if (this.#state) return show(...this.#state);
    this.#tell('offered');
    await alone(() => this.#tidy());
    if (!(await this.#tellKept())) return undefined;
    // With a connection it is brought up to date; without one it stays as it is.
    await alone(() => this.#renew()).catch(() => {});
    return this.#tellKept();
  }

  async keep() {
    if (this.#state[0] === 'keeping') return;
    this.#tell('keeping');
    try {
      await alone(() => this.#renew());
      if (!(await this.#tellKept())) throw new Error('the browser has removed it again');
    } catch (error) {
      const isIncomplete = error instanceof Incomplete && 'incomplete';
      this.#tell(isIncomplete || (error.name === 'QuotaExceededError' ? 'room' : 'refused'));
    }
  }

  async forget() {
    await alone(async () => {
      for (const name of await this.#names()) await store.delete(name);
      await this.#tidy();
    });
    this.#tell('forgotten');
  }

  #tell(word, megabytes = 0) {
    this.#state = [word, megabytes];
    for (const show of this.listeners) show(word, megabytes);
  }

  #tellKept() {
    return alone(async () => {
      const name = await this.#find();
      if (!name) return false;
      const files = await (await store.open(name)).matchAll();
      const bytes = files.reduce((sum, { headers }) => sum + Number(headers.get('content-length')), 0);
      this.#tell('kept', Math.ceil(bytes / 1_000_000));
      return true;
    });
  }

  // The copies of this folder; of this list, unless all are asked for.
  async #names(all = false) {
    const start = `sanctions-lookup ${folderOf(this.#place.entry)} ${all ? '' : `${this.#manifest} `}`;
    return (await store.keys()).filter((name) => name.startsWith(start));
  }

  async #find() {
    if (!(await service.getRegistration())) return undefined;
    for (const name of await this.#names()) {
      if (await findIn(name, this.#manifest)) return name;
    }
    return undefined;
  }

  // Removes copies that nobody answers for or that were never whole, and the service worker where
  // there is no copy. WebKitGTK 2.50 shows a new copy as empty to the page that is loaded next in
  // the same window, and finds it again at the next visit: so a young one stays.
  async #tidy() {
    const all = await service.getRegistrations();
    const ours = all.filter((registration) => scriptOf(registration) === this.#place.worker);
    for (const name of await this.#names(true)) {
      const [, , manifest, time] = name.split(' ');
      const isOld = Date.now() - time > HOUR;
      if (ours.length === 0 || (isOld && !(await findIn(name, manifest)))) await store.delete(name);
    }
    if ((await this.#names(true)).length === 0) await Promise.all(ours.map((one) => one.unregister()));
  }

  // Makes a copy, in place of an older one if there is any.
  async #renew() {
    const old = await this.#names();
    const files = await this.#load(await this.#find());
    if (!files) return;
    const { worker, admit } = this.#place;
    await service.register(admit(worker), { scope: scopeOf(worker), updateViaCache: 'none' });
    await service.ready;
    const name = `sanctions-lookup ${folderOf(this.#place.entry)} ${this.#manifest} ${Date.now()}`;
    try {
      const copy = await store.open(name);
      for (const { address, response } of files) await copy.put(address, response);
    } catch (error) {
      await store.delete(name);
      await this.#tidy();
      throw error;
    }
    for (const older of old) await store.delete(older);
  }

  // All files, the manifest last; nothing when the copy has them already, or newer lists.
  async #load(copy) {
    const named = await Promise.all([...this.#page(), this.#place.entry, compactOf(this.#manifest), this.#manifest].map((address) => load(address)));
    const [entry, compact, manifest] = named.slice(-3);
    const isKept = async ({ address, sha256 }) => {
      const kept = await findIn(copy, address);
      return kept && await digest(await kept.arrayBuffer()) === sha256;
    };
    if (copy && (await Promise.all(named.map(isKept))).every(Boolean)) return undefined;
    const kept = copy && await findIn(copy, manifest.address);
    if (kept && isOlder(readLists(textOf(manifest)), readLists(await kept.text()))) return undefined;

    const lists = readLists(textOf(manifest));
    if (!areOfOneBuild(lists, textOf(compact))) throw new Incomplete('manifest.json and manifest.bin differ');
    const code = new Set(textOf(entry).match(HASHED));
    const packs = lists.flatMap(({ packs }) => packs);
    // A bundler's entry names them otherwise, and there is no telling how.
    if (code.size === 0 || !packs.every(({ file }) => PACK.test(file))) throw new Incomplete('names without a hash');
    const loadCode = (names) => names.map((name) => load(new URL(name, entry.address).href, name.split('.')[1]));
    const hashed = await Promise.all([
      ...loadCode([...code]),
      ...packs.map(({ file, sha256 }) => load(new URL(file, manifest.address).href, sha256)),
    ]);
    // The scripts of the panels name their texts.
    const further = hashed.flatMap((file) => (file.address.endsWith('.js') ? textOf(file).match(HASHED) ?? [] : []));
    const texts = await Promise.all(loadCode([...new Set(further)].filter((name) => !code.has(name))));
    return [...named.slice(0, -1), ...hashed, ...texts, manifest];
  }

  // The page and what it loads beside the element, where the page is the search's own.
  #page() {
    const folder = folderOf(this.#place.entry);
    const { origin, pathname } = location;
    const page = `${origin}${pathname}`;
    const isOwn = page === `${folder}embed.html` || document.querySelector('sanctions-lookup[standalone]');
    if (folderOf(page) !== folder || !isOwn) return [];
    const files = [...document.querySelectorAll('link[rel=stylesheet], link[rel=icon], script[src]')].map(({ href, src }) => href ?? src);
    return [...new Set([page, ...files])].filter((address) => address.startsWith(folder) && address !== this.#place.entry);
  }
}

function readLists(text) {
  try {
    const { lists } = JSON.parse(text);
    if (!lists.some(({ packs }) => packs.length > 0)) throw new Error('no packs');
    return lists;
  } catch (error) {
    throw new Incomplete('the manifest cannot be read', { cause: error });
  }
}

// The page's worker reads the compact manifest beside the one that is named.
const compactOf = (manifest) => manifest.replace(/\.json(?=$|[?#])/, '.bin');

// A server that is halfway through an upload gives manifests of two builds, and packs of one. The
// compact one has the same texts.
function areOfOneBuild(lists, compact) {
  const texts = lists.flatMap(({ packs, checked_at: checkedAt }) => [checkedAt ?? '', ...packs.map(({ sha256 }) => sha256)]);
  return texts.every((text) => compact.includes(text));
}

// Whether a server or a cache gives an earlier edition of a list than the one that is kept. Both
// fields are texts in which the earlier time sorts first.
function isOlder(lists, kept) {
  return lists.some(({ list, published, checked_at: checkedAt }) => {
    const own = kept.find((one) => one.list === list);
    return own && ((checkedAt ?? '') < (own.checked_at ?? '') || (published ?? '') < (own.published ?? ''));
  });
}

const textOf = ({ bytes }) => new TextDecoder().decode(bytes);

async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

// A whole file. What carries a hash, of which `hash` is the beginning or all, is held against it;
// the server is asked whether the rest has changed.
async function load(address, hash = '') {
  try {
    const response = await fetch(address, { cache: hash ? 'default' : 'no-cache' });
    const bytes = await response.arrayBuffer();
    const sha256 = await digest(bytes);
    if (!response.ok || !sha256.startsWith(hash)) throw new Error('not what it should be');
    // What is stored is no longer compressed.
    const headers = new Headers(response.headers);
    headers.delete('content-encoding');
    // Nor does it say what time it is.
    headers.delete('date');
    headers.delete('age');
    headers.set('content-length', bytes.byteLength);
    return { address, bytes, sha256, response: new Response(bytes, { headers }) };
  } catch (error) {
    throw new Incomplete(address, { cause: error });
  }
}
