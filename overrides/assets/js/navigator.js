// "Find your pages": hides the table rows that do not fit the reader's answers, and puts the best matches first.
// A ticked caution is listed with the page that explains it, before all others.
// `navigator.py` has the same rule. Answers are not stored, sent or put in the address.
(() => {
  'use strict';

  const finder = document.getElementById('finder');
  const body = finder.querySelector('tbody');
  const rows = [...body.rows];
  const status = finder.querySelector('[role="status"]');
  const resetButton = finder.querySelector('button');

  // Question → answer, without the questions left open.
  function chosenAnswers() {
    const inputs = [...finder.querySelectorAll('input[type="radio"]:checked')].filter((input) => input.value);
    return Object.fromEntries(inputs.map((input) => [input.name, input.value]));
  }

  function tickedCautions() {
    return [...finder.querySelectorAll('input[type="checkbox"]:checked')].map((input) => input.value);
  }

  function explains(row, ticked) {
    return [...row.querySelectorAll('[data-caution]')].some((item) => ticked.includes(item.dataset.caution));
  }

  // Whether one of the answers is what the page is about.
  function isAbout(row, answers) {
    const [question, answer] = (row.dataset.answer || '').split(':');
    return Boolean(answer) && answers[question] === answer;
  }

  // The answered questions that the page has something to say on.
  function questionsFor(row, answers) {
    return Object.keys(answers).filter((question) => question in row.dataset);
  }

  function matches(row, answers) {
    if (isAbout(row, answers)) return true;
    const questions = questionsFor(row, answers);
    const fits = questions.every((question) => row.dataset[question].split(' ').includes(answers[question]));
    return fits && (questions.length > 0 || 'general' in row.dataset);
  }

  // Why the page fits: for an answered question, only the chosen answer.
  function showReasons(row, answers) {
    row.querySelectorAll('[data-ask]').forEach((line) => {
      const answer = answers[line.dataset.ask];
      const items = [...line.querySelectorAll('[data-for]')];
      items.forEach((item) => { item.hidden = Boolean(answer) && item.dataset.for !== answer; });
      line.hidden = items.every((item) => item.hidden);
    });
  }

  function showWhetherYours(row, isYours) {
    const [yours, any] = ['.yours', '.any'].map((name) => row.querySelector(name));
    if (yours) yours.hidden = !isYours;
    if (any) any.hidden = isYours;
  }

  // The ticked cautions, each below what to do about it.
  function showCautions(row, ticked) {
    row.querySelectorAll('.ticked').forEach((group) => {
      const items = [...group.querySelectorAll('[data-caution]')];
      items.forEach((item) => { item.hidden = !ticked.includes(item.dataset.caution); });
      group.hidden = items.every((item) => item.hidden);
    });
  }

  // The page that explains a ticked caution comes first. Pages about an answer follow, then those that match one.
  function rank(row, answers, ticked) {
    if (explains(row, ticked)) return 0;
    if (isAbout(row, answers)) return 1;
    return questionsFor(row, answers).length ? 2 : 3;
  }

  function countMessage(shown, answered, ticked) {
    const { nothing, none, one, many, first } = status.dataset;
    const general = shown.length ? none : nothing;
    const template = !answered ? general : shown.length === 1 ? one : many;
    const message = template.replace('{count}', shown.length);
    const explaining = shown.find((row) => explains(row, ticked));
    if (!explaining) return message;
    return `${message} ${first.replace('{title}', explaining.querySelector('th a').textContent)}`;
  }

  function update() {
    const answers = chosenAnswers();
    const ticked = tickedCautions();
    const answered = Object.keys(answers).length + ticked.length > 0;
    rows.forEach((row) => {
      row.hidden = !matches(row, answers);
      showReasons(row, answers);
      showCautions(row, ticked);
      showWhetherYours(row, isAbout(row, answers) || explains(row, ticked));
    });
    body.append(...[...rows].sort((one, other) => rank(one, answers, ticked) - rank(other, answers, ticked)));
    finder.querySelectorAll('.finder-signs > div').forEach((signs) => {
      signs.hidden = signs.dataset.at !== answers.where;
    });
    resetButton.hidden = !answered;
    const shown = rows.filter((row) => !row.hidden);
    body.closest('table').hidden = !shown.length;
    status.textContent = countMessage(shown, answered, ticked);
  }

  resetButton.addEventListener('click', () => {
    finder.querySelectorAll('input').forEach((input) => { input.checked = !input.value; });
    update();
    finder.querySelector('input').focus();
  });
  finder.addEventListener('change', update);
  window.addEventListener('pageshow', update); // browsers may restore what was chosen
  update();
})();
