import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { BrowserUnderTest } from '../support/browser.js';
import { everyPage, nameOf } from '../support/every-page.js';
import { galleryIndex, shotOf, widths } from './gallery-index.js';

/** Git does not see it; a later run writes over what an earlier one made. */
const FOLDER = fileURLToPath(new URL('../../gallery', import.meta.url));

/** Pictures of every page, to be looked at: npm run screenshots. */
describe('The gallery', () => {
  let browser: BrowserUnderTest;

  beforeAll(async () => {
    mkdirSync(FOLDER, { recursive: true });
    browser = await BrowserUnderTest.start();
  });
  afterAll(async () => {
    await browser.stop();
    const made = everyPage.filter((seen) => existsSync(path.join(FOLDER, shotOf(seen, 'wide'))));
    writeFileSync(path.join(FOLDER, 'index.html'), galleryIndex(made));
  });

  it.each(everyPage.map((seen) => [nameOf(seen), seen] as const))('shows %s', async (_, seen) => {
    await browser.looking(seen, {}, async (page) => {
      for (const [screen, width] of Object.entries(widths)) {
        await page.setViewportSize({ width, height: 900 });
        const shot = path.join(FOLDER, shotOf(seen, screen));
        await page.screenshot({ path: shot, fullPage: true });
      }
    });
  });
});
