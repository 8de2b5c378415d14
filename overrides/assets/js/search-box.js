// Search, part 5: the search box, a combobox with a listbox (WAI-ARIA Authoring Practices), results grouped by section.
// Needs search-parts.js and search-help.js.
(() => {
  'use strict';

  // A text field with a list of options, of which one may be active.
  function combobox(input, list) {
    let options = [];
    let active = -1; // index in `options`

    function add(option, box) {
      option.id = `${list.id}-${options.length}`;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      options.push(option);
      box.append(option);
    }

    function clear() {
      list.replaceChildren();
      options = [];
      active = -1;
    }

    function open() {
      list.hidden = false;
      input.setAttribute('aria-expanded', 'true');
    }

    function close() {
      list.hidden = true;
      input.setAttribute('aria-expanded', 'false');
      input.removeAttribute('aria-activedescendant');
      active = -1;
    }

    // From the last option to the first, and the other way round.
    function move(step) {
      if (!options.length) return;
      if (options[active]) options[active].setAttribute('aria-selected', 'false');
      const from = active < 0 && step < 0 ? 0 : active;
      active = (from + step + options.length) % options.length;
      options[active].setAttribute('aria-selected', 'true');
      options[active].scrollIntoView({ block: 'nearest' });
      input.setAttribute('aria-activedescendant', options[active].id);
    }

    // The active option, or the first one; `undefined` if there is none.
    const current = () => options[Math.max(active, 0)];
    return { add, clear, close, current, move, open, size: () => options.length };
  }

  window.unknotSearch.combobox = combobox;

  const form = document.querySelector('form.search');
  if (!form) return;
  const { load, search, helpFor, helpPage, isForeign, inOthers } = window.unknotSearch;
  const input = form.querySelector('input');
  const list = form.querySelector('[role="listbox"]');
  const status = form.querySelector('[role="status"]');
  const opener = document.querySelector('.search-open'); // on a phone, the button that shows the box
  const root = form.dataset.root.replace(/\/?$/, '/');
  const languages = JSON.parse(form.dataset.languages || '[]'); // the site's others
  const options = combobox(input, list);

  // --- the list

  function hrefOf(path, anchor) {
    const [page, ownAnchor] = path.split('#');
    const file = location.protocol === 'file:' ? 'index.html' : '';
    const hash = ownAnchor || anchor;
    return root + page + file + (hash ? `#${hash}` : '');
  }

  function element(name, text, className) {
    const node = document.createElement(name);
    if (text) node.textContent = text;
    if (className) node.className = className;
    return node;
  }

  function linkOf({ path, anchor, title, line, className }) {
    const link = element('a', '', className);
    link.href = hrefOf(path, anchor);
    link.tabIndex = -1;
    link.append(element('b', title), element('small', line));
    return link;
  }

  function addGroup(name, title, groupOptions) {
    const box = element('div', '', name);
    const heading = element('span', title);
    heading.id = `search-group-${name}`;
    box.setAttribute('role', 'group');
    box.setAttribute('aria-labelledby', heading.id);
    box.append(heading);
    groupOptions.forEach((option) => options.add(linkOf(option), box));
    list.append(box);
    return box;
  }

  function optionOf({ entry, part }) {
    return {
      path: entry.u,
      anchor: part && part.id,
      title: entry.t,
      line: part ? `› ${part.heading}` : entry.d,
    };
  }

  function addResults(index, results) {
    new Set(results.map(({ entry }) => entry.g)).forEach((group) => {
      const inGroup = results.filter(({ entry }) => entry.g === group);
      addGroup(`in-${group}`, index.groups[group], inGroup.map(optionOf));
    });
  }

  // The pages of another language, with what to do about a warning sign before them.
  function addOther({ tag, name, dir, path, help, results }) {
    const found = [...help, ...results.map(optionOf)];
    const box = addGroup(`in-${tag}`, name, found.map((one) => ({ ...one, path: path + one.path })));
    Object.assign(box, { lang: tag, dir });
  }

  function show(index, help, results, others = []) {
    const page = helpPage(index);
    const isEmpty = !help.length && !results.length && !others.length;
    const helpOptions = isEmpty ? [page] : help;
    options.clear();
    if (index.isPartial) addNote(form.dataset.failed);
    else if (isEmpty) addNote(form.dataset.none);
    if (helpOptions.length) addGroup('help', page.title, helpOptions);
    others.forEach(addOther);
    addResults(index, results);
    if (!isEmpty && !index.isPartial) status.textContent = form.dataset.some.replace('{count}', options.size());
    options.open();
  }

  function addNote(text) {
    list.append(element('p', text));
    status.textContent = text;
  }

  function update() {
    const text = input.value;
    if (text.trim().length < 2) {
      options.close();
      return;
    }
    const isCurrent = () => input.value === text;
    const found = search(form.dataset.index, text).then(({ index, results }) => {
      if (!isCurrent()) return;
      const help = helpFor(index, text);
      show(index, help, results);
      if (languages.length && isForeign(index, text)) showOthers(index, help, results, text, isCurrent);
    }, () => {
      if (isCurrent()) showFailure();
    });
    showHelpBefore(found, text, isCurrent);
  }

  // Help does not wait for the parts of a large index.
  async function showHelpBefore(found, text, isCurrent) {
    let isFound = false;
    found.then(() => { isFound = true; });
    const index = await load(form.dataset.index).catch(() => null);
    if (!index || !index.parts || isFound || !isCurrent()) return;
    const help = helpFor({ ...index, words: { has: () => true } }, text);
    if (help.length) show(index, help, []);
  }

  async function showOthers(index, help, results, text, isCurrent) {
    const others = await inOthers(root, languages, text);
    if (others.length && isCurrent()) show(index, help, results, others);
  }

  function showFailure() {
    options.clear();
    addNote(form.dataset.failed);
    options.open();
  }

  function showBox(wanted) {
    if (!opener) return;
    form.classList.toggle('open', wanted);
    opener.setAttribute('aria-expanded', String(wanted));
    if (wanted) input.focus();
    else if (opener.offsetParent) opener.focus();
  }

  // --- events

  input.addEventListener('focus', () => {
    load(form.dataset.index).catch(() => {});
    if (input.value) update();
  });
  input.addEventListener('input', update);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      if (list.hidden) showBox(false);
      options.close();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) update();
      else options.move(event.key === 'ArrowDown' ? 1 : -1);
    }
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = options.current();
    if (chosen) location.href = chosen.href;
    else input.focus();
  });
  document.addEventListener('click', (event) => {
    if (!form.contains(event.target)) options.close();
  });
  if (opener) opener.addEventListener('click', () => showBox(!form.classList.contains('open')));
})();
