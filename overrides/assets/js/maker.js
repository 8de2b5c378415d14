// Puts a set of handouts together and prints it. What is typed stays in the fields and on the paper: it is not stored,
// sent or put in the address. Topics, paper and text size are in the address: `?t=one,other&paper=letter&large=1`.
// Needs sheets.js, doses.js and, if there are too many topics to list, chooser.js.
(() => {
  'use strict';

  const root = document.getElementById('maker');
  if (!root) return;
  if (!window.unknotLayout || !('attachShadow' in root)) {
    root.remove(); // the list of PDFs is shown in its place
    return;
  }

  const layout = window.unknotLayout;
  const form = root.querySelector('form');
  const list = form.querySelector('.chosen');
  const search = form.querySelector('.chooser'); // `null` if all topics are listed
  const exercises = form.querySelector('.exercises');
  const doses = window.unknotDoses(form.querySelector('.doses'));
  const status = root.querySelector('.desk > [role="status"]');
  const title = root.querySelector('#preview-title');
  const holder = root.querySelector('.pages'); // the preview, in a shadow tree with the sheets' own style
  const pageTitle = document.title;
  let chosen = []; // ids of topics, in the set's order
  const titles = {}; // id → title, of topics that were found or loaded

  function fill(template, values) {
    return template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  function boxOf(id) {
    return form.querySelector(`input[name="t"][value="${CSS.escape(id)}"]`);
  }

  function titleOf(id) {
    const box = boxOf(id);
    return box ? box.closest('label').querySelector('.title').textContent : titles[id] || id;
  }

  // --- loading: a script for what all sheets share, one for each sheet, their style and their fonts

  const sheetScripts = {}; // id → promise of its data
  let stage = null; // promise of the elements in the preview

  function loadSheet(id) {
    sheetScripts[id] ||= new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = id === 'shared' ? root.dataset.shared : `${root.dataset.sheets}${id}/sheet.js`;
      script.onload = () => {
        titles[id] = window.unknotSheets[id].title;
        resolve(window.unknotSheets[id]);
      };
      script.onerror = () => {
        delete sheetScripts[id]; // to be tried again
        script.remove();
        reject(new Error(id));
      };
      document.head.append(script);
    });
    return sheetScripts[id];
  }

  function loadStage() {
    stage ||= new Promise((resolve, reject) => {
      const tree = holder.attachShadow({ mode: 'open' });
      const style = document.createElement('link');
      const bench = layout.element('div', 'bench'); // where sections are measured
      const set = layout.element('div', 'set'); // where pages are shown
      bench.setAttribute('aria-hidden', 'true');
      style.rel = 'stylesheet';
      style.href = root.dataset.style;
      style.onload = () => resolve({ bench, set });
      style.onerror = reject;
      tree.append(style, bench, set);
    });
    return stage;
  }

  // A file of rare characters is loaded only if the text has one.
  function loadFonts(text) {
    const fonts = ['400', '600', '700'].map((weight) => document.fonts.load(`${weight} 16px "Atkinson Next"`, text));
    return Promise.all(fonts).catch(() => {}); // other fonts will do
  }

  // --- sections with what was typed

  function value(name) {
    return form.elements[name].value.trim();
  }

  // What is typed into number fields is not among it: every font has digits.
  function typedText() {
    const fields = form.querySelectorAll('textarea, input:not([type])');
    return [...fields].map((field) => field.value).join(' ');
  }

  function dateInWords(language) {
    const [year, month, day, ...rest] = value('date').split('-').map(Number);
    if (day === undefined || rest.length) return '';
    const date = new Date(year, month - 1, day);
    return date.toLocaleDateString(language, { day: 'numeric', month: 'long', year: 'numeric' });
  }

  function typedElement(name, text, className) {
    const node = layout.element(name, className);
    node.dir = 'auto';
    node.textContent = text;
    return node;
  }

  function fillNames(section, language) {
    const values = [value('name'), value('provider'), dateInWords(language)];
    section.node.querySelectorAll('.blank').forEach((blank, at) => {
      if (values[at]) blank.querySelector('.line').replaceWith(typedElement('span', values[at], 'filled'));
    });
    return section;
  }

  // The section "for you" with the note and the exercises; none if both are empty.
  function personalSections(section) {
    const items = section.node.querySelector('ul');
    const paragraphs = value('note').split(/\n\s*\n/).filter(Boolean).map(noteParagraph);
    items.before(...paragraphs);
    items.replaceChildren(...[...exercises.querySelectorAll('.exercise')].flatMap(exerciseItems));
    const hasItems = items.children.length > 0;
    if (!hasItems) items.remove();
    return hasItems || section.node.querySelector('p') ? [section] : [];
  }

  function noteParagraph(text) {
    const paragraph = typedElement('p', text.trim());
    paragraph.dataset.unit = '';
    return paragraph;
  }

  function exerciseItems(row) {
    const name = row.querySelector('[name="exercise"]').value.trim();
    const often = row.querySelector('[name="often"]').value.trim();
    if (!name && !often) return [];
    const item = layout.element('li');
    item.dataset.unit = '';
    if (name) item.append(typedElement('strong', name), often ? ': ' : '');
    if (often) item.append(typedElement('span', often));
    return [item];
  }

  // --- the set: sections that belong to the whole set appear once

  const OPENING = ['names', 'in-short', 'picture'];

  function asNode({ block, shape, html }) {
    return { block, shape, node: layout.fragment(html) };
  }

  function has(sheet, block) {
    return sheet.sections.some((section) => section.block === block);
  }

  function lastWith(sheets, block) {
    return sheets.reduce((last, sheet, at) => (has(sheet, block) ? at : last), -1);
  }

  // Page numbers are known once all pages are laid out: until then wide ones keep the space.
  function footOf(sheet) {
    const foot = layout.fragment(sheet.foot);
    foot.querySelector('.number').textContent = fill(root.dataset.page, { page: 99, pages: 99 });
    return foot;
  }

  // The sheets as nodes: when to get help on the first sheet that has it, room for notes on the last, and names on
  // the first sheet only. A set without a sheet that says when to get help has it on the first.
  function compose(shared, sheets) {
    const notesAt = lastWith(sheets, 'notes');
    const helpAt = sheets.findIndex((sheet) => has(sheet, 'emergency') || has(sheet, 'warning-signs'));
    return sheets.map((sheet, at) => {
      const sections = sheet.sections.filter(({ block }) => {
        if (block === 'names') return false;
        if (block === 'notes') return at === notesAt;
        return block !== 'emergency' || at === helpAt;
      }).map(asNode);
      if (at === 0) addPersonalParts(sections, shared, sheets, helpAt < 0);
      return {
        pages: sheet.pages,
        sections,
        head: layout.fragment(sheet.head),
        ending: layout.fragment(sheet.ending),
        foot: footOf(sheet),
      };
    });
  }

  function addPersonalParts(sections, shared, sheets, needsHelp) {
    const isTyped = value('name') || value('provider') || value('date');
    const opening = sections.findIndex(({ block }) => !OPENING.includes(block));
    const place = opening < 0 ? sections.length : opening;
    sections.splice(place, 0, ...personalSections(asNode(shared.for_you)));
    if (isTyped || sheets.some((sheet) => has(sheet, 'names'))) {
      sections.unshift(fillNames(asNode(shared.names), shared.language));
    }
    if (needsHelp) sections.push(...shared.emergency.map(asNode));
  }

  // --- the preview

  let shownCount = 0; // pages in the preview

  function paper() {
    return form.elements.paper.value;
  }

  function paperForm(shared) {
    const id = (form.elements.large.value ? 'large-' : '') + paper();
    return shared.forms.find((one) => one.id === id);
  }

  function scaleToFit(set, { width, height }) {
    set.style.setProperty('--page-width', `${width}mm`);
    set.style.setProperty('--page-height', `${height}mm`);
    const fullWidth = width * 96 / 25.4; // in CSS pixels
    set.style.setProperty('--scale', Math.min(1, (holder.clientWidth - 4) / fullWidth));
  }

  function numberedSlot(page, number, pages) {
    page.querySelector('footer .number').textContent = fill(root.dataset.page, { page: number, pages });
    page.querySelectorAll('a[href]').forEach((link) => { link.dataset.href = link.getAttribute('href'); });
    unlink(page);
    const slot = layout.element('div', 'slot');
    slot.append(page);
    return slot;
  }

  // The preview is a small picture of the paper: links in it would be too small to tap, so only the paper has them.
  function unlink(pages) {
    pages.querySelectorAll('[data-href]').forEach((link) => link.removeAttribute('href'));
  }

  function relink(pages) {
    pages.querySelectorAll('[data-href]').forEach((link) => { link.href = link.dataset.href; });
  }

  function show({ bench, set }, shared, sheets) {
    const chosenForm = paperForm(shared);
    const top = holder.scrollTop;
    const composed = compose(shared, sheets);
    doses.apply(composed.flatMap((sheet) => sheet.sections.map(({ node }) => node)), shared.doses);
    const pages = layout.pages(composed, chosenForm, shared.colours, bench);
    set.replaceChildren(...pages.map((page, at) => numberedSlot(page, at + 1, pages.length)));
    scaleToFit(set, chosenForm);
    holder.scrollTop = top;
    document.documentElement.classList.toggle('has-sheets', pages.length > 0);
    document.querySelectorAll('link[data-paper]').forEach((link) => {
      link.media = pages.length && link.dataset.paper === paper() ? 'print' : 'not all';
    });
    showCount(pages.length);
  }

  function clearPreview() {
    document.documentElement.classList.remove('has-sheets');
    doses.apply([]);
    if (holder.shadowRoot) holder.shadowRoot.querySelector('.set').replaceChildren();
    showCount(0);
  }

  function countMessage(count) {
    if (count === 0) return '';
    return count === 1 ? root.dataset.madeOne : fill(root.dataset.made, { pages: count });
  }

  function showCount(count) {
    root.querySelector('.empty').hidden = count > 0;
    root.querySelector('.print').hidden = count === 0;
    holder.hidden = count === 0;
    form.querySelector('.keep').hidden = count === 0;
    if (count !== shownCount) status.textContent = countMessage(count);
    shownCount = count;
    showCurrentPage();
  }

  // The heading says which page is in view.
  function showCurrentPage() {
    const slots = holder.shadowRoot ? [...holder.shadowRoot.querySelectorAll('.slot')] : [];
    if (!slots.length) {
      title.textContent = title.dataset.empty;
      return;
    }
    const line = Math.max(holder.getBoundingClientRect().top, 0) + 0.4 * Math.min(holder.clientHeight, innerHeight);
    const current = slots.filter((slot) => slot.getBoundingClientRect().top <= line).length;
    title.textContent = fill(root.dataset.preview, { page: Math.max(current, 1), pages: slots.length });
  }

  // --- updating the preview; an update that a later one has overtaken shows nothing

  let lastUpdate = 0;
  let timer = 0;

  async function update() {
    lastUpdate += 1;
    const own = lastUpdate;
    const ids = [...chosen];
    try {
      const needed = ids.length ? [loadStage(), loadSheet('shared'), ...ids.map(loadSheet)] : [];
      const [elements, shared, ...sheets] = await Promise.all(needed);
      await loadFonts(typedText() + JSON.stringify([shared, ...sheets]));
      if (own !== lastUpdate) return;
      if (ids.length) {
        holder.hidden = false;
        show(elements, shared, sheets);
      } else {
        clearPreview();
      }
      root.dataset.ready = ids.join(',');
      showFailure(false);
    } catch {
      if (own === lastUpdate) showFailure(true);
    }
  }

  // Other messages are for readers who do not see the preview.
  function showFailure(isFailed) {
    if (isFailed) status.textContent = root.dataset.failed;
    status.classList.toggle('failed', isFailed);
    status.classList.toggle('visually-hidden', !isFailed);
  }

  function updateSoon() {
    clearTimeout(timer);
    delete root.dataset.ready;
    timer = setTimeout(update, 150);
  }

  // --- the list of chosen topics

  function moveButton(id, sign, label, direction) {
    const button = layout.element('button', 'icon-button');
    button.type = 'button';
    button.textContent = sign;
    button.dataset.move = direction;
    button.setAttribute('aria-label', fill(label, { title: titleOf(id) }));
    return button;
  }

  function listItem(id, at) {
    const item = layout.element('li');
    const buttons = layout.element('span', 'moves');
    const up = moveButton(id, '↑', root.dataset.up, 'up');
    const down = moveButton(id, '↓', root.dataset.down, 'down');
    if (at === 0) up.setAttribute('aria-disabled', 'true');
    if (at === chosen.length - 1) down.setAttribute('aria-disabled', 'true');
    buttons.append(up, down, moveButton(id, '×', root.dataset.out, 'out'));
    item.dataset.id = id;
    item.append(typedElement('span', titleOf(id)), buttons);
    return item;
  }

  function showList() {
    list.hidden = !chosen.length;
    list.replaceChildren(...chosen.map(listItem));
    form.querySelectorAll('[name="t"]').forEach((box) => { box.checked = chosen.includes(box.value); });
  }

  function choose(ids) {
    chosen = ids;
    showList();
    writeAddress();
    updateSoon();
  }

  function removeTopic(id) {
    choose(chosen.filter((other) => other !== id));
    status.textContent = fill(root.dataset.removed, { title: titleOf(id) });
    (list.querySelector('button') || boxOf(id) || search.querySelector('input')).focus();
  }

  function moveTopic(id, direction) {
    const from = chosen.indexOf(id);
    const to = direction === 'up' ? from - 1 : from + 1;
    if (to < 0 || to >= chosen.length) return;
    const ids = chosen.filter((other) => other !== id);
    ids.splice(to, 0, id);
    choose(ids);
    status.textContent = fill(root.dataset.moved, { title: titleOf(id), place: to + 1, count: ids.length });
    list.children[to].querySelector(`[data-move="${direction}"]`).focus();
  }

  // --- the address

  function writeAddress() {
    const query = new URLSearchParams();
    if (chosen.length) {
      query.set('t', chosen.join(','));
      query.set('paper', paper());
      if (form.elements.large.value) query.set('large', '1');
    }
    const text = query.toString().replace(/%2C/g, ',');
    linkOthers(text);
    try {
      history.replaceState(null, '', location.pathname + (text ? `?${text}` : ''));
    } catch {
      // Some browsers refuse this for pages opened from disk: the set then has no address.
    }
  }

  // The same set in the site's other languages.
  function linkOthers(query) {
    root.querySelectorAll('.others a').forEach((link) => { link.search = query; });
  }

  // If topics are not listed, only loading one shows whether it is there.
  function mayBeTopic(id) {
    return search ? /^[a-z0-9-]+$/.test(id) : id && boxOf(id);
  }

  function readAddress() {
    const query = new URLSearchParams(location.search);
    chosen = [...new Set((query.get('t') || '').split(',').filter(mayBeTopic))];
    const size = form.querySelector(`[name="paper"][value="${CSS.escape(query.get('paper') || '')}"]`);
    if (size) size.checked = true;
    if (query.get('large') === '1') form.querySelector('[name="large"][value="1"]').checked = true;
    chosen.map(boxOf).filter(Boolean).forEach((box) => { box.closest('details').open = true; });
  }

  // --- events

  form.addEventListener('change', ({ target }) => {
    if (target.name === 't') {
      const others = chosen.filter((id) => id !== target.value);
      choose(target.checked ? [...others, target.value] : others);
    } else if (target.name === 'paper' || target.name === 'large') {
      writeAddress();
      updateSoon();
    }
  });
  form.addEventListener('input', ({ target }) => {
    if (target.name && target.name !== 't') updateSoon(); // the field to search for topics has no name
  });
  form.addEventListener('submit', (event) => event.preventDefault());

  list.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    const { id } = button.closest('li').dataset;
    if (button.dataset.move === 'out') removeTopic(id);
    else moveTopic(id, button.dataset.move);
  });

  exercises.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    const addButton = exercises.querySelector('.add');
    if (button === addButton) {
      addButton.before(exercises.querySelector('template').content.cloneNode(true));
      addButton.previousElementSibling.querySelector('input').focus();
    } else {
      button.closest('.exercise').remove();
      addButton.focus();
      updateSoon();
    }
  });

  root.querySelector('.print').addEventListener('click', async () => {
    clearTimeout(timer);
    await update();
    window.print();
  });

  // Browsers propose the title as the name of a PDF: the topics, and nothing that was typed.
  addEventListener('beforeprint', () => {
    if (chosen.length) document.title = chosen.map(titleOf).join(', ');
    if (holder.shadowRoot) relink(holder.shadowRoot);
  });
  addEventListener('afterprint', () => {
    document.title = pageTitle;
    if (holder.shadowRoot) unlink(holder.shadowRoot);
  });

  holder.addEventListener('scroll', showCurrentPage, { passive: true });
  addEventListener('scroll', showCurrentPage, { passive: true });
  new ResizeObserver(async () => {
    if (!shownCount || !holder.clientWidth) return;
    const shared = await loadSheet('shared');
    scaleToFit(holder.shadowRoot.querySelector('.set'), paperForm(shared));
  }).observe(holder);

  title.dataset.empty = title.textContent;
  form.setAttribute('autocomplete', 'off'); // browsers must not restore what was typed
  form.reset();
  root.hidden = false;
  if (search) {
    window.unknotChooser(search, (id, name) => {
      titles[id] = name;
      if (!chosen.includes(id)) choose([...chosen, id]);
    });
  }
  readAddress();
  linkOthers(location.search);
  if (search) Promise.allSettled(chosen.map(loadSheet)).then(showList); // with their titles
  else showList();
  update();
})();
