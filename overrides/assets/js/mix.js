// "Build your own quiz": loads the questions of a topic when it is opened, filters them, keeps the ticked ones in the
// address, and writes the line to copy. Nothing is stored or sent. All wording comes from the page. Needs bank.js
// and, if there are too many topics to list, chooser.js: the page then lists the topics that the reader has found.
(() => {
  'use strict';

  const root = document.querySelector('[data-mix]');
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const topics = () => [...root.querySelectorAll('[data-part="topic"]')];
  const pattern = part('new-topic'); // `null` if all topics are listed
  const selects = [...root.querySelectorAll('select')];
  const ofTopic = selects.find(({ name }) => name === 'topic');
  const onlyTicked = document.getElementById('mix-ticked');
  const preview = part('preview');
  const copyLabel = root.querySelector('[data-do="copy"]').textContent;

  const { load, topicsOf, elements } = window.unknotQuestions;
  const boxOf = (row) => row.querySelector('input');
  const idOf = (row) => row.dataset.question;
  const rows = () => [...root.querySelectorAll('[data-question]')];
  const isOpen = (row) => row.closest('[data-part="topic"][open]:not([hidden])');
  const visibleRows = () => rows().filter((row) => !row.hidden && isOpen(row));

  let ticked = []; // ids, in the order in which they were ticked

  // --- the address

  async function readAddress() {
    const named = (new URLSearchParams(location.search).get('q') || '').split(',').filter(Boolean);
    const known = await topicsOf(root, named);
    const unknown = named.filter((id) => !known.has(id));
    ticked = [...new Set(named.filter((id) => known.has(id)))];
    part('unknown').hidden = unknown.length === 0;
    part('unknown').lastElementChild.textContent = unknown.join(', ');
    const shown = new Set(ticked.map((id) => known.get(id)));
    await Promise.all([...shown].map((id) => load(root, `rows/${id}`)));
    for (const id of pattern ? [...shown].reverse() : []) await listed(id);
    await Promise.all(topics().filter(({ dataset }) => shown.has(dataset.topic)).map(open));
  }

  function writeAddress() {
    history.replaceState(null, '', (ticked.length ? query() : location.pathname) + location.hash);
  }

  function query() {
    return `?q=${ticked.join(',')}`;
  }

  // --- the list and the result

  // The topic, put at the top of the list unless it is there.
  async function listed(id) {
    const { title, size } = await load(root, `rows/${id}`);
    const before = topics().find(({ dataset }) => dataset.topic === id);
    if (before) return before;
    pattern.after(pattern.content.cloneNode(true));
    const topic = pattern.nextElementSibling;
    const [name, count] = topic.querySelectorAll('summary span');
    [name.textContent, count.textContent] = [title, size];
    topic.dataset.topic = id;
    topic.querySelector('[data-part="rows"]').setAttribute('aria-label', title);
    return topic;
  }

  async function open(topic) {
    topic.open = true;
    if (topic.querySelector('ul')) return;
    const { html } = await load(root, `rows/${topic.dataset.topic}`);
    if (topic.querySelector('ul')) return; // opened twice meanwhile
    const list = document.createElement('ul');
    list.append(...elements(html));
    topic.querySelector('[data-part="rows"]').append(list);
  }

  // A topic whose questions are not there yet may have some that fit.
  function filter() {
    rows().forEach((row) => {
      const fits = selects.every((select) => !select.value || row.dataset[select.name] === select.value);
      row.hidden = !fits || (onlyTicked.checked && !ticked.includes(idOf(row)));
    });
    topics().forEach((topic) => {
      const isOther = ofTopic && ofTopic.value && ofTopic.value !== topic.dataset.topic;
      const isLoaded = onlyTicked.checked || topic.querySelector('ul');
      topic.hidden = isOther || (isLoaded && !topic.querySelector('[data-question]:not([hidden])'));
    });
    showCount(part('listed'), visibleRows().length);
  }

  async function show(topic) {
    part('failed').hidden = true;
    try {
      await open(topic);
    } catch {
      topic.open = false;
      part('failed').hidden = false;
    }
    filter();
    showTicks();
  }

  function showTicks() {
    rows().forEach((row) => { boxOf(row).checked = ticked.includes(idOf(row)); });
  }

  function showResult() {
    showTicks();
    showCount(part('ticked'), ticked.length);
    part('short').textContent = part('short').dataset.count.replace('{count}', ticked.length);
    part('bar').hidden = part('made').hidden = ticked.length === 0;
    part('line').textContent = root.dataset.line.replace('{q}', ticked.join(','));
    part('open').href = `embed/index.html${query()}`;
    root.querySelector('[data-do="copy"]').textContent = copyLabel;
    if (ticked.length) loadPreview(part('open').href + themeParameter());
  }

  // The preview uses the colours the reader chose for this page.
  function themeParameter() {
    const { theme } = document.documentElement.dataset;
    return theme ? `&theme=${theme}` : '';
  }

  // Replaces the preview's history entry, so that "back" leaves this page.
  function loadPreview(address) {
    if (preview.src) preview.contentWindow.location.replace(address);
    else preview.src = address;
  }

  function showCount(line, count) {
    const template = count === 1 ? line.dataset.one : (count === 0 && line.dataset.none) || line.dataset.many;
    line.textContent = template.replace('{count}', count);
  }

  function update() {
    writeAddress();
    filter();
    showResult();
  }

  // --- events

  function tick(rowsToTick) {
    ticked = [...new Set([...ticked, ...rowsToTick.map(idOf)])];
  }

  const actions = {
    all() {
      tick(visibleRows());
    },
    none() {
      ticked = [];
      document.querySelector('h1').scrollIntoView();
      root.querySelector('.mix-filters :is(input, select)').focus();
    },
  };

  async function copyLine(button) {
    const line = part('line');
    getSelection().selectAllChildren(line); // where scripts may not copy, the reader can
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
      copyLine(button);
      return;
    }
    actions[button.dataset.do]();
    update();
  });

  root.addEventListener('change', (event) => {
    const row = event.target.closest('[data-question]');
    if (!row) {
      const chosen = topics().find(({ dataset }) => dataset.topic === event.target.value);
      if (chosen) show(chosen);
      filter();
      return;
    }
    if (event.target.checked) tick([row]);
    else ticked = ticked.filter((id) => id !== idOf(row));
    update();
  });

  // Every embedded quiz reports its height, and so does the preview.
  addEventListener('message', ({ source, data }) => {
    if (source === preview.contentWindow && data && data.action === 'resize') preview.height = data.scrollHeight;
  });

  root.addEventListener('toggle', ({ target }) => {
    if (!target.matches('[data-part="topic"]')) return;
    if (target.open) show(target);
    else filter();
  }, true); // it does not bubble

  if (pattern) {
    window.unknotChooser(root.querySelector('.chooser'), (id) => {
      listed(id).then(show, () => { part('failed').hidden = false; });
    });
  }
  part('filters').hidden = part('result').hidden = false;
  filter();
  readAddress().catch(() => { part('failed').hidden = false; }).then(() => {
    filter();
    showResult();
  });
})();
