// The frame: hands the settings in its address to the element, which starts after this, and
// tells the page around it how high it is.

const SETTINGS = ['dir', 'heading-level', 'kind', 'lang', 'languages', 'list', 'offline', 'regime', 'search-on', 'theme'];

const root = document.documentElement;
const element = document.querySelector('sanctions-lookup');

let ignored = false;
for (const [name, value] of new URLSearchParams(location.search)) {
  if (SETTINGS.includes(name)) element.setAttribute(name, value);
  else ignored = true;
}
// It may be a name that somebody looks for, so it is not repeated.
if (ignored) {
  console.warn(`embed.html has left out what is not a setting in its address. Settings are ${SETTINGS.join(', ')}; a name to search for never belongs in an address.`);
}

const theme = element.getAttribute('theme');
if (theme === 'light' || theme === 'dark') root.style.colorScheme = theme;

// The element of the frame is out of reach unless both pages have one origin.
if (window.frameElement) {
  console.error('embed.html is framed by a page of its own origin: that page reaches everything in the frame, and the sandbox protects nothing. Serve the frame from a host name of its own.');
}

// How high the frame is says how much is shown. In steps of this many pixels it does not say
// which record that is.
const STEP = 64;

// The page around, as far as the browser names it. Where it does not, whoever is there gets the
// message: who may frame this is for `frame-ancestors` to say, and a height is all they learn.
function hostOrigin() {
  const address = location.ancestorOrigins?.[0] ?? document.referrer;
  return /^https?:/.test(address) ? new URL(address).origin : '*';
}

let told;
function tellHeight() {
  const height = Math.ceil(root.getBoundingClientRect().height / STEP) * STEP;
  if (height === told) return;
  told = height;
  parent.postMessage({ type: 'sanctions-lookup:height', height }, hostOrigin());
}

if (parent !== window) {
  new ResizeObserver(tellHeight).observe(root);
  // The host's script may come after the frame, and then asks.
  addEventListener('message', ({ source, data }) => {
    if (source !== parent || data !== 'sanctions-lookup:height?') return;
    told = undefined;
    tellHeight();
  });
}
