import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { recordBoardBenefits } from '../support/board-benefits.js';
import { PROGRAMME, recordBoardProgramme } from '../support/board-programme.js';
import { inWords } from '../support/page.js';

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';
const quality = `programmes/${PROGRAMME}/data-quality/explain`;

/** Two trusts with benefits, one of which awaits validation, on 1 November 2025. */
describe('What attention and data quality are made from', () => {
  let application: ApplicationUnderTest;
  let office: Caller;

  const asked = async (path: string, by: Caller = office) =>
    (await by.get(`/api/v1/${path}`).expect(200)).body as Explained;
  const page = async (path: string, by: Caller = office) =>
    (await by.get(`/${path}`).set('Accept', BROWSER).expect(200)).text;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock: { now: '2025-11-01T09:00:00.000Z' } });
    office = await application.as('programme-office-1');
    await recordBoardBenefits(application);
    await recordBoardProgramme(application);
    await placeInRegions(await application.as('reference-loader-1'));
    await application.settled();
  });
  afterAll(() => application.stop());

  it('is told of attention trust by trust, with what was found and the events that say so', async () => {
    const { formula, answer, trusts, numerator, denominator } = await asked('attention/explain');
    expect(formula).toEqual({ name: 'attention', version: '1' });
    const { kinds } = (await office.get('/api/v1/attention/kinds').expect(200)).body as {
      kinds: unknown;
    };
    expect(answer).toEqual(kinds);
    expect([numerator, denominator]).toEqual([2, 2]);
    const waiting = trusts.filter(({ inputs }) =>
      inputs?.found.some(({ kind }) => kind === 'unvalidated'),
    );
    expect(waiting).toHaveLength(1);
    const [trust] = waiting;
    const kindsOfEvents = new Set(trust?.events.map(({ kind }) => kind));
    expect([...kindsOfEvents]).toEqual(
      expect.arrayContaining(['status', 'benefit', 'benefit-approval', 'benefit-actual']),
    );
    expect(trust?.inputs?.lastEntry).toBeGreaterThan(0);
    const { text } = await office.get('/api/v1/attention/explain?format=csv').expect(200);
    expect(text.split('\r\n')[0]).toMatch(/^trust,counts,entry,eventId,type/);
  });

  it.each(['attention/explain?region=YAA', `${quality}?region=YAA`])(
    'lists what puts a trust, or its ICB, into the region that is asked about: %s',
    async (path) => {
      const { trusts } = await asked(path);
      const placed = trusts.map(({ code, counts, events }) => [
        ...[code, counts],
        events.filter(({ value }) => value.region === 'YAA').map(({ stream }) => stream),
      ]);
      expect(placed).toEqual([
        ['RBA', true, ['organisation-RBA']],
        ['RBB', true, ['organisation-QAA']],
      ]);
    },
  );

  it('is told of data quality, whose shares are those of the question itself', async () => {
    const { formula, answer, trusts, events } = await asked(quality);
    expect(formula.name).toBe('data-quality');
    const own = (await office.get(`/api/v1/${quality.replace('/explain', '')}`).expect(200))
      .body as Readonly<{ measures: readonly Line[] }>;
    const published = ({ of }: Line) => of === 'published-figures';
    expect(answer).toEqual(own.measures.filter((line) => !published(line)));
    expect(events.map(({ kind }) => kind)).toContain('model');
    const claims = (lines: readonly Line[]) =>
      lines.find(({ measure, of }) => measure === 'corrections' && of === 'corrected');
    const found = trusts.map(({ inputs }) => claims(inputs?.found ?? [])?.denominator ?? 0);
    expect(found.reduce((sum, each) => sum + each, 0)).toBe(claims(answer)?.denominator);
  });

  it('says by pages the formula with its version, what was found, and leads to the events', async () => {
    const attention = await page(`programmes/${PROGRAMME}/attention`);
    expect(attention).toContain('href="/attention/explain?programme=england"');
    const explained = await page('attention/explain?programme=england');
    expect(inWords(explained)).toContain('This is version 1 of the formula.');
    expect(inWords(explained)).toContain('Benefits with values not yet validated: 1 (1 of');
    const [, events = ''] = /href="([^"]*organisation=[^"]*format=csv)"/.exec(explained) ?? [];
    const { text } = await office.get(events.replaceAll('&amp;', '&')).expect(200);
    expect(text).toContain('BenefitApproved');
    expect(await page(`programmes/${PROGRAMME}/data-quality`)).toContain(`href="/${quality}`);
    const ofQuality = inWords(await page(quality));
    expect(ofQuality).toContain('How this is worked out: data quality');
    expect(ofQuality).toMatch(/Claims on the trust’s own word: \d+% \(\d+ of \d+\)\./);
  });

  it.each([
    ...['', '/stages', '/transitions', '/gap', '/benefits', '/targets/coverage', '/compare'],
    ...['/attention', '/data-quality', '/organisations/RBA', '/board-packs/new?period=today'],
  ])('has its like on the page of the programme at “%s”, where there are numbers', async (path) => {
    const html = await page(`programmes/${PROGRAMME}${path}`);
    const [, main = ''] = html.split('<main');
    expect(main).toMatch(/\d/);
    const links = [...main.matchAll(/href="([^"]*\/explain(?:\?[^"]*)?)"/g)].map(([, href = '']) =>
      href.replaceAll('&amp;', '&'),
    );
    expect(links.length).toBeGreaterThan(0);
    for (const href of new Set(links)) {
      const { text } = await office.get(href).set('Accept', BROWSER).expect(200);
      expect([href, /version \d+ of the formula|"formula":/.test(text)]).toEqual([href, true]);
    }
  });

  it('keeps what was found of a trust from those who may not see its entries', async () => {
    const steward = await application.as('model-steward-1');
    const { trusts } = await asked('attention/explain', steward);
    expect(trusts.map(({ inputs, events }) => [inputs, events])).toEqual([
      [null, []],
      [null, []],
    ]);
    expect(inWords(await page(quality, steward))).toContain('Not shown to your role');
    await application.visitor().get(`/${quality}`).set('Accept', BROWSER).expect(401);
    await office.get('/programmes/another/data-quality/explain').set('Accept', BROWSER).expect(404);
    await office.get('/api/v1/programmes/another/data-quality/explain').expect(404);
    const wrong = await office.get(`/${quality}?asOf=x`).set('Accept', BROWSER).expect(400);
    expect(inWords(wrong.text)).toContain('There is a problem');
  });
});

/** RBA by itself, and RBB by its ICB. */
async function placeInRegions(loader: Caller): Promise<void> {
  const record = (code: string, what: string, entry: object) =>
    loader
      .post(`/api/v1/organisations/${code}/${what}`, {
        ...{ ...entry, source: { name: 'Organisation Data Service' } },
      })
      .expect(201);
  const place = (name: string) => ({ name, sinceBeforeRecords: true });
  await record('YAA', 'registrations', { kind: 'region', ...place('Region YAA') });
  await record('QAA', 'registrations', { kind: 'icb', region: 'YAA', ...place('ICB QAA') });
  await record('RBA', 'icb-moves', { region: 'YAA', effectiveOn: '2025-01-01' });
  await record('RBB', 'icb-moves', { icb: 'QAA', effectiveOn: '2025-01-01' });
}

type Line = Readonly<{ measure: string; of: string; denominator: number; kind?: string }>;
type Explained = Readonly<{
  formula: Readonly<{ name: string; version: string }>;
  answer: readonly Line[];
  numerator: number;
  denominator: number;
  events: readonly Readonly<{ kind: string }>[];
  trusts: readonly Readonly<{
    code: string;
    counts: boolean;
    inputs: Readonly<{ found: readonly Line[]; lastEntry: number | null }> | null;
    events: readonly Readonly<{ kind: string; stream: string; value: { region?: string } }>[];
  }>[];
}>;
