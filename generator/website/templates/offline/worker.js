// SPDX-License-Identifier: MIT
//
// Keeps copies of this site's own pages on the device, so that they can be read without a network.
//
// The network comes first for everything; a copy stands in only when there is none, or when it has not answered for a
// while, and a page shown from a copy says from when it is. Two stores: the shell, kept when this program
// is installed and thrown away with its version; and what was visited, which outlives versions and has a limit.
// `OFFLINE` stands above: version, files, words. Another site on the same host is never touched.

'use strict';

const SCOPE = new URL(self.registration.scope);
const OURS = `unknot ${SCOPE.pathname} `; // as in assets/js/offline.js
const SHELL = OURS + OFFLINE.version;
const VISITED = `${OURS}visited`;

const SAVED = 'unknot-saved'; // the header of a copy that says when it was made
const MOST = 150; // copies of what was visited: some megabytes
const PATIENCE = 5000; // milliseconds until a page's copy is shown, if there is one
const READ = /(\/|\.(css|html|js|pdf|png|svg|woff2))$/; // what reading needs; quizzes for learning platforms do not

let keeping = true;

self.addEventListener('install', (event) => event.waitUntil(keepShell().then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(dropOldShells().then(() => self.clients.claim())));
self.addEventListener('message', (event) => {
  if (event.data.stop) keeping = false;
  if (event.data.keep) event.waitUntil(Promise.all(event.data.keep.map(fetchAndKeep)));
});
self.addEventListener('fetch', (event) => {
  if (isOurs(event.request)) event.respondWith(answer(event));
});

// --- what is kept

// Embed pages belong to whoever shows them, and part of a file is no copy.
function isOurs(request) {
  const url = new URL(request.url);
  return (
    request.method === 'GET' &&
    url.origin === SCOPE.origin &&
    url.pathname.startsWith(SCOPE.pathname) &&
    READ.test(url.pathname) &&
    !url.pathname.includes('/embed/') &&
    !request.headers.has('range')
  );
}

// One copy a page, whatever stands behind `?` or `#`: what a reader chose there is not kept.
function nameOf(address) {
  const url = new URL(address);
  return url.origin + url.pathname.replace(/\/index\.html$/, '/');
}

// `basic` is an answer of our own host that a script may read.
function isWhole(response) {
  return response.status === 200 && response.type === 'basic' && !response.redirected;
}

async function keep(store, address, response) {
  if (!isWhole(response)) return;
  const headers = new Headers(response.headers);
  headers.set(SAVED, new Date().toISOString());
  headers.delete('content-encoding'); // the copy is unpacked
  headers.delete('content-length');
  const copy = new Response(await response.blob(), { headers });
  const cache = await caches.open(store);
  if (!keeping) return;
  await cache.delete(nameOf(address)); // so that it goes to the end: the last to be dropped
  await cache.put(nameOf(address), copy);
}

async function keepShell() {
  await Promise.all(
    OFFLINE.files.map(async (file) => {
      const response = await fetch(new URL(file, SCOPE), { cache: 'no-cache' });
      if (!isWhole(response)) throw new Error(`${file}: ${response.status}`);
      await keep(SHELL, response.url, response);
    }),
  );
}

async function keepVisited(address, response) {
  await keep(VISITED, address, response);
  const cache = await caches.open(VISITED);
  const names = await cache.keys();
  await Promise.all(names.slice(0, Math.max(0, names.length - MOST)).map((name) => cache.delete(name)));
}

// What the first page loaded before this program ran.
async function fetchAndKeep(address) {
  const request = new Request(address);
  if (isOurs(request)) await keepVisited(address, await fetch(request));
}

async function dropOldShells() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS) && ![SHELL, VISITED].includes(name));
  await Promise.all(names.map((name) => caches.delete(name)));
}

// --- what is answered

async function answer(event) {
  const { request } = event;
  const copy = await newest(request.url);
  try {
    const response = await fetched(request, copy);
    event.waitUntil(keepVisited(request.url, response.clone()));
    return response;
  } catch {
    if (request.mode !== 'navigate') return copy || Response.error();
    return copy ? dated(copy) : notSaved();
  }
}

// A browser may think a page fresh by a guess of its own: a page's host is always asked.
function fetched(request, copy) {
  const page = { cache: 'no-cache', credentials: 'same-origin', redirect: 'manual' };
  const coming = request.mode === 'navigate' ? fetch(request.url, page) : fetch(request);
  if (!copy) return coming;
  const late = new Promise((_, reject) => { setTimeout(() => reject(new Error('late')), PATIENCE); });
  return Promise.race([coming, late]);
}

async function newest(address) {
  const found = [];
  for (const store of [SHELL, VISITED]) {
    const copy = await (await caches.open(store)).match(nameOf(address));
    if (copy) found.push(copy);
  }
  return found.sort((one, other) => (one.headers.get(SAVED) < other.headers.get(SAVED) ? 1 : -1))[0];
}

// A page, with the day on which it was saved above its text.
async function dated(copy) {
  if (!/html/.test(copy.headers.get('content-type'))) return copy;
  const day = new Intl.DateTimeFormat(OFFLINE.language, { dateStyle: 'long' });
  const words = OFFLINE.words.copy.replace('{date}', day.format(new Date(copy.headers.get(SAVED))));
  const html = (await copy.text()).replace(/<article id="text"[^>]*>/, `$&<p class="offline-note" role="status">${words}</p>`);
  return new Response(html, { headers: copy.headers });
}

// The page of wrong addresses in other words, with a list that assets/js/offline.js fills.
async function notSaved() {
  const copy = await newest(new URL(OFFLINE.missing, SCOPE).href);
  if (!copy) return Response.error();
  const { title, lead } = OFFLINE.words;
  const html = (await copy.text())
    .replaceAll(`="${OFFLINE.root}`, `="${SCOPE.pathname}`) // where the site stands may differ from its settings
    .replace(/<title>.*?<\/title>/s, `<title>${title}</title>`)
    .replace(/<h1>.*?<\/h1>/s, `<h1>${title}</h1>`)
    .replace(/<p class="lead">.*?<\/p>/s, `<p class="lead">${lead}</p><ul class="offline-list" data-offline-list></ul>`);
  return new Response(html, { status: 503, headers: copy.headers });
}
