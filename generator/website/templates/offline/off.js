// SPDX-License-Identifier: MIT
//
// Offline reading is switched off for this site: removes all copies that an earlier version kept on the device, and
// then itself.

'use strict';

const OURS = `unknot ${new URL(self.registration.scope).pathname} `;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(removeAll()));

async function removeAll() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS));
  await Promise.all(names.map((name) => caches.delete(name)));
  await self.registration.unregister();
}
