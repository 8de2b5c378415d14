// Offline reading: starts the program that keeps copies (`sw.js`), lists them, and removes them when asked.
// From disk, in frames and where the reader said no, nothing is started.
(function () {
  "use strict";

  var CHOICE = "unknot.offline";
  var worker = new URL(document.currentScript.dataset.worker, location.href);
  var ours = "unknot " + new URL(".", worker).pathname + " "; // as in sw.js
  var possible = /^https?:$/.test(location.protocol) && "serviceWorker" in navigator && "caches" in window;

  function isOff() {
    try {
      return localStorage.getItem(CHOICE) === "off";
    } catch (error) {
      return true; // no storage: the reader could not say no
    }
  }

  function choose(off) {
    if (off) localStorage.setItem(CHOICE, "off");
    else localStorage.removeItem(CHOICE);
  }

  // --- start

  function start() {
    var first = !navigator.serviceWorker.controller;
    return navigator.serviceWorker.register(worker, { updateViaCache: "none" }).then(function () {
      return navigator.serviceWorker.ready;
    }).then(function (registration) {
      if (first) registration.active.postMessage({ keep: loaded() });
    });
  }

  // This page and what it loaded before copies were kept.
  function loaded() {
    var names = performance.getEntriesByType("resource").map(function (entry) { return entry.name; });
    return Array.from(new Set(names.concat(location.href.split(/[?#]/)[0])));
  }

  // --- the copies

  function stores() {
    return caches.keys().then(function (names) {
      return names.filter(function (name) { return name.startsWith(ours); });
    });
  }

  function remove() {
    choose(true);
    return navigator.serviceWorker.getRegistration(worker).then(function (registration) {
      if (!registration) return null;
      if (registration.active) registration.active.postMessage({ stop: true });
      return registration.unregister();
    }).then(stores).then(function (names) {
      return Promise.all(names.map(function (name) { return caches.delete(name); }));
    });
  }

  // Title and address of each page that is kept, in alphabetical order.
  function pages() {
    return stores().then(function (names) {
      return Promise.all(names.map(pagesIn));
    }).then(function (found) {
      var titles = new Map(found.flat());
      return Array.from(titles).sort(function (one, other) { return one[1].localeCompare(other[1]); });
    });
  }

  function pagesIn(name) {
    return caches.open(name).then(function (cache) {
      return cache.keys().then(function (requests) {
        var kept = requests.filter(function (request) { return request.url.endsWith("/"); });
        return Promise.all(kept.map(function (request) {
          return cache.match(request).then(function (copy) { return copy.text(); }).then(function (html) {
            return [request.url, titleOf(html) || request.url];
          });
        }));
      });
    });
  }

  function titleOf(html) {
    var page = new DOMParser().parseFromString(html, "text/html");
    var heading = page.querySelector("h1");
    return heading ? heading.textContent.trim() : page.title;
  }

  function fill(list) {
    return pages().then(function (found) {
      list.replaceChildren.apply(list, found.map(function (page) {
        var item = document.createElement("li");
        var link = document.createElement("a");
        link.href = page[0];
        link.textContent = page[1];
        item.append(link);
        return item;
      }));
      return found.length;
    });
  }

  // --- the panel where a reader sees and removes them

  function panel(root) {
    var status = root.querySelector("[role=status]");
    var list = root.querySelector("ul");
    var buttons = { remove: root.querySelector("[data-do=remove]"), keep: root.querySelector("[data-do=keep]") };

    function show() {
      return fill(list).then(function (count) {
        var off = isOff();
        status.textContent = off ? root.dataset.off : root.dataset.count.replace("{count}", count);
        buttons.remove.hidden = off;
        buttons.keep.hidden = !off;
        root.hidden = false;
      });
    }

    buttons.remove.addEventListener("click", function () {
      remove().then(show).then(function () { buttons.keep.focus(); });
    });
    buttons.keep.addEventListener("click", function () {
      choose(false);
      start().then(show).then(function () { buttons.remove.focus(); });
    });
    show();
  }

  if (!possible) return;
  document.querySelectorAll("[data-offline-panel]").forEach(panel);
  document.querySelectorAll("[data-offline-list]").forEach(fill);
  if (isOff() || window.top !== window.self) return;
  window.addEventListener("load", function () { start().catch(function () {}); });
})();
