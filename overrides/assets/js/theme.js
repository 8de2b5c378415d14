// Runs before anything is painted: says that scripts run, and sets the colours the reader chose.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.replace("no-js", "js");
  try {
    var theme = localStorage.getItem("unknot.theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (error) {
    // No storage (a private window, a sandbox): the device's colours stay.
  }
})();
