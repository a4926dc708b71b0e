import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { BrowserUnderTest, focusOf, tabTo } from '../support/browser.js';
import { everyPage, nameOf, tellsOfVisits } from '../support/every-page.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** As wide as a small telephone, and as 1280 pixels magnified four times: 400 %. */
const NARROW = { width: 320, height: 640 };
/** A sheet of A4 within its margins, at 96 pixels to the inch. */
const SHEET = { width: 703, height: 1000 };

/** Every page in a real browser: contrast, narrow screens, print, and the same without scripts. */
describe('In a browser,', () => {
  let browser: BrowserUnderTest;
  const looking: BrowserUnderTest['looking'] = (...asked) => browser.looking(...asked);

  beforeAll(async () => {
    browser = await BrowserUnderTest.start();
  });
  afterAll(() => browser.stop());

  const cases = everyPage.map((seen) => [nameOf(seen), seen] as const);

  it.each(cases)(
    '%s has no violation that axe knows, fits 320 px (1280 at 400 %) and a sheet of paper, and says the same without scripts',
    async (_, seen) => {
      const said = await looking(seen, {}, async (page) => {
        await page.evaluate(AXE);
        const found = await page.evaluate(async () => {
          const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run({
            // What was passed is not looked at, and takes as long to gather.
            resultTypes: ['violations'],
          });
          return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
        });
        expect(found).toEqual([]);
        const words = await wordsOf(page);
        await page.setViewportSize(NARROW);
        const tooWide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(tooWide).toBeLessThanOrEqual(0);
        expect(await wrongOnPaper(page)).toEqual([]);
        return words;
      });
      const without = await looking(seen, { javaScriptEnabled: false }, wordsOf);
      if (!tellsOfVisits(seen)) expect(without).toBe(said);
    },
  );

  it('what is wrong on paper would be found', async () => {
    await looking({ path: '/' }, {}, async (page) => {
      await page.evaluate(() => {
        document.body.insertAdjacentHTML('beforeend', '<button>Go</button>');
        document.body.insertAdjacentHTML('beforeend', '<table><td width="2000">1</td></table>');
      });
      expect(await wrongOnPaper(page)).toEqual([
        expect.stringContaining('BUTTON'),
        expect.stringContaining('TABLE'),
      ]);
    });
  });

  it.each(['RBA', 'RBB'])('%s on one page is two sheets of paper at the most', async (ods) => {
    const path = `/programmes/board-programme/organisations/${ods}`;
    await looking({ path, person: 'programme-office-1' }, {}, async (page) => {
      const sheets = (await page.pdf({ format: 'A4' })).toString('latin1');
      const count = sheets.match(/\/Type\s*\/Page\b/g)?.length;
      expect([1, 2]).toContain(count);
    });
  });

  it('the keyboard alone leads past the head, and to an earlier day', async () => {
    await looking({ path: '/' }, {}, async (page) => {
      await page.keyboard.press('Tab');
      expect((await focusOf(page)).text).toBe('Skip to main content');
      await page.keyboard.press('Enter');
      await tabTo(page, ({ text }) => text === 'Look at another day');
      await page.keyboard.press('Enter');
      await tabTo(page, ({ id }) => id === 'asOf');
      await page.keyboard.type('31 July 2025');
      await page.keyboard.press('Enter');
      await page.waitForURL(/asOf=/);
      expect(await page.locator('main').innerText()).toContain(
        'You are looking back: what was so on 31 July 2025.',
      );
    });
  });

  it('the summary of an error leads to the field', async () => {
    await looking({ path: '/?asOf=x', status: 400 }, {}, async (page) => {
      await page.locator('.nhsuk-error-summary a').first().click();
      expect((await focusOf(page)).id).toBe('asOf');
    });
  });
});

/** What nobody can use or read on a sheet: ways to other pages, controls, and what is cut off. */
async function wrongOnPaper(page: Page): Promise<readonly string[]> {
  await page.setViewportSize(SHEET);
  await page.emulateMedia({ media: 'print' });
  return page.evaluate(() => {
    const shown = (selector: string) =>
      [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility());
    const cut = shown('table, svg, dl').filter(
      (each) => each.getBoundingClientRect().right > window.innerWidth + 1,
    );
    return [...shown('nav, form, button, input, select, textarea'), ...cut].map(
      ({ nodeName, textContent }) => `${nodeName}: ${textContent.trim().slice(0, 60)}`,
    );
  });
}

/** What stands on a page; each answer has a reference of its own. */
const wordsOf = async (page: Page): Promise<string> =>
  (await page.locator('main').innerText()).replace(/Reference: [\w-]+/, '');
