// Runs before anything is painted: says that scripts run, sets the colours the reader chose, and waits for our
// typeface where browsers do not load it ahead.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.replace("no-js", "js");
  if (location.protocol === "file:") {
    document.fonts.forEach(function (face) {
      if (face.display === "optional") face.display = "block";
    });
  }
  try {
    var theme = localStorage.getItem("unknot.theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (error) {
    // No storage (a private window, a sandbox): the device's colours stay.
  }
})();
