// Finds something in a list that is too long for its page, and adds it to what a form has: a combobox with a listbox,
// whose names are loaded as the reader types. Needs search-parts.js and search-box.js.
(() => {
  'use strict';

  const { combobox, load, search } = window.unknotSearch;
  const INDEX = 'unknotNames'; // the variable that `choices.py` names
  const LEAST = 2; // letters

  function optionOf({ entry }) {
    const option = document.createElement('div');
    const [title, line] = ['b', 'small'].map((name) => document.createElement(name));
    [title.textContent, line.textContent] = [entry.t, entry.d];
    option.dataset.id = entry.u;
    option.append(title, line);
    return option;
  }

  // Calls `add` with the id and the title of what was chosen in a field.
  function chooser(box, add) {
    const input = box.querySelector('input');
    const list = box.querySelector('[role="listbox"]');
    const status = box.querySelector('[role="status"]');
    const options = combobox(input, list);
    let found = null; // a promise: the options for what is typed are listed

    function addNote(text) {
      const note = document.createElement('p');
      status.textContent = note.textContent = text;
      list.append(note);
    }

    function show({ isPartial }, results) {
      options.clear();
      results.forEach((result) => options.add(optionOf(result), list));
      if (isPartial) addNote(box.dataset.failed);
      else if (results.length) status.textContent = box.dataset.some.replace('{count}', results.length);
      else addNote(box.dataset.none);
      options.open();
    }

    async function find(text) {
      if (text.trim().length < LEAST) {
        options.clear();
        options.close();
        return;
      }
      const isCurrent = () => input.value === text;
      try {
        const { index, results } = await search(box.dataset.names, text, INDEX);
        if (isCurrent()) show(index, results);
      } catch {
        if (isCurrent()) show({ isPartial: true }, []);
      }
    }

    function update() {
      found = find(input.value);
      return found;
    }

    function choose(option) {
      const title = option.querySelector('b').textContent;
      input.value = '';
      options.clear();
      options.close();
      status.textContent = box.dataset.added.replace('{title}', title);
      add(option.dataset.id, title);
    }

    // Who types fast may press Enter before anything is listed.
    async function chooseCurrent() {
      await found;
      if (options.current()) choose(options.current());
    }

    input.addEventListener('focus', () => {
      load(box.dataset.names, INDEX).catch(() => {}); // to be tried again
      if (input.value) update();
    });
    input.addEventListener('input', update);
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') {
        event.preventDefault();
        chooseCurrent();
      } else if (event.key === 'Escape') {
        options.close();
      } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        if (list.hidden) update();
        else options.move(event.key === 'ArrowDown' ? 1 : -1);
      }
    });
    list.addEventListener('mousedown', (event) => event.preventDefault()); // the field keeps the focus
    list.addEventListener('click', (event) => {
      const option = event.target.closest('[role="option"]');
      if (option) choose(option);
    });
    input.addEventListener('blur', options.close);
  }

  window.unknotChooser = chooser;
})();
