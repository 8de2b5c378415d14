// "Build your own quiz": cuts the list down, keeps what is ticked in the address, writes the line to copy.
// Nothing is stored and nothing is sent. Its words stand in the page.
(() => {
  'use strict';

  const root = document.querySelector('[data-mix]');
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const rows = [...root.querySelectorAll('[data-question]')];
  const selects = [...root.querySelectorAll('select')];
  const onlyTicked = document.getElementById('mix-ticked');
  const preview = part('preview');

  const boxOf = (row) => row.querySelector('input');
  const idOf = (row) => row.dataset.question;
  const listed = () => rows.filter((row) => !row.hidden);

  let ticked = []; // ids, in the order in which they were ticked

  // --- the address

  function read() {
    const named = (new URLSearchParams(location.search).get('q') || '').split(',').filter(Boolean);
    const known = new Set(rows.map(idOf));
    const unknown = named.filter((id) => !known.has(id));
    ticked = [...new Set(named.filter((id) => known.has(id)))];
    part('unknown').hidden = unknown.length === 0;
    part('unknown').lastElementChild.textContent = unknown.join(', ');
  }

  function write() {
    history.replaceState(null, '', (ticked.length ? query() : location.pathname) + location.hash);
  }

  function query() {
    return `?q=${ticked.join(',')}`;
  }

  // --- what is shown

  function filter() {
    rows.forEach((row) => {
      const fits = selects.every((select) => !select.value || row.dataset[select.name] === select.value);
      row.hidden = !fits || (onlyTicked.checked && !ticked.includes(idOf(row)));
    });
    root.querySelectorAll('[data-part="topic"]').forEach((topic) => {
      topic.hidden = !topic.querySelector('[data-question]:not([hidden])');
    });
    say(part('listed'), listed().length);
  }

  function show() {
    rows.forEach((row) => { boxOf(row).checked = ticked.includes(idOf(row)); });
    say(part('ticked'), ticked.length);
    part('short').textContent = part('short').dataset.count.replace('{count}', ticked.length);
    part('bar').hidden = part('made').hidden = ticked.length === 0;
    part('line').textContent = root.dataset.line.replace('{q}', ticked.join(','));
    part('open').href = `embed/index.html${query()}`;
    root.querySelector('[data-do="copy"]').textContent = copyWords;
    if (ticked.length) load(part('open').href + inTheme());
  }

  // What the reader chose for this page holds for the frame in it.
  function inTheme() {
    const { theme } = document.documentElement.dataset;
    return theme ? `&theme=${theme}` : '';
  }

  // In place of what it shows, so that "back" leaves this page and not the last preview.
  function load(address) {
    if (preview.src) preview.contentWindow.location.replace(address);
    else preview.src = address;
  }

  function say(line, count) {
    const words = count === 1 ? line.dataset.one : (count === 0 && line.dataset.none) || line.dataset.many;
    line.textContent = words.replace('{count}', count);
  }

  // --- what the reader does

  const copyWords = root.querySelector('[data-do="copy"]').textContent;

  function tick(rowsToTick) {
    ticked = [...new Set([...ticked, ...rowsToTick.map(idOf)])];
  }

  const actions = {
    all() {
      tick(listed());
    },
    none() {
      ticked = [];
      document.querySelector('h1').scrollIntoView();
      selects[0].focus();
    },
  };

  async function copy(button) {
    const line = part('line');
    getSelection().selectAllChildren(line); // where copying is not allowed, the line is ready to be copied
    try {
      await navigator.clipboard.writeText(line.textContent);
    } catch {
      if (!document.execCommand('copy')) return;
    }
    button.textContent = button.dataset.done;
  }

  root.addEventListener('click', (event) => {
    const button = event.target.closest('[data-do]');
    if (!button) return;
    if (button.dataset.do === 'copy') {
      copy(button);
      return;
    }
    actions[button.dataset.do]();
    update();
  });

  root.addEventListener('change', (event) => {
    const row = event.target.closest('[data-question]');
    if (!row) {
      filter();
      return;
    }
    if (event.target.checked) tick([row]);
    else ticked = ticked.filter((id) => id !== idOf(row));
    update();
  });

  // The preview says how tall it is, as every embedded quiz does.
  addEventListener('message', ({ source, data }) => {
    if (source === preview.contentWindow && data && data.action === 'resize') preview.height = data.scrollHeight;
  });

  function update() {
    write();
    filter();
    show();
  }

  read();
  part('filters').hidden = part('result').hidden = false;
  filter();
  show();
})();
