// SPDX-License-Identifier: MIT
// Reloads the page when the site has changed. Only in pages that `unknot serve` answers with.
//
// A browser opens at most six connections to a host. All tabs therefore share the one connection of a shared
// worker; a browser without shared workers opens one for each tab.
(() => {
  'use strict';

  const { src, dataset } = document.currentScript;
  const folder = src.replace(/live\.js.*$/, '');
  const reload = ({ data }) => {
    if (Number(data) > Number(dataset.version)) window.location.reload();
  };
  if ('SharedWorker' in window) {
    const { port } = new SharedWorker(`${folder}live-worker.js`);
    port.addEventListener('message', reload);
    port.start();
  } else {
    new EventSource(`${folder}changes`).addEventListener('message', reload);
  }
})();
