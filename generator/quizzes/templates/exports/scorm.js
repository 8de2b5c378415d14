// SPDX-License-Identifier: MIT
//
// Reports a quiz's score, status and time to a SCORM player. Without a player the quiz works all the same.
//
// SCORM 1.2 Run-Time Environment (2001), 3.3 and 3.4; SCORM 2004 4th edition Run-Time Environment (2009),
// 3.1 and 4.2.

(() => {
  'use strict';

  const edition = document.currentScript.dataset.edition;
  const startedAt = Date.now();

  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  const twoDigits = (number) => String(number).padStart(2, '0');
  const rounded = (number, places) => String(Math.round(number * 10 ** places) / 10 ** places);

  // Names of functions and data in each edition.
  const dialect = {
    1.2: {
      api: 'API',
      calls: { begin: 'LMSInitialize', get: 'LMSGetValue', set: 'LMSSetValue', save: 'LMSCommit', end: 'LMSFinish' },
      status: 'cmi.core.lesson_status',
      reached: 'cmi.core.score.raw',
      time: ['cmi.core.session_time', () => {
        const total = seconds();
        return [total / 3600, (total / 60) % 60, total % 60].map(Math.floor).map(twoDigits).join(':');
      }],
      exit: 'cmi.core.exit',
      result: ({ raw, max, passed }) => [
        ['cmi.core.score.min', '0'],
        ['cmi.core.score.max', '100'],
        ['cmi.core.score.raw', rounded((raw / max) * 100, 2)],
        ['cmi.core.lesson_status', passed ? 'passed' : 'failed'],
      ],
      share: (reached) => reached / 100,
    },
    2004: {
      api: 'API_1484_11',
      calls: { begin: 'Initialize', get: 'GetValue', set: 'SetValue', save: 'Commit', end: 'Terminate' },
      status: 'cmi.completion_status',
      reached: 'cmi.score.scaled',
      time: ['cmi.session_time', () => `PT${seconds()}S`],
      exit: 'cmi.exit',
      result: ({ raw, max, passed }) => [
        ['cmi.score.min', '0'],
        ['cmi.score.max', '100'], // platforms read the raw score as a percentage
        ['cmi.score.raw', rounded((raw / max) * 100, 7)],
        ['cmi.score.scaled', rounded(raw / max, 7)],
        ['cmi.success_status', passed ? 'passed' : 'failed'],
        ['cmi.completion_status', 'completed'],
      ],
      share: Number,
    },
  }[edition];

  // The player's functions are in a parent window, or in one above the window that opened this one.
  function findPlayer() {
    for (const start of [window, window.opener, window.top.opener]) {
      for (let here = start, steps = 0; here && steps < 50; here = here.parent, steps += 1) {
        try {
          if (here[dialect.api]) return here[dialect.api];
        } catch {
          break; // from another host: not readable
        }
        if (here === here.parent) break;
      }
    }
    return null;
  }

  const player = findPlayer();
  if (!player) return;
  const call = (name, ...values) => player[dialect.calls[name]](...values);
  if (String(call('begin', '')) !== 'true') return;

  let open = true;
  let best = -1; // share of points, from 0 to 1; only a better result replaces it
  if (['completed', 'passed', 'failed'].includes(call('get', dialect.status))) {
    best = dialect.share(call('get', dialect.reached));
  } else {
    call('set', dialect.status, 'incomplete');
  }

  document.addEventListener('quiz:score', ({ detail }) => {
    if (!open || detail.raw / detail.max <= best) return;
    best = detail.raw / detail.max;
    dialect.result(detail).forEach(([name, value]) => call('set', name, value));
    call('save', '');
  });

  window.addEventListener('pagehide', () => {
    if (!open) return;
    open = false;
    const [name, time] = dialect.time;
    call('set', name, time());
    call('set', dialect.exit, 'suspend'); // or the player forgets the result when the quiz is opened again
    call('save', '');
    call('end', '');
  });

  // The session has ended when a page comes back from the back/forward cache; only a new one can report a result.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
})();
