import type { Page } from 'playwright-core';
import { BrowserUnderTest, focusOf, tabTo } from '../support/browser.js';

/** The journey that trust teams make between two meetings, without ever touching a mouse. */
describe('By the keyboard alone,', () => {
  let browser: BrowserUnderTest;
  const recorder = { person: 'trust-recorder-1', organisation: 'RXX' };

  beforeAll(async () => {
    browser = await BrowserUnderTest.start();
  });
  afterAll(() => browser.stop());

  it.each([true, false])('a go-live is logged (with scripts: %s)', async (javaScriptEnabled) => {
    const seen = { path: '/organisations/RXX', ...recorder };
    await browser.looking(seen, { javaScriptEnabled }, async (page) => {
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
    });
  });

  it('the summary of an error is reached, and leads to the field', async () => {
    const seen = { path: '/organisations/RXX/milestones/new', ...recorder };
    await browser.looking(seen, {}, async (page) => {
      await tabTo(page, ({ text }) => text === 'Continue');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.nhsuk-error-summary');
      await tabTo(page, ({ text }) => text === 'Select what you want to log');
      await page.keyboard.press('Enter');
      expect((await focusOf(page)).id).toBe('what');
    });
  });
});

async function type(page: Page, id: string, text: string): Promise<void> {
  await tabTo(page, (focus) => focus.id === id);
  await page.keyboard.type(text);
}

/** Sends the form, or follows the link, that has the focus. */
async function go(page: Page, heading: string): Promise<void> {
  await page.keyboard.press('Enter');
  await page.locator('h1', { hasText: heading }).waitFor();
}
