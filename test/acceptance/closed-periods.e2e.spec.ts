/* eslint-disable @typescript-eslint/no-unsafe-assignment -- supertest gives every body as any; the assertions are its types */
import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { closeTheQuarter } from '../support/closed-quarter.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';

/** A quarter is closed and reported on; a month later one of its measurements is corrected. */
describe('A closed period', () => {
  let application: ApplicationUnderTest;
  let office: Caller;
  let position = '';
  const clock = { now: '2024-09-12T09:00:00.000Z' };
  const programme = '/api/v1/programmes/national-epr';

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    office = await application.as('programme-office-1');
    const beforeTheCorrection = () => closeTheQuarter(application, office, programme);
    ({ position } = await recordCorrectedTrust(application, clock, { beforeTheCorrection }));
  });
  afterAll(() => application.stop());

  const ask = async (path: string): Promise<Answer> => {
    const joined = path.includes('?') ? '&' : '?';
    const { body } = await office
      .get(`${programme}/${path}${joined}minPosition=${position}`)
      .expect(200);
    return body as Answer;
  };

  it('keeps what it published, with the restatement beside it', async () => {
    const { figures, ...period } = await ask('periods/2025-q1');
    expect(period).toMatchObject({ from: '2025-04-01', to: '2025-06-30' });
    expect(figureOf(figures, 'stage', 'RXX')).toMatchObject({
      report: 'board',
      value: 1,
      standing: 'restated',
      now: { value: 0, low: 0, high: 0 },
      restatedOn: '2025-08-20',
      note: 'restated to 0 on 2025-08-20',
    });
    expect(figureOf(figures, 'stage-distribution', '1')).toMatchObject({
      value: 1,
      now: { value: 0, denominator: 1 },
      restatedOn: '2025-08-20',
    });
    expect(figureOf(figures, 'coverage', 'stage-1')).toMatchObject({
      numerator: 1,
      note: 'restated to 0 on 2025-08-20',
    });
    expect(figureOf(figures, 'use-gap')).toMatchObject({ standing: 'restated' });
    expect(figureOf(figures, 'epr-coverage')).toMatchObject({ standing: 'stands', note: null });
  });

  it.each(['2025-07-20', '2025-08-19', '2025-08-20', '2025-10-31'])(
    'shows the same published figure as known on %s',
    async (known) => {
      const { figures } = await ask(`reports/board?knownAt=${known}`);
      const stage = figureOf(figures, 'stage', 'RXX');
      expect(stage).toMatchObject({ value: 1, formulaVersion: '1' });
      expect(stage?.['standing']).toBe(known < '2025-08-20' ? 'stands' : 'restated');
    },
  );

  it('lists its prior-period adjustments to those who may see entries', async () => {
    const { adjustments, ...counts } = await ask('periods/2025-q1/adjustments');
    expect(counts).toMatchObject({ numerator: 1, denominator: 1 });
    expect(adjustments).toMatchObject([
      {
        ...{ owner: 'RXX', kind: 'adoption', subject: 'C105', change: 'restated' },
        before: { value: { numerator: 8_400, denominator: 10_000 } },
        after: { value: { numerator: 8_400, denominator: 11_000 } },
        cause: 'A site was left out of the denominator.',
      },
    ]);
    const { adjustments: counted } = await ask('periods/2025-q1');
    expect(counted).toEqual({ added: 0, restated: 1, withdrawn: 0, passed: 0 });
    const recorder = await application.as('trust-recorder-1', 'RXX');
    await recorder.get(`${programme}/periods/2025-q1`).expect(200);
    await recorder.get(`${programme}/periods/2025-q1/adjustments`).expect(404);
    await application.visitor().get(`${programme}/periods/2025-q1`).expect(401);
  });

  it('is performed again at its entry: what was right matches, what was not is named', async () => {
    const { figures, ...totals } = await ask('reports/board/re-performance');
    expect(totals).toMatchObject({ numerator: 6, denominator: 10, figuresAsOf: '2025-06-30' });
    const differing = figures.filter((figure) => figure['outcome'] !== 'matches');
    expect(differing).toMatchObject([
      { figure: 'stage-distribution', of: '0', outcome: 'differs', differs: ['value'] },
      { figure: 'paperless', outcome: 'not-re-performed', whyNot: 'figure-unknown' },
      { figure: 'stage', of: 'RYY', outcome: 'not-re-performed', whyNot: 'of-unknown' },
      { figure: 'use-gap', of: 'RXX', whyNot: 'formula-version-unknown', again: null },
    ]);
    expect(differing[0]?.['again']).toMatchObject({ value: 0, denominator: 1 });
  });

  it('is given as rows too, and not found where it is not', async () => {
    for (const [path, rows] of [
      ['periods/2025-q1', 10],
      ['periods/2025-q1/adjustments', 1],
      ['reports/board', 10],
      ['reports/board/re-performance', 10],
    ] as const) {
      const { text } = await office.get(`${programme}/${path}?format=csv`).expect(200);
      expect(text.trim().split('\r\n')).toHaveLength(1 + rows);
    }
    for (const path of ['periods/2025-q2', 'reports/q1', 'reports/q1/re-performance']) {
      await office.get(`${programme}/${path}`).expect(404);
    }
    await office.get(`${programme}/reports/board?knownAt=2025-07-19`).expect(404);
  });
});

type Figure = Readonly<{ figure: string; of?: string }> & Readonly<Record<string, unknown>>;
type Answer = Readonly<{ figures: readonly Figure[]; adjustments: unknown }>;

const figureOf = (figures: readonly Figure[], figure: string, of?: string) =>
  figures.find((each) => each.figure === figure && each.of === of);
