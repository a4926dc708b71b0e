import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { wordsOn, type Hand } from '../support/hands.js';

type Journey = Readonly<{ page: Page; hand: Hand }>;

export async function followsAnEntry({ page, hand }: Journey): Promise<void> {
  expect(await page.locator('main ol > li').count()).toBe(16);
  await hand.go(page, 'Corrections in the log', 'What was recorded');
  const what = await page.locator('tbody tr td:nth-of-type(1)').allInnerTexts();
  expect(what.length).toBeGreaterThan(1);
  for (const entry of what) expect(entry).toMatch(/^Entry corrected\n/);
  await hand.write(page, 'until', '30 September 2025');
  await hand.send(page, 'until');
  await page.waitForURL(/until=30/);
  expect(await page.locator('tbody tr').count()).toBe(1);
  const place = page.url();
  expect(place).toContain('type=FactCorrected');

  await hand.go(page, '20', 'Entry 20: entry corrected');
  await page.goBack();
  expect(page.url()).toBe(place);
  await hand.go(page, '20', 'Entry 20: entry corrected');
  // When we were told, and when it was so.
  expect(await wordsOn(page)).toMatch(
    /Recorded at 10:00am on 20 August 2025[^]*It states what was so on 30 June 2025/,
  );
  const record =
    'Use of Electronic prescribing and administration (ePMA) (C105), Example NHS Trust (RXX)';
  await hand.go(page, record, record);
  expect(await page.locator('table').first().innerText()).toMatch(/denominator\s+10000\s+11000/);
  const step = async (name: string, number: number) => {
    await hand.press(page, { link: name });
    await page.waitForURL(new RegExp(`revision=${String(number - 1)}$`));
    expect(await wordsOn(page)).toContain(`after step ${String(number)} of 5`);
  };
  await step('Next step', 4);
  await step('Previous step', 3);
}

export async function reperformsAFigure({ page, hand }: Journey): Promise<void> {
  await hand.go(page, 'Published figures, worked out again', 'Published figures');
  await hand.go(page, 'Board report', 'Board report, National EPR: worked out again');
  const rows = page.locator('tbody tr');
  expect(await rows.filter({ hasText: 'Stage of Example NHS Trust (RXX)' }).innerText()).toContain(
    'Matches',
  );
  expect(await rows.filter({ hasText: 'Trusts at stage 1' }).innerText()).toContain('Different');
}

export async function drawsASample({ page, hand }: Journey): Promise<void> {
  await hand.go(page, 'A random sample of the log', 'Sample of the log');
  await hand.write(page, 'seed', 'Q1');
  await hand.write(page, 'size', '3');
  await hand.write(page, 'knownAt', '30 September 2025');
  await hand.send(page, 'size');
  await page.waitForURL(/seed=Q1/);
  const drawn = await page.locator('tbody th').allInnerTexts();
  expect(drawn).toHaveLength(3);
  const kept = page.waitForEvent('download');
  await hand.press(page, { link: 'CSV' });
  const rows = readFileSync(await (await kept).path(), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1);
  expect(rows.map((row) => row.split(',')[0]).sort()).toEqual([...drawn].sort());
}
