import { JSDOM } from 'jsdom';
import { ApplicationUnderTest } from '../support/application.js';
import { everyPage, nameOf, recordForPages } from '../support/every-page.js';

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';

/** What every chart must have, so that nobody needs to see it to know what it says. */
describe('The charts of', () => {
  let application: ApplicationUnderTest;
  const clock = { now: '2024-09-12T09:00:00.000Z' };
  const drawn = { anywhere: 0, ofProgrammes: 0 };

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    await recordForPages(application, clock);
  });
  afterAll(() => application.stop());

  it.each(
    everyPage
      .filter(({ status = 200 }) => status === 200)
      .map((page) => [nameOf(page), page] as const),
  )('%s are told in words, and have their numbers beside them', async (_, page) => {
    const { path, person, organisation } = page;
    const caller =
      person === undefined ? application.visitor() : await application.as(person, organisation);
    const { text } = await caller.get(path).set('Accept', BROWSER).expect(200);
    const { document } = new JSDOM(text).window;
    const charts = [...document.querySelectorAll('figure')];
    drawn.anywhere += charts.length;
    if (path.startsWith('/programmes/')) drawn.ofProgrammes += charts.length;
    expect(charts.flatMap(wantedOf)).toEqual([]);
    const hasData = /[?&;]format=csv|\/files["?]/.test(text);
    expect(charts.length === 0 || hasData).toBe(true);
  });

  it('were there to be looked at', () => {
    expect(drawn.anywhere).toBeGreaterThan(20);
    expect(drawn.ofProgrammes).toBeGreaterThan(10);
  });
});

/** What a chart lacks of title, subtitle, description before it, and a drawing for narrow screens. */
function wantedOf(chart: Element): readonly string[] {
  const title = chart.querySelector('figcaption h2, figcaption h3, figcaption h4')?.textContent;
  const words = (title ?? '').trim().split(/\s+/);
  const subtitle = chart.querySelector('figcaption p')?.textContent ?? '';
  const before = chart.previousElementSibling?.tagName ?? 'nothing';
  return [
    ...(title === undefined ? ['a title'] : []),
    ...(words.length > 15 ? [`a shorter title than “${words.join(' ')}”`] : []),
    ...(subtitle.trim() === '' ? ['a subtitle'] : []),
    ...(['P', 'UL', 'OL'].includes(before) ? [] : [`words before it instead of ${before}`]),
    ...(chart.querySelector('svg') === null ? ['a drawing'] : []),
  ];
}
