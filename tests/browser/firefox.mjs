// The main journeys of readers in Firefox, which puppeteer drives by WebDriver BiDi.
//
//     node firefox.mjs <path of Firefox> <address of the site> <page> …
//
// Prints a line of JSON for each journey: its name, and what went wrong, or nothing. `test_firefox.py` reads them.

import puppeteer from 'puppeteer-core';

const [executablePath, site, ...pages] = process.argv.slice(2);
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };

// --- helpers

function expect(condition, problem) {
  if (!condition) throw new Error(problem);
}

function textOf(page, selector) {
  return page.$eval(selector, (element) => element.textContent.trim());
}

// The number of elements of a selector that are on display.
function countShown(page, selector) {
  return page.$$eval(selector, (all) => all.filter((element) => element.checkVisibility()).length);
}

async function follow(page, selector) {
  await Promise.all([page.waitForNavigation(), page.click(selector)]);
}

// A page may come back from the back/forward cache, without loading again.
async function goBack(page, path) {
  await page.evaluate(() => { setTimeout(() => history.back()); });
  await page.waitForFunction((wanted) => location.pathname.endsWith(wanted), {}, path);
}

// --- journeys: each gets a new page

const journeys = {
  async 'every type of page loads without an error'(page) {
    for (const path of pages) {
      await page.goto(site + path);
      const family = await page.evaluate(() => getComputedStyle(document.body).fontFamily);
      expect(family.includes('Atkinson'), `${path} has no style`);
      expect(await countShown(page, 'h1') === 1, `${path} shows no heading`);
    }
  },

  async 'search leads to a page'(page) {
    await page.goto(site);
    await page.type('#search-input', 'sciatica');
    await page.waitForSelector('[role="option"]', { visible: true });
    await page.keyboard.press('ArrowUp');
    const last = await page.$$eval('[role="option"]', (all) => all.at(-1).getAttribute('aria-selected'));
    expect(last === 'true', 'ArrowUp does not choose the last result');
    await page.keyboard.press('ArrowDown');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    expect(await countShown(page, '.strip a') === 1, 'no line says when to get help');
  },

  async 'search on a phone opens from its button'(page) {
    await page.setViewport(PHONE);
    await page.goto(site);
    await page.click('.search-open');
    await page.type('#search-input', 'cannot wee');
    await page.waitForSelector('.search-results .help a', { visible: true });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page is too wide');
  },

  async 'a quiz is answered to its end'(page) {
    await page.goto(`${site}quizzes/back-pain/`);
    const kinds = {
      'multiple-choice': (question) => question.$eval('input', (input) => input.click()),
      'single-choice': (question) => question.$eval('input', (input) => input.click()),
      'true-false': (question) => question.$eval('input', (input) => input.click()),
      'short-answer': (question) => question.$eval('input', (input) => { input.value = 'x'; }),
      matching: (question) => question.$$eval('select', (all) => all.forEach((one) => { one.selectedIndex = 1; })),
      ordering: (question) => question.$eval('[data-move="down"]', (button) => button.click()),
    };
    while (!await countShown(page, '[data-part="result"]')) {
      const question = await page.$('[data-question]:not([hidden])');
      await kinds[await question.evaluate((element) => element.dataset.type)](question);
      await page.click('[data-do="check"]');
      await page.waitForSelector('[data-question]:not([hidden]) [data-mark]', { visible: true });
      await page.click('[data-do="next"]');
    }
    expect(/\d/.test(await textOf(page, '[data-part="score"]')), 'there is no score');
  },

  async 'an embedded quiz works in a sandboxed frame'(page) {
    await page.goto(site);
    await page.evaluate((address) => {
      document.body.innerHTML = `<iframe sandbox="allow-scripts" src="${address}"></iframe>`;
    }, `${site}quizzes/back-pain/embed/index.html`);
    const frame = await page.waitForFrame((one) => one.url().includes('/embed/'));
    await frame.waitForSelector('.quiz--live', { visible: true });
    expect(await countShown(frame, '[data-question]') === 1, 'more than one question is shown');
  },

  async 'answers choose pages, and are there on return'(page) {
    await page.goto(`${site}techniques/compare/`);
    const all = await countShown(page, '#finder tbody tr');
    await page.click('#finder fieldset li:last-child label');
    const count = await countShown(page, '#finder tbody tr');
    expect(count !== all, 'the answer changes nothing');
    await follow(page, '#finder tbody tr:not([hidden]) a');
    await goBack(page, 'techniques/compare/');
    await page.waitForFunction(() => document.querySelector('#finder button:not([hidden])'));
    expect(await countShown(page, '#finder tbody tr') === count, 'on return, other pages are shown');
  },

  async 'a list stays filtered on return'(page) {
    await page.setViewport(DESKTOP);
    await page.goto(`${site}glossary/`);
    await page.type('#list-filter', 'nerve');
    const count = await countShown(page, '.glossary > div');
    await follow(page, '.brand');
    await goBack(page, 'glossary/');
    await page.waitForFunction(() => document.querySelector('#list-filter').value === 'nerve');
    expect(await countShown(page, '.glossary > div') === count, 'on return, another list is shown');
  },

  async 'a handout is made with a name'(page) {
    await page.goto(`${site}handouts/make/?t=warning-signs`);
    await page.waitForSelector('#maker[data-ready]', { visible: true });
    await page.type('[name="name"]', 'Łęcka');
    await page.waitForFunction(() => {
      const pages = document.querySelector('#maker[data-ready] .pages');
      const name = pages && pages.shadowRoot.querySelector('.filled');
      return name && name.textContent === 'Łęcka';
    });
    const faces = await page.evaluate(() => [...document.fonts].filter(
      (face) => face.family.includes('Atkinson Next') && face.unicodeRange.includes('100') && face.status === 'loaded',
    ).length);
    expect(faces > 0, 'the font for the name is not loaded');
    const overfull = await page.evaluate(() => {
      const bodies = document.querySelector('#maker .pages').shadowRoot.querySelectorAll('.slot .body');
      return [...bodies].filter((body) => body.scrollHeight > body.clientHeight + 1).length;
    });
    expect(overfull === 0, `${overfull} pages are too full`);
  },

  async 'a quiz is put together'(page) {
    await page.goto(`${site}quizzes/mix/`);
    await page.click('[data-topic] summary');
    await page.waitForSelector('[data-question] input', { visible: true });
    await page.click('[data-question] input');
    expect(page.url().includes('?q='), 'the address does not keep the question');
    const frame = await page.waitForFrame((one) => one.url().includes('/embed/'));
    await frame.waitForSelector('[data-question]:not([hidden])', { visible: true });
    expect((await textOf(page, '[data-part="line"]')).includes('<iframe'), 'there is no line to copy');
  },

  async 'the chosen colours are remembered'(page) {
    await page.goto(site);
    await page.click('.tool.theme');
    const theme = await page.evaluate(() => document.documentElement.dataset.theme);
    await page.reload();
    expect(theme && await page.evaluate(() => document.documentElement.dataset.theme) === theme, 'they are not');
  },

  async 'pages are saved for reading offline'(page) {
    await page.goto(`${site}back-pain/`);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
    await page.waitForFunction(async () => {
      const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
      const keys = (await Promise.all(caches_.map((cache) => cache.keys()))).flat();
      return keys.some(({ url }) => url.endsWith('/back-pain/'));
    });
  },
};

// --- running them

const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
for (const [name, journey] of Object.entries(journeys)) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const errors = [];
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`));
  await page.setViewport(DESKTOP);
  try {
    await journey(page);
  } catch (error) {
    errors.push(`${page.url()}: ${error.message}`);
  }
  console.log(JSON.stringify({ name, problem: errors.join('; ') }));
  await context.close();
}
await browser.close();
