// Reading offline: registers the service worker (`sw.js`), lists the pages it has saved, and removes them on request.
// Nothing is registered for pages opened from disk, in frames, or where the reader has switched it off.
(() => {
  'use strict';

  const CHOICE = 'unknot.offline';
  const workerUrl = new URL(document.currentScript.dataset.worker, location.href);
  const cachePrefix = `unknot ${new URL('.', workerUrl).pathname} `; // as in sw.js
  const isSupported = /^https?:$/.test(location.protocol) && 'serviceWorker' in navigator && 'caches' in window;

  function isOff() {
    try {
      return localStorage.getItem(CHOICE) === 'off';
    } catch {
      return true; // without storage, the reader could not switch it off
    }
  }

  function storeChoice(off) {
    if (off) localStorage.setItem(CHOICE, 'off');
    else localStorage.removeItem(CHOICE);
  }

  // --- the service worker

  async function start() {
    const isFirstVisit = !navigator.serviceWorker.controller;
    navigator.serviceWorker.addEventListener('controllerchange', refreshCopies);
    await navigator.serviceWorker.register(workerUrl, { updateViaCache: 'none' });
    const registration = await navigator.serviceWorker.ready;
    if (isFirstVisit) registration.active.postMessage({ keep: loadedUrls() });
  }

  // A new version of the worker has begun: it replaces the copies that its predecessor saved.
  function refreshCopies() {
    const { controller } = navigator.serviceWorker;
    if (controller) controller.postMessage({ refresh: true });
  }

  // This page and what it loaded before the worker was active.
  function loadedUrls() {
    const resources = performance.getEntriesByType('resource').map((entry) => entry.name);
    return [...new Set([...resources, location.href.split(/[?#]/)[0]])];
  }

  async function removeAll() {
    storeChoice(true);
    const registration = await navigator.serviceWorker.getRegistration(workerUrl);
    if (registration) {
      if (registration.active) registration.active.postMessage({ stop: true });
      await registration.unregister();
    }
    await Promise.all((await ownCaches()).map((name) => caches.delete(name)));
  }

  // --- saved pages

  // None where the browser stores nothing, as in the private windows of some.
  async function ownCaches() {
    try {
      return (await caches.keys()).filter((name) => name.startsWith(cachePrefix));
    } catch {
      return [];
    }
  }

  // URL and title of each saved page, by title.
  async function savedPages() {
    const pages = await Promise.all((await ownCaches()).map(pagesIn));
    return [...new Map(pages.flat())].sort(([, one], [, other]) => one.localeCompare(other));
  }

  async function pagesIn(cacheName) {
    const cache = await caches.open(cacheName);
    const requests = (await cache.keys()).filter((request) => request.url.endsWith('/'));
    const pages = await Promise.all(requests.map(async (request) => {
      const copy = await cache.match(request); // the worker may have replaced it meanwhile
      return [request.url, copy ? titleOf(await copy.text()) : ''];
    }));
    return pages.filter(([, title]) => title);
  }

  // Empty for a page without a text of ours, which the worker does not show either.
  function titleOf(html) {
    const page = new DOMParser().parseFromString(html, 'text/html');
    const text = page.querySelector('#text');
    if (!text) return '';
    const heading = text.querySelector('h1');
    return heading ? heading.textContent.trim() : page.title;
  }

  async function fillList(list) {
    const pages = await savedPages();
    list.replaceChildren(...pages.map(listItem));
    return pages.length;
  }

  function listItem([url, title]) {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = url;
    link.textContent = title;
    item.append(link);
    return item;
  }

  // --- the panel that lists saved pages, with a button to remove them and one to save pages again

  function panel(root) {
    const status = root.querySelector('[role="status"]');
    const list = root.querySelector('ul');
    const removeButton = root.querySelector('[data-do="remove"]');
    const keepButton = root.querySelector('[data-do="keep"]');

    async function show() {
      const count = await fillList(list);
      const off = isOff();
      status.textContent = off ? root.dataset.off : root.dataset.count.replace('{count}', count);
      removeButton.hidden = off;
      keepButton.hidden = !off;
      root.hidden = false;
    }

    removeButton.addEventListener('click', async () => {
      await removeAll();
      await show();
      keepButton.focus();
    });
    keepButton.addEventListener('click', async () => {
      storeChoice(false);
      await start();
      await show();
      removeButton.focus();
    });
    show();
  }

  if (!isSupported) return;
  document.querySelectorAll('[data-offline-panel]').forEach(panel);
  document.querySelectorAll('[data-offline-list]').forEach(fillList);
  if (isOff() || window.top !== window.self) return;
  window.addEventListener('load', () => { start().catch(() => {}); });
})();
