// Search, part 4: the site's other languages, for readers who type words of one that they read. Only on sites with
// several languages. Needs search-parts.js and search-help.js.
//
// Each language has a small file with the titles of its main pages, `assets/search-titles.js`, which adds itself to
// `unknotTitles`. They are loaded once a search has found little.
(() => {
  'use strict';

  const MOST = 3; // results in each language
  const FITS = 0.75; // the word itself, or its beginning

  const { words } = window.unknotText;
  const { find, helpFor, loadScript, prepare, similarity, telling } = window.unknotSearch;
  const titles = {}; // tag → promise of an index

  // Whether most of what was typed are words of no page's name and no warning sign. Running text does not count, since
  // some of it may not be translated.
  function isForeign(index, text) {
    const typed = telling(words(text), index.small);
    const signs = index.help.tiers.flatMap((tier) => tier.signs.flatMap((sign) => sign.words));
    const known = typed.filter((word) => hasWord(signs, word) || index.entries.some((entry) => isIn(entry, word)));
    return known.length <= typed.length / 2;
  }

  function isIn({ title, synonyms, about }, wanted) {
    return [title, synonyms, about].some((list) => hasWord(list, wanted));
  }

  function hasWord(list, wanted) {
    return list.some((word) => similarity(wanted, word, false) >= FITS);
  }

  function load(root, { tag, path }) {
    titles[tag] ||= loadScript(`${root}${path}assets/search-titles.js`)
      .then(() => prepare(window.unknotTitles[tag]))
      .catch(() => {
        delete titles[tag];
        return null;
      });
    return titles[tag];
  }

  // For each language with a page that fits: its tag, its folder, its index, help and results.
  async function inOthers(root, languages, text) {
    const all = await Promise.all(languages.map(async (language) => {
      const index = await load(root, language);
      if (!index || isForeign(index, text)) return null;
      const results = find(index, text).slice(0, MOST);
      return { ...language, index, help: helpFor(index, text), results };
    }));
    return all.filter((one) => one && (one.help.length || one.results.length));
  }

  Object.assign(window.unknotSearch, { inOthers, isForeign });
})();
