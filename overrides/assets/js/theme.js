// Runs before the first paint, to mark that scripts run and to apply the colours the reader chose.
(() => {
  'use strict';

  const root = document.documentElement;
  root.classList.replace('no-js', 'js');

  // Browsers do not preload fonts from disk, where an optional font would therefore never be used.
  if (location.protocol === 'file:') {
    document.fonts.forEach((face) => {
      if (face.display === 'optional') face.display = 'block';
    });
  }

  try {
    const theme = localStorage.getItem('unknot.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch {
    // No storage (a private window, a sandbox): keep the system's colours.
  }
})();
