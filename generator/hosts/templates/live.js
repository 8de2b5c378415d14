// SPDX-License-Identifier: MIT
// Reloads the page when the site has changed, and keeps the panel with problems folded. Only in pages that
// `unknot serve` answers with.
//
// A browser opens at most six connections to a host. All tabs therefore share the one connection of a shared
// worker; a browser without shared workers opens one for each tab.
(() => {
  'use strict';

  const FOLDED = 'unknot-folded-problems';
  const { src, dataset } = document.currentScript;
  const folder = src.replace(/live\.js.*$/, '');
  const reload = ({ data }) => {
    if (Number(data) > Number(dataset.version)) window.location.reload();
  };
  // The panel with problems stays folded from page to page, until something new is wrong.
  document.addEventListener('DOMContentLoaded', () => {
    const panel = document.querySelector('.live-problems details');
    if (!panel) return;
    const problems = [...panel.querySelectorAll('[data-problem]')].map((one) => one.dataset.problem);
    const folded = (window.sessionStorage.getItem(FOLDED) ?? '').split(' ');
    panel.open = problems.some((problem) => !folded.includes(problem));
    panel.addEventListener('toggle', () => {
      window.sessionStorage.setItem(FOLDED, panel.open ? '' : problems.join(' '));
    });
  });

  if ('SharedWorker' in window) {
    const { port } = new SharedWorker(`${folder}live-worker.js`);
    port.addEventListener('message', reload);
    port.start();
  } else {
    new EventSource(`${folder}changes`).addEventListener('message', reload);
  }
})();
