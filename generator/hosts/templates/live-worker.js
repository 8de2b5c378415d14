// SPDX-License-Identifier: MIT
// Shared worker of all tabs with pages from `unknot serve`: tells them the version of the site after each change.
(() => {
  'use strict';

  const ports = [];
  let version = null;
  self.addEventListener('connect', ({ ports: [port] }) => {
    ports.push(port);
    if (version !== null) port.postMessage(version);
  });
  new EventSource('changes').addEventListener('message', ({ data }) => {
    version = data;
    ports.forEach((port) => port.postMessage(version));
  });
})();
