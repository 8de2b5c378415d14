// Leads on from the page of a long list to the part that has the place named in the address.
// Each link to a part says with which letters the places in it begin; see `long_lists.py`.
(() => {
  'use strict';

  const LETTERS = '-0123456789abcdefghijklmnopqrstuvwxyz';

  function isIn(place, link) {
    const { stem, from, to } = link.dataset;
    const simple = (text) => text.toLowerCase().replace(/[^a-z0-9]/g, '-');
    const start = simple(stem);
    const text = simple(place).padEnd(start.length + 1, '-');
    const letter = LETTERS.indexOf(text[start.length]);
    return text.startsWith(start) && letter >= LETTERS.indexOf(from) && letter <= LETTERS.indexOf(to);
  }

  function leadOn() {
    const place = decodeURIComponent(location.hash.slice(1));
    if (!place || document.getElementById(place)) return;
    const links = [...document.querySelectorAll('.list-parts [data-stem]:not([aria-current])')];
    const link = links.find((one) => isIn(place, one));
    if (link) location.replace(link.href + location.hash);
  }

  leadOn();
  window.addEventListener('hashchange', leadOn);
})();
