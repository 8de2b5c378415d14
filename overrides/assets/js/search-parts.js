// Search, part 2: loads what a search needs of the index, as scripts, since pages opened from disk may not fetch.
// Needs text.js and search-ranking.js.
//
// `assets/search-index.js` has all entries. On a large site it has instead what every search needs, and of the rest
// only those parts are loaded that have a word that fits. search_parts.py says what is in them. From these, entries
// are made that have the fitting words alone, since no other word counts.
(() => {
  'use strict';

  const { words } = window.unknotText;
  const { find, hasOneTypo, shorter, similarity, telling, withJoined } = window.unknotSearch;

  const scripts = new Map(); // address → promise

  // A script that could not be loaded is tried again at the next search.
  function loadScript(address) {
    if (!scripts.has(address)) {
      scripts.set(address, new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.src = address;
        script.onload = resolve;
        script.onerror = () => {
          scripts.delete(address);
          reject(new Error(address));
        };
        document.head.append(script);
      }));
    }
    return scripts.get(address);
  }

  const indexes = {}; // variable → index

  // The index that a script puts into a variable: the site's, or the names that a form offers.
  async function load(address, variable = 'unknotIndex') {
    await loadScript(address);
    indexes[variable] ||= prepare(window[variable], address);
    return indexes[variable];
  }

  function prepare(loaded, address) {
    loaded.small = new Set(words(loaded.small));
    if (loaded.help) {
      loaded.help.tiers.forEach((tier) => {
        tier.signs = tier.w.map(([id, text]) => ({ id, words: words(text) }));
      });
    }
    return loaded.parts ? splitBounds(loaded, address) : splitIntoWords(loaded);
  }

  // --- an index with all entries

  function splitIntoWords(whole) {
    whole.entries.forEach((entry) => {
      entry.names = [entry.t, ...entry.s.split(',')].map((name) => telling(words(name), whole.small));
      entry.title = withJoined(words(entry.t));
      entry.synonyms = entry.s.split(',').flatMap((name) => withJoined(words(name)));
      entry.about = withJoined(words(entry.d));
      entry.text = [];
      entry.parts = entry.p.map(([id, heading, text]) => (
        { id, heading, title: withJoined(words(heading)), words: words(text) }));
    });
    whole.words = new Set(whole.entries.flatMap(wordsOf)); // all that are spelt right
    whole.size = whole.entries.length;
    whole.isCommon = () => false;
    return whole;
  }

  function wordsOf({ title, synonyms, about, parts }) {
    return [...title, ...synonyms, ...about, ...parts.flatMap((part) => [...part.title, ...part.words])];
  }

  // --- an index in parts

  const MOST_PARTS = 6; // that are loaded for the first letters of a word

  function splitBounds(loaded, address) {
    loaded.folder = address.replace(/[^/]*$/, loaded.folder);
    loaded.common = new Set(loaded.common.split(' '));
    for (const kind of ['n', 't']) loaded.bounds[kind] = loaded.bounds[kind].split(' ');
    return loaded;
  }

  // Some parts of a kind are together in a folder, which is named by what is in it.
  function addressOf(index, name) {
    const group = Math.floor(Number(name.slice(1)) / index.together);
    return `${index.folder}${index.folders[name[0]][group]}/${name}.js`;
  }

  // A part; what is given if it cannot be loaded.
  async function loadPart(index, name, state, otherwise) {
    try {
      if (!(name in index.parts)) await loadScript(addressOf(index, name));
      return index.parts[name];
    } catch {
      state.isPartial = true;
      return otherwise;
    }
  }

  // The number of the last part that begins with the word or one before it in the alphabet.
  function partOf(bounds, word) {
    let [low, high] = [0, bounds.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (bounds[middle] <= word) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  // The words of a kind that fit, each with the entries that have it.
  async function lookUp(index, kind, wanted, state) {
    const bounds = index.bounds[kind];
    const first = partOf(bounds, wanted);
    const last = Math.min(partOf(bounds, `${wanted}\uffff`), first + MOST_PARTS - 1);
    const numbers = new Set(shorter(wanted).map((word) => partOf(bounds, word)));
    for (let number = first; number <= last; number += 1) numbers.add(number);
    const parts = await Promise.all([...numbers].map((number) => loadPart(index, kind + number, state, {})));
    return parts.flatMap(Object.entries).filter(([word]) => similarity(wanted, word, false));
  }

  // If no word fits, those that would without one typing error. There are none in running text.
  async function misspelt(index, wanted, state) {
    if (wanted.length < 5) return [];
    const lengths = [-1, 0, 1].map((more) => wanted.length + more).filter((length) => index.lengths.includes(length));
    const lists = await Promise.all(lengths.map((length) => loadPart(index, `l${length}`, state, '')));
    const near = lists.join(' ').split(' ').filter((word) => hasOneTypo(wanted, word));
    return Promise.all(near.map(async (word) => (
      [word, (await loadPart(index, `n${partOf(index.bounds.n, word)}`, state, {}))[word] || ''])));
  }

  // What the index says of the words in a text, in the form of an index with all entries.
  async function excerpt(index, text) {
    const state = { isPartial: false };
    const wanted = telling(words(text), index.small);
    const found = { names: new Map(), texts: new Map() };
    await Promise.all(wanted.map(async (word) => {
      const [names, texts] = await Promise.all(['n', 't'].map((kind) => lookUp(index, kind, word, state)));
      const fit = names.length || texts.length ? names : await misspelt(index, word, state);
      fit.forEach(([one, postings]) => found.names.set(one, postings));
      texts.forEach(([one, postings]) => found.texts.set(one, postings));
    }));
    const has = (word) => index.small.has(word) || found.names.has(word) || found.texts.has(word);
    const common = [...found.texts.keys()].filter((word) => index.common.has(word));
    const isCommon = (word) => common.some((one) => similarity(word, one, false));
    return { ...index, ...state, isCommon, words: { has }, entries: entriesWith(index, found, common, wanted) };
  }

  // --- entries from postings

  const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
  const [TITLE, SYNONYM, ABOUT, HEADING, NAME] = [1, 2, 4, 8, 16];

  function numbersIn(text) {
    const numbers = [];
    let [value, unit] = [0, 1];
    for (const digit of text) {
      const bits = DIGITS.indexOf(digit);
      value += (bits % 32) * unit;
      unit *= 32;
      if (bits < 32) {
        numbers.push(value);
        [value, unit] = [0, 1];
      }
    }
    return numbers;
  }

  function valueAt(runs, number) {
    return runs.filter(([start]) => start <= number).pop()[1];
  }

  function entriesWith(index, { names, texts }, common, wanted) {
    const entries = new Map();
    const entryAt = (number) => {
      if (!entries.has(number)) {
        const [g, w, c] = [index.g, index.w, index.c].map((runs) => valueAt(runs, number));
        const found = { title: [], synonyms: [], about: [], text: common, sections: [], named: new Map() };
        entries.set(number, { number, g, w, c, ...found });
      }
      return entries.get(number);
    };
    names.forEach((postings, word) => addNames(entryAt, word, numbersIn(postings), wanted));
    texts.forEach((postings, word) => addTexts(entryAt, word, numbersIn(postings)));
    return [...entries.values()].sort((a, b) => a.number - b.number).map(complete);
  }

  function sectionAt({ sections }, number) {
    sections[number] ||= { number, title: [], words: [] };
    return sections[number];
  }

  // As `_names` in search_parts.py writes them.
  function addNames(entryAt, word, numbers, wanted) {
    const next = numbers[Symbol.iterator]();
    const read = () => next.next().value;
    let number = 0;
    for (let step = read(); step !== undefined; step = read()) {
      number += step;
      const entry = entryAt(number);
      const mask = read();
      if (mask & TITLE) entry.title.push(word);
      if (mask & SYNONYM) entry.synonyms.push(word);
      if (mask & ABOUT) entry.about.push(word);
      let section = 0;
      for (let left = mask & HEADING ? read() : 0; left; left -= 1) {
        section += read();
        sectionAt(entry, section).title.push(word);
      }
      for (let left = mask & NAME ? read() : 0; left; left -= 1) addName(entry, word, read(), read(), wanted);
    }
  }

  // A name counts if all of its words were found, or if it was typed as one word.
  function addName({ named }, word, number, size, wanted) {
    const key = size ? number : `${number} joined`;
    if (!size && !wanted.includes(word)) return;
    if (!named.has(key)) named.set(key, { size: size || 1, words: [] });
    named.get(key).words.push(word);
  }

  // As `_sections` writes them.
  function addTexts(entryAt, word, numbers) {
    let number = 0;
    let section = 0;
    let isStep = true;
    for (const value of numbers) {
      if (isStep) {
        number += value;
        section = 0;
      } else {
        section += value >> 1;
        sectionAt(entryAt(number), section).words.push(word);
      }
      isStep = !isStep && value % 2 === 0;
    }
  }

  function complete({ sections, named, ...entry }) {
    const names = [...named.values()].filter((name) => name.words.length === name.size).map((name) => name.words);
    return { ...entry, parts: sections.filter(Boolean), names: [...names, []] };
  }

  // --- searching

  // Adds what is shown of a result. `false` if it could not be loaded.
  async function describe(index, { entry, part: section }, state) {
    const entries = await loadPart(index, `e${Math.floor(entry.number / index.shown)}`, state, []);
    const shown = entries[entry.number % index.shown];
    if (!shown) return false;
    [entry.t, entry.u, entry.d] = shown;
    if (section) [section.id, section.heading] = shown[3][section.number];
    return true;
  }

  // The index, as far as it counts here, and the results. `isPartial`: something could not be loaded.
  async function search(address, text, variable = 'unknotIndex') {
    const index = await load(address, variable);
    if (!index.parts) return { index, results: find(index, text) };
    const known = await excerpt(index, text);
    const results = find(known, text);
    const areShown = await Promise.all(results.map((result) => describe(index, result, known)));
    return { index: known, results: results.filter((_, number) => areShown[number]) };
  }

  Object.assign(window.unknotSearch, { load, loadScript, prepare, search });
})();
