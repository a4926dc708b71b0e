import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { wordsOn, type Hand } from '../support/hands.js';

type Journey = Readonly<{ page: Page; hand: Hand }>;

export async function comesToAnEntry({ page, hand }: Journey): Promise<void> {
  await hand.go(page, 'Stages', 'Stages');
  await hand.press(page, { link: 'Look at another day' });
  await hand.write(page, 'asOf', '30 September 2025');
  await hand.send(page, 'asOf');
  await page.waitForURL(/asOf=30/);
  expect(await wordsOn(page)).toContain('You are looking back: what was so on 30 September 2025.');
  await hand.go(page, 'Optimisation gap', 'Optimisation gap');
  expect(await wordsOn(page)).toContain('You are looking back: what was so on 30 September 2025.');
  await hand.go(page, 'Example NHS Trust', 'Example NHS Trust (RXX)');
  await hand.go(
    page,
    'How this is worked out: the gap of this trust',
    'How this is worked out: optimisation gap',
  );
  expect(await wordsOn(page)).toContain('30 September 2025');
  await hand.go(page, '4', 'counts for');
  expect(await wordsOn(page)).toContain('entry 4');
  expect(await wordsOn(page)).toContain('Source');
}

export async function comparesTwoDates({ page, hand }: Journey): Promise<void> {
  await hand.go(page, 'Compare two dates', 'Compare two dates');
  await hand.write(page, 'asOf', '31 October 2025');
  await hand.write(page, 'with', '31 March 2025');
  await hand.send(page, 'with');
  await page.waitForURL(/with=31/);
  expect(await page.locator('table').first().innerText()).toMatch(
    /31 March 2025[^]*31 October 2025/,
  );
  expect(await wordsOn(page)).toContain('What changed between the two days');
  expect(await wordsOn(page)).toContain('Figures for 31 March 2025 changed by later entries');
}

export async function freezesAPack({ page, hand }: Journey): Promise<void> {
  await hand.go(page, 'Board packs', 'Board packs');
  await hand.go(page, 'Make a board pack', 'Make a board pack');
  const periods = page.locator('#period option');
  await hand.pick(page, 'period', (await periods.last().innerText()).trim());
  await hand.tick(page, 'sections');
  await hand.send(page, 'sections');
  await page.waitForURL(/period=/);
  expect(await wordsOn(page)).toContain('Preview: board pack for 30 June 2025');
  await hand.go(page, 'Freeze this pack', 'Board pack for 30 June 2025');
  expect(page.url()).toMatch(/board-packs\/2025-06-30\.\d+\.\d+/);
  const kept = page.waitForEvent('download');
  await hand.press(page, { link: 'The figures of this pack as CSV in a zip' });
  const files = unzipSync(readFileSync(await (await kept).path()));
  const manifest = strFromU8(files['manifest.json'] ?? new Uint8Array());
  const figures = Object.keys(files).filter((name) => name.endsWith('.csv'));
  expect(figures.length).toBeGreaterThan(0);
  for (const name of figures) expect(manifest).toContain(name);
}
