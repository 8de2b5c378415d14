// SPDX-License-Identifier: MIT
//
// Turns the questions of a page into a quiz: one at a time, checked on request, with a score.
//
// A classic script, since modules and `fetch` are blocked in a sandboxed frame and from `file://`.
// It stores nothing and asks no server. Its words stand in the page, so it needs none of its own.
//
// In the address: `?q=id,id` picks questions in that order, `?shuffle=1` mixes them, and on the embed
// page `?theme=light` or `?theme=dark` overrides the system.

(() => {
  'use strict';

  const address = new URLSearchParams(location.search);
  const embedded = document.documentElement.hasAttribute('data-embed');

  function quiz(root) {
    const part = (name, within = root) => within.querySelector(`[data-part="${name}"]`);
    const parts = (name, within) => [...within.querySelectorAll(`[data-part="${name}"]`)];
    const button = (name) => root.querySelector(`[data-do="${name}"]`);
    const words = JSON.parse(root.dataset.words);

    const ids = (address.get('q') || '').split(',').filter(Boolean);
    const all = asked([...root.querySelectorAll('[data-question]')].map(read), ids);
    let round = all; // the questions now asked: all, or those that were missed
    let position = 0;

    // --- a question

    function read(element) {
      return {
        element,
        id: element.dataset.question,
        many: element.dataset.type === 'multiple-choice',
        options: parts('option', element).map((option) => ({
          element: option,
          input: option.querySelector('input'),
          correct: option.hasAttribute('data-correct'),
        })),
        checked: false, // whether its answer is shown
        points: null, // of the first answer in this round; null when there is none
      };
    }

    function isAnswered(question) {
      return question.options.some((option) => option.input.checked);
    }

    // Right picks less wrong picks, as a share of all that are right, and never below nothing.
    function pointsOf(question) {
      const picked = question.options.filter((option) => option.input.checked);
      const right = picked.filter((option) => option.correct).length;
      const needed = question.options.filter((option) => option.correct).length;
      return Math.max(0, right - (picked.length - right)) / needed;
    }

    function verdict(points) {
      if (points === null) return 'open';
      if (points === 1) return 'right';
      return points > 0 ? 'partly' : 'wrong';
    }

    function reveal(question) {
      const points = pointsOf(question);
      if (question.points === null) question.points = points;
      question.checked = true;
      question.options.forEach((option) => mark(option, question.many));
      const line = part('verdict', question.element);
      line.dataset.verdict = verdict(points);
      line.replaceChildren(shape(verdict(points)), fill(words[verdict(points)], { points: number(points) }));
      part('answer', question.element).hidden = false;
    }

    function mark(option, many) {
      const picked = option.input.checked;
      const shown = part('mark', option.element);
      option.input.disabled = true;
      part('feedback', option.element).hidden = false;
      if (!picked && !option.correct) return;
      const missed = many ? words.missedOneOfMany : words.missed;
      option.element.dataset.mark = option.correct ? (picked ? 'right' : 'missed') : 'wrong';
      option.element.prepend(shape(option.correct ? 'right' : 'wrong'));
      shown.textContent = picked ? (option.correct ? words.pickedRight : words.pickedWrong) : missed;
      shown.hidden = false;
    }

    function conceal(question) {
      question.checked = false;
      part('verdict', question.element).replaceChildren();
      part('answer', question.element).hidden = true;
      question.options.forEach((option) => {
        option.input.checked = option.input.disabled = false;
        delete option.element.dataset.mark;
        option.element.querySelectorAll('.quiz-shape').forEach((drawn) => drawn.remove());
        part('mark', option.element).hidden = part('feedback', option.element).hidden = true;
      });
    }

    // --- moving through the round

    function start(questions) {
      round = questions;
      round.forEach((question) => {
        conceal(question);
        question.points = null;
      });
      show(0);
    }

    function show(index) {
      position = index;
      const question = round[index];
      const last = index === round.length - 1;
      all.forEach((other) => { other.element.hidden = other !== question; });
      part('result').hidden = part('gaps').hidden = true;
      part('bar').hidden = part('actions').hidden = false;
      part('position').textContent = fill(words.position, { number: index + 1, total: round.length });
      part('progress').max = round.length;
      part('progress').value = index + 1;
      button('check').hidden = button('skip').hidden = question.checked;
      button('next').hidden = !question.checked;
      button('retry').hidden = !question.checked || pointsOf(question) === 1;
      button('back').hidden = index === 0;
      button('next').textContent = last ? words.last : words.next;
    }

    function go(index) {
      show(index);
      part('stem', round[index].element).focus();
    }

    function open(question) {
      if (!round.includes(question)) round = all;
      go(round.indexOf(question));
    }

    // --- what the buttons do

    const actions = {
      check() {
        const question = round[position];
        if (question.checked) return;
        if (!isAnswered(question)) {
          askFor([question]);
          return;
        }
        reveal(question);
        show(position);
        part('verdict', question.element).focus();
      },
      retry() {
        conceal(round[position]);
        go(position);
      },
      next() {
        const gaps = round.filter((question) => question.points === null && !isAnswered(question));
        if (position < round.length - 1) go(position + 1);
        else if (gaps.length) askFor(gaps, true);
        else actions.finish();
      },
      skip() {
        actions.next();
      },
      back() {
        go(position - 1);
      },
      finish() {
        round.filter((question) => !question.checked && isAnswered(question)).forEach(reveal);
        showResult();
      },
      missed() {
        start(all.filter((question) => question.points !== 1));
        go(0);
      },
      again() {
        start(all);
        go(0);
      },
      shuffle() {
        mix();
        actions.again();
      },
    };

    // The list of questions without an answer; `atEnd` offers to go on without them.
    function askFor(questions, atEnd = false) {
      part('gap-list').replaceChildren(...questions.map((question) => {
        const item = document.createElement('li');
        item.append(link(question, question.options[0].input));
        return item;
      }));
      button('finish').hidden = !atEnd;
      part('gaps').hidden = false;
      part('gaps').focus();
    }

    function link(question, target) {
      const anchor = document.createElement('a');
      anchor.href = `#${target.id}`;
      anchor.textContent = part('stem', question.element).textContent;
      anchor.addEventListener('click', (event) => {
        event.preventDefault();
        open(question);
        target.focus();
      });
      return anchor;
    }

    // --- the result

    function showResult() {
      const max = all.length;
      const raw = Math.round(all.reduce((sum, question) => sum + question.points, 0) * 100) / 100;
      const passed = raw * 100 >= root.dataset.pass * max;
      const needed = Math.ceil((root.dataset.pass * max) / 100);
      all.forEach((question) => { question.element.hidden = true; });
      part('bar').hidden = part('actions').hidden = part('gaps').hidden = true;
      part('list').replaceChildren(...all.map(resultLine));
      button('missed').hidden = raw === max;
      part('result').hidden = false;
      part('score').textContent = [
        fill(words.score, { points: number(raw), total: number(max) }),
        passed ? words.passed : fill(words.notPassed, { needed: number(needed) }),
      ].join(' ');
      part('result-title').focus();
      const score = { type: 'quiz:score', version: 1, id: root.dataset.quiz, raw, max, passed };
      root.dispatchEvent(new CustomEvent('quiz:score', { bubbles: true, detail: score }));
      tell(score);
    }

    function resultLine(question) {
      const line = document.createElement('li');
      const said = document.createElement('span');
      said.textContent = fill(words[verdict(question.points)], { points: number(question.points) });
      line.append(shape(verdict(question.points)), said, link(question, part('stem', question.element)));
      return line;
    }

    // --- another order

    function mix() {
      shuffle(all);
      all.forEach((question) => {
        const box = part('options', question.element);
        if (box.hasAttribute('data-shuffle')) box.append(...shuffle([...box.children]));
      });
    }

    // --- begin

    const unknown = ids.filter((id) => !all.some((question) => question.id === id));
    part('unknown').hidden = unknown.length === 0;
    part('unknown').lastElementChild.textContent = unknown.join(', ');

    root.addEventListener('click', (event) => {
      const pressed = event.target.closest('[data-do]');
      if (pressed) actions[pressed.dataset.do]();
    });
    root.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && event.target.matches('[data-part="option"] input')) actions.check();
    });
    root.addEventListener('change', () => { part('gaps').hidden = true; });

    root.classList.add('quiz--live');
    root.querySelectorAll('[data-part="answer"]').forEach((answer) => { answer.open = true; });
    root.querySelectorAll('[data-question]').forEach((element) => { element.hidden = true; });
    if (address.get('shuffle') === '1') mix();
    start(all);
  }

  // --- helpers

  // The questions that `?q=` names, in its order; all of them when it names none.
  function asked(questions, ids) {
    const named = ids.map((id) => questions.find((question) => question.id === id));
    const picked = [...new Set(named.filter(Boolean))];
    return picked.length ? picked : questions;
  }

  function shape(name) {
    const drawn = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
    drawn.setAttribute('class', `quiz-shape quiz-shape--${name}`);
    drawn.setAttribute('aria-hidden', 'true');
    use.setAttribute('href', `#quiz-${name}`);
    drawn.append(use);
    return drawn;
  }

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  function number(value) {
    return Number(value).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 2 });
  }

  // Fisher and Yates's shuffle, in place.
  function shuffle(list) {
    for (let last = list.length - 1; last > 0; last -= 1) {
      const other = Math.floor(Math.random() * (last + 1));
      [list[last], list[other]] = [list[other], list[last]];
    }
    return list;
  }

  // --- the page around the frame

  // Anyone may hear it: it holds a height or a score, and no name.
  function tell(message) {
    if (embedded && window.parent !== window) window.parent.postMessage(message, '*');
  }

  // The height, in the words of each host that resizes frames.
  function tellHeight() {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    const secret = /secret=([a-zA-Z0-9]+)/.exec(location.hash);
    tell({ type: 'iframe-resized', width: document.documentElement.scrollWidth, height }); // open-iframe-resizer
    tell({ context: 'h5p', action: 'resize', scrollHeight: height }); // H5P's resizer
    tell({ subject: 'lti.frameResize', height }); // Canvas
    if (secret) tell({ message: 'height', value: height, secret: secret[1] }); // WordPress
  }

  function fitInFrame() {
    const theme = address.get('theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
    if (window.parent === window) return;
    new ResizeObserver(tellHeight).observe(document.body);
    // A link opens beside the host's page, unless a sandbox might forbid that without a word.
    if (window.origin === 'null') return;
    document.querySelectorAll('a[href]:not([href^="#"])').forEach((anchor) => {
      anchor.target = '_blank';
      anchor.rel = 'noopener';
    });
  }

  document.querySelectorAll('[data-quiz]').forEach(quiz);
  if (embedded) fitInFrame();
})();
