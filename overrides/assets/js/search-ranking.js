// Search, part 1: loads the index and finds the pages that fit best. Everything happens on the device. Needs text.js.
(() => {
  'use strict';

  const { words } = window.unknotText;
  const MAX_RESULTS = 12;

  // --- the index: `assets/search-index.js`, with short field names because there are many entries

  let loading = null;

  // Loads the index once, as a script: pages opened from disk may not fetch.
  function load(url) {
    loading ||= new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = url;
      script.onload = () => resolve(splitIntoWords(window.unknotIndex));
      script.onerror = reject;
      document.head.append(script);
    });
    return loading;
  }

  function splitIntoWords(index) {
    index.entries.forEach((entry) => {
      entry.title = withJoined(words(entry.t));
      entry.synonyms = withJoined(words(entry.s));
      entry.about = withJoined(words(entry.d));
      entry.parts = entry.p.map(([id, heading, text]) => (
        { id, heading, title: withJoined(words(heading)), words: words(text) }));
    });
    index.help.tiers.forEach((tier) => {
      tier.signs = tier.w.map(([id, text]) => ({ id, words: words(text) }));
    });
    return index;
  }

  // The words, and each two neighbours as one word: people type "backpain" and "xray".
  function withJoined(list) {
    return [...list, ...list.slice(1).map((word, index) => list[index] + word)];
  }

  // --- how well a word fits a word of the page, from 0 to 1

  function similarity(wanted, word, tolerant) {
    if (word === wanted) return 1;
    if (wanted.length > 1 && word.startsWith(wanted)) return 0.75;
    const extraLetters = wanted.length - word.length; // of a plural, for instance
    if (wanted.length > 4 && wanted.startsWith(word) && extraLetters < 3 && word.length > 3) return 0.6;
    return tolerant && wanted.length > 4 && hasOneTypo(wanted, word) ? 0.4 : 0;
  }

  // Whether one letter is missing, added or wrong, or two neighbours are swapped.
  function hasOneTypo(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    let start = 0;
    while (start < a.length && a[start] === b[start]) start += 1;
    const areSwapped = a[start] === b[start + 1] && a[start + 1] === b[start];
    if (areSwapped && a.slice(start + 2) === b.slice(start + 2)) return true;
    const restOfA = a.slice(start + (a.length >= b.length ? 1 : 0));
    const restOfB = b.slice(start + (b.length >= a.length ? 1 : 0));
    return restOfA === restOfB;
  }

  function best(wanted, candidates, tolerant) {
    return candidates.reduce((highest, word) => Math.max(highest, similarity(wanted, word, tolerant)), 0);
  }

  // --- how well a page fits: a word in the title counts more than one in the text

  const WEIGHT = { title: 10, synonyms: 8, heading: 5, about: 4, words: 1 };
  const WITHOUT_PARTS = 0.75; // glossary terms, which come after pages on the subject, have no parts

  function scoreInPage(entry, wanted, tolerant) {
    return Math.max(
      WEIGHT.title * best(wanted, entry.title, tolerant),
      WEIGHT.synonyms * best(wanted, entry.synonyms, tolerant),
      WEIGHT.about * best(wanted, entry.about, tolerant),
    );
  }

  // Typing errors are not forgiven in running text: too much would fit.
  function scoreInPart(part, wanted, tolerant) {
    return Math.max(
      WEIGHT.heading * best(wanted, part.title, tolerant),
      WEIGHT.words * best(wanted, part.words, false),
    );
  }

  // Null unless the page has every word. `part` is the section that fits best, if one fits better than the page.
  function score(entry, wantedWords, tolerant) {
    const partScores = entry.parts.map(() => 0);
    let total = 0;
    for (const wanted of wantedWords) {
      const inPage = scoreInPage(entry, wanted, tolerant);
      const inParts = entry.parts.map((part) => scoreInPart(part, wanted, tolerant));
      const highest = Math.max(inPage, ...inParts);
      if (!highest) return null;
      total += highest;
      inParts.forEach((value, index) => { if (value > inPage) partScores[index] += value; });
    }
    const highestPart = Math.max(0, ...partScores);
    const weight = entry.parts.length ? 1 : WITHOUT_PARTS;
    return {
      entry,
      score: weight * total / wantedWords.length,
      part: highestPart ? entry.parts[partScores.indexOf(highestPart)] : null,
    };
  }

  // --- results

  const SMALL_WORDS = /^(a|an|and|are|at|be|do|for|have|how|i|in|is|it|my|of|on|or|the|to|what|with|you|your)$/;

  // Small words count only where nothing else was typed; typing errors are forgiven only where nothing fits exactly.
  function find(index, text) {
    const typed = words(text);
    const telling = typed.filter((word) => !SMALL_WORDS.test(word));
    const wantedWords = telling.length ? telling : typed;
    if (wantedWords.join('').length < 2) return [];
    const exact = rank(index, wantedWords, false);
    return (exact.length ? exact : rank(index, wantedWords, true)).slice(0, MAX_RESULTS);
  }

  function rank(index, wantedWords, tolerant) {
    return index.entries
      .map((entry) => score(entry, wantedWords, tolerant))
      .filter(Boolean)
      .sort((a, b) => b.score - a.score || a.entry.g - b.entry.g);
  }

  window.unknotSearch = { load, find, hasOneTypo };
})();
