// Text as search and list filters compare it. Classic scripts have no imports, so it is offered as `unknotText`.
(() => {
  'use strict';

  // Ignores case, accents and apostrophes.
  function fold(text) {
    return text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[’']/g, '');
  }

  function words(text) {
    return fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  }

  window.unknotText = { fold, words };
})();
