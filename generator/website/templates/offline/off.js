// SPDX-License-Identifier: MIT
//
// The service worker of a site without offline reading: removes all copies that an earlier version saved on the device,
// then itself.
(() => {
  'use strict';

  const CACHE_PREFIX = `unknot ${new URL(self.registration.scope).pathname} `;

  self.addEventListener('install', () => self.skipWaiting());
  self.addEventListener('activate', (event) => event.waitUntil(removeAll()));

  async function removeAll() {
    const names = (await caches.keys()).filter((name) => name.startsWith(CACHE_PREFIX));
    await Promise.all(names.map((name) => caches.delete(name)));
    await self.registration.unregister();
  }
})();
