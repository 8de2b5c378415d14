// SPDX-License-Identifier: MIT
//
// Turns the questions of a page into a quiz: one at a time, checked on request, with a score.
//
// A classic script, because modules and `fetch` are blocked in sandboxed frames and from disk. It stores
// nothing and contacts no server. All wording comes from the page.
//
// In the address, `?q=id,id` picks questions in that order, `?shuffle=1` shuffles them, and on the embed
// page `?theme=light` or `?theme=dark` overrides the system's colours.

(() => {
  'use strict';

  const address = new URLSearchParams(location.search);
  const embedded = document.documentElement.hasAttribute('data-embed');

  function quiz(root) {
    const button = (name) => root.querySelector(`[data-do="${name}"]`);
    const part = (name, within = root) => inside(within, name);
    const words = JSON.parse(root.dataset.words);

    const ids = (address.get('q') || '').split(',').filter(Boolean);
    const all = pick([...root.querySelectorAll('[data-question]')].map(read), ids);
    let round = all; // the questions being asked: all, or those answered wrongly before
    let counts = true; // whether this round is scored, not practice
    let position = 0;

    // --- a question

    function read(element) {
      return {
        element,
        id: element.dataset.question,
        answer: answerTypes[element.dataset.type](element, words),
        checked: false, // whether the solution is shown
        points: null, // for the first answer, which counts; null without an answer
        now: null, // for the first answer in this round
      };
    }

    function verdict(points) {
      if (points === null) return 'open';
      if (points === 1) return 'right';
      return points > 0 ? 'partly' : 'wrong';
    }

    function reveal(question) {
      const points = question.answer.points();
      if (question.now === null) question.now = points;
      if (question.points === null && counts) question.points = points;
      question.checked = true;
      question.answer.reveal();
      const line = part('verdict', question.element);
      line.dataset.verdict = verdict(points);
      line.replaceChildren(shape(verdict(points)), fill(words[verdict(points)], { points: number(points) }));
      part('answer', question.element).hidden = false;
    }

    function conceal(question) {
      question.checked = false;
      part('verdict', question.element).replaceChildren();
      part('answer', question.element).hidden = true;
      question.answer.conceal();
    }

    // --- moving through the round

    function start(questions, practice = false) {
      round = questions;
      counts = !practice;
      round.forEach((question) => {
        conceal(question);
        question.now = null;
        if (counts) question.points = null;
      });
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
      button('retry').hidden = !question.checked || question.answer.points() === 1;
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
        if (question.answer.gap()) {
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
        const gaps = round.filter((question) => question.now === null && question.answer.gap());
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
        round.filter((question) => !question.checked && question.answer.begun()).forEach(reveal);
        showResult();
      },
      missed() {
        start(all.filter((question) => question.now !== 1), true);
        go(0);
      },
      again() {
        start(all);
        go(0);
      },
      shuffle() {
        shuffleAll();
        actions.again();
      },
    };

    // Lists questions without an answer; `atEnd` offers to finish without them.
    function askFor(questions, atEnd = false) {
      part('gap-list').replaceChildren(...questions.map((question) => {
        const item = document.createElement('li');
        item.append(link(question, question.answer.gap()));
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

    // Rounded, so that three thirds are 1.
    function sum(questions, name) {
      return Math.round(questions.reduce((total, question) => total + question[name], 0) * 1e7) / 1e7;
    }

    function showResult() {
      const max = all.length;
      const raw = sum(all, 'points');
      const passed = raw >= Math.round(root.dataset.pass * max * 1e5) / 1e7;
      all.forEach((question) => { question.element.hidden = true; });
      part('bar').hidden = part('actions').hidden = part('gaps').hidden = true;
      part('list').replaceChildren(...all.map(resultLine));
      button('missed').hidden = all.every((question) => question.now === 1);
      part('result').hidden = false;
      part('score').textContent = [
        fill(words.score, { points: number(raw), total: number(max) }),
        passed ? words.passed : fill(words.notPassed, { needed: percent(root.dataset.pass) }),
      ].join(' ');
      part('practice').hidden = counts;
      const inRound = { points: number(sum(round, 'now')), total: number(round.length) };
      part('practice').textContent = fill(words.practice, inRound);
      part('result-title').focus();
      if (counts) reportScore(raw, max, passed);
    }

    function reportScore(raw, max, passed) {
      const score = { type: 'quiz:score', version: 1, id: root.dataset.quiz, raw, max, passed };
      root.dispatchEvent(new CustomEvent('quiz:score', { bubbles: true, detail: score }));
      post(score);
    }

    function resultLine(question) {
      const line = document.createElement('li');
      const label = document.createElement('span');
      label.textContent = fill(words[verdict(question.now)], { points: number(question.now) });
      line.append(shape(verdict(question.now)), label, link(question, part('stem', question.element)));
      return line;
    }

    // --- order

    function shuffleAll() {
      shuffle(all);
      root.querySelectorAll('[data-shuffle]').forEach((box) => box.append(...shuffle([...box.children])));
    }

    // --- start

    const unknown = ids.filter((id) => !all.some((question) => question.id === id));
    part('unknown').hidden = unknown.length === 0;
    part('unknown').lastElementChild.textContent = unknown.join(', ');

    root.addEventListener('click', (event) => {
      const pressed = event.target.closest('[data-do]');
      if (pressed) actions[pressed.dataset.do]();
    });
    root.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && event.target.matches('[data-question] input')) actions.check();
    });
    ['change', 'input', 'quiz:moved'].forEach((name) => {
      root.addEventListener(name, () => { part('gaps').hidden = true; });
    });

    root.classList.add('quiz--live');
    root.querySelectorAll('[data-part="answer"]').forEach((answer) => { answer.open = true; });
    root.querySelectorAll('[data-question]').forEach((element) => { element.hidden = true; });
    if (address.get('shuffle') === '1') shuffleAll();
    start(all);
    show(Math.max(0, all.findIndex((question) => location.hash === `#${part('stem', question.element).id}`)));
  }

  // --- types of answer
  //
  // Each takes a question's element and returns `gap()`, the first control still to be filled in, or null;
  // `begun()`, whether there is an answer to score; `points()`, from 0 to 1; `reveal()` and `conceal()`.

  const answerTypes = {
    'single-choice': choices,
    'multiple-choice': choices,
    'true-false': choices,
    matching,
    ordering,
    'short-answer': typed,
  };

  // Scored as right choices less wrong ones, as a share of all right ones, at least 0.
  function choices(element, words) {
    const missed = element.dataset.type === 'multiple-choice' ? words.missedOneOfMany : words.missed;
    const options = every(element, 'option').map((box) => ({
      box,
      input: box.querySelector('input'),
      correct: box.hasAttribute('data-correct'),
    }));
    const picked = () => options.filter(({ input }) => input.checked);

    return {
      begun: () => picked().length > 0,
      gap: () => (picked().length ? null : options[0].input),
      points() {
        const right = picked().filter(({ correct }) => correct).length;
        const needed = options.filter(({ correct }) => correct).length;
        return Math.max(0, right - (picked().length - right)) / needed;
      },
      reveal() {
        options.forEach(({ box, input, correct }) => {
          input.disabled = true;
          inside(box, 'feedback').hidden = false;
          if (input.checked) mark(box, correct ? 'right' : 'wrong', correct ? words.pickedRight : words.pickedWrong);
          else if (correct) mark(box, 'missed', missed);
        });
      },
      conceal() {
        options.forEach(({ box, input }) => {
          input.checked = input.disabled = false;
          unmark(box);
        });
      },
    };
  }

  // Scored as right pairs, as a share of all.
  function matching(element, words) {
    const rows = every(element, 'row').map((box) => ({ box, select: box.querySelector('select') }));
    const isRight = ({ box, select }) => select.value === box.dataset.target;
    const empty = () => rows.filter(({ select }) => select.value === '');

    return {
      begun: () => empty().length < rows.length,
      gap: () => (empty().length ? empty()[0].select : null),
      points: () => rows.filter(isRight).length / rows.length,
      reveal() {
        rows.forEach((row) => {
          const { box, select } = row;
          const answer = select.querySelector(`[value="${box.dataset.target}"]`).text;
          const text = isRight(row) ? words.rightAnswer : select.value ? words.wrongAnswer : words.openAnswer;
          select.disabled = true;
          inside(box, 'feedback').hidden = false;
          mark(box, isRight(row) ? 'right' : 'wrong', fill(text, { given: select.selectedOptions[0].text, answer }));
        });
      },
      conceal() {
        rows.forEach(({ box, select }) => {
          select.disabled = false;
          select.value = '';
          unmark(box);
        });
      },
    };
  }

  // Scored as steps in their place, as a share of all. At the start no step is in its place.
  function ordering(element, words) {
    const list = inside(element, 'options');
    const start = every(list, 'row');
    const rows = () => every(list, 'row');
    const isRight = (row, place) => row.dataset.target === String(place);
    let moved = false;

    // Moves the neighbour, so that the button pressed keeps the focus.
    function move(row, up) {
      const neighbour = up ? row.previousElementSibling : row.nextElementSibling;
      if (neighbour) row[up ? 'after' : 'before'](neighbour);
      moved = true;
      const step = inside(row, 'step').textContent;
      const position = { step, number: rows().indexOf(row) + 1, total: start.length };
      inside(element, 'moved').textContent = fill(words.moved, position);
      element.dispatchEvent(new CustomEvent('quiz:moved', { bubbles: true }));
    }

    element.addEventListener('click', (event) => {
      const pressed = event.target.closest('[data-move]');
      if (pressed) move(pressed.closest('[data-part="row"]'), pressed.dataset.move === 'up');
    });

    return {
      begun: () => moved,
      gap: () => (moved ? null : rows()[0].querySelector('button')),
      points: () => rows().filter(isRight).length / start.length,
      reveal() {
        rows().forEach((row, place) => {
          const right = isRight(row, place);
          inside(row, 'moves').hidden = true;
          inside(row, 'feedback').hidden = false;
          const wrongPlace = fill(words.wrongPlace, { answer: Number(row.dataset.target) + 1 });
          mark(row, right ? 'right' : 'wrong', right ? words.rightPlace : wrongPlace);
        });
      },
      conceal() {
        moved = false;
        inside(element, 'moved').textContent = '';
        list.append(...start);
        start.forEach((row) => {
          inside(row, 'moves').hidden = false;
          unmark(row);
        });
      },
    };
  }

  // Right if it is one of the accepted answers, but for capitals, accents and punctuation outside of numbers.
  const INVISIBLE = /[\p{Cf}\p{DI}\u2800]/gu;
  const ACCENTS = /[\u0300-\u0333\u0339-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]/g;
  const SIGNS = new Map(
    'ßss æae œoe øo đd ðd þth ħh ıi łl ŧt ςσ ىي ةه ٱا یي کك ‐- ‑- ‒- –- —- ―- −- ⁄/ ∕/ ∶: ≤<= ⩽<= ≥>= ⩾>= ×x'
      .split(' ').map(([sign, ...typedAs]) => [sign, typedAs.join('')]),
  );
  const TOKEN = /([^ 0-9.,:/^<>=±-]+)[-.,:/^]?|((?:[<>]=?|±)?) ?(-?[.,]?[0-9]+(?:[.,:/-][0-9]+|\^-?[0-9]+)*)/g;

  function typed(element, words) {
    const box = inside(element, 'typed');
    const input = box.querySelector('input');
    const accepted = JSON.parse(box.dataset.accepted);
    const isRight = () => accepted.includes(fold(input.value));

    return {
      begun: () => fold(input.value) !== '',
      gap: () => (fold(input.value) ? null : input),
      points: () => Number(isRight()),
      reveal() {
        input.disabled = true;
        inside(box, isRight() ? 'if-right' : 'if-wrong').hidden = false;
        const text = isRight() ? words.rightAnswer : words.wrongAnswer;
        mark(box, isRight() ? 'right' : 'wrong', fill(text, { given: input.value.trim(), answer: box.dataset.answer }));
      },
      conceal() {
        input.disabled = false;
        input.value = '';
        inside(box, 'if-right').hidden = inside(box, 'if-wrong').hidden = true;
        unmark(box);
      },
    };
  }

  // The same as `folded` in `generator/prose/typed_answers.py`, which says why. No lookbehind, for old Safari.
  function fold(text) {
    const visible = text.replace(INVISIBLE, '')
      .replace(/([0-9])([⁺⁻]?[⁰¹²³⁴-⁹])/g, '$1^$2').replace(/([0-9])([¼½¾⅐-⅟↉])/g, '$1 $2');
    const plain = visible.normalize('NFKD').toLowerCase().replace(ACCENTS, '')
      .replace(/\u0640/g, '').replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt(0) % 16)
      .replace(/[^\0-\x7f]/g, (sign) => SIGNS.get(sign) || sign)
      .replace(/[^\p{L}\p{M}\p{N}.,:/^<>=±-]+/gu, ' ').trim()
      .replace(/([0-9]) ?([-/^]) ?(?=[0-9])/g, '$1$2').replace(/^ ?- (?=[0-9.])/, '-');
    return [...plain.matchAll(TOKEN)].map(foldToken).join(' ').normalize('NFC');
  }

  function foldToken([, word, bound, amount]) {
    if (word) return word;
    const whole = amount.replace(/[0-9]+(?:,[0-9]{3})+(?![0-9])/g, (digits) => (
      /^[1-9][0-9]{0,2},/.test(digits) ? digits.replaceAll(',', '') : digits
    ));
    return bound + whole.replaceAll(',', '.').replace(/^(-?)\./, (_, minus) => `${minus}0.`);
  }

  // Marks a box by a shape, a border and words.
  function mark(box, state, text) {
    const label = inside(box, 'mark');
    box.dataset.mark = state;
    box.prepend(shape(state === 'wrong' ? 'wrong' : 'right'));
    label.textContent = text;
    label.hidden = false;
  }

  function unmark(box) {
    delete box.dataset.mark;
    box.querySelectorAll('.quiz-shape').forEach((icon) => icon.remove());
    every(box, 'mark').concat(every(box, 'feedback')).forEach((hint) => { hint.hidden = true; });
  }

  // --- helpers

  function inside(element, name) {
    return element.querySelector(`[data-part="${name}"]`);
  }

  function every(element, name) {
    return [...element.querySelectorAll(`[data-part="${name}"]`)];
  }

  // The questions that `?q=` names, in that order; all if it names none.
  function pick(questions, ids) {
    const named = ids.map((id) => questions.find((question) => question.id === id));
    const picked = [...new Set(named.filter(Boolean))];
    return picked.length ? picked : questions;
  }

  function shape(name) {
    const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
    icon.setAttribute('class', `quiz-shape quiz-shape--${name}`);
    icon.setAttribute('aria-hidden', 'true');
    use.setAttribute('href', `#quiz-${name}`);
    icon.append(use);
    return icon;
  }

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  function number(value) {
    return Number(value).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 2 });
  }

  function percent(value) {
    return (value / 100).toLocaleString(document.documentElement.lang, { style: 'percent' });
  }

  // Fisher–Yates shuffle, in place.
  function shuffle(list) {
    for (let last = list.length - 1; last > 0; last -= 1) {
      const other = Math.floor(Math.random() * (last + 1));
      [list[last], list[other]] = [list[other], list[last]];
    }
    return list;
  }

  // --- messages to the page around the frame

  // To any origin: a height or a score, nothing about the reader.
  function post(message) {
    if (embedded && window.parent !== window) window.parent.postMessage(message, '*');
  }

  // The height, in the formats of the hosts that resize frames.
  function postHeight() {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    const secret = /secret=([a-zA-Z0-9]+)/.exec(location.hash);
    post({ type: 'iframe-resized', width: document.documentElement.scrollWidth, height }); // open-iframe-resizer
    post({ context: 'h5p', action: 'resize', scrollHeight: height }); // H5P's resizer
    post({ subject: 'lti.frameResize', height }); // Canvas
    if (secret) post({ message: 'height', value: height, secret: secret[1] }); // WordPress
  }

  function fitInFrame() {
    const theme = address.get('theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
    if (window.parent === window) return;
    new ResizeObserver(postHeight).observe(document.body);
    document.addEventListener('click', openOutside);
  }

  // Opens a link in a new tab. A sandbox may forbid that; then the address is shown, since many sites refuse
  // to be opened in a frame, and an error page would replace the quiz.
  function openOutside(event) {
    const anchor = event.target.closest('a[target]');
    if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    // With `noopener`, `open` does not say whether it has opened anything, and a sandboxed frame may not cut
    // off a tab afterwards. So from there only our own pages open.
    const sandboxed = window.origin === 'null';
    const opened = sandboxed && anchor.host !== location.host ? null : window.open(anchor.href);
    if (!opened) showAddress(anchor);
    else if (!sandboxed) opened.opener = null;
  }

  function showAddress(anchor) {
    const box = inside(document, 'address');
    const field = box.querySelector('textarea');
    anchor.after(box);
    box.hidden = false;
    field.value = anchor.href;
    field.focus();
    field.select();
  }

  // The same as on pages in `unknot.js`: a sentence if the next check is overdue, by the reader's clock.
  function overdueReview(line) {
    if (new Date() <= new Date(`${line.dataset.reviewBy}T23:59:59`)) return;
    const sentence = document.createElement('strong');
    sentence.textContent = line.dataset.overdue;
    line.append(' ', sentence);
  }

  document.querySelectorAll('[data-quiz]:not([data-bank])').forEach(quiz);
  window.unknotQuiz = quiz; // for bank.js, which loads the questions first
  if (embedded) {
    fitInFrame();
    document.querySelectorAll('[data-review-by]').forEach(overdueReview);
  }
})();
