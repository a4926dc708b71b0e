import { JSDOM } from 'jsdom';
import { ApplicationUnderTest } from '../support/application.js';
import { everyPage, nameOf, recordForPages, type PageSeen } from '../support/every-page.js';
import { figuresShown, isOrigin, type FigureShown } from '../support/figures-shown.js';

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';

/** Pages that show numbers which nothing was made from, and why; each is still needed. */
const exceptions: readonly Readonly<{ why: string; is: (page: PageSeen) => boolean }>[] = [
  {
    why: 'the answers to a form are not recorded yet',
    is: ({ path }) => path.includes('/check?draft='),
  },
  {
    why: 'who signs for a board pack sees its day, its entry and the digest of its manifest',
    is: ({ path }) => /\/(withdraw-)?sign-off\/(statement|why)\?/.test(path),
  },
  {
    why: 'help, cookies and privacy tell of the service, not of what is recorded',
    is: ({ path }) => ['/help', '/cookies', '/privacy'].includes(path),
  },
  {
    why: 'visitors read what public sources state, each with its source, and no entries',
    is: ({ path, person }) =>
      person === undefined && /^\/organisations\/\w+(\/milestones)?$/.test(path),
  },
  {
    why: 'an import counts the rows of a file; its own entry opens for those who read the log',
    is: ({ path, person }) => path.includes('/imports') && person !== 'auditor-1',
  },
  {
    why: 'a closed period or a report names its days and the last entry that it includes',
    is: ({ path }) => /\/(board-packs|reports)$/.test(path),
  },
];

const pages = everyPage.filter(({ path, status = 200 }) => status === 200 && !isOrigin(path));
const isExcepted = (page: PageSeen): boolean => exceptions.some(({ is }) => is(page));

/**
 * Nobody has to believe a number: from every table, chart, headline and list of figures on every page a
 * link leads to how it is worked out, to the entry that states it or to the history of its record. Pages
 * that such links lead to are themselves where figures come from.
 */
describe('Every figure on', () => {
  let application: ApplicationUnderTest;
  const clock = { now: '2024-09-12T09:00:00.000Z' };

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    await recordForPages(application, clock);
  });
  afterAll(() => application.stop());

  const shownOn = async ({ path, person, organisation }: PageSeen) => {
    const caller =
      person === undefined ? application.visitor() : await application.as(person, organisation);
    return figuresIn((await caller.get(path).set('Accept', BROWSER).expect(200)).text);
  };

  it.each(pages.filter((page) => !isExcepted(page)).map((page) => [nameOf(page), page] as const))(
    '%s leads to where it comes from',
    async (_, page) => {
      expect(unexplained(await shownOn(page))).toEqual([]);
    },
  );

  it.each(exceptions.map(({ why, is }) => [why, pages.filter(is)] as const))(
    'some pages does not, as %s',
    async (_, excepted) => {
      const found: readonly FigureShown[][] = await Promise.all(
        excepted.map(async (page) => [...(await shownOn(page))]),
      );
      expect(unexplained(found.flat())).not.toEqual([]);
    },
  );

  it('the page of a target leads from its formula to the events', async () => {
    const office = await application.as('programme-office-1');
    const page = office.get('/programmes/board-programme/targets/coverage');
    const { window } = new JSDOM((await page.set('Accept', BROWSER).expect(200)).text);
    const ways = [...window.document.querySelectorAll('#worked-out a')].map(
      (way) => way.getAttribute('href') ?? '',
    );
    expect(ways.length).toBeGreaterThanOrEqual(3);
    expect(ways.filter((way) => !isOrigin(way))).toEqual([]);
    window.close();
  });
});

describe('A figure', () => {
  const table = '<table><caption>Points</caption><tr><td>12</td></tr></table>';
  const chart = '<figure><figcaption><h3>A gap of 12</h3></figcaption></figure>';
  const way = '<p><a href="/organisations/RXX/gap/explain?asOf=2025-06-30">How</a></p>';
  const isExplained = (main: string) =>
    figuresIn(`<main>${main}</main>`).map((each) => each.isExplained);

  it.each([
    ['a link above it', `<h1>A</h1>${way}${table}`, [true]],
    ['a link below its chart and table', `<h1>A</h1>${chart}${table}${way}`, [true, true]],
    [
      'the entry it names',
      `<table><tr><td><a href="/audit/events/7">7</a></td></tr></table>`,
      [true],
    ],
    [
      'rows further down that have their entries',
      `${table}<a href="#all">All</a><h2>B</h2><ol id="all"><li><a href="/audit/events/7">7</a></li></ol>`,
      [true],
    ],
  ])('is explained by %s', (_, main, found) => {
    expect(isExplained(main)).toEqual(found);
  });

  it.each([
    ['nothing', table, [false]],
    ['a link below the next heading', `${table}<h2>Another</h2>${way}`, [false]],
    ['a link to its data alone', `${table}<a href="/api/v1/gaps?format=csv">CSV</a>`, [false]],
    ['a link before what is explained already', `${way}${chart}${table}`, [true, false]],
    [
      'a link at its foot that leads to a list',
      `${table}<a href="/organisations">Trusts</a>`,
      [false],
    ],
    ['a place without entries', `${table}<a href="#b">B</a><p id="b">None</p>`, [false]],
  ])('is not explained by %s', (_, main, found) => {
    expect(isExplained(main)).toEqual(found);
  });

  it('is no heading, caption or word without a number', () => {
    expect(
      figuresIn(
        '<main><h1>12</h1><table><caption>12</caption><tr><th>1</th><td>None</td></tr></table></main>',
      ),
    ).toEqual([]);
  });
});

function figuresIn(html: string): readonly FigureShown[] {
  const { window } = new JSDOM(html);
  const found = figuresShown(window.document);
  window.close();
  return found;
}

const unexplained = (shown: readonly FigureShown[]): readonly string[] =>
  shown.flatMap(({ name, isExplained }) => (isExplained ? [] : [name]));
