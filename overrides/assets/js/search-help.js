// Search, part 2: warning signs in what was typed. They are answered first, however well other pages fit.
// Needs text.js and search-ranking.js.
(() => {
  'use strict';

  const { words } = window.unknotText;
  const { hasOneTypo } = window.unknotSearch;

  // One option for each tier of help that has one of its signs in the text, the most urgent first.
  function helpFor(index, text) {
    const typed = words(text);
    return index.help.tiers.flatMap((tier) => {
      const sign = tier.signs.find((one) => isTyped(one, typed));
      return sign ? [{ path: index.help.p, anchor: sign.id, title: tier.t, line: tier.a, className: tier.i }] : [];
    });
  }

  function isTyped(sign, typed) {
    const minLetters = sign.words.length > 1 ? 2 : 4;
    if (typed.includes(sign.words.join(''))) return true; // "calfpain"
    return sign.words.every((word) => typed.some((other) => isSameWord(word, other, minLetters)));
  }

  // Also a plural or another ending, the first letters while the word is being typed, and one typing error.
  function isSameWord(word, typed, minLetters) {
    return word === typed
      || (typed.length >= minLetters && word.startsWith(typed))
      || (word.length > 3 && typed.startsWith(word) && typed.length - word.length < 5)
      || (word.length > 4 && hasOneTypo(typed, word));
  }

  // The page of warning signs, offered where nothing is found: it may say the same in other words.
  function helpPage(index) {
    const page = index.entries.find((entry) => entry.u === index.help.p);
    return page ? { path: page.u, title: page.t, line: page.d } : null;
  }

  Object.assign(window.unknotSearch, { helpFor, helpPage });
})();
