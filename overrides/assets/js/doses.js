// The doses of the exercises on the chosen sheets, as fields to change for one reader. The tables on the sheets say
// what is in the fields; what is typed is not stored or sent. Used by maker.js.
(() => {
  'use strict';

  const COUNTED = ['sets', 'repetitions', 'hold', 'times_a_day', 'days_a_week'];
  const TIMED = ['minutes', 'times_a_day', 'days_a_week']; // of what is not counted in repetitions
  const MAX_BOXES = 3; // for one day

  function element(name, className, text = '') {
    const node = document.createElement(name);
    if (className) node.className = className;
    node.textContent = text;
    return node;
  }

  function fill(template, values) {
    return template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  function rowsIn(node) {
    return [...node.querySelectorAll('tr[data-exercise]')];
  }

  // The sentence for a number.
  function sentence({ usual, but }, number) {
    return but[number] || fill(usual, { count: number });
  }

  // --- fields

  // A field with the message that is shown while what is in it is no number that a dose may have.
  function numberField(name, row, words) {
    const { lowest, highest } = words.patterns[name];
    const unit = words.units[name];
    const label = element('label', '', unit ? `${words.labels[name]} (${unit})` : words.labels[name]);
    const input = element('input');
    const wrong = element('span', 'wrong');
    const usual = JSON.parse(row.dataset.dose)[name];
    Object.assign(input, { type: 'number', inputMode: 'numeric', min: lowest, max: highest, step: 1 });
    Object.assign(input, { name, value: usual === undefined ? '' : usual });
    input.dataset.usual = input.value;
    wrong.setAttribute('role', 'alert');
    input.addEventListener('input', () => {
      const isWrong = !input.validity.valid;
      input.setAttribute('aria-invalid', isWrong);
      wrong.textContent = isWrong ? fill(words.range, { lowest, highest }) : '';
    });
    label.append(input, wrong);
    return label;
  }

  function fieldsFor(row, words) {
    const names = 'minutes' in JSON.parse(row.dataset.dose) ? TIMED : COUNTED;
    const fields = element('div', 'fields');
    const group = element('fieldset', 'dose-fields');
    fields.append(...names.map((name) => numberField(name, row, words)));
    group.append(element('legend', '', row.dataset.title), fields);
    return group;
  }

  // --- what is in them

  // A number that a dose cannot have does not count: the usual one stays on the sheet.
  function numberIn(input) {
    const text = input.validity.valid ? input.value : input.dataset.usual;
    return text === '' ? null : Number(text);
  }

  function isChanged(group) {
    return [...group.querySelectorAll('input')].some((input) => {
      const number = numberIn(input);
      return (number === null ? '' : String(number)) !== input.dataset.usual;
    });
  }

  function numbersIn(group) {
    const inputs = [...group.querySelectorAll('input')];
    return new Map(inputs.map((input) => [input.name, numberIn(input)]).filter(([, number]) => number !== null));
  }

  // --- the tables on the sheets

  function showDose(row, group, words) {
    const numbers = numbersIn(group);
    const said = words.order.filter((name) => numbers.has(name))
      .map((name) => sentence(words.patterns[name], numbers.get(name)));
    const place = row.querySelector('.dose');
    if (said.length) {
      place.textContent = [words.agreed, ...said].join(' ');
    } else {
      place.replaceChildren(element('span', 'line'));
    }
    const times = numbers.get('times_a_day') || 1;
    row.querySelectorAll('td').forEach((cell) => {
      cell.replaceChildren(...Array.from({ length: times <= MAX_BOXES ? times : 1 }, () => element('span', 'box')));
    });
  }

  // Fields in `panel` for the exercises of some sheets, and the tables as the fields say.
  window.unknotDoses = (panel) => {
    const groups = new Map(); // key of an exercise → its fields, which keep what was typed

    function offer(rows, words) {
      const shown = new Map();
      rows.forEach((row) => {
        const key = row.dataset.exercise;
        if (!groups.has(key)) groups.set(key, fieldsFor(row, words));
        shown.set(key, groups.get(key));
      });
      const now = [...panel.querySelectorAll('.dose-fields')];
      if (now.length !== shown.size || [...shown.values()].some((group, at) => group !== now[at])) {
        now.forEach((group) => group.remove());
        panel.append(...shown.values());
      }
      panel.hidden = shown.size === 0;
    }

    // Changes the tables in some nodes.
    function apply(nodes, words) {
      const rows = nodes.flatMap(rowsIn);
      offer(rows, words);
      rows.forEach((row) => {
        const group = groups.get(row.dataset.exercise);
        if (isChanged(group)) showDose(row, group, words);
      });
    }

    return { apply };
  };
})();
