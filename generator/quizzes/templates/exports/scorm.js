// SPDX-License-Identifier: MIT
//
// Tells a SCORM player what `quiz.js` says: score, status, time. Without a player the quiz still works.
//
// SCORM 1.2 Run-Time Environment (2001), 3.3 and 3.4; SCORM 2004 4th edition Run-Time Environment (2009),
// 3.1 and 4.2.

(() => {
  'use strict';

  const edition = document.currentScript.dataset.edition;
  const began = Date.now();

  const seconds = () => Math.round((Date.now() - began) / 1000);
  const two = (number) => String(number).padStart(2, '0');
  const rounded = (number, places) => String(Math.round(number * 10 ** places) / 10 ** places);

  // How each edition says the same.
  const dialect = {
    '1.2': {
      api: 'API',
      calls: { begin: 'LMSInitialize', get: 'LMSGetValue', set: 'LMSSetValue', save: 'LMSCommit', end: 'LMSFinish' },
      status: 'cmi.core.lesson_status',
      reached: 'cmi.core.score.raw',
      time: ['cmi.core.session_time', () => {
        const passed = seconds();
        return `${two(Math.floor(passed / 3600))}:${two(Math.floor(passed / 60) % 60)}:${two(passed % 60)}`;
      }],
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
      result: ({ raw, max, passed }) => [
        ['cmi.score.min', '0'],
        ['cmi.score.max', String(max)],
        ['cmi.score.raw', rounded(raw, 7)],
        ['cmi.score.scaled', rounded(raw / max, 7)],
        ['cmi.success_status', passed ? 'passed' : 'failed'],
        ['cmi.completion_status', 'completed'],
      ],
      share: Number,
    },
  }[edition];

  // The player offers its functions in a window above this one, or above the one that opened it.
  function find() {
    for (const start of [window, window.opener, window.top.opener]) {
      for (let here = start, steps = 0; here && steps < 50; here = here.parent, steps += 1) {
        try {
          if (here[dialect.api]) return here[dialect.api];
        } catch {
          break; // a page of another host
        }
        if (here === here.parent) break;
      }
    }
    return null;
  }

  const player = find();
  if (!player) return;
  const call = (name, ...values) => player[dialect.calls[name]](...values);
  if (String(call('begin', '')) !== 'true') return;

  let open = true;
  let best = -1; // the share reached; a later round that goes worse takes nothing away
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
    call('save', '');
    call('end', '');
  });
})();
