import type { Page } from 'playwright-core';
import { focusOf, tabTo } from './browser.js';

/** How somebody gets on with a page: by the mouse, or without ever touching one. */
export type Hand = Readonly<{
  /** Follows the link, or presses the button, of this name, and sees where it leads. */
  go: (page: Page, name: string, heading: string) => Promise<void>;
  /** Writes into a field, in place of what stands there. */
  write: (page: Page, id: string, text: string) => Promise<void>;
  /** Sends the form that a field belongs to. */
  send: (page: Page, id: string) => Promise<void>;
  /** Chooses a radio button, or ticks a box. */
  tick: (page: Page, id: string) => Promise<void>;
  /** Chooses from a list, by how the choice is called. */
  pick: (page: Page, id: string, choice: string) => Promise<void>;
  /** Presses what leads to no other page: what opens, asks for a file or has one kept. */
  press: (page: Page, which: Readonly<{ id: string } | { link: string }>) => Promise<void>;
}>;

const arrived = (page: Page, heading: string): Promise<void> =>
  page.locator('h1', { hasText: heading }).waitFor();

/** Of several of one name the first, as the keyboard finds it. */
const called = (page: Page, name: string) =>
  page
    .locator('a, button, summary')
    .filter({ hasText: exactly(name) })
    .first();

const exactly = (name: string): RegExp =>
  new RegExp(`^\\s*${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);

const byMouse: Hand = {
  async go(page, name, heading) {
    await called(page, name).click();
    await arrived(page, heading);
  },
  write: (page, id, text) => page.locator(`#${id}`).fill(text),
  send: (page, id) => page.locator(`form:has(#${id}) button`).last().click(),
  tick: (page, id) => page.locator(`#${id}`).check(),
  async pick(page, id, choice) {
    await page.locator(`#${id}`).selectOption({ label: choice });
  },
  press: (page, which) =>
    'id' in which ? page.locator(`#${which.id}`).click() : called(page, which.link).click(),
};

const byKeyboard: Hand = {
  async go(page, name, heading) {
    await tabTo(page, ({ text }) => text === name);
    await page.keyboard.press('Enter');
    await arrived(page, heading);
  },
  async write(page, id, text) {
    await tabTo(page, (focus) => focus.id === id);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(text);
  },
  async send(page, id) {
    if ((await focusOf(page)).id !== id) await tabTo(page, (focus) => focus.id === id);
    await page.keyboard.press('Enter');
  },
  async tick(page, id) {
    const field = page.locator(`#${id}`);
    const isOneOfSeveral = (await field.getAttribute('type')) === 'radio';
    const name = await field.getAttribute('name');
    // Of radio buttons Tab reaches one, from which the arrows lead to the others.
    await tabTo(page, (focus) => focus.id === id || (isOneOfSeveral && focus.name === name));
    await arrowDownTo(page, async () => (await focusOf(page)).id === id);
    await page.keyboard.press('Space');
  },
  async pick(page, id, choice) {
    await tabTo(page, (focus) => focus.id === id);
    const chosen = page.locator(`#${id} option:checked`);
    await arrowDownTo(page, async () => (await chosen.innerText()) === choice);
  },
  async press(page, which) {
    await tabTo(page, ({ id, text }) => ('id' in which ? id === which.id : text === which.link));
    await page.keyboard.press('Enter');
  },
};

async function arrowDownTo(page: Page, found: () => Promise<boolean>): Promise<void> {
  for (let step = 0; step < 60; step++) {
    if (await found()) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`The arrows do not lead there at ${page.url()}.`);
}

/** What stands on a page. */
export const wordsOn = (page: Page): Promise<string> => page.locator('main').innerText();

/** Both ways of looking and both hands, in two journeys instead of four. */
export const ways = [
  ['by mouse, with scripts', { javaScriptEnabled: true }, byMouse, 1],
  ['by the keyboard alone, without scripts', { javaScriptEnabled: false }, byKeyboard, 2],
] as const;
