// SPDX-License-Identifier: MIT
//
// Loads questions by topic, as scripts, for "build your own quiz" and for its embed page. There it starts the quiz once
// the questions that the address names are loaded. `question_bank.py` lists the scripts.

(() => {
  'use strict';

  const loading = {};

  // A script that could not be loaded is tried again.
  function load(root, name) {
    loading[name] ||= new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = `${root.dataset.bank}${name}.js`;
      script.onload = () => resolve(window.unknotBank[name]);
      script.onerror = () => {
        delete loading[name];
        script.remove();
        reject(new Error(name));
      };
      document.head.append(script);
    });
    return loading[name];
  }

  function bucketOf(id, count) {
    const value = [...id].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 65521, 0);
    return value % count;
  }

  // Question → topic. Unknown questions are left out.
  async function topicsOf(root, ids) {
    const topics = await Promise.all(ids.map(async (id) => {
      const known = await load(root, `ids/${bucketOf(id, Number(root.dataset.buckets))}`);
      return [id, new Map(Object.entries(known)).get(id)];
    }));
    return new Map(topics.filter(([, topic]) => topic));
  }

  function elements(html) {
    const template = document.createElement('template');
    template.innerHTML = html;
    return [...template.content.children];
  }

  // --- the embed page

  // `?q=id,id`; an address that was given as a place in the page, `#question-id`, works, too.
  function named() {
    const place = /^#question-([a-z0-9-]+)$/.exec(location.hash);
    const ids = (new URLSearchParams(location.search).get('q') || '').split(',').filter(Boolean);
    return ids.length || !place ? ids : [place[1]];
  }

  async function start(root) {
    const ids = named();
    part(root, 'without').hidden = ids.length > 0;
    const known = await topicsOf(root, ids);
    const topics = [...new Set(known.values())];
    const parts = await Promise.all(topics.map((topic) => load(root, `embed/${topic}`)));
    if (known.size) {
      const questions = new Map(parts.flatMap(questionsIn));
      const asked = [...known.keys()].map((id) => questions.get(id));
      part(root, 'actions').before(...asked.map(({ element }) => element));
      listSources(asked);
      window.unknotQuiz(root);
      return;
    }
    if (ids.length) {
      part(root, 'unknown').hidden = false;
      part(root, 'unknown').lastElementChild.textContent = ids.join(', ');
    }
    showPage(root);
  }

  // The page is painted when its quiz has begun, and here there is none.
  function showPage(root) {
    root.classList.add('quiz--live');
  }

  // Question → its element, and the topic's sources by the place that the question links to.
  function questionsIn({ html, sources }) {
    const places = new Map(elements(sources).map((item) => [`#${item.id}`, item]));
    return elements(html).map((element) => [element.dataset.question, { element, places }]);
  }

  // Lists each source that the questions name once, in the order of the questions, and numbers it.
  function listSources(asked) {
    const items = new Map();
    asked.forEach(({ element, places }) => element.querySelectorAll('a[href^="#source-"]').forEach((link) => {
      const item = places.get(link.hash);
      const { source } = item.dataset;
      if (!items.has(source)) items.set(source, Object.assign(item, { value: items.size + 1 }));
      const { value } = items.get(source);
      link.href = `#source-${value}`;
      if (/^\[\d+\]$/.test(link.textContent)) link.textContent = `[${value}]`;
    }));
    items.forEach((item) => { item.id = `source-${item.value}`; });
    part(document, 'sources').append(...items.values());
    part(document, 'sources').parentElement.hidden = items.size === 0;
  }

  function part(within, name) {
    return within.querySelector(`[data-part="${name}"]`);
  }

  const quiz = document.querySelector('[data-quiz][data-bank]');
  if (quiz) {
    start(quiz).catch(() => {
      part(quiz, 'failed').hidden = false;
      showPage(quiz);
    });
  }

  window.unknotQuestions = { load, topicsOf, elements };
})();
