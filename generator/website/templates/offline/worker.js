// SPDX-License-Identifier: MIT
//
// The service worker: saves copies of this site's pages on the device, to be read without a network.
//
// The network always comes first. A copy is used only without a network, or when there is no answer for a while, and
// a page shown from a copy says when it was saved. The generator puts `OFFLINE` above this: the version, what the site
// publishes, and wording. The worker handles only addresses in that list, so pages of other programs on the same
// host are neither saved nor answered, wherever they are. On a large site `OFFLINE` lists what is saved first, and the
// folders of the rest, of which the worker loads lists when it needs them.
//
// A network or a host may answer 200 with a page of its own (a login, an error). So a response is saved only if it is
// what the site publishes: a page names its own path, and any other file has the digest in the list.
//
// Each version has a cache of its own. Copies of earlier versions are used until the current version has replaced them.
(() => {
  'use strict';

  const SCOPE = new URL(self.registration.scope);
  const CACHE_PREFIX = `unknot ${SCOPE.pathname} `; // as in assets/js/offline.js
  const CURRENT = CACHE_PREFIX + OFFLINE.version;

  const PUBLISHED = new Map([...OFFLINE.pages.map((path) => [path, '']), ...Object.entries(OFFLINE.files)]);
  const FIRST = new Set(OFFLINE.first); // saved at installation, and never removed for want of space

  const LISTS = 'assets/offline/'; // as in `offline.py`

  const SAVED_AT = 'unknot-saved'; // header of a copy: when it was saved
  const MAX_VISITED = 150; // copies, a few megabytes
  const TIMEOUT = 5000; // milliseconds until the copy is used instead

  let isStopped = false; // the reader has removed all copies
  let refreshing; // a promise: earlier copies are being replaced, or have been

  self.addEventListener('install', (event) => { event.waitUntil(install()); });
  self.addEventListener('activate', (event) => {
    event.waitUntil(removeUnpublished().catch(() => {}).then(() => self.clients.claim()));
    refresh(); // not awaited, since pages wait until activation has ended
  });
  self.addEventListener('message', (event) => {
    if (event.data.stop) isStopped = true;
    if (event.data.keep) event.waitUntil(saveLoaded(event.data.keep).then(refresh));
    if (event.data.refresh) event.waitUntil(refresh());
  });
  self.addEventListener('fetch', (event) => {
    const path = pathOf(event.request.url);
    if (isSavable(event.request, path)) event.respondWith(respond(event, path));
  });

  // --- addresses

  // From the root of the site, without query and hash, so that nothing a reader chose is saved with a page.
  // `undefined` outside the site.
  function pathOf(address) {
    const url = new URL(address);
    if (url.origin !== SCOPE.origin || !url.pathname.startsWith(SCOPE.pathname)) return undefined;
    return url.pathname.slice(SCOPE.pathname.length).replace(/(^|\/)index\.html$/, '$1');
  }

  function urlOf(path) {
    return SCOPE.href + path;
  }

  function isPage(path) {
    return path === OFFLINE.missing || /(^|\/)$/.test(path);
  }

  // A range of a file is no copy of it.
  function isSavable(request, path) {
    if (request.method !== 'GET' || path === undefined || request.headers.has('range')) return false;
    return PUBLISHED.has(path) || OFFLINE.folders.some((folder) => path.startsWith(folder));
  }

  // --- what is published

  // The digest of a file; empty for a page; `undefined` for what the site does not publish.
  async function published(path) {
    if (PUBLISHED.has(path) || !OFFLINE.lists) return PUBLISHED.get(path);
    return (await listed(bucketOf(path))).get(path);
  }

  // Whether a copy may be kept. A list that was saved is replaced when it is used.
  async function isKnown(path) {
    if (searchFolder(path)) return true;
    return Boolean(OFFLINE.lists && path.startsWith(LISTS)) || (await published(path)) !== undefined;
  }

  // As in `offline.py`: the files beside a page are in the same list as the page, all others are by themselves.
  function bucketOf(path) {
    const isAlone = /^(?:assets\/(?:diagrams|maps)\/|(?:[^/]*\/){3})/.test(path);
    const key = isAlone ? path : path.replace(/[^/]*$/, '');
    return [...key].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 65521, 0) % OFFLINE.lists;
  }

  const lists = {}; // number → promise of a map

  function listed(number) {
    lists[number] ??= loadList(`${LISTS}${number}.json`).catch((error) => {
      delete lists[number]; // to be tried again
      throw error;
    });
    return lists[number];
  }

  // Without a network, the list that was loaded last.
  async function loadList(path) {
    try {
      const response = await fetch(urlOf(path), { cache: 'no-cache' });
      const entries = new Map(Object.entries(await response.clone().json())); // a page of the network's is no JSON
      await (await caches.open(CURRENT)).put(urlOf(path), response);
      return entries;
    } catch (error) {
      const copy = await newestCopy(path);
      if (!copy) throw error;
      return new Map(Object.entries(await copy.json()));
    }
  }

  // --- saving

  // `basic` is a response from our own host that scripts may read. Some hosts send the page for missing addresses with
  // status 404 at its own address too, and some redirect it, so its content decides.
  function maySave(path, response) {
    const isAnswer = response.status === 200 || (path === OFFLINE.missing && response.status === 404);
    const control = response.headers.get('cache-control') || '';
    return isAnswer && response.type === 'basic' && !/\b(no-store|private)\b/i.test(control);
  }

  async function isOurs(path, body) {
    if (searchFolder(path)) return isSearchPart(path, await body.text());
    const known = await published(path);
    if (known === '') return pageNames(path, await body.text());
    return known !== undefined && (await digest(body)).startsWith(known);
  }

  function searchFolder(path) {
    return OFFLINE.search.find((folder) => path.startsWith(folder));
  }

  // Parts of the search index, and of the names that forms offer, are not listed, but each begins with its name.
  function isSearchPart(path, script) {
    const part = path.slice(searchFolder(path).length, -'.js'.length);
    return ['unknotIndex', 'unknotNames'].some((index) => script.startsWith(`${index}.parts.${part}=`));
  }

  // Hosts may have left out quotation marks to save bytes.
  function pageNames(path, html) {
    const name = /<meta name="?unknot-page"? content="?([^">\s]*)/.exec(html);
    return name !== null && pathOf(new URL(name[1], SCOPE)) === path;
  }

  async function digest(body) {
    const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', await body.arrayBuffer()));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  // Whether the response could be saved.
  async function save(path, response) {
    if (!maySave(path, response)) return false;
    const body = await response.blob();
    if (!await isOurs(path, body)) return false;
    const headers = new Headers(response.headers);
    headers.set(SAVED_AT, new Date().toISOString());
    headers.delete('content-encoding'); // the body is decoded
    headers.delete('content-length');
    headers.delete('vary'); // one copy for each path; `*` could not be saved
    const cache = await caches.open(CURRENT);
    if (isStopped) return false;
    await cache.put(urlOf(path), new Response(body, { headers })); // moves to the end, where it is removed last
    return true;
  }

  // Rejects only without a network or storage.
  async function fetchAndSave(path) {
    return save(path, await fetch(urlOf(path), { cache: 'no-cache' }));
  }

  // A file that cannot be had does not stop the installation: `refresh` asks for it again. If no page can be had, the
  // other files are not asked for, since this happens at each visit; nothing is left, and an earlier worker stays.
  async function install() {
    await caches.delete(CURRENT); // of an installation that was cut off
    try {
      const pages = OFFLINE.first.filter(isPage);
      const results = await Promise.allSettled(pages.map(fetchAndSave));
      if (!results.some(({ value }) => value)) throw new Error('no page could be saved');
      await Promise.allSettled(OFFLINE.first.filter((path) => !isPage(path)).map(fetchAndSave));
    } catch (error) {
      await caches.delete(CURRENT);
      throw error;
    }
    await self.skipWaiting();
  }

  async function keep(path, request, response) {
    if (!maySave(path, response)) return;
    if (!await save(path, response.clone())) return;
    await removeOldest();
    if (request.mode === 'navigate') await refresh(); // the site answers
  }

  // What the first page loaded before this worker was active.
  async function saveLoaded(addresses) {
    const cache = await caches.open(CURRENT);
    await Promise.allSettled(addresses.map(async (address) => {
      const path = pathOf(address);
      if (path === undefined || await cache.match(urlOf(path)) || !await isKnown(path)) return;
      await save(path, await fetch(urlOf(path)));
    }));
  }

  async function removeOldest() {
    const cache = await caches.open(CURRENT);
    const paths = (await cache.keys()).map(({ url }) => pathOf(url));
    const visited = paths.filter((path) => !FIRST.has(path) && !path.startsWith(LISTS));
    const oldest = visited.slice(0, Math.max(0, visited.length - MAX_VISITED));
    await Promise.all(oldest.map((path) => cache.delete(urlOf(path))));
  }

  // --- copies of earlier versions

  async function earlierCaches() {
    const names = (await caches.keys()).filter((name) => name.startsWith(CACHE_PREFIX) && name !== CURRENT);
    return Promise.all(names.map(async (name) => ({ name, cache: await caches.open(name) })));
  }

  async function removeUnpublished() {
    for (const { cache } of await earlierCaches()) {
      await Promise.all((await cache.keys()).map(async (key) => {
        if (!await isKnown(pathOf(key.url))) await cache.delete(key);
      }));
    }
  }

  // Tries once in the life of this process, and again after an error, such as a network that fails.
  function refresh() {
    refreshing ??= replaceEarlier().catch(() => { refreshing = undefined; });
    return refreshing;
  }

  // Replace all copies of earlier versions by current ones. What cannot be had now stays, with its date.
  // Rejects in the end if any address could not be asked for.
  async function replaceEarlier() {
    const current = await caches.open(CURRENT);
    const failures = [];
    for (const path of OFFLINE.first) {
      if (!await current.match(urlOf(path))) await fetchAndSave(path).catch((error) => failures.push(error));
    }
    for (const { name, cache } of await earlierCaches()) {
      for (const key of await cache.keys()) {
        if (isStopped || isReplaced()) return;
        await replace(current, cache, key).catch((error) => failures.push(error));
      }
      if (!(await cache.keys()).length) await caches.delete(name);
    }
    await removeOldest();
    if (failures.length) throw failures[0];
  }

  // A newer version is being installed: what looks like its predecessor's cache may be its own.
  function isReplaced() {
    const { installing, waiting } = self.registration;
    return Boolean(installing || waiting);
  }

  async function replace(current, earlier, key) {
    const path = pathOf(key.url);
    const isNeeded = await isKnown(path) && !await current.match(urlOf(path));
    const isObsolete = !isNeeded || await isUnchanged(path, earlier, key);
    if (isObsolete || await fetchAndSave(path)) await earlier.delete(key);
  }

  // Whether a copy could be taken over without asking the host: a file with the published digest.
  async function isUnchanged(path, earlier, key) {
    const copy = await earlier.match(key);
    if (!copy || isPage(path) || !await isOurs(path, await copy.clone().blob())) return false;
    await (await caches.open(CURRENT)).put(urlOf(path), copy);
    return true;
  }

  // --- responding

  async function respond(event, path) {
    const { request } = event;
    const response = fetchFresh(request);
    event.waitUntil(response.then((answer) => keep(path, request, answer)).catch(() => {}));
    try {
      return await inTime(response);
    } catch {
      return await shownCopy(path) || orNotSaved(request, response);
    }
  }

  // Pages are always revalidated with the host, since browsers may consider a page fresh by a heuristic
  // (RFC 9111, 4.2.2).
  function fetchFresh(request) {
    const options = { cache: 'no-cache', credentials: 'same-origin', redirect: 'manual' };
    return request.mode === 'navigate' ? fetch(request.url, options) : fetch(request);
  }

  function inTime(response) {
    const timeout = new Promise((_, reject) => { setTimeout(() => reject(new Error('timeout')), TIMEOUT); });
    return Promise.race([response, timeout]);
  }

  async function orNotSaved(request, response) {
    try {
      return await response;
    } catch {
      return request.mode === 'navigate' ? notSavedPage() : Response.error();
    }
  }

  // `undefined` without a copy, and when the storage fails.
  async function newestCopy(path) {
    try {
      const copy = await (await caches.open(CURRENT)).match(urlOf(path));
      if (copy) return copy;
      const earlier = await Promise.all((await earlierCaches()).map(({ cache }) => cache.match(urlOf(path))));
      const copies = earlier.filter(Boolean);
      return copies.sort((one, other) => (one.headers.get(SAVED_AT) < other.headers.get(SAVED_AT) ? 1 : -1))[0];
    } catch {
      return undefined;
    }
  }

  async function shownCopy(path) {
    const copy = await newestCopy(path);
    return copy && isPage(path) ? withDate(copy) : copy;
  }

  // The page with the date of the copy above its text. `undefined` for a page that has no place for the date, which
  // is not ours: earlier workers saved any page. A page that only leads to another address needs no date.
  async function withDate(copy) {
    const html = await copy.text();
    if (/http-equiv="refresh"/.test(html)) return new Response(html, { headers: copy.headers });
    const start = /<article id="?text"?[^>]*>/.exec(html);
    if (!start) return undefined;
    const date = new Intl.DateTimeFormat(OFFLINE.language, { dateStyle: 'long' });
    const text = OFFLINE.words.copy.replace('{date}', date.format(new Date(copy.headers.get(SAVED_AT))));
    const note = `<p class="offline-note" role="status">${text}</p>`;
    const end = start.index + start[0].length;
    return new Response(html.slice(0, end) + note + html.slice(end), { headers: copy.headers });
  }

  // The site's 404 page with other wording, and a list of saved pages that assets/js/offline.js fills.
  async function notSavedPage() {
    const copy = await newestCopy(OFFLINE.missing);
    const { title, lead, help } = OFFLINE.words;
    const list = '<ul class="offline-list" data-offline-list></ul>';
    if (!copy) return plainPage(title, `<p><a href="${urlOf(OFFLINE.help)}">${help}</a></p>`);
    const html = (await copy.text())
      .replaceAll(`="${OFFLINE.root}`, `="${SCOPE.pathname}`) // the site may not be where its settings say
      .replace(/<title>.*?<\/title>/s, `<title>${title}</title>`)
      .replace(/<h1>.*?<\/h1>/s, `<h1>${title}</h1>`)
      .replace(/<p class="lead">.*?<\/p>/s, `<p class="lead">${lead}</p>${list}`);
    return new Response(html, { status: 503, headers: copy.headers });
  }

  // For a host that sends a 404 page of its own.
  function plainPage(title, body) {
    const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>`;
    const root = `<html lang="${OFFLINE.language}" dir="${OFFLINE.direction}">`;
    const html = `<!doctype html>${root}${head}<h1>${title}</h1>${body}`;
    return new Response(html, { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } });
  }
})();
