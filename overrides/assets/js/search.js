// Search: the index is loaded when the box is first used, and everything happens on the device.
// The box is a combobox with a listbox (WAI-ARIA Authoring Practices), the results grouped by section.
(function () {
  "use strict";

  var form = document.querySelector("form.search");
  if (!form) return;
  var input = form.querySelector("input");
  var list = form.querySelector("[role=listbox]");
  var status = form.querySelector("[role=status]");
  var opener = document.querySelector(".search-open");
  var LIMIT = 12;
  var options = [];
  var active = -1;
  var loading = null;

  // --- the index

  function load() {
    loading = loading || new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = form.dataset.index;
      script.onload = function () { resolve(prepare(window.unknotIndex)); };
      script.onerror = reject;
      document.head.append(script);
    });
    return loading;
  }

  function fold(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[’']/g, "");
  }

  function words(text) {
    return fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  }

  function prepare(index) {
    index.entries.forEach(function (entry) {
      entry.title = words(entry.t);
      entry.synonyms = words(entry.s);
      entry.about = words(entry.d);
      entry.parts = entry.p.map(function (part) {
        return { id: part[0], heading: part[1], title: words(part[1]), words: words(part[2]) };
      });
    });
    index.help.tiers.forEach(function (tier) {
      tier.signs = tier.w.map(function (sign) { return { id: sign[0], words: words(sign[1]) }; });
    });
    return index;
  }

  // --- scores: where a word stands, and how well it fits

  // A page on the matter comes before the word's explanation, which has no parts.
  var EXPLANATION = 0.75;
  var WEIGHT = { title: 10, synonyms: 8, heading: 5, about: 4, words: 1 };
  var SMALL_WORDS = /^(a|an|and|are|at|be|do|for|have|how|i|in|is|it|my|of|on|or|the|to|what|with|you|your)$/;

  function fit(wanted, word, tolerant) {
    if (word === wanted) return 1;
    if (wanted.length > 1 && word.startsWith(wanted)) return 0.75;
    if (wanted.length > 4 && wanted.startsWith(word) && wanted.length - word.length < 3 && word.length > 3) return 0.6;
    return tolerant && wanted.length > 4 && oneSlip(wanted, word) ? 0.4 : 0;
  }

  // One letter missing, added, wrong, or two swapped.
  function oneSlip(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    var start = 0;
    while (start < a.length && a[start] === b[start]) start += 1;
    if (a[start] === b[start + 1] && a[start + 1] === b[start] && a.slice(start + 2) === b.slice(start + 2)) return true;
    var restA = a.slice(start + (a.length >= b.length ? 1 : 0));
    var restB = b.slice(start + (b.length >= a.length ? 1 : 0));
    return restA === restB;
  }

  function best(wanted, known, tolerant) {
    return known.reduce(function (top, word) { return Math.max(top, fit(wanted, word, tolerant)); }, 0);
  }

  // Every word asked for must stand somewhere in the page; the part that holds most of them is shown.
  function score(entry, asked, tolerant) {
    var parts = entry.parts.map(function () { return 0; });
    var total = 0;
    for (var wanted of asked) {
      var page = Math.max(
        WEIGHT.title * best(wanted, entry.title, tolerant),
        WEIGHT.synonyms * best(wanted, entry.synonyms, tolerant),
        WEIGHT.about * best(wanted, entry.about, tolerant)
      );
      var inParts = entry.parts.map(function (part) {
        return Math.max(WEIGHT.heading * best(wanted, part.title, tolerant), WEIGHT.words * best(wanted, part.words, false));
      });
      var top = Math.max(page, 0, ...inParts);
      if (!top) return null;
      total += top;
      inParts.forEach(function (value, index) { if (value > page) parts[index] += value; });
    }
    var strongest = Math.max(0, ...parts);
    var weight = entry.p.length ? 1 : EXPLANATION;
    return { entry: entry, score: weight * total / asked.length, part: strongest ? entry.parts[parts.indexOf(strongest)] : null };
  }

  function find(index, text) {
    var asked = words(text);
    var telling = asked.filter(function (word) { return !SMALL_WORDS.test(word); });
    if (telling.length) asked = telling;
    if (!asked.length || asked.join("").length < 2) return [];
    var found = ranked(index, asked, false);
    return (found.length ? found : ranked(index, asked, true)).slice(0, LIMIT);
  }

  function ranked(index, asked, tolerant) {
    return index.entries
      .map(function (entry) { return score(entry, asked, tolerant); })
      .filter(Boolean)
      .sort(function (a, b) { return b.score - a.score || a.entry.g - b.entry.g; });
  }

  // --- what may be urgent comes first, whatever else fits better

  function calledFor(index, text) {
    var asked = words(text);
    return index.help.tiers.map(function (tier) {
      var sign = tier.signs.find(function (one) {
        var enough = one.words.length > 1 ? 2 : 4;
        return one.words.every(function (word) { return asked.some(function (other) { return same(word, other, enough); }); });
      });
      return sign && { tier: tier, anchor: sign.id };
    }).filter(Boolean);
  }

  // A word, its plural or the like, one of which enough has been typed, or one with a slip in it.
  function same(word, asked, enough) {
    return word === asked
      || (asked.length >= enough && word.startsWith(asked))
      || (word.length > 3 && asked.startsWith(word) && asked.length - word.length < 5)
      || (word.length > 4 && oneSlip(asked, word));
  }

  // --- the list

  function address(url, part) {
    var cut = url.split("#");
    var path = form.dataset.root.replace(/\/?$/, "/") + cut[0];
    if (location.protocol === "file:") path += "index.html";
    var anchor = cut[1] || part;
    return anchor ? path + "#" + anchor : path;
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function option(href, title, line) {
    var link = element("a");
    link.href = href;
    link.id = "search-option-" + options.length;
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    link.append(element("b", "", title));
    link.append(element("small", "", line));
    options.push(link);
    return link;
  }

  function group(name, title, links) {
    var box = element("div", name);
    var heading = element("span", "", title);
    heading.id = "search-group-" + name;
    box.setAttribute("role", "group");
    box.setAttribute("aria-labelledby", heading.id);
    box.append(heading);
    box.append.apply(box, links);
    list.append(box);
  }

  // The page itself where nothing is found: what was meant may be on it in other words.
  function showHelp(index, called, nothing) {
    var page = index.entries.find(function (entry) { return entry.u === index.help.p; });
    var links = called.map(function (one) {
      var link = option(address(index.help.p, one.anchor), one.tier.t, one.tier.a);
      link.className = one.tier.i;
      return link;
    });
    if (nothing && page) links.push(option(address(index.help.p), page.t, page.d));
    if (links.length) group("help", page ? page.t : "", links);
  }

  function show(index, called, results) {
    list.replaceChildren();
    options = [];
    active = -1;
    var nothing = !results.length && !called.length;
    if (nothing) list.append(element("p", "", form.dataset.none));
    showHelp(index, called, nothing);
    var groups = new Set(results.map(function (result) { return result.entry.g; }));
    groups.forEach(function (name) {
      var links = results.filter(function (result) { return result.entry.g === name; }).map(function (result) {
        var line = result.part ? "› " + result.part.heading : result.entry.d;
        return option(address(result.entry.u, result.part && result.part.id), result.entry.t, line);
      });
      group("in-" + name, index.groups[name], links);
    });
    status.textContent = nothing ? form.dataset.none : form.dataset.some.replace("{count}", options.length);
    open();
  }

  function open() {
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  }

  function move(step) {
    if (!options.length) return;
    if (options[active]) options[active].setAttribute("aria-selected", "false");
    active = (active + step + options.length + (active < 0 && step < 0 ? 1 : 0)) % options.length;
    options[active].setAttribute("aria-selected", "true");
    options[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[active].id);
  }

  function update() {
    var text = input.value;
    if (text.trim().length < 2) return close();
    load().then(function (index) {
      if (input.value === text) show(index, calledFor(index, text), find(index, text));
    }, close);
  }

  input.addEventListener("focus", function () { load().catch(function () {}); if (input.value) update(); });
  input.addEventListener("input", update);
  input.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      if (list.hidden) toggle(false);
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) update();
      else move(event.key === "ArrowDown" ? 1 : -1);
    }
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var chosen = options[Math.max(active, 0)];
    if (chosen) location.href = chosen.href;
  });
  document.addEventListener("click", function (event) {
    if (!form.contains(event.target)) close();
  });

  // --- on a phone the box stands behind a button

  function toggle(wanted) {
    if (!opener) return;
    form.classList.toggle("open", wanted);
    opener.setAttribute("aria-expanded", String(wanted));
    if (wanted) input.focus();
    else if (opener.offsetParent) opener.focus();
  }

  if (opener) {
    opener.addEventListener("click", function () { toggle(!form.classList.contains("open")); });
  }
})();
