// Text as search and list filters compare it. Classic scripts have no imports, so it is offered as `unknotText`.
(() => {
  'use strict';

  // Arabic letters that are often typed as another one.
  const TYPED_AS = { ى: 'ي', ة: 'ه', ٱ: 'ا', ی: 'ي', ک: 'ك' };
  const ARTICLE = /^(?:[وفبك]?ال|لل)(?=.{3})/;

  // Ignores case, accents and apostrophes; in Arabic vowel signs, hamza and stretched letters, too.
  function fold(text) {
    return text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f\u064b-\u065f\u0670’']|\u0640/g, '')
      .replace(/[ىةٱیک]/g, (letter) => TYPED_AS[letter]).replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt(0) % 16);
  }

  // In Arabic without the article, and what is written together with it.
  function words(text) {
    return fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean).map((word) => word.replace(ARTICLE, ''));
  }

  window.unknotText = { fold, words };
})();
