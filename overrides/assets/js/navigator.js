// "Find your pages": hides the rows of the table that do not go with the answers.
// The rule is that of `generator/pages/navigator.py`. Nothing is kept, sent or put in the address.
(function () {
  "use strict";

  var finder = document.getElementById("finder");
  var body = finder.querySelector("tbody");
  var rows = Array.from(body.rows);
  var status = finder.querySelector("[role=status]");
  var again = finder.querySelector("button");

  function chosen() {
    var answers = {};
    finder.querySelectorAll("input:checked").forEach(function (input) {
      if (input.value) answers[input.name] = input.value;
    });
    return answers;
  }

  // Whether a page is all about one of the answers.
  function isAnswer(row, answers) {
    var own = (row.dataset.answer || "").split(":");
    return own.length === 2 && answers[own[0]] === own[1];
  }

  // The answered questions that a page has to do with.
  function askedOf(row, answers) {
    return Object.keys(answers).filter(function (ask) { return ask in row.dataset; });
  }

  function matches(row, answers) {
    if (isAnswer(row, answers)) return true;
    var asked = askedOf(row, answers);
    var fits = asked.every(function (ask) {
      return row.dataset[ask].split(" ").includes(answers[ask]);
    });
    return fits && (asked.length > 0 || "general" in row.dataset);
  }

  // What a page goes with: of a question that was answered, that answer alone.
  function showWhy(row, answers) {
    row.querySelectorAll("[data-ask]").forEach(function (line) {
      var answer = answers[line.dataset.ask];
      var items = Array.from(line.querySelectorAll("[data-for]"));
      items.forEach(function (item) { item.hidden = Boolean(answer) && item.dataset.for !== answer; });
      line.hidden = items.every(function (item) { return item.hidden; });
    });
    var yours = row.querySelector(".yours");
    if (yours) yours.hidden = !isAnswer(row, answers);
  }

  // Pages about an answer, then those that go with one, then those for everybody.
  function rank(row, answers) {
    return isAnswer(row, answers) ? 0 : askedOf(row, answers).length ? 1 : 2;
  }

  function say(count, answered) {
    var words = !answered ? status.dataset.none : count === 1 ? status.dataset.one : status.dataset.many;
    status.textContent = words.replace("{count}", count);
  }

  function update() {
    var answers = chosen();
    var answered = Object.keys(answers).length > 0;
    rows.forEach(function (row) {
      row.hidden = !matches(row, answers);
      showWhy(row, answers);
    });
    body.append.apply(body, rows.slice().sort(function (one, other) {
      return rank(one, answers) - rank(other, answers);
    }));
    finder.querySelectorAll(".finder-signs > div").forEach(function (signs) {
      signs.hidden = signs.dataset.at !== answers.where;
    });
    again.hidden = !answered;
    say(rows.filter(function (row) { return !row.hidden; }).length, answered);
  }

  again.addEventListener("click", function () {
    finder.querySelectorAll('input[value=""]').forEach(function (input) { input.checked = true; });
    update();
    finder.querySelector("input").focus();
  });
  finder.addEventListener("change", update);
  window.addEventListener("pageshow", update); // the browser may have kept what was chosen
  update();
})();
