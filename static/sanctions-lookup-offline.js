// The service worker of a list that is kept on the device. It answers for the files of
// <sanctions-lookup>, its manifests and packs, and its stand-alone page and frame; for nothing else
// of the site. It stores nothing: static/offline.js does, when a person presses the button.
//
// It keeps its name, because what it may answer for depends on where it lies.

const folder = new URL('./', location.href).href;

const PAGE = /^(index\.html|embed\.html)?$/;
const FILE = /^(page\.css|icon\.svg|embed\.js|sanctions-lookup\.js|[\w-]+\.[0-9a-f]{16}\.\w+)$/;
const DATA = /\/(manifest\.(json|bin)|[\w-]+\.[0-9a-f]{16}\.pack)$/;
const HASHED = /\.[0-9a-f]{16}\.\w+$/;

// Milliseconds after which a network that does not answer counts as none, and how long it then does:
// the files of one page are not waited for one after the other.
const PATIENCE = 5_000;
const ABSENCE = 10_000;
let absentUntil = 0;

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  if (event.request.method === 'GET' && isOurs(event.request)) event.respondWith(answer(event.request));
});

function isOurs({ url, mode, destination }) {
  const { origin, pathname } = new URL(url);
  const isBeside = `${origin}${pathname}`.startsWith(folder);
  const name = isBeside ? `${origin}${pathname}`.slice(folder.length) : '/';
  if (mode === 'navigate') return PAGE.test(name);
  return FILE.test(name) || isData({ url, destination });
}

function isData({ url, destination }) {
  return destination === '' && DATA.test(new URL(url).pathname);
}

// The site may have other files of such names: only a manifest that is kept, and its compact form and
// packs beside it, are answered for.
async function isKept(url) {
  const folderOf = (address) => new URL('./', address).href;
  return (await findCopies()).some(({ manifest }) => (
    url.endsWith('.pack') ? folderOf(url) === folderOf(manifest) : url.replace(/\.bin(?=$|\?)/, '.json') === manifest));
}

// What carries a hash is the same everywhere; the rest is requested again.
async function answer(request) {
  if (isData(request) && !(await isKept(request.url))) return fetch(request);
  if (HASHED.test(new URL(request.url).pathname) || Date.now() < absentUntil) return (await find(request)) ?? fetch(request);
  const network = fetch(request);
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
  const response = await Promise.race([network, late]).catch(() => {});
  // A site that says no is obeyed; one that fails is not there.
  if (response && response.status < 500) return response;
  absentUntil = Date.now() + ABSENCE;
  return (await find(request)) ?? network;
}

async function find({ url, mode }) {
  for (const { cacheName, manifest } of await findCopies()) {
    // Not opened: that would create it again if it is removed just now. The frame's settings stand in
    // its query.
    const found = await caches.match(url, { cacheName, ignoreSearch: mode === 'navigate' });
    // The manifest is stored last: a copy that has it is whole.
    if (found && await caches.match(manifest, { cacheName })) return found;
  }
  return undefined;
}

// The copies that were made from this folder, each with the address of its manifest.
async function findCopies() {
  const copies = [];
  for (const cacheName of await caches.keys()) {
    const [program, place, manifest] = cacheName.split(' ');
    if (program === 'sanctions-lookup' && place === folder) copies.push({ cacheName, manifest });
  }
  return copies;
}
