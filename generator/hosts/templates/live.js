// SPDX-License-Identifier: MIT
// Reloads the page when the site has changed. Only in pages that `unknot serve` answers with.
(() => {
  'use strict';

  const folder = document.currentScript.src.replace(/live\.js.*$/, '');
  let version = null;
  new EventSource(`${folder}changes`).addEventListener('message', ({ data }) => {
    if (version !== null && version !== data) window.location.reload();
    version = data;
  });
})();
