import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo, Server } from 'node:net';
import type axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { ApplicationUnderTest } from '../support/application.js';
import { everyPage, nameOf, recordForPages, type PageSeen } from '../support/every-page.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDE = { width: 1280, height: 900 };
/** As wide as a small telephone, and as 1280 pixels magnified four times. */
const NARROW = { width: 320, height: 640 };

/** Every page in a real browser: contrast, narrow screens, print, and the same without scripts. */
describe('In a browser,', () => {
  let application: ApplicationUnderTest;
  let browser: Browser;
  let base: string;
  const clock = { now: '2024-09-12T09:00:00.000Z' };

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    await recordForPages(application, clock);
    const { port } = (application.server as Server).address() as AddressInfo;
    base = `http://127.0.0.1:${String(port)}`;
    browser = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '',
      args: ['--no-sandbox'],
    });
  });
  afterAll(async () => {
    await browser.close();
    await application.stop();
  });

  const cases = everyPage.map((seen) => [nameOf(seen), seen] as const);

  it.each(cases)(
    '%s has no violation that axe knows, and fits a narrow screen',
    async (_, seen) => {
      await looking(seen, {}, async (page) => {
        await page.evaluate(AXE);
        const found = await page.evaluate(async () => {
          const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
          return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
        });
        expect(found).toEqual([]);
        await page.setViewportSize(NARROW);
        const tooWide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(tooWide).toBeLessThanOrEqual(0);
      });
    },
  );

  it.each(cases)('%s says the same without scripts', async (_, seen) => {
    const said = async (javaScriptEnabled: boolean) =>
      looking(seen, { javaScriptEnabled }, async (page) =>
        // Each answer has a reference of its own.
        (await page.locator('main').innerText()).replace(/Reference: [\w-]+/, ''),
      );
    expect(await said(false)).toBe(await said(true));
  });

  it('what is printed leaves out the ways to other pages and the forms', async () => {
    await looking({ path: '/' }, {}, async (page) => {
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('form:visible, nav:visible').count()).toBe(0);
      expect(await page.locator('h1').isVisible()).toBe(true);
    });
  });

  it('the keyboard alone leads past the head, and to an earlier day', async () => {
    await looking({ path: '/' }, {}, async (page) => {
      await page.keyboard.press('Tab');
      expect(await focused(page)).toBe('Skip to main content');
      await page.keyboard.press('Enter');
      await tabTo(page, 'asOf');
      await page.keyboard.type('31 July 2025');
      await page.keyboard.press('Enter');
      await page.waitForURL(/asOf=/);
      expect(await page.locator('main').innerText()).toContain(
        'You are looking back: what was so on 31 July 2025.',
      );
    });
  });

  it('an error moves the focus to its summary, and leads from there to the field', async () => {
    await looking({ path: '/?asOf=x', status: 400 }, {}, async (page) => {
      await page.locator('.nhsuk-error-summary a').first().click();
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('asOf');
    });
  });

  async function looking<Seen>(
    { path, person, organisation, status = 200 }: PageSeen,
    options: Parameters<Browser['newContext']>[0],
    look: (page: Page) => Promise<Seen>,
  ): Promise<Seen> {
    const context = await browser.newContext({ viewport: WIDE, ...options });
    try {
      if (person !== undefined) await signIn(context, person, organisation);
      const page = await context.newPage();
      const response = await page.goto(`${base}${path}`);
      expect(response?.status()).toBe(status);
      return await look(page);
    } finally {
      await context.close();
    }
  }

  async function signIn(context: BrowserContext, person: string, organisation?: string) {
    const data = { person, ...(organisation === undefined ? {} : { organisation }) };
    const answer = await context.request.post(`${base}/sign-in`, { data });
    expect(answer.status()).toBe(200);
  }
});

const focused = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.textContent.trim());

/** Presses Tab until the field has the focus; no page has more stops than this. */
async function tabTo(page: Page, id: string): Promise<void> {
  for (let stop = 0; stop < 100; stop++) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(() => document.activeElement?.id)) === id) return;
  }
  throw new Error(`The keyboard does not lead to ${id}.`);
}
