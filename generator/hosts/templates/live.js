// SPDX-License-Identifier: MIT
// Only while the site is served by `unknot serve`: loads the page anew when something has changed.
"use strict";
(function () {
  var root = document.currentScript.src.replace(/live\.js.*$/, "");
  var seen = null;
  new EventSource(root + "changes").addEventListener("message", function (event) {
    if (seen !== null && seen !== event.data) {
      window.location.reload();
    }
    seen = event.data;
  });
})();
