// Sheets laid out on pages: what is to be printed goes in, pages come out. `maker.js` uses it.
//
// It keeps to the rules of `generator/handouts/plan.py`: narrow sections may stand side by side, a picture beside
// what is near it, what is in a box is not cut in two; type and space are as roomy as the number of pages allows.
(function () {
  "use strict";

  var MOST = 4; // sections in two columns
  var NEAR = 4; // how far from a picture a section may stand beside it
  var SAFE = 4; // pixels of a page that stay empty, for what rounding takes
  var SPREAD = 0.15; // a page this empty or less has its rows spread over it

  // --- a page

  function element(name, className) {
    var made = document.createElement(name);
    if (className) made.className = className;
    return made;
  }

  function fragment(html) {
    var template = document.createElement("template");
    template.innerHTML = html;
    return template.content.firstElementChild;
  }

  // The measures of a form in one of its steps: see `tokens.typ`.
  function dress(node, form, step, colours) {
    var set = {
      "--width": form.width + "mm", "--height": form.height + "mm", "--margin": step.margin + "mm",
      "--body": step.body + "pt", "--small": step.small + "pt", "--space": step.space,
      "--colour": colours.ink, "--ground": colours.ground
    };
    Object.keys(set).forEach(function (name) { node.style.setProperty(name, set[name]); });
    node.classList.toggle("large", form.large);
  }

  function newPage(sheet, paper) {
    var page = element("article", "paper");
    dress(page, paper.form, paper.step, paper.colours);
    page.append(element("div", "body"), sheet.foot.cloneNode(true));
    return page;
  }

  // --- sizes

  function heights(nodes, className, bench) {
    var column = element("div", className);
    column.append.apply(column, nodes.map(function (node) { return node.cloneNode(true); }));
    bench.append(column);
    var found = Array.from(column.children, function (child) { return child.getBoundingClientRect().height; });
    column.remove();
    return found;
  }

  function measured(sheet, bench, large) {
    var nodes = sheet.sections.map(function (section) { return section.node; });
    var half = large ? [] : heights(nodes, "half", bench);
    var main = large ? [] : heights(nodes, "main", bench);
    var side = large ? [] : heights(nodes, "side", bench);
    var picture = sheet.sections.findIndex(function (section) { return section.shape === "picture"; });
    return heights(nodes, "full", bench).map(function (full, at) {
      var shape = sheet.sections[at].shape;
      var near = picture >= 0 && Math.abs(at - picture) <= NEAR && (shape === "narrow" || shape === "opening");
      return {
        full: full,
        half: shape === "narrow" && !large ? half[at] : null,
        main: near && !large ? main[at] : null,
        side: shape === "picture" && !large ? side[at] : null
      };
    });
  }

  // --- rows

  function total(sizes, key, list, gap) {
    return list.reduce(function (sum, at) { return sum + sizes[at][key]; }, gap * Math.max(0, list.length - 1));
  }

  function range(from, to) {
    return Array.from({ length: to - from }, function (_, index) { return from + index; });
  }

  // Every row that may begin with section `first`.
  function rowsFrom(first, sizes, gap) {
    var rows = [{ kind: "full", left: [first], right: [], height: sizes[first].full, next: first + 1 }];
    for (var end = first + 2; end <= Math.min(first + NEAR + 1, sizes.length); end++) {
      var run = range(first, end);
      if (run.length <= MOST && run.every(function (at) { return sizes[at].half !== null; })) {
        for (var split = first + 1; split < end; split++) {
          var left = range(first, split), right = range(split, end);
          var height = Math.max(total(sizes, "half", left, gap), total(sizes, "half", right, gap));
          rows.push({ kind: "half", left: left, right: right, height: height, next: end });
        }
      }
      var picture = run.filter(function (at) { return sizes[at].side !== null; });
      var others = run.filter(function (at) { return sizes[at].side === null; });
      if (picture.length === 1 && others.every(function (at) { return sizes[at].main !== null; })) {
        var tall = Math.max(total(sizes, "main", others, gap), sizes[picture[0]].side);
        rows.push({ kind: "beside", left: others, right: picture, height: tall, next: end });
      }
    }
    return rows;
  }

  // Where the text stands after a row: on which page, and how far down.
  function after(place, height, room, gap) {
    var used = place.used + (place.used ? gap : 0) + height;
    if (used <= room) return { pages: place.pages, used: used };
    var over = Math.ceil(height / room);
    return { pages: place.pages + over, used: height - (over - 1) * room };
  }

  function isBefore(one, other) {
    return !other || one.pages < other.pages || (one.pages === other.pages && one.used < other.used);
  }

  // The rows that end first.
  function plan(sizes, head, room, gap) {
    var best = [{ pages: 1, used: head, rows: [] }];
    sizes.forEach(function (_, first) {
      if (!best[first]) return;
      rowsFrom(first, sizes, gap).forEach(function (row) {
        if (row.kind !== "full" && row.height > room) return;
        var found = after(best[first], row.height, room, gap);
        if (isBefore(found, best[row.next])) {
          best[row.next] = { pages: found.pages, used: found.used, rows: best[first].rows.concat([row]) };
        }
      });
    });
    return best[sizes.length].rows;
  }

  function built(row, sheet) {
    var node = element("div", "row " + row.kind);
    [row.left, row.right].forEach(function (side) {
      if (!side.length) return;
      var column = element("div", "column");
      side.forEach(function (at) { column.append(sheet.sections[at].node.cloneNode(true)); });
      node.append(column);
    });
    return node;
  }

  // --- pages

  function keepUnits(node, wanted) {
    Array.from(node.querySelectorAll("[data-unit]")).forEach(function (unit, at) {
      if (!wanted(at)) unit.remove();
    });
    Array.from(node.querySelectorAll(".part")).forEach(function (part) {
      if (!part.querySelector("[data-unit]")) part.remove();
    });
  }

  // A row cut in two between its items; nothing if too little of it has room.
  function cut(row, room) {
    var place = row.getBoundingClientRect();
    var units = Array.from(row.querySelectorAll("[data-unit]"));
    var lowest = Math.max.apply(null, units.map(function (unit) { return unit.getBoundingClientRect().bottom; }));
    var end = place.top + room - (place.bottom - lowest); // a box needs its lower edge, too
    var fitting = units.findIndex(function (unit) { return unit.getBoundingClientRect().bottom > end; });
    if (fitting < 0) fitting = units.length - 1;
    if (fitting < 1) return null;
    var first = row.cloneNode(true), rest = row.cloneNode(true);
    var list = units[fitting].parentElement;
    var before = Array.from(list.children).indexOf(units[fitting]);
    keepUnits(first, function (at) { return at < fitting; });
    keepUnits(rest, function (at) { return at >= fitting; });
    Array.from(rest.querySelectorAll(".heading, h4")).forEach(function (heading) {
      if (heading.matches(".heading") || before > 0) heading.remove();
    });
    var numbered = rest.querySelector("ol");
    if (numbered && list.matches("ol")) {
      numbered.start = (list.start || 1) + before;
      numbered.style.setProperty("--before", numbered.start - 1);
    }
    return { first: first, rest: rest };
  }

  function mayCut(row, height, room, large) {
    if (row.classList.contains("half") || row.classList.contains("beside")) return false;
    var section = row.querySelector("section");
    return height > room || (large && section && (section.matches(".plain, .tint, .task")));
  }

  // Rows put on pages one after the other.
  function fill(rows, sheet, paper, bench) {
    var pages = [], body = null, room = 0;

    function turn() {
      var page = newPage(sheet, paper);
      bench.append(page);
      body = page.querySelector(".body");
      room = body.clientHeight - SAFE;
      pages.push(page);
    }

    function put(row) {
      body.append(row);
      var height = row.offsetHeight, left = room - row.offsetTop; // the body is what offsets count from
      if (height <= left) return;
      var alone = body.children.length === 1;
      var parts = mayCut(row, height, room, paper.form.large) ? cut(row, left) : null;
      if (!parts && alone) return; // nothing can be done: it is cut off, and no shorter elsewhere
      row.remove();
      if (parts) body.append(parts.first);
      turn();
      put(parts ? parts.rest : row);
    }

    turn();
    body.append(sheet.head.cloneNode(true));
    rows.forEach(put);
    put(sheet.ending.cloneNode(true));
    pages.slice(0, -1).forEach(function (page) {
      var inside = page.querySelector(".body"), last = inside.lastElementChild;
      var empty = inside.clientHeight - last.offsetTop - last.offsetHeight;
      inside.classList.toggle("spread", empty < SPREAD * inside.clientHeight);
    });
    pages.forEach(function (page) { page.remove(); });
    return pages;
  }

  function inStep(sheet, paper, bench) {
    var page = newPage(sheet, paper);
    bench.append(page);
    var body = page.querySelector(".body");
    var head = heights([sheet.head], "full", body)[0];
    var sizes = measured(sheet, body, paper.form.large);
    var gap = parseFloat(getComputedStyle(body).rowGap) || 0;
    var rows = plan(sizes, head, body.clientHeight - SAFE, gap);
    page.remove();
    return fill(rows.map(function (row) { return built(row, sheet); }), sheet, paper, bench);
  }

  // The sheet without what may be left out where it would need one more page.
  function withoutSpare(sheet) {
    var sections = sheet.sections.map(function (section) {
      var node = section.node.cloneNode(true);
      node.querySelectorAll(".spare").forEach(function (part) { part.remove(); });
      return { shape: section.shape, node: node };
    });
    var kept = sections.filter(function (section) { return section.node.querySelector(".part"); });
    return Object.assign({}, sheet, { sections: kept });
  }

  // The roomiest step that needs no more pages than the sheet is meant to have, or than the tightest step.
  function sheetPages(sheet, paper, bench) {
    function inStepNumber(number) {
      var step = paper.form.steps[number];
      return inStep(sheet, { form: paper.form, colours: paper.colours, step: step }, bench);
    }

    var high = paper.form.steps.length - 1, low = 0;
    var best = inStepNumber(high);
    if (best.length > sheet.pages && !paper.form.large) {
      var whole = sheet, before = best.length;
      sheet = withoutSpare(whole);
      best = inStepNumber(high);
      if (best.length === before) {
        sheet = whole;
        best = inStepNumber(high);
      }
    }
    var most = Math.max(sheet.pages, best.length);
    while (low < high) {
      var middle = (low + high) >> 1;
      var found = inStepNumber(middle);
      if (found.length <= most) {
        best = found;
        high = middle;
      } else low = middle + 1;
    }
    return best;
  }

  window.unknotLayout = {
    element: element,
    fragment: fragment,
    // All pages of a set. A sheet: `{head, sections: [{node, shape}], ending, foot, pages}`, its parts as nodes;
    // `bench` is a place in the document, at full size, where they are measured.
    pages: function (sheets, form, colours, bench) {
      return sheets.flatMap(function (sheet) {
        return sheetPages(sheet, { form: form, colours: colours }, bench);
      });
    }
  };
})();
