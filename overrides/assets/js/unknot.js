// What pages do beyond links: colours, menu, words explained, the current heading, the body map.
// Each part looks for what it serves and does nothing where that is missing.
(function () {
  "use strict";

  function all(selector, within) {
    return Array.from((within || document).querySelectorAll(selector));
  }

  // --- colours: as the device, light, dark

  function colours() {
    var button = document.querySelector(".tool.theme");
    if (!button) return;
    var root = document.documentElement;
    var next = { auto: "light", light: "dark", dark: "auto" };

    function show(theme) {
      if (theme === "auto") delete root.dataset.theme;
      else root.dataset.theme = theme;
      button.setAttribute("aria-label", button.dataset[theme]);
      button.title = button.dataset[theme];
    }

    show(root.dataset.theme || "auto");
    button.addEventListener("click", function () {
      var theme = next[root.dataset.theme || "auto"];
      show(theme);
      try {
        if (theme === "auto") localStorage.removeItem("unknot.theme");
        else localStorage.setItem("unknot.theme", theme);
      } catch (error) {
        // No storage: the choice holds for this page.
      }
    });
  }

  // --- the phone's menu closes as other menus do

  function menu() {
    var details = document.querySelector(".small-menu");
    if (!details) return;
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !details.open) return;
      details.open = false;
      details.querySelector("summary").focus();
    });
    document.addEventListener("click", function (event) {
      if (details.open && !details.contains(event.target)) details.open = false;
    });
  }

  // --- words explained: WCAG 2.2, 1.4.13 (hoverable, dismissible, stays)

  function explanations() {
    var tip = document.createElement("div");
    tip.id = "term-tip";
    tip.className = "term-tip";
    tip.setAttribute("role", "tooltip");
    tip.hidden = true;
    document.body.append(tip);
    var shown = null;
    var timer = 0;

    function hide() {
      clearTimeout(timer);
      if (shown) shown.removeAttribute("aria-describedby");
      shown = null;
      tip.hidden = true;
    }

    function show(term) {
      clearTimeout(timer);
      if (shown === term) return;
      hide();
      shown = term;
      tip.textContent = term.dataset.definition;
      tip.hidden = false;
      term.setAttribute("aria-describedby", tip.id);
      place(term);
    }

    function place(term) {
      var line = term.getClientRects()[0];
      var gap = 8;
      var room = document.documentElement.clientWidth - tip.offsetWidth - gap;
      var above = line.top - tip.offsetHeight - gap;
      var top = above > 0 ? above : line.bottom + gap;
      tip.style.left = Math.max(gap, Math.min(line.left, room)) + window.scrollX + "px";
      tip.style.top = top + window.scrollY + "px";
    }

    function later() {
      clearTimeout(timer);
      timer = setTimeout(hide, 250);
    }

    tip.addEventListener("pointerenter", function () { clearTimeout(timer); });
    tip.addEventListener("pointerleave", later);
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape") hide();
    });
    document.addEventListener("pointerdown", function (event) {
      if (shown && !tip.contains(event.target) && !shown.contains(event.target)) hide();
    });

    all("a.term").forEach(function (term) {
      var touched = false;
      term.addEventListener("pointerenter", function (event) {
        if (event.pointerType === "mouse") show(term);
      });
      term.addEventListener("pointerleave", function (event) {
        if (event.pointerType === "mouse") later();
      });
      term.addEventListener("pointerdown", function (event) {
        touched = event.pointerType !== "mouse" && shown !== term;
      });
      term.addEventListener("focus", function () { show(term); });
      term.addEventListener("blur", hide);
      // The first tap explains, the second follows the link.
      term.addEventListener("click", function (event) {
        if (touched) event.preventDefault();
        touched = false;
        show(term);
      });
    });
  }

  // --- the heading being read, in "On this page"

  var READ_AT = 0.15; // of the window's height: a heading above this line is being read

  function currentHeading() {
    var links = all(".contents a");
    if (!links.length || !("IntersectionObserver" in window)) return;
    var headings = links.map(function (link) {
      return document.getElementById(decodeURIComponent(link.hash.slice(1)));
    });

    function mark() {
      var reading = 0;
      headings.forEach(function (heading, index) {
        if (heading && heading.getBoundingClientRect().top < window.innerHeight * READ_AT) reading = index;
      });
      links.forEach(function (link, index) {
        if (index === reading) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
    }

    var observer = new IntersectionObserver(mark, { rootMargin: "0px 0px " + -100 * (1 - READ_AT) + "% 0px" });
    headings.forEach(function (heading) { if (heading) observer.observe(heading); });
    mark();
  }

  // --- the body map: a number, a shape or the list chooses what the panel tells

  function bodyMap() {
    var panels = all(".region-panels > [data-region]");
    if (!panels.length) return;
    var parts = all("[data-region]");

    function choose(region) {
      parts.forEach(function (part) {
        var chosen = part.dataset.region === region;
        part.classList.toggle("is-chosen", chosen);
        if (part.closest(".regions")) {
          if (chosen) part.setAttribute("aria-current", "true");
          else part.removeAttribute("aria-current");
        }
        if (part.classList.contains("body-map-shapes")) part.setAttribute("opacity", chosen ? "1" : "0");
      });
    }

    document.addEventListener("click", function (event) {
      var link = event.target.closest("a[data-region]");
      if (!link) return;
      event.preventDefault();
      choose(link.dataset.region);
      var panel = document.getElementById("region-" + link.dataset.region);
      panel.focus({ preventScroll: true });
      panel.scrollIntoView({ block: "nearest" });
    });

    var wanted = document.getElementById(location.hash.slice(1));
    var region = wanted && wanted.dataset.region;
    choose(region || panels[0].dataset.region);
  }

  colours();
  menu();
  explanations();
  currentHeading();
  bodyMap();
})();
