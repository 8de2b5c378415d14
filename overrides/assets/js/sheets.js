// Lays sheets out on pages: takes what is to be printed, returns pages. Used by maker.js.
//
// The rules are those of `plan.py`, which lays out the PDFs: narrow sections may stand side by side, a picture may
// stand beside sections near it, boxes are not split, and type and space are as large as the number of pages allows.
(() => {
  'use strict';

  const MAX_IN_COLUMNS = 4; // sections in one row of two columns
  const MAX_DISTANCE = 4; // sections between a picture and one that may stand beside it
  const SAFETY = 4; // pixels left empty on each page, against rounding
  const SPREAD_BELOW = 0.15; // share of a page: rows are spread over a page with less empty space than this

  // --- elements

  function element(name, className) {
    const node = document.createElement(name);
    if (className) node.className = className;
    return node;
  }

  function fragment(html) {
    const template = document.createElement('template');
    template.innerHTML = html;
    return template.content.firstElementChild;
  }

  // Sizes of a paper form at one step of type size and space; `tokens.typ` has the same.
  function setSizes(node, form, step, colours) {
    const properties = {
      '--width': `${form.width}mm`,
      '--height': `${form.height}mm`,
      '--margin': `${step.margin}mm`,
      '--body': `${step.body}pt`,
      '--small': `${step.small}pt`,
      '--space': step.space,
      '--colour': colours.ink,
      '--ground': colours.ground,
    };
    Object.entries(properties).forEach(([name, value]) => node.style.setProperty(name, value));
    node.classList.toggle('large', form.large);
  }

  function newPage(sheet, paper) {
    const page = element('article', 'paper');
    setSizes(page, paper.form, paper.step, paper.colours);
    page.append(element('div', 'body'), sheet.foot.cloneNode(true));
    return page;
  }

  // --- heights of sections

  function heightsOf(nodes, className, bench) {
    const column = element('div', className);
    column.append(...nodes.map((node) => node.cloneNode(true)));
    bench.append(column);
    const heights = Array.from(column.children, (child) => child.getBoundingClientRect().height);
    column.remove();
    return heights;
  }

  // For each section its height at full width, and in each kind of column where it may stand in one, else null:
  // `half` of the width, `main` beside a picture, and `side`, the picture's own.
  function measure(sheet, bench, large) {
    const nodes = sheet.sections.map((section) => section.node);
    const [half, main, side] = large ? [] : ['half', 'main', 'side'].map((name) => heightsOf(nodes, name, bench));
    const picture = sheet.sections.findIndex((section) => section.shape === 'picture');
    return heightsOf(nodes, 'full', bench).map((full, at) => {
      const { shape } = sheet.sections[at];
      const isNear = picture >= 0 && Math.abs(at - picture) <= MAX_DISTANCE;
      const fitsBeside = isNear && (shape === 'narrow' || shape === 'opening');
      return {
        full,
        half: shape === 'narrow' && !large ? half[at] : null,
        main: fitsBeside && !large ? main[at] : null,
        side: shape === 'picture' && !large ? side[at] : null,
      };
    });
  }

  // --- rows

  function columnHeight(sizes, key, indices, gap) {
    return indices.reduce((sum, at) => sum + sizes[at][key], gap * Math.max(0, indices.length - 1));
  }

  function range(from, to) {
    return Array.from({ length: to - from }, (_, index) => from + index);
  }

  // Every row that may begin with the section `first`; `next` is the section after it.
  function rowsFrom(first, sizes, gap) {
    const rows = [{ kind: 'full', left: [first], right: [], height: sizes[first].full, next: first + 1 }];
    for (let next = first + 2; next <= Math.min(first + MAX_DISTANCE + 1, sizes.length); next += 1) {
      rows.push(...rowsInHalves(first, next, sizes, gap), ...rowsBesidePicture(first, next, sizes, gap));
    }
    return rows;
  }

  function rowsInHalves(first, next, sizes, gap) {
    const run = range(first, next);
    if (run.length > MAX_IN_COLUMNS || run.some((at) => sizes[at].half === null)) return [];
    return range(first + 1, next).map((middle) => {
      const left = range(first, middle);
      const right = range(middle, next);
      const height = Math.max(columnHeight(sizes, 'half', left, gap), columnHeight(sizes, 'half', right, gap));
      return { kind: 'half', left, right, height, next };
    });
  }

  function rowsBesidePicture(first, next, sizes, gap) {
    const run = range(first, next);
    const right = run.filter((at) => sizes[at].side !== null);
    const left = run.filter((at) => sizes[at].side === null);
    if (right.length !== 1 || left.some((at) => sizes[at].main === null)) return [];
    const height = Math.max(columnHeight(sizes, 'main', left, gap), sizes[right[0]].side);
    return [{ kind: 'beside', left, right, height, next }];
  }

  // The number of pages and the height used on the last one, after one more row.
  function positionAfter({ pages, used }, height, room, gap) {
    const usedAfter = used + (used ? gap : 0) + height;
    if (usedAfter <= room) return { pages, used: usedAfter };
    const added = Math.ceil(height / room);
    return { pages: pages + added, used: height - (added - 1) * room };
  }

  function endsBefore(one, other) {
    return !other || one.pages < other.pages || (one.pages === other.pages && one.used < other.used);
  }

  // The rows that need the least space, by dynamic programming: the best way to each section, from the first on.
  function planRows(sizes, headHeight, room, gap) {
    const best = [{ pages: 1, used: headHeight, rows: [] }];
    sizes.forEach((_, first) => {
      if (!best[first]) return;
      rowsFrom(first, sizes, gap).forEach((row) => {
        if (row.kind !== 'full' && row.height > room) return;
        const position = positionAfter(best[first], row.height, room, gap);
        if (endsBefore(position, best[row.next])) {
          best[row.next] = { ...position, rows: [...best[first].rows, row] };
        }
      });
    });
    return best[sizes.length].rows;
  }

  function buildRow(row, sheet) {
    const node = element('div', `row ${row.kind}`);
    [row.left, row.right].filter((side) => side.length).forEach((side) => {
      const column = element('div', 'column');
      column.append(...side.map((at) => sheet.sections[at].node.cloneNode(true)));
      node.append(column);
    });
    return node;
  }

  // --- splitting a row between two pages

  function keepUnits(node, isKept) {
    [...node.querySelectorAll('[data-unit]')].forEach((unit, at) => {
      if (!isKept(at)) unit.remove();
    });
    [...node.querySelectorAll('.part')].forEach((part) => {
      if (!part.querySelector('[data-unit]')) part.remove();
    });
  }

  // The number of units of a row that fit into the room left.
  function fittingUnits(row, units, room) {
    const { top, bottom } = row.getBoundingClientRect();
    const bottoms = units.map((unit) => unit.getBoundingClientRect().bottom);
    const edge = bottom - Math.max(...bottoms); // a box repeats its lower edge on each page
    const fitting = bottoms.findIndex((unitBottom) => unitBottom > top + room - edge);
    return fitting < 0 ? units.length - 1 : fitting;
  }

  // The row as two, split between two units; null if not even the first unit fits.
  function split(row, room) {
    const units = [...row.querySelectorAll('[data-unit]')];
    const fitting = fittingUnits(row, units, room);
    if (fitting < 1) return null;
    const list = units[fitting].parentElement;
    const before = [...list.children].indexOf(units[fitting]);
    const first = row.cloneNode(true);
    const rest = row.cloneNode(true);
    keepUnits(first, (at) => at < fitting);
    keepUnits(rest, (at) => at >= fitting);
    [...rest.querySelectorAll('.heading, h4')].forEach((heading) => {
      if (heading.matches('.heading') || before > 0) heading.remove();
    });
    continueNumbers(rest, list, before);
    return { first, rest };
  }

  function continueNumbers(rest, list, before) {
    const numbered = rest.querySelector('ol');
    if (!numbered || !list.matches('ol')) return;
    numbered.start = (list.start || 1) + before;
    numbered.style.setProperty('--before', numbered.start - 1);
  }

  function maySplit(row, height, room, large) {
    if (row.classList.contains('half') || row.classList.contains('beside')) return false;
    const section = row.querySelector('section');
    return height > room || (large && section && section.matches('.plain, .tint, .task'));
  }

  // --- pages

  // Puts rows on pages, one after another.
  function fillPages(rows, sheet, paper, bench) {
    const pages = [];
    let body = null;
    let room = 0;

    function startPage() {
      const page = newPage(sheet, paper);
      bench.append(page);
      body = page.querySelector('.body');
      room = body.clientHeight - SAFETY;
      pages.push(page);
    }

    function put(row) {
      body.append(row);
      const height = row.offsetHeight;
      const left = room - row.offsetTop; // from the top of the body
      if (height <= left) return;
      const isAlone = body.children.length === 1;
      const parts = maySplit(row, height, room, paper.form.large) ? split(row, left) : null;
      if (!parts && isAlone) return; // too high for any page: cut off here as it would be elsewhere
      row.remove();
      if (parts) body.append(parts.first);
      startPage();
      put(parts ? parts.rest : row);
    }

    startPage();
    body.append(sheet.head.cloneNode(true));
    rows.forEach(put);
    put(sheet.ending.cloneNode(true));
    pages.slice(0, -1).forEach(spreadRows);
    pages.forEach((page) => page.remove());
    return pages;
  }

  function spreadRows(page) {
    const body = page.querySelector('.body');
    const last = body.lastElementChild;
    const empty = body.clientHeight - last.offsetTop - last.offsetHeight;
    body.classList.toggle('spread', empty < SPREAD_BELOW * body.clientHeight);
  }

  // The pages of a sheet at one step of type size and space.
  function pagesAtStep(sheet, paper, bench) {
    const page = newPage(sheet, paper);
    bench.append(page);
    const body = page.querySelector('.body');
    const [headHeight] = heightsOf([sheet.head], 'full', body);
    const sizes = measure(sheet, body, paper.form.large);
    const gap = parseFloat(getComputedStyle(body).rowGap) || 0;
    const rows = planRows(sizes, headHeight, body.clientHeight - SAFETY, gap);
    page.remove();
    return fillPages(rows.map((row) => buildRow(row, sheet)), sheet, paper, bench);
  }

  // The sheet without the parts that may be dropped to save a page.
  function withoutSpareParts(sheet) {
    const sections = sheet.sections.map(({ shape, node }) => {
      const copy = node.cloneNode(true);
      copy.querySelectorAll('.spare').forEach((part) => part.remove());
      return { shape, node: copy };
    });
    return { ...sheet, sections: sections.filter(({ node }) => node.querySelector('.part')) };
  }

  // The pages of a sheet at the largest step, found by bisection, that needs no more pages than planned, or than the
  // smallest step needs.
  function pagesOf(sheet, { form, colours }, bench) {
    const pagesAt = (content, index) => pagesAtStep(content, { form, colours, step: form.steps[index] }, bench);
    let low = 0;
    let high = form.steps.length - 1; // the smallest type
    let content = sheet;
    let best = pagesAt(content, high);
    if (best.length > sheet.pages && !form.large) {
      const shorter = withoutSpareParts(sheet);
      const pages = pagesAt(shorter, high);
      if (pages.length !== best.length) {
        content = shorter;
        best = pages;
      }
    }
    const maxPages = Math.max(sheet.pages, best.length);
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const pages = pagesAt(content, middle);
      if (pages.length <= maxPages) {
        best = pages;
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return best;
  }

  window.unknotLayout = {
    element,
    fragment,
    // All pages of a set. A sheet is `{ head, sections: [{ node, shape }], ending, foot, pages }`, its parts as nodes.
    // `bench` is an element of the document, at full size, in which they are measured.
    pages: (sheets, form, colours, bench) => sheets.flatMap((sheet) => pagesOf(sheet, { form, colours }, bench)),
  };
})();
