// Search, part 3: warning signs in what was typed. They are answered first, however well other pages fit.
// Needs text.js and search-ranking.js.
(() => {
  'use strict';

  const { words } = window.unknotText;
  const { hasOneTypo } = window.unknotSearch;

  // One option for each kind of help that has one of its signs in the text, the most urgent first.
  function helpFor(index, text) {
    const typed = words(text);
    const isMisspelt = typed.map((word) => !index.words.has(word));
    return index.help.tiers.flatMap((tier) => {
      const sign = tier.signs.find((one) => isTyped(one, typed, []))
        || tier.signs.find((one) => isTyped(one, typed, isMisspelt));
      return sign ? [{ path: index.help.p, anchor: sign.id, title: tier.t, line: tier.a, className: tier.i }] : [];
    });
  }

  function isTyped(sign, typed, isMisspelt) {
    if (typed.includes(sign.words.join(''))) return true; // two words typed as one
    const last = typed[typed.length - 1];
    const isAlone = sign.words.length === 1;
    return sign.words.every((word) => (
      typed.some((other, number) => isSameWord(word, other, isMisspelt[number]) || (isAlone && other === `${word}s`))
      || isBegun(word, last, isAlone)));
  }

  // Also a plural or another ending, and one typing error in what is no word of any page: "house" is no "mouse".
  function isSameWord(word, typed, isMisspelt) {
    return word === typed
      || (word.length > 3 && typed.startsWith(word) && typed.length - word.length < 5)
      || (isMisspelt && word.length > 4 && typed.length > 4 && hasOneTypo(typed, word));
  }

  // The first letters of a word that is still being typed, but not its singular, which may be another sign.
  // Of a sign of one word, it takes more letters: "over" is not yet "overdose".
  function isBegun(word, last, isAlone) {
    const minLetters = isAlone ? Math.max(5, word.length / 2 + 1) : 3;
    return last.length >= minLetters && word.startsWith(last) && word !== `${last}s`;
  }

  // The page of warning signs, offered where nothing is found: it may say the same in other words.
  function helpPage({ help }) {
    return { path: help.p, title: help.t, line: help.d };
  }

  Object.assign(window.unknotSearch, { helpFor, helpPage });
})();
