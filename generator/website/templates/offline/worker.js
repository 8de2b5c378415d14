// SPDX-License-Identifier: MIT
//
// The service worker: saves copies of this site's pages on the device, to be read without a network.
//
// The network always comes first. A copy is used only without a network, or when there is no answer for a while, and
// a page shown from a copy says when it was saved. There are two caches: the shell (what every page needs) is
// saved at installation and replaced by the next version's; visited pages and files outlive versions, up to a limit.
// The generator puts `OFFLINE` (version, files, wording) above this. Other sites on the same host are not touched.
(() => {
  'use strict';

  const SCOPE = new URL(self.registration.scope);
  const CACHE_PREFIX = `unknot ${SCOPE.pathname} `; // as in assets/js/offline.js
  const SHELL = CACHE_PREFIX + OFFLINE.version;
  const VISITED = `${CACHE_PREFIX}visited`;

  const SAVED_AT = 'unknot-saved'; // header of a copy: when it was saved
  const MAX_VISITED = 150; // copies, a few megabytes
  const TIMEOUT = 5000; // milliseconds until the copy is used instead
  const SAVED_FILES = /(\/|\.(css|html|js|pdf|png|svg|woff2))$/; // not the quizzes' files for learning platforms

  let isStopped = false; // the reader has removed all copies

  self.addEventListener('install', (event) => {
    event.waitUntil(saveShell().then(() => self.skipWaiting()));
  });
  self.addEventListener('activate', (event) => {
    event.waitUntil(removeOldShells().then(() => self.clients.claim()));
  });
  self.addEventListener('message', (event) => {
    if (event.data.stop) isStopped = true;
    if (event.data.keep) event.waitUntil(Promise.all(event.data.keep.map(fetchAndSave)));
  });
  self.addEventListener('fetch', (event) => {
    if (isSavable(event.request)) event.respondWith(respond(event));
  });

  // --- saving

  // Embed pages are left to the sites that show them, and a range of a file is no copy of it.
  function isSavable(request) {
    const url = new URL(request.url);
    return (
      request.method === 'GET'
      && url.origin === SCOPE.origin
      && url.pathname.startsWith(SCOPE.pathname)
      && SAVED_FILES.test(url.pathname)
      && !url.pathname.includes('/embed/')
      && !request.headers.has('range')
    );
  }

  // One copy for each page, whatever the query and hash: what a reader chose there is not saved.
  function cacheKey(address) {
    const url = new URL(address);
    return url.origin + url.pathname.replace(/\/index\.html$/, '/');
  }

  // `basic` is a response from our own host that scripts may read.
  function isComplete(response) {
    return response.status === 200 && response.type === 'basic' && !response.redirected;
  }

  async function save(cacheName, address, response) {
    if (!isComplete(response)) return;
    const headers = new Headers(response.headers);
    headers.set(SAVED_AT, new Date().toISOString());
    headers.delete('content-encoding'); // the body is decoded
    headers.delete('content-length');
    const copy = new Response(await response.blob(), { headers });
    const cache = await caches.open(cacheName);
    if (isStopped) return;
    await cache.delete(cacheKey(address)); // so that it moves to the end, where it is removed last
    await cache.put(cacheKey(address), copy);
  }

  async function saveShell() {
    await Promise.all(OFFLINE.files.map(async (file) => {
      const response = await fetch(new URL(file, SCOPE), { cache: 'no-cache' });
      if (!isComplete(response)) throw new Error(`${file}: ${response.status}`);
      await save(SHELL, response.url, response);
    }));
  }

  async function saveVisited(address, response) {
    await save(VISITED, address, response);
    const cache = await caches.open(VISITED);
    const keys = await cache.keys();
    await Promise.all(keys.slice(0, Math.max(0, keys.length - MAX_VISITED)).map((key) => cache.delete(key)));
  }

  // For what the first page loaded before this worker was active.
  async function fetchAndSave(address) {
    const request = new Request(address);
    if (isSavable(request)) await saveVisited(address, await fetch(request));
  }

  async function removeOldShells() {
    const names = (await caches.keys()).filter((name) => name.startsWith(CACHE_PREFIX));
    const old = names.filter((name) => name !== SHELL && name !== VISITED);
    await Promise.all(old.map((name) => caches.delete(name)));
  }

  // --- responding

  async function respond(event) {
    const { request } = event;
    const copy = await newestCopy(request.url);
    try {
      const response = await fetchInTime(request, copy);
      event.waitUntil(saveVisited(request.url, response.clone()));
      return response;
    } catch {
      if (request.mode !== 'navigate') return copy || Response.error();
      return copy ? withDate(copy) : notSavedPage();
    }
  }

  // Pages are always revalidated with the host, since browsers may consider a page fresh by a heuristic
  // (RFC 9111, 4.2.2).
  function fetchInTime(request, copy) {
    const options = { cache: 'no-cache', credentials: 'same-origin', redirect: 'manual' };
    const response = request.mode === 'navigate' ? fetch(request.url, options) : fetch(request);
    if (!copy) return response;
    const timeout = new Promise((_, reject) => { setTimeout(() => reject(new Error('timeout')), TIMEOUT); });
    return Promise.race([response, timeout]);
  }

  async function newestCopy(address) {
    const copies = [];
    for (const name of [SHELL, VISITED]) {
      const copy = await (await caches.open(name)).match(cacheKey(address));
      if (copy) copies.push(copy);
    }
    return copies.sort((one, other) => (one.headers.get(SAVED_AT) < other.headers.get(SAVED_AT) ? 1 : -1))[0];
  }

  // The page with the date of the copy above its text.
  async function withDate(copy) {
    if (!/html/.test(copy.headers.get('content-type'))) return copy;
    const date = new Intl.DateTimeFormat(OFFLINE.language, { dateStyle: 'long' });
    const text = OFFLINE.words.copy.replace('{date}', date.format(new Date(copy.headers.get(SAVED_AT))));
    const note = `<p class="offline-note" role="status">${text}</p>`;
    const html = (await copy.text()).replace(/<article id="text"[^>]*>/, `$&${note}`);
    return new Response(html, { headers: copy.headers });
  }

  // The site's 404 page with other wording, and a list of saved pages that assets/js/offline.js fills.
  async function notSavedPage() {
    const copy = await newestCopy(new URL(OFFLINE.missing, SCOPE).href);
    if (!copy) return Response.error();
    const { title, lead } = OFFLINE.words;
    const list = '<ul class="offline-list" data-offline-list></ul>';
    const html = (await copy.text())
      .replaceAll(`="${OFFLINE.root}`, `="${SCOPE.pathname}`) // the site may not be where its settings say
      .replace(/<title>.*?<\/title>/s, `<title>${title}</title>`)
      .replace(/<h1>.*?<\/h1>/s, `<h1>${title}</h1>`)
      .replace(/<p class="lead">.*?<\/p>/s, `<p class="lead">${lead}</p>${list}`);
    return new Response(html, { status: 503, headers: copy.headers });
  }
})();
