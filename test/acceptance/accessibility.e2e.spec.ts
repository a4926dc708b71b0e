import axe from 'axe-core';
import { JSDOM } from 'jsdom';
import { ApplicationUnderTest } from '../support/application.js';
import { everyPage, nameOf, recordForPages } from '../support/every-page.js';

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';

/**
 * What can be told of a page without drawing it, where there is no browser; where there is one, its specs
 * see this and the rest, contrast included.
 */
describe('The accessibility of', () => {
  let application: ApplicationUnderTest;
  const clock = { now: '2024-09-12T09:00:00.000Z' };

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    await recordForPages(application, clock);
  });
  afterAll(() => application.stop());

  it.each(everyPage.map((page) => [nameOf(page), page] as const))(
    '%s has no violation that axe knows',
    async (_, { path, person, organisation, status = 200 }) => {
      const caller =
        person === undefined ? application.visitor() : await application.as(person, organisation);
      const { text } = await caller.get(path).set('Accept', BROWSER).expect(status);
      expect(await violationsIn(text)).toEqual([]);
      expect(rowsAstray(text)).toEqual([]);
    },
  );

  it('a table that is stacked would be found wanting if a row lacked a cell', () => {
    const cells = ['', 'a', 'a<td>b', 'a<td>b<td>c'].map((row) => `<tr><td>${row}`).join('');
    const head = '<thead><tr><th>One<th>Two<th>Three</thead>';
    expect(rowsAstray(`<table class="app-stacked">${head}<tbody>${cells}</table>`)).toEqual([
      ...['', 'a', 'ab'],
    ]);
  });

  it('a page would be found wanting if its language and the name of a field were left out', async () => {
    const found = await violationsIn('<html><body><main><input></main></body></html>');
    expect(found).toEqual(expect.arrayContaining(['html-has-lang', 'label', 'document-title']));
  });
});

/** Rows of stacked tables in which a value would be read under the heading of another. */
function rowsAstray(html: string): readonly (string | null)[] {
  const { window } = new JSDOM(html);
  const tables = [...window.document.querySelectorAll<HTMLTableElement>('table.app-stacked')];
  const astray = tables.flatMap((table) => {
    const headings = table.tHead?.rows[0]?.cells.length;
    return [...table.tBodies]
      .flatMap(({ rows }) => [...rows])
      .filter(({ cells }) => cells.length !== headings)
      .map(({ textContent }) => textContent);
  });
  window.close();
  return astray;
}

async function violationsIn(html: string): Promise<string[]> {
  const { window } = new JSDOM(html, { runScripts: 'outside-only' });
  window.eval(axe.source);
  const { violations } = await (window as unknown as { axe: typeof axe }).axe.run({
    // Nothing is drawn, so nothing has a colour.
    rules: { 'color-contrast': { enabled: false } },
  });
  window.close();
  return violations.map(({ id }) => id);
}
