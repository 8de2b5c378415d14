// "Find your pages": hides the table rows that do not fit the reader's answers, and puts the best matches first.
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
    const inputs = [...finder.querySelectorAll('input:checked')].filter((input) => input.value);
    return Object.fromEntries(inputs.map((input) => [input.name, input.value]));
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
    const yours = row.querySelector('.yours');
    if (yours) yours.hidden = !isAbout(row, answers);
  }

  // Pages about an answer come first, then those that match one, then general ones.
  function rank(row, answers) {
    if (isAbout(row, answers)) return 0;
    return questionsFor(row, answers).length ? 1 : 2;
  }

  function countMessage(count, answered) {
    const template = !answered ? status.dataset.none : count === 1 ? status.dataset.one : status.dataset.many;
    return template.replace('{count}', count);
  }

  function update() {
    const answers = chosenAnswers();
    const answered = Object.keys(answers).length > 0;
    rows.forEach((row) => {
      row.hidden = !matches(row, answers);
      showReasons(row, answers);
    });
    body.append(...[...rows].sort((one, other) => rank(one, answers) - rank(other, answers)));
    finder.querySelectorAll('.finder-signs > div').forEach((signs) => {
      signs.hidden = signs.dataset.at !== answers.where;
    });
    resetButton.hidden = !answered;
    status.textContent = countMessage(rows.filter((row) => !row.hidden).length, answered);
  }

  resetButton.addEventListener('click', () => {
    finder.querySelectorAll('input[value=""]').forEach((input) => { input.checked = true; });
    update();
    finder.querySelector('input').focus();
  });
  finder.addEventListener('change', update);
  window.addEventListener('pageshow', update); // browsers may restore what was chosen
  update();
})();
