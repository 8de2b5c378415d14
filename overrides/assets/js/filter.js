// Filters a long list to the items that contain all the words typed. Needs text.js.
(() => {
  'use strict';

  const box = document.querySelector('[data-filter]');
  if (!box) return; // short lists have no filter
  const { fold } = window.unknotText;
  const field = box.querySelector('input');
  const status = box.querySelector('[role="status"]');
  const items = [...document.querySelectorAll(box.dataset.filter)];
  const groups = [...document.querySelectorAll('[data-filter-group]')];
  const foldedTexts = new Map();

  function textOf(item) {
    if (!foldedTexts.has(item)) foldedTexts.set(item, fold(item.textContent));
    return foldedTexts.get(item);
  }

  function update() {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    items.forEach((item) => { item.hidden = !words.every((word) => textOf(item).includes(word)); });
    groups.forEach((group) => { group.hidden = items.every((item) => item.hidden || !group.contains(item)); });
    status.textContent = words.length ? countMessage(items.filter((item) => !item.hidden).length) : '';
  }

  function countMessage(count) {
    const template = status.dataset[count === 0 ? 'none' : count === 1 ? 'one' : 'many'];
    return template.replace('{count}', count).replace('{all}', items.length);
  }

  function clear() {
    field.value = '';
    update();
  }

  // A link to an item that is filtered out clears the filter.
  function reveal(hash) {
    const target = document.getElementById(hash.slice(1));
    if (target && target.closest('[hidden]')) clear();
  }

  field.addEventListener('input', update);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') clear();
  });
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link) reveal(link.hash);
  });
  // On return to the page, browsers may restore what was typed.
  window.addEventListener('pageshow', () => {
    if (field.value) update();
    reveal(location.hash);
  });
})();
