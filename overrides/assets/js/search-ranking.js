// Search, part 1: finds in an index the pages that fit best. Everything happens on the device. Needs text.js.
(() => {
  'use strict';

  const { words } = window.unknotText;
  const MAX_RESULTS = 12;

  // The words, and each two neighbours as one word: people type "backpain" and "xray".
  function withJoined(list) {
    return [...list, ...list.slice(1).map((word, index) => list[index] + word)];
  }

  // --- how well a word fits a word of the page, from 0 to 1

  const TYPO = 0.4; // with a typing error

  function similarity(wanted, word, tolerant) {
    if (word === wanted) return 1;
    if (wanted.length > 3 && (`${wanted}s` === word || wanted === `${word}s`)) return 0.9;
    if (wanted.length > 1 && word.startsWith(wanted)) return 0.75;
    const extraLetters = wanted.length - word.length; // of a plural, for instance
    if (wanted.length > 4 && wanted.startsWith(word) && extraLetters < 3 && word.length > 3) return 0.6;
    return tolerant && wanted.length > 4 && hasOneTypo(wanted, word) ? TYPO : 0;
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

  // The shorter words that can fit: the singular and other endings, as above.
  function shorter(wanted) {
    return [wanted.slice(0, -1), wanted.slice(0, -2)].filter((word) => word.length > 2);
  }

  // --- which words count

  const COMMON = 0.25; // share of the entries from which on a word tells little

  // Small words and numbers, telephone numbers apart, count only where nothing else was typed.
  function telling(list, small) {
    const others = list.filter((word) => !small.has(word) && !/^\d{1,2}$/.test(word));
    return others.length ? others : list;
  }

  // --- how well an entry fits: a word in the title counts more than one in the text

  const WEIGHT = { title: 10, synonyms: 8, heading: 5, about: 4, words: 1 };
  const NAMED = 4; // more for a title or synonym that was typed whole
  const NAME_FITS = 0.6;
  const WEAK = WEIGHT.heading;
  const PARTLY = 0.5; // share of what the words tell

  function scoreInPage(entry, wanted, tolerant) {
    return Math.max(
      WEIGHT.title * best(wanted, entry.title, tolerant),
      WEIGHT.synonyms * best(wanted, entry.synonyms, tolerant),
      WEIGHT.about * best(wanted, entry.about, tolerant),
      WEIGHT.words * best(wanted, entry.text, false),
    );
  }

  // Typing errors are not forgiven in running text: too much would fit.
  function scoreInPart(part, wanted, tolerant) {
    return Math.max(
      WEIGHT.heading * best(wanted, part.title, tolerant),
      WEIGHT.words * best(wanted, part.words, false),
    );
  }

  // What each word scores in the page and in each part.
  function scoresOf(entry, wantedWords, isMisspelt) {
    return wantedWords.map((wanted, number) => {
      const inPage = scoreInPage(entry, wanted, isMisspelt[number]);
      const inParts = entry.parts.map((part) => scoreInPart(part, wanted, isMisspelt[number]));
      return { inPage, inParts, highest: Math.max(inPage, ...inParts) };
    });
  }

  const sum = (values) => values.reduce((total, value) => total + value, 0);

  // The share of what was typed that the best title or synonym typed whole accounts for.
  function shareNamed(entry, wantedWords, weights) {
    return Math.max(...entry.names.map((name) => {
      const joined = name.join('');
      const isTyped = name.every((word) => wantedWords.some((wanted) => similarity(wanted, word) >= NAME_FITS));
      return sum(wantedWords.map((wanted, index) => (
        wanted === joined || (isTyped && best(wanted, name) >= NAME_FITS) ? weights[index] : 0)));
    })) / sum(weights);
  }

  // The section that fits best, if one fits better than the page.
  function bestPart(entry, scores) {
    const values = entry.parts.map((_, index) => sum(scores.map(({ inPage, inParts }) => (
      inParts[index] > inPage ? inParts[index] : 0))));
    const highest = Math.max(0, ...values);
    return highest ? entry.parts[values.indexOf(highest)] : null;
  }

  // --- results

  // Words may be missing only where no page, or nothing but running text, has them all.
  function find(index, text) {
    const wantedWords = telling(words(text), index.small);
    if (wantedWords.join('').length < 2) return [];
    const isMisspelt = wantedWords.map((wanted) => !index.entries.some((entry) => has(entry, wanted)));
    const all = index.entries.map((entry) => ({ entry, scores: scoresOf(entry, wantedWords, isMisspelt) }));
    const weighed = weigh(index, all, wantedWords, isMisspelt);
    const results = rank(all, wantedWords, weighed, 1);
    const isWeak = !results.length || results[0].score < WEAK;
    return (isWeak ? rank(all, wantedWords, weighed, PARTLY) : results).slice(0, MAX_RESULTS);
  }

  // Whether a page has a word without a typing error. A word that no page has may be one with an error.
  function has(entry, wanted) {
    return scoreInPage(entry, wanted, false) > 0 || entry.parts.some((part) => scoreInPart(part, wanted, false) > 0);
  }

  // How much each word tells of what is meant, and whether it is needed. One that few pages have tells more, one that
  // is only in running text less, and one that no page has nothing. Only the words that tell most are needed.
  function weigh(index, all, wantedWords, isMisspelt) {
    const found = wantedWords.map((_, number) => all.map((one) => one.scores[number].highest).filter(Boolean));
    const unlisted = index.size - all.length; // entries with nothing but words that nearly all have
    const counts = found.map((scores, number) => scores.length + (index.isCommon(wantedWords[number]) ? unlisted : 0));
    const names = found.map((scores, number) => (
      Math.min(1, Math.max(0, ...scores) / WEIGHT.title / (isMisspelt[number] ? TYPO : 1))));
    const weights = counts.map((count, number) => (
      (names[number] * Math.log(1 + index.size / Math.max(1, count))) ** 2));
    const isName = names.map((strength) => strength > WEIGHT.words / WEIGHT.title);
    const isRare = counts.map((count, number) => isName[number] && count <= COMMON * index.size);
    const asked = isRare.some(Boolean) ? isRare : isName.some(Boolean) ? isName : weights.map(() => true);
    return { weights, needed: weights.map((weight, number) => (asked[number] ? weight : 0)) };
  }

  // Entries with all needed words, or with a share of what they tell, and each caution whose name was typed.
  function rank(all, wantedWords, { weights, needed }, share) {
    const shareOf = (scores) => sum(scores.map(({ highest }, number) => (highest ? needed[number] : 0)));
    return all
      .filter(({ scores }) => scores.some(({ highest }) => highest))
      .filter(({ entry, scores }) => (
        shareOf(scores) >= share * sum(needed) - 1e-9 || (entry.c && shareNamed(entry, wantedWords, needed) > 0)))
      .map(({ entry, scores }) => ({
        entry,
        score: (entry.w || 1) * (sum(scores.map(({ highest }, number) => highest * weights[number])) / sum(weights)
          + NAMED * shareNamed(entry, wantedWords, weights)),
        part: bestPart(entry, scores),
      }))
      .sort((a, b) => b.score - a.score || a.entry.g - b.entry.g);
  }

  window.unknotSearch = { find, hasOneTypo, shorter, similarity, telling, withJoined };
})();
