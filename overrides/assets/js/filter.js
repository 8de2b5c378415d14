// A long list, cut down to what has the reader's words. What is said stands in the page.
(() => {
  'use strict';

  const box = document.querySelector('[data-filter]');
  if (!box) return; // the list is short
  const field = box.querySelector('input');
  const status = box.querySelector('[role="status"]');
  const items = [...document.querySelectorAll(box.dataset.filter)];
  const groups = [...document.querySelectorAll('[data-filter-group]')];
  const texts = new Map();

  // As search does it: case, accents and apostrophes do not matter.
  function plain(text) {
    return text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[’']/g, '');
  }

  function textOf(item) {
    if (!texts.has(item)) texts.set(item, plain(item.textContent));
    return texts.get(item);
  }

  function show() {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    items.forEach((item) => { item.hidden = !words.every((word) => textOf(item).includes(word)); });
    groups.forEach((group) => { group.hidden = items.every((item) => item.hidden || !group.contains(item)); });
    say(words.length ? items.filter((item) => !item.hidden).length : null);
  }

  function say(count) {
    const words = count === null ? '' : status.dataset[count === 0 ? 'none' : count === 1 ? 'one' : 'many'];
    status.textContent = words.replace('{count}', count).replace('{all}', items.length);
  }

  function showAll() {
    field.value = '';
    show();
  }

  field.addEventListener('input', show);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') showAll();
  });

  // A link to something that is not listed lists everything again.
  function uncover(hash) {
    const target = document.getElementById(hash.slice(1));
    if (target && target.closest('[hidden]')) showAll();
  }

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link) uncover(link.hash);
  });
  // What a browser puts back into the field when a reader returns counts, too.
  window.addEventListener('pageshow', () => {
    if (field.value) show();
    uncover(location.hash);
  });
})();
