// A set of handouts, put together and printed here. What is typed stays in the fields and on the paper: it is not
// stored, not sent, and not in the address. Topics, paper and size of type are: `?t=one,other&paper=letter&large=1`.
(function () {
  "use strict";

  var root = document.getElementById("maker");
  if (!root || !window.unknotLayout || !("attachShadow" in root)) return;

  var layout = window.unknotLayout;
  var form = root.querySelector("form");
  var list = form.querySelector(".chosen");
  var exercises = form.querySelector(".exercises");
  var status = root.querySelector("[role=status]");
  var title = root.querySelector("#preview-title");
  var holder = root.querySelector(".pages");
  var loading = {};
  var chosen = [];
  var shown = 0;
  var stage = null;

  function say(template, values) {
    return template.replace(/\{(\w+)\}/g, function (_, name) { return values[name]; });
  }

  function boxOf(id) {
    return form.querySelector('input[name="t"][value="' + CSS.escape(id) + '"]');
  }

  function titleOf(id) {
    return boxOf(id).closest("label").querySelector(".title").textContent;
  }

  // --- what is loaded: all sheets share some, each has a script of its own

  function load(id) {
    loading[id] = loading[id] || new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = id === "shared" ? root.dataset.shared : root.dataset.sheets + id + "/sheet.js";
      script.onload = function () { resolve(window.unknotSheets[id]); };
      script.onerror = function () {
        delete loading[id];
        script.remove();
        reject(new Error(id));
      };
      document.head.append(script);
    });
    return loading[id];
  }

  function readyStage() {
    stage = stage || new Promise(function (resolve, reject) {
      var tree = holder.attachShadow({ mode: "open" });
      var style = document.createElement("link");
      style.rel = "stylesheet";
      style.href = root.dataset.style;
      style.onload = function () { resolve({ bench: bench, set: set }); };
      style.onerror = reject;
      var bench = layout.element("div", "bench");
      var set = layout.element("div", "set");
      bench.setAttribute("aria-hidden", "true");
      tree.append(style, bench, set);
    });
    return stage;
  }

  function fonts() {
    return Promise.all(["400", "600", "700"].map(function (weight) {
      return document.fonts.load(weight + ' 16px "Atkinson Next"');
    })).catch(function () {});
  }

  // --- what was typed

  function value(name) {
    return form.elements[name].value.trim();
  }

  function dateInWords(language) {
    var parts = value("date").split("-").map(Number);
    if (parts.length !== 3) return "";
    var day = new Date(parts[0], parts[1] - 1, parts[2]);
    return day.toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric" });
  }

  function written(name, text, className) {
    var node = layout.element(name, className);
    node.dir = "auto";
    node.textContent = text;
    return node;
  }

  function namesOf(section, language) {
    var filled = [value("name"), value("therapist"), dateInWords(language)];
    section.node.querySelectorAll(".blank").forEach(function (blank, at) {
      if (filled[at]) blank.querySelector(".line").replaceWith(written("span", filled[at], "filled"));
    });
    return section;
  }

  function forYou(section) {
    var items = section.node.querySelector("ul");
    items.replaceChildren();
    value("note").split(/\n\s*\n/).filter(Boolean).forEach(function (paragraph) {
      var text = written("p", paragraph.trim());
      text.dataset.unit = "";
      items.before(text);
    });
    exercises.querySelectorAll(".exercise").forEach(function (row) {
      var name = row.querySelector('[name="exercise"]').value.trim();
      var often = row.querySelector('[name="often"]').value.trim();
      if (!name && !often) return;
      var item = layout.element("li");
      item.dataset.unit = "";
      if (name) item.append(written("strong", name), often ? ": " : "");
      if (often) item.append(written("span", often));
      items.append(item);
    });
    var hasItems = items.children.length > 0;
    if (!hasItems) items.remove();
    return hasItems || section.node.querySelector("p") ? [section] : [];
  }

  // --- the set: what belongs to all of it stands in it once

  function asNode(section) {
    return { block: section.block, shape: section.shape, node: layout.fragment(section.html) };
  }

  function has(sheet, block) {
    return sheet.sections.some(function (section) { return section.block === block; });
  }

  function lastWith(sheets, block) {
    return sheets.reduce(function (last, sheet, at) { return has(sheet, block) ? at : last; }, -1);
  }

  // Each page's number is known when all are laid out: until then a wide one keeps its place.
  function footOf(sheet) {
    var foot = layout.fragment(sheet.foot);
    foot.querySelector(".number").textContent = say(root.dataset.page, { page: 99, pages: 99 });
    return foot;
  }

  var OPENING = ["names", "in-short", "picture"];

  function compose(shared, sheets) {
    var notes = lastWith(sheets, "notes");
    var signs = sheets.findIndex(function (sheet) { return has(sheet, "emergency") || has(sheet, "warning-signs"); });
    return sheets.map(function (sheet, at) {
      var sections = sheet.sections.filter(function (section) {
        if (section.block === "names") return false;
        if (section.block === "notes") return at === notes;
        return section.block !== "emergency" || at === signs;
      }).map(asNode);
      if (at === 0) {
        var isTyped = value("name") || value("therapist") || value("date");
        var own = forYou(asNode(shared.for_you));
        var place = sections.findIndex(function (section) { return OPENING.indexOf(section.block) < 0; });
        sections.splice.apply(sections, [place < 0 ? sections.length : place, 0].concat(own));
        if (isTyped || sheets.some(function (one) { return has(one, "names"); })) {
          sections.unshift(namesOf(asNode(shared.names), shared.language));
        }
        if (signs < 0) sections = sections.concat(shared.emergency.map(asNode));
      }
      return {
        pages: sheet.pages,
        sections: sections,
        head: layout.fragment(sheet.head),
        ending: layout.fragment(sheet.ending),
        foot: footOf(sheet)
      };
    });
  }

  // --- the preview

  function paper() {
    return form.elements.paper.value;
  }

  function formOf(shared) {
    var id = (form.elements.large.value ? "large-" : "") + paper();
    return shared.forms.find(function (one) { return one.id === id; });
  }

  function fitted(set, chosenForm) {
    set.style.setProperty("--page-width", chosenForm.width + "mm");
    set.style.setProperty("--page-height", chosenForm.height + "mm");
    var full = chosenForm.width * 96 / 25.4;
    set.style.setProperty("--scale", Math.min(1, (holder.clientWidth - 4) / full));
  }

  function show(place, shared, sheets) {
    var chosenForm = formOf(shared);
    var top = holder.scrollTop;
    var pages = layout.pages(compose(shared, sheets), chosenForm, shared.colours, place.bench);
    place.set.replaceChildren.apply(place.set, pages.map(function (page, at) {
      var number = page.querySelector("footer .number");
      number.textContent = say(root.dataset.page, { page: at + 1, pages: pages.length });
      var slot = layout.element("div", "slot");
      slot.append(page);
      return slot;
    }));
    fitted(place.set, chosenForm);
    holder.scrollTop = top;
    document.documentElement.classList.toggle("has-sheets", pages.length > 0);
    document.querySelectorAll("link[data-paper]").forEach(function (link) {
      link.media = pages.length && link.dataset.paper === paper() ? "print" : "not all";
    });
    count(pages.length);
  }

  function count(pages) {
    root.querySelector(".empty").hidden = pages > 0;
    root.querySelector(".print").hidden = pages === 0;
    holder.hidden = pages === 0;
    form.querySelector(".keep").hidden = pages === 0;
    if (pages !== shown) {
      status.textContent = pages === 1 ? root.dataset.madeOne : pages ? say(root.dataset.made, { pages: pages }) : "";
    }
    shown = pages;
    mark();
  }

  // The page that is being looked at, in the heading.
  function mark() {
    var tree = holder.shadowRoot;
    var slots = tree ? Array.from(tree.querySelectorAll(".slot")) : [];
    if (!slots.length) {
      title.textContent = title.dataset.empty;
      return;
    }
    var line = Math.max(holder.getBoundingClientRect().top, 0) + 0.4 * Math.min(holder.clientHeight, innerHeight);
    var seen = slots.filter(function (slot) { return slot.getBoundingClientRect().top <= line; }).length;
    title.textContent = say(root.dataset.preview, { page: Math.max(seen, 1), pages: slots.length });
  }

  var turn = 0;

  function update() {
    var mine = ++turn;
    var wanted = chosen.slice();
    var needed = wanted.length ? [readyStage(), load("shared"), fonts()].concat(wanted.map(load)) : [];
    return Promise.all(needed).then(function (found) {
      if (mine !== turn) return;
      if (wanted.length) {
        holder.hidden = false;
        show(found[0], found[1], found.slice(3));
      } else {
        document.documentElement.classList.remove("has-sheets");
        if (holder.shadowRoot) holder.shadowRoot.querySelector(".set").replaceChildren();
        count(0);
      }
      root.dataset.ready = wanted.join(",");
    }).catch(function () {
      if (mine === turn) status.textContent = root.dataset.failed;
    });
  }

  var timer = 0;

  function soon() {
    clearTimeout(timer);
    delete root.dataset.ready;
    timer = setTimeout(update, 150);
  }

  // --- topics and their order

  function moveButton(id, sign, label, move) {
    var button = layout.element("button", "icon-button");
    button.type = "button";
    button.textContent = sign;
    button.dataset.move = move;
    button.setAttribute("aria-label", say(label, { title: titleOf(id) }));
    return button;
  }

  function drawList() {
    list.hidden = !chosen.length;
    list.replaceChildren.apply(list, chosen.map(function (id, at) {
      var item = layout.element("li");
      var moves = layout.element("span", "moves");
      var up = moveButton(id, "↑", root.dataset.up, "up");
      var down = moveButton(id, "↓", root.dataset.down, "down");
      if (at === 0) up.setAttribute("aria-disabled", "true");
      if (at === chosen.length - 1) down.setAttribute("aria-disabled", "true");
      moves.append(up, down, moveButton(id, "×", root.dataset.out, "out"));
      item.dataset.id = id;
      item.append(written("span", titleOf(id)), moves);
      return item;
    }));
    form.querySelectorAll('[name="t"]').forEach(function (box) { box.checked = chosen.indexOf(box.value) >= 0; });
  }

  function remember() {
    var query = new URLSearchParams();
    if (chosen.length) query.set("t", chosen.join(","));
    if (chosen.length) query.set("paper", paper());
    if (chosen.length && form.elements.large.value) query.set("large", "1");
    var said = query.toString().replace(/%2C/g, ",");
    try {
      history.replaceState(null, "", location.pathname + (said ? "?" + said : ""));
    } catch (error) {
      // Opened from disk, some browsers refuse: the set then has no address.
    }
  }

  function recall() {
    var query = new URLSearchParams(location.search);
    var known = (query.get("t") || "").split(",").filter(function (id) { return id && boxOf(id); });
    chosen = Array.from(new Set(known));
    var size = form.querySelector('[name="paper"][value="' + CSS.escape(query.get("paper") || "") + '"]');
    if (size) size.checked = true;
    if (query.get("large") === "1") form.querySelector('[name="large"][value="1"]').checked = true;
    chosen.forEach(function (id) { boxOf(id).closest("details").open = true; });
  }

  function choose(next) {
    chosen = next;
    drawList();
    remember();
    soon();
  }

  function move(id, way) {
    var at = chosen.indexOf(id), next = chosen.slice();
    if (way === "out") {
      next.splice(at, 1);
      choose(next);
      status.textContent = say(root.dataset.removed, { title: titleOf(id) });
      (list.querySelector("button") || boxOf(id)).focus();
      return;
    }
    var to = way === "up" ? at - 1 : at + 1;
    if (to < 0 || to >= chosen.length) return;
    next.splice(to, 0, next.splice(at, 1)[0]);
    choose(next);
    status.textContent = say(root.dataset.moved, { title: titleOf(id), place: to + 1, count: next.length });
    list.children[to].querySelector('[data-move="' + way + '"]').focus();
  }

  // --- events

  form.addEventListener("change", function (event) {
    if (event.target.name === "t") {
      var id = event.target.value;
      var others = chosen.filter(function (one) { return one !== id; });
      choose(event.target.checked ? others.concat(id) : others);
    } else if (event.target.name === "paper" || event.target.name === "large") {
      remember();
      soon();
    }
  });
  form.addEventListener("input", function (event) {
    if (event.target.name !== "t") soon();
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  list.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (button) move(button.closest("li").dataset.id, button.dataset.move);
  });
  exercises.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    var add = exercises.querySelector(".add");
    if (button === add) {
      add.before(exercises.querySelector("template").content.cloneNode(true));
      add.previousElementSibling.querySelector("input").focus();
    } else {
      button.closest(".exercise").remove();
      add.focus();
      soon();
    }
  });

  root.querySelector(".print").addEventListener("click", function () {
    clearTimeout(timer);
    update().then(function () { window.print(); });
  });

  // The name that a browser proposes for a PDF: the topics, and nothing that was typed.
  var named = document.title;
  addEventListener("beforeprint", function () {
    if (chosen.length) document.title = chosen.map(titleOf).join(", ");
  });
  addEventListener("afterprint", function () { document.title = named; });

  holder.addEventListener("scroll", mark, { passive: true });
  addEventListener("scroll", mark, { passive: true });
  new ResizeObserver(function () {
    if (!shown || !holder.clientWidth) return;
    load("shared").then(function (shared) { fitted(holder.shadowRoot.querySelector(".set"), formOf(shared)); });
  }).observe(holder);

  title.dataset.empty = title.textContent;
  form.setAttribute("autocomplete", "off"); // nothing typed comes back by itself
  form.reset();
  root.hidden = false;
  recall();
  drawList();
  update();
})();
