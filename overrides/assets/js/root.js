// For the 404 page of a site that was built without an address. Hosts show it at any address, so it cannot know where
// the site's files are, and takes the site to be at the top of its host. The page names this script once for each depth
// of folders: the first one that loads tells where the site is, and corrects all addresses in the page.
(() => {
  'use strict';

  const NAMES = ['href', 'src', 'data-index', 'data-root', 'data-worker'];
  const assumed = document.currentScript.dataset.root;
  const root = new URL('../../', document.currentScript.src).pathname;

  function correct(name) {
    for (const element of document.querySelectorAll(`[${name}^="${assumed}"]`)) {
      element.setAttribute(name, root + element.getAttribute(name).slice(assumed.length));
      if (name === 'src' && element.localName === 'script') scripts.push(element);
    }
  }

  // A script that was not found is not loaded again when its address changes, but a new element is.
  function load(script) {
    const copy = document.createElement('script');
    for (const { name, value } of script.attributes) copy.setAttribute(name, value);
    copy.async = false; // in order, as before
    script.replaceWith(copy);
  }

  const scripts = [];
  if (root === assumed) return;
  NAMES.forEach(correct);
  scripts.forEach(load);
})();
