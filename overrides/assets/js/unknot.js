// What every page does: colours, the phone's menu, glossary terms, the current heading, the body map,
// what scrolls, overdue reviews.
// Each part does nothing on a page that lacks what it works on.
(() => {
  'use strict';

  function all(selector) {
    return [...document.querySelectorAll(selector)];
  }

  // --- the button for colours: the system's, light, dark

  function themeButton() {
    const button = document.querySelector('.tool.theme');
    if (!button) return;
    const root = document.documentElement;
    const next = { auto: 'light', light: 'dark', dark: 'auto' };

    function show(theme) {
      if (theme === 'auto') delete root.dataset.theme;
      else root.dataset.theme = theme;
      button.setAttribute('aria-label', button.dataset[theme]);
      button.title = button.dataset[theme];
    }

    function store(theme) {
      try {
        if (theme === 'auto') localStorage.removeItem('unknot.theme');
        else localStorage.setItem('unknot.theme', theme);
      } catch {
        // No storage: the choice is lost with this page.
      }
    }

    show(root.dataset.theme || 'auto');
    button.addEventListener('click', () => {
      const theme = next[root.dataset.theme || 'auto'];
      show(theme);
      store(theme);
    });
  }

  // --- open menus close on Escape and on a click elsewhere

  function menus() {
    document.querySelectorAll('.small-menu, .language-menu').forEach(closeWhenLeft);
  }

  function closeWhenLeft(details) {
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !details.open) return;
      details.open = false;
      details.querySelector('summary').focus();
    });
    document.addEventListener('click', (event) => {
      if (details.open && !details.contains(event.target)) details.open = false;
    });
  }

  // --- parts that readers open: a link to one opens it, and all are printed

  function foldedParts() {
    const parts = [...document.querySelectorAll('.more-part')];
    if (!parts.length) return;
    function openTarget() {
      const target = document.getElementById(window.location.hash.slice(1));
      const part = target && target.closest('.more-part');
      if (!part || part.open) return;
      part.open = true;
      target.scrollIntoView();
    }
    let opened = [];
    window.addEventListener('hashchange', openTarget);
    window.addEventListener('beforeprint', () => {
      opened = parts.filter((part) => !part.open);
      opened.forEach((part) => { part.open = true; });
    });
    window.addEventListener('afterprint', () => opened.forEach((part) => { part.open = false; }));
    openTarget();
  }

  // --- glossary terms: their explanation in a tooltip (WCAG 2.2, 1.4.13: hoverable, dismissible, persistent)

  const HIDE_AFTER = 250; // milliseconds, time enough to move the pointer from the term to its explanation
  const GAP = 8; // pixels between the term, its explanation and the window's edges

  function termTips() {
    const tip = document.createElement('div');
    tip.id = 'term-tip';
    tip.className = 'term-tip';
    tip.setAttribute('role', 'tooltip');
    tip.hidden = true;
    document.body.append(tip);
    let shownTerm = null;
    let timer = 0;

    function hide() {
      clearTimeout(timer);
      if (shownTerm) shownTerm.removeAttribute('aria-describedby');
      shownTerm = null;
      tip.hidden = true;
    }

    function hideSoon() {
      clearTimeout(timer);
      timer = setTimeout(hide, HIDE_AFTER);
    }

    function show(term) {
      clearTimeout(timer);
      if (shownTerm === term) return;
      hide();
      shownTerm = term;
      tip.textContent = term.dataset.definition;
      tip.hidden = false;
      term.setAttribute('aria-describedby', tip.id);
      place(term);
    }

    // Above the term's first line, or below it where there is no room.
    function place(term) {
      const line = term.getClientRects()[0];
      const maxLeft = document.documentElement.clientWidth - tip.offsetWidth - GAP;
      const above = line.top - tip.offsetHeight - GAP;
      const top = above > 0 ? above : line.bottom + GAP;
      tip.style.left = `${Math.max(GAP, Math.min(line.left, maxLeft)) + window.scrollX}px`;
      tip.style.top = `${top + window.scrollY}px`;
    }

    function listenTo(term) {
      let isFirstTap = false;
      term.addEventListener('pointerenter', (event) => {
        if (event.pointerType === 'mouse') show(term);
      });
      term.addEventListener('pointerleave', (event) => {
        if (event.pointerType === 'mouse') hideSoon();
      });
      term.addEventListener('pointerdown', (event) => {
        isFirstTap = event.pointerType !== 'mouse' && shownTerm !== term;
      });
      term.addEventListener('focus', () => show(term));
      term.addEventListener('blur', hide);
      // The first tap shows the explanation, the second follows the link.
      term.addEventListener('click', (event) => {
        if (isFirstTap) event.preventDefault();
        isFirstTap = false;
        show(term);
      });
    }

    tip.addEventListener('pointerenter', () => clearTimeout(timer));
    tip.addEventListener('pointerleave', hideSoon);
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') hide();
    });
    document.addEventListener('pointerdown', (event) => {
      if (shownTerm && !tip.contains(event.target) && !shownTerm.contains(event.target)) hide();
    });
    all('a.term').forEach(listenTo);
  }

  // --- "On this page" marks the heading being read

  const READING_LINE = 0.15; // of the window's height: the last heading above this line is the current one

  function currentHeading() {
    const links = all('.contents a');
    if (!links.length || !('IntersectionObserver' in window)) return;
    const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));

    function mark() {
      let current = 0;
      headings.forEach((heading, index) => {
        if (heading && heading.getBoundingClientRect().top < window.innerHeight * READING_LINE) current = index;
      });
      links.forEach((link, index) => setCurrent(link, index === current));
    }

    const observer = new IntersectionObserver(mark, { rootMargin: `0px 0px ${-100 * (1 - READING_LINE)}% 0px` });
    headings.filter(Boolean).forEach((heading) => observer.observe(heading));
    mark();
  }

  function setCurrent(element, isCurrent) {
    if (isCurrent) element.setAttribute('aria-current', 'true');
    else element.removeAttribute('aria-current');
  }

  // --- the body map: a region chosen by its number, its shape or the list is explained in the panel

  function bodyMap() {
    const panels = all('.region-panels > [data-region]');
    if (!panels.length) return;
    const parts = all('[data-region]');

    function choose(region) {
      parts.forEach((part) => {
        const isChosen = part.dataset.region === region;
        part.classList.toggle('is-chosen', isChosen);
        if (part.closest('.regions')) setCurrent(part, isChosen);
        if (part.classList.contains('body-map-shapes')) part.setAttribute('opacity', isChosen ? '1' : '0');
      });
    }

    document.addEventListener('click', (event) => {
      const link = event.target.closest('a[data-region]');
      if (!link) return;
      event.preventDefault();
      choose(link.dataset.region);
      const panel = document.getElementById(`region-${link.dataset.region}`);
      panel.focus({ preventScroll: true });
      panel.scrollIntoView({ block: 'nearest' });
    });

    const target = document.getElementById(location.hash.slice(1));
    choose((target && target.dataset.region) || panels[0].dataset.region);
  }

  // --- what scrolls is a stop of the Tab key only while there is something to scroll to

  function scrollers() {
    const observer = new ResizeObserver((entries) => entries.forEach(({ target }) => {
      const scrolls = target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight;
      if (scrolls) target.tabIndex = 0;
      else target.removeAttribute('tabindex');
    }));
    all('[data-scrolls]').forEach((element) => observer.observe(element));
  }

  // --- a sentence after the review dates if the next check is overdue, by the reader's clock

  function overdueReview() {
    all('[data-review-by]').forEach((line) => {
      if (new Date() <= new Date(`${line.dataset.reviewBy}T23:59:59`)) return;
      const sentence = document.createElement('strong');
      sentence.textContent = line.dataset.overdue;
      line.append(' ', sentence);
    });
  }

  themeButton();
  menus();
  foldedParts();
  termTips();
  currentHeading();
  bodyMap();
  scrollers();
  overdueReview();
})();
