import type { AddressInfo, Server } from 'node:net';
import { chromium, type Browser, type Page } from 'playwright-core';
import { ApplicationUnderTest } from '../support/application.js';
import { recordForPages } from '../support/every-page.js';

/** The journey that trust teams make between two meetings, without ever touching a mouse. */
describe('By the keyboard alone,', () => {
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

  it.each([true, false])('a go-live is logged (with scripts: %s)', async (javaScriptEnabled) => {
    const context = await browser.newContext({ javaScriptEnabled });
    try {
      const data = { person: 'trust-recorder-1', organisation: 'RXX' };
      await context.request.post(`${base}/sign-in`, { data });
      const page = await context.newPage();
      await page.goto(`${base}/organisations/RXX`);
      await tabTo(page, (focus) => focus.text === 'Log a milestone or go-live');
      await go(page, 'What do you want to log?');
      await tabTo(page, ({ id }) => id === 'what');
      await page.keyboard.press('Space');
      await go(page, 'Which EPR went live?');
      await tabTo(page, ({ id }) => id === 'epr');
      // The arrows choose among radios; upwards from the first leads to the last.
      await page.keyboard.press('ArrowUp');
      await go(page, 'What do you call this EPR?');
      await type(page, 'new-epr', `second-epr-${String(javaScriptEnabled)}`);
      await go(page, 'When did it go live?');
      await type(page, 'day-day', '27');
      await type(page, 'day-month', 'oct');
      await type(page, 'day-year', '2025');
      await go(page, 'Which module went live?');
      // What may be left out is passed over.
      await tabTo(page, ({ text }) => text === 'Continue');
      await go(page, 'At which sites did it go live?');
      await tabTo(page, ({ text }) => text === 'Continue');
      await go(page, 'What shows that it happened?');
      await tabTo(page, ({ id }) => id === 'evidence-none');
      await page.keyboard.press('Space');
      await go(page, 'Is there anything else to note?');
      await tabTo(page, ({ text }) => text === 'Continue');
      await go(page, 'Check your answers');
      await tabTo(page, ({ text }) => text === 'Confirm and save');
      await go(page, 'Milestone logged');
      expect(await page.locator('main').innerText()).toMatch(/Event\s+[0-9a-f-]{36}/);

      await page.goBack();
      expect(await page.locator('h1').innerText()).toBe('Milestone logged');
    } finally {
      await context.close();
    }
  });

  it('an error takes the focus to its summary, and from there to the field', async () => {
    const context = await browser.newContext();
    try {
      const data = { person: 'trust-recorder-1', organisation: 'RXX' };
      await context.request.post(`${base}/sign-in`, { data });
      const page = await context.newPage();
      await page.goto(`${base}/organisations/RXX/milestones/new`);
      await tabTo(page, ({ text }) => text === 'Continue');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.nhsuk-error-summary');
      await tabTo(page, ({ text }) => text === 'Select what you want to log');
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('what');
    } finally {
      await context.close();
    }
  });
});

type Focus = Readonly<{ id: string; text: string }>;

/** Presses Tab until what has the focus is what is looked for; no page has more stops than this. */
async function tabTo(page: Page, found: (focus: Focus) => boolean): Promise<void> {
  for (let stop = 0; stop < 60; stop++) {
    await page.keyboard.press('Tab');
    const { id, text } = await page.evaluate(() => ({
      id: document.activeElement?.id ?? '',
      text: document.activeElement?.textContent.trim() ?? '',
    }));
    if (found({ id, text })) return;
  }
  throw new Error(`The keyboard does not lead there at ${page.url()}.`);
}

async function type(page: Page, id: string, text: string): Promise<void> {
  await tabTo(page, (focus) => focus.id === id);
  await page.keyboard.type(text);
}

/** Sends the form, or follows the link, that has the focus. */
async function go(page: Page, heading: string): Promise<void> {
  await page.keyboard.press('Enter');
  await page.locator('h1', { hasText: heading }).waitFor();
}
