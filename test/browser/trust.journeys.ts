import type { Page } from 'playwright-core';
import { focusOf } from '../support/browser.js';
import { wordsOn, type Hand } from '../support/hands.js';

type Journey = Readonly<{
  page: Page;
  hand: Hand;
  /** Which time it is: what is recorded twice would be recorded once. */
  turn: number;
  settled: () => Promise<void>;
}>;

export async function logsAGoLive({ page, hand, turn }: Journey): Promise<void> {
  await hand.go(page, 'Log a milestone or go-live', 'What do you want to log?');
  await hand.tick(page, 'what');
  await hand.go(page, 'Continue', 'Which EPR went live?');
  await hand.tick(page, (await page.getByLabel('Another EPR').getAttribute('id')) ?? '');
  await hand.go(page, 'Continue', 'What do you call this EPR?');
  await hand.write(page, 'new-epr', `second-epr-${String(turn)}`);
  await hand.go(page, 'Continue', 'When did it go live?');
  await writeDay(page, hand, 'day', ['27', 'oct', '2025']);
  await hand.go(page, 'Continue', 'Which module went live?');
  // What may be left out is passed over.
  await hand.go(page, 'Continue', 'At which sites did it go live?');
  await hand.tick(page, 'sites');
  await hand.go(page, 'Continue', 'What shows that it happened?');
  await hand.tick(page, 'evidence-none');
  await hand.go(page, 'Continue', 'Is there anything else to note?');
  await hand.go(page, 'Continue', 'Check your answers');
  await hand.go(page, 'Confirm and save', 'Milestone or go-live logged');
  expect(await wordsOn(page)).toMatch(/When did it go live\?\s+27 October 2025/);
  expect(await wordsOn(page)).toMatch(/At which sites did it go live\?\s+RXX01/);
  expect(await wordsOn(page)).toMatch(/Entry\s+\d+/);
  await page.goBack();
  expect(await page.locator('h1').innerText()).toBe('Milestone or go-live logged');
}

export async function measuresAndMends({ page, hand, settled }: Journey): Promise<void> {
  await hand.go(page, 'Measure the use of a capability', 'Which capability was measured?');
  await hand.pick(page, 'capability', 'Electronic observations (C103)');
  await hand.go(page, 'Continue', 'Which period was measured?');
  await writeDay(page, hand, 'from', ['1', '10', '2025']);
  await writeDay(page, hand, 'day', ['31', '10', '2025']);
  await hand.go(page, 'Continue', 'How often was it used?');
  await hand.write(page, 'numerator', '9,400');
  await hand.write(page, 'denominator', '10,000');
  await hand.go(page, 'Continue', 'How was it measured?');
  await hand.write(page, 'method', 'Report of the EPR');
  await hand.go(page, 'Continue', 'Where did this number come from?');
  await hand.write(page, 'source', 'EPR report');
  await hand.go(page, 'Continue', 'Is there anything else to note?');
  await hand.go(page, 'Continue', 'Check your answers');
  await hand.go(page, 'Confirm and save', 'Measurement recorded');

  await settled();
  await goToTheEntry(page, hand);
  await hand.go(page, 'Correct this entry', 'Why are you correcting this entry?');
  await hand.write(page, 'why', 'The number was mistyped.');
  await hand.go(page, 'Continue', 'Check your answers');
  await hand.go(page, 'Change: Used (e-obs sets)', 'How often was it used?');
  await hand.write(page, 'numerator', '9,300');
  await hand.go(page, 'Continue', 'Check your answers');
  expect(await page.locator('tr', { hasText: 'Used' }).innerText()).toMatch(
    /9,400\s+9,300 Changed/,
  );
  await hand.go(page, 'Confirm and save', 'Entry corrected');

  await settled();
  await goToTheEntry(page, hand);
  await hand.go(page, 'Withdraw this entry', 'Why are you withdrawing this entry?');
  await hand.write(page, 'why', 'It was counted at another trust.');
  await hand.go(page, 'Continue', 'Do you want to withdraw this entry?');
  await hand.go(page, 'Withdraw this entry', 'Entry withdrawn');
}

export async function declaresAStage({ page, hand, turn }: Journey): Promise<void> {
  await hand.go(page, 'Declare a stage', 'Which stage does the trust declare?');
  await hand.tick(page, 'stage-3');
  await hand.go(page, 'Continue', 'From which day does the trust declare it?');
  await writeDay(page, hand, 'day', [String(27 + turn), '10', '2025']);
  await hand.go(page, 'Continue', 'Did the board of the trust declare it?');
  await hand.tick(page, 'board');
  await hand.go(page, 'Continue', 'What shows');
  await hand.write(page, 'evidence', 'Board paper 14/2025');
  await hand.go(page, 'Continue', 'Is there anything else to note?');
  await hand.go(page, 'Continue', 'The evidence shows less than this stage');
  expect(await wordsOn(page)).toContain('Declaring stage 3 will show as a difference until');
  await hand.go(page, 'This is correct, continue', 'Check your answers');
  await hand.go(page, 'Confirm and save', 'Stage declared');
}

export async function importsAFile({ page, hand, turn }: Journey): Promise<void> {
  await hand.go(page, 'Import and export spreadsheets', 'Imports');
  await hand.go(page, 'Import a file', 'Which list do you want to import?');
  await hand.tick(page, (await page.getByLabel('EPR status').getAttribute('id')) ?? '');
  await hand.go(page, 'Continue', 'Import a list: EPR status');
  const asked = page.waitForEvent('filechooser');
  await hand.press(page, { id: 'file' });
  const bytes = `has_epr,date\nyes,2025-0${String(4 + turn)}-30\n`;
  const file = { name: 'status.csv', mimeType: 'text/csv', buffer: Buffer.from(bytes) };
  await (await asked).setFiles(file);
  await hand.go(page, 'Check the file', 'checked, not yet imported');
  expect(await wordsOn(page)).toMatch(/New entries\s+1/);
  await hand.go(page, 'Confirm and import', 'EPR status: import');
  // Nobody presses anything: the page loads itself again until the import has ended.
  await page.getByText('1 entry recorded').waitFor();
  expect(await wordsOn(page)).toMatch(/Reference\s+\w+, entry \d+/);
}

export async function reachesTheError({ page, hand }: Journey): Promise<void> {
  await hand.press(page, { link: 'Continue' });
  await page.waitForSelector('.nhsuk-error-summary:focus');
  await hand.press(page, { link: 'Select what you want to log' });
  expect((await focusOf(page)).id).toBe('what');
}

/** From the receipt to what was recorded. */
async function goToTheEntry(page: Page, hand: Hand): Promise<void> {
  const entry = await page.locator('.nhsuk-summary-list a').innerText();
  await hand.go(page, entry, 'Use of Electronic observations');
}

async function writeDay(
  page: Page,
  hand: Hand,
  field: string,
  [day, month, year]: readonly [string, string, string],
): Promise<void> {
  await hand.write(page, `${field}-day`, day);
  await hand.write(page, `${field}-month`, month);
  await hand.write(page, `${field}-year`, year);
}
