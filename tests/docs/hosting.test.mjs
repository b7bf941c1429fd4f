// The configurations that the page on hosting shows, run: Debian's nginx and Apache serve the built
// site on this machine and must send what the project's own server sends. What cannot run here (S3
// with CloudFront, GitHub Pages, IIS) is read.
//
// Where a server is not installed, its packages are unpacked below the target folder, which needs
// no rights and leaves the system as it is. `WEB_SERVERS` names another folder of that kind.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer, get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { openPage } from '../browser/page.mjs';
import { folder as site } from '../browser/site.mjs';
import { ready, rows, type } from '../browser/widget.mjs';
import { policy, read, root } from './pages.mjs';

const packages = [
  'nginx', 'nginx-common', 'libnginx-mod-http-brotli-static',
  'apache2', 'apache2-bin', 'libapr1', 'libaprutil1', 'libjansson4', 'liblua5.3-0',
];
const isHashed = (name) => /\.[0-9a-f]{16}\./.test(name);
const types = {
  html: /^text\/html; ?charset=utf-8$/i,
  js: /^(text|application)\/javascript; ?charset=utf-8$/i,
  css: /^text\/css; ?charset=utf-8$/i,
  txt: /^text\/plain(; ?charset=utf-8)?$/i, // fetch() reads UTF-8 whatever is said.
  json: /^application\/json(; ?charset=utf-8)?$/i,
  svg: /^image\/svg\+xml$/,
  wasm: /^application\/wasm$/,
  pack: /^application\/octet-stream$/,
  bin: /^application\/octet-stream$/,
};
const always = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

/** Where this server is: `/`, or where its packages are unpacked; `undefined` where it cannot be had. */
async function findServer(program) {
  const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
  const unpacked = process.env.WEB_SERVERS ?? join(target, 'web-servers');
  if (existsSync(join('/', program))) return '/';
  if (!existsSync(join(unpacked, program))) {
    const debs = join(unpacked, 'packages');
    await mkdir(debs, { recursive: true });
    spawnSync('apt-get', ['download', '--quiet=2', ...packages], { cwd: debs });
    for (const deb of (await readdir(debs)).filter((name) => name.endsWith('.deb'))) {
      spawnSync('dpkg-deb', ['--extract', deb, unpacked], { cwd: debs });
    }
  }
  const runs = spawnSync(join(unpacked, program), ['-v'], { env: environment(unpacked) }).status === 0;
  return runs ? unpacked : undefined;
}

/** Unpacked programs find the libraries unpacked with them. */
function environment(prefix) {
  if (prefix === '/') return process.env;
  const machine = { x64: 'x86_64', arm64: 'aarch64' }[process.arch];
  return { ...process.env, LD_LIBRARY_PATH: join(prefix, `usr/lib/${machine}-linux-gnu`) };
}

/** A port that was free a moment ago. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** A folder for as long as `t` runs, which a server without rights can read, with a copy of the site. */
async function workFolder(t) {
  const work = await mkdtemp(join(tmpdir(), 'hosting-'));
  t.after(() => rm(work, { recursive: true, force: true }));
  await chmod(work, 0o755);
  await cp(site, join(work, 'site'), { recursive: true });
  return work;
}

/** Runs a server for as long as `t` does, once it answers. */
async function run(t, prefix, program, args, url) {
  const server = spawn(join(prefix, program), args, { env: environment(prefix), stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  server.stderr.on('data', (text) => { said += text; });
  const ended = once(server, 'exit');
  t.after(async () => {
    server.kill();
    await ended;
  });
  for (let tries = 0; tries < 200; tries += 1) {
    assert.equal(server.exitCode, null, said);
    if (await ask(url).catch(() => undefined)) return;
    await new Promise((wait) => { setTimeout(wait, 50); });
  }
  throw new Error(`${program} does not answer: ${said}`);
}

/** What a server answers: status, headers and the bytes as they came. */
function ask(url, headers = {}) {
  return new Promise((resolve, reject) => {
    get(url, { headers, agent: false }, async (response) => {
      const parts = [];
      for await (const part of response) parts.push(part);
      resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) });
    }).on('error', reject);
  });
}

/** Asks for every file in every form. */
async function checkServer(t, url, folder, { brotli }) {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(html|js|css|svg|txt|json|bin|wasm|pack)$/.test(name));
  for (const ending of Object.keys(types)) assert.ok(names.some((name) => name.endsWith(`.${ending}`)), `no .${ending}`);
  for (const name of names) {
    const bytes = await readFile(join(folder, name));
    for (const [accepts, encoding] of [
      [undefined, undefined],
      ['gzip', 'gzip'],
      ['gzip, deflate, br', brotli ? 'br' : 'gzip'],
    ]) {
      const what = `${name}, ${accepts}`;
      const { status, headers, body } = await ask(url + name, accepts ? { 'accept-encoding': accepts } : {});
      assert.equal(status, 200, what);
      assert.equal(headers['content-encoding'], encoding, what);
      const plain = { br: brotliDecompressSync, gzip: gunzipSync }[encoding] ?? ((same) => same);
      assert.ok(plain(body).equals(bytes), `${what}: other bytes`);
      if (encoding) {
        assert.ok(body.equals(await readFile(join(folder, `${name}.${encoding === 'br' ? 'br' : 'gz'}`))), `${what}: not the form beside it`);
      }
      assert.match(headers['content-type'], types[name.split('.').pop()], what);
      assert.match(headers.vary ?? '', /^accept-encoding$/i, what);
      assert.equal(headers['content-language'], undefined, what);
      assert.equal(headers['cache-control'], isHashed(name) ? 'public, max-age=31536000, immutable' : 'no-cache', what);
      for (const [header, value] of Object.entries(always)) assert.equal(headers[header], value, `${what}: ${header}`);

      const again = await ask(url + name, { 'if-none-match': headers.etag, ...(accepts && { 'accept-encoding': accepts }) });
      assert.equal(again.status, 304, what);
      assert.equal(again.headers['cache-control'], headers['cache-control'], what);
    }
  }
  const missing = await ask(`${url}app.0123456789abcdef.js`);
  assert.equal(missing.status, 404);
  assert.doesNotMatch(missing.headers['cache-control'] ?? '', /immutable/);
  for (const [header, value] of Object.entries(always)) assert.equal(missing.headers[header], value, header);

  await searchAt(t, url);
}

/** Runs a search on the page there, as a person would, and nothing may go wrong on the way. */
async function searchAt(t, url) {
  const { page, record } = await openPage(t, url);
  await ready(page);
  await type(page, 'Ilirjan Breguszta');
  await rows(page).first().filter({ hasText: 'BREGUSHTA' }).waitFor();
  assert.deepEqual(record.violations, []);
  assert.deepEqual(record.errors, []);
}

/** Serves a folder for as long as `t` runs, with these headers beside the type; gives its origin. */
async function serveFiles(t, folder, headers = {}) {
  const plain = { html: 'text/html', js: 'text/javascript', css: 'text/css', json: 'application/json', wasm: 'application/wasm' };
  const server = createHttpServer(async ({ url }, response) => {
    const name = url === '/' ? 'index.html' : url.slice(1);
    const bytes = await readFile(join(folder, name)).catch(() => undefined);
    const type = plain[name.split('.').pop()] ?? 'application/octet-stream';
    response.writeHead(bytes ? 200 : 404, { 'content-type': type, ...headers }).end(bytes);
  }).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}`;
}

/** The text with this one line put in place of another. */
function exchange(text, line, other) {
  assert.equal(text.split(line).length, 2, line);
  return text.replace(line, other);
}

test('nginx.conf serves the site as the project’s own server does', async (t) => {
  const program = 'usr/sbin/nginx';
  const prefix = await findServer(program);
  if (!prefix) return t.skip('nginx is not here and its packages cannot be had');
  const work = await workFolder(t);
  const port = await freePort();
  const brotli = join(prefix, 'usr/lib/nginx/modules/ngx_http_brotli_static_module.so');
  let conf = read('docs/hosting/nginx.conf');
  conf = exchange(conf, 'listen 80;', `listen 127.0.0.1:${port};`);
  conf = exchange(conf, 'root /srv/sanctions-lookup;', `root ${work}/site;`);
  if (existsSync(brotli)) conf = exchange(conf, '#brotli_static on;', 'brotli_static on;');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${work}/${name};`);
  await writeFile(join(work, 'site.conf'), conf);
  await writeFile(join(work, 'nginx.conf'), `
${existsSync(brotli) ? `load_module ${brotli};` : ''}
daemon off;
pid ${work}/nginx.pid;
error_log stderr;
events {}
http {
    include ${join(prefix, 'etc/nginx/mime.types')};
    access_log off;
    gzip on;
    ${temporary.join('\n    ')}
    include ${work}/site.conf;
}`);
  const url = `http://127.0.0.1:${port}/`;
  await run(t, prefix, program, ['-p', work, '-c', join(work, 'nginx.conf'), '-e', 'stderr'], url);
  await checkServer(t, url, join(work, 'site'), { brotli: existsSync(brotli) });
});

test('apache.conf serves the site as the project’s own server does', async (t) => {
  const program = 'usr/sbin/apache2';
  const prefix = await findServer(program);
  if (!prefix) return t.skip('Apache is not here and its packages cannot be had');
  const work = await workFolder(t);
  const port = await freePort();
  await writeFile(join(work, 'site/.htaccess'), read('docs/hosting/apache.conf'));
  // What Debian switches on by itself, so far as it touches files.
  const modules = ['mpm_event', 'authz_core', 'dir', 'mime', 'negotiation', 'setenvif', 'filter', 'deflate', 'headers', 'rewrite'];
  const available = join(prefix, 'etc/apache2/mods-available');
  await writeFile(join(work, 'apache2.conf'), `
ServerRoot ${work}
ServerName lookup.example.org
Listen 127.0.0.1:${port}
PidFile ${work}/apache2.pid
ErrorLog ${work}/error.log
DefaultRuntimeDir ${work}
${process.getuid() === 0 ? 'User nobody\nGroup nogroup' : ''}
${modules.map((name) => `LoadModule ${name}_module ${join(prefix, `usr/lib/apache2/modules/mod_${name}.so`)}`).join('\n')}
Include ${available}/mime.conf
Include ${available}/deflate.conf
Include ${available}/negotiation.conf
Include ${available}/dir.conf
DocumentRoot ${work}/site
<Directory ${work}/site>
    Require all granted
    Options FollowSymLinks
    AllowOverride FileInfo
</Directory>`);
  const url = `http://127.0.0.1:${port}/`;
  await run(t, prefix, program, ['-d', work, '-f', join(work, 'apache2.conf'), '-DFOREGROUND'], url);
  await checkServer(t, url, join(work, 'site'), { brotli: true });
});

test('upload-to-s3.sh puts every file up once, with type, caching and encoding, the manifest last', async (t) => {
  const work = await workFolder(t);
  await mkdir(join(work, 'bin'));
  // In place of Amazon's command: it notes what it was asked.
  await writeFile(join(work, 'bin/aws'), `#!/bin/sh\nprintf '%s\\t' "$@" >> "${work}/asked"; echo >> "${work}/asked"\n`, { mode: 0o755 });
  const ran = spawnSync('sh', [join(root, 'docs/hosting/upload-to-s3.sh'), join(work, 'site'), 's3://example-bucket'], {
    env: { ...process.env, PATH: `${join(work, 'bin')}:${process.env.PATH}` }, encoding: 'utf8',
  });
  assert.equal(ran.status, 0, ran.stderr);
  const asked = (await readFile(join(work, 'asked'), 'utf8')).trim().split('\n').map((line) => line.split('\t'));
  const put = asked.map(([s3, cp, from, to, ...rest]) => {
    assert.deepEqual([s3, cp], ['s3', 'cp']);
    assert.ok(existsSync(from), from);
    const option = (name) => rest[rest.indexOf(name) + 1];
    const name = to.replace('s3://example-bucket/', '');
    assert.equal(from, join(work, 'site', `${name}.gz`));
    assert.equal(option('--content-encoding'), 'gzip');
    assert.match(option('--content-type'), types[name.split('.').pop()], name);
    assert.equal(option('--cache-control'), isHashed(name) ? 'public, max-age=31536000, immutable' : 'no-cache', name);
    return name;
  });
  const names = (await readdir(join(work, 'site'), { recursive: true })).filter((name) => /\.(html|js|css|svg|txt|json|bin|wasm|pack)$/.test(name));
  assert.deepEqual([...put].sort(), names.sort());
  assert.equal(put.at(-1), 'data/manifest.json');
  assert.ok(put.findLastIndex(isHashed) < put.findIndex((name) => !isHashed(name)));
});

test('cloudfront-headers.json is a policy with the headers of the project’s own server', () => {
  const policies = JSON.parse(read('docs/hosting/cloudfront-headers.json'));
  const { ContentSecurityPolicy, ContentTypeOptions, ReferrerPolicy } = policies.SecurityHeadersConfig;
  assert.equal(ContentSecurityPolicy.ContentSecurityPolicy, policy);
  assert.equal(ContentTypeOptions.Override, true);
  assert.equal(ReferrerPolicy.ReferrerPolicy, 'no-referrer');
  assert.equal(policies.CustomHeadersConfig.Quantity, policies.CustomHeadersConfig.Items.length);
  const [{ Header, Value }] = policies.CustomHeadersConfig.Items;
  assert.equal(always[Header.toLowerCase()], Value);
});

test('web.config is well-formed and has the types and headers', async (t) => {
  const { page } = await openPage(t, 'about:blank');
  const found = await page.evaluate((text) => {
    const xml = new DOMParser().parseFromString(text, 'application/xml');
    const pairs = (tag, name, value) => [...xml.querySelectorAll(tag)].map((one) => [one.getAttribute(name), one.getAttribute(value)]);
    return {
      error: xml.querySelector('parsererror')?.textContent,
      types: pairs('staticContent > mimeMap', 'fileExtension', 'mimeType'),
      headers: pairs('customHeaders > add', 'name', 'value'),
    };
  }, read('docs/hosting/web.config'));
  assert.equal(found.error, undefined);
  for (const [ending, type] of found.types) assert.match(type, types[ending.slice(1)]);
  assert.deepEqual(found.types.map(([ending]) => ending).sort(), ['.bin', '.js', '.json', '.pack', '.wasm']);
  const headers = Object.fromEntries(found.headers.map(([name, value]) => [name.toLowerCase(), value]));
  assert.deepEqual(headers, { ...always, 'cache-control': 'no-cache' });
});

test('github-pages.html runs a search under the policy that it carries', async (t) => {
  const text = read('docs/hosting/github-pages.html');
  assert.equal(text.match(/http-equiv="content-security-policy" content="([^"]*)"/)[1], policy);
  const work = await workFolder(t);
  await writeFile(join(work, 'site/index.html'), text);
  // GitHub adds no header of one's own either.
  await searchAt(t, `${await serveFiles(t, join(work, 'site'))}/`);
});

test('data on another origin needs one header there and one word in the policy', async (t) => {
  const work = await workFolder(t);
  for (const [header, works] of [[{ 'access-control-allow-origin': '*' }, true], [{}, false]]) {
    // What hosting.md asks for beside it is no hindrance.
    const data = await serveFiles(t, join(work, 'site/data'), { ...always, ...header });
    const page = exchange(await readFile(join(site, 'index.html'), 'utf8'), './data/manifest.json', `${data}/manifest.json`);
    await writeFile(join(work, 'site/index.html'), page);
    const allowed = exchange(policy, "connect-src 'self'", `connect-src 'self' ${data}`);
    const url = `${await serveFiles(t, join(work, 'site'), { ...always, 'content-security-policy': allowed })}/`;
    if (works) await searchAt(t, url);
    else await (await openPage(t, url)).page.getByRole('heading', { name: 'There is a problem' }).waitFor();
  }
});
