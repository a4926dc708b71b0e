/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- supertest gives every body as any; the assertions are its types */
import { ApplicationUnderTest, type Caller } from '../support/application.js';

const trust = '/api/v1/organisations/RXX';

/** Scores and answers, recorded, corrected and read, each instrument for itself. */
describe('An assessment', () => {
  let application: ApplicationUnderTest;
  let recorder: Caller;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock: { now: '2026-06-02T09:00:00.000Z' } });
    recorder = await application.as('trust-recorder-1', 'RXX');
    const loader = await application.as('reference-loader-1');
    await loader
      .post(`${trust}/registrations`, {
        kind: 'trust',
        name: 'Trust RXX',
        trustType: 'Acute',
        sinceBeforeRecords: true,
        source: { name: 'Organisation Data Service' },
      })
      .expect(201);
  });
  afterAll(() => application.stop());

  type Answered = Readonly<{ headers: Record<string, string> }>;
  const linesOf = async (instrument: string, { headers }: Answered, asked = '') => {
    const position = `minPosition=${String(headers['log-position'])}`;
    const { body } = await recorder
      .get(`${trust}/assessments/${instrument}?${position}&${asked}`)
      .expect(200);
    return body as object;
  };

  it('is read as it was published, and as it was corrected', async () => {
    const first = await recorder.post(`${trust}/assessments`, dma(3.1)).expect(201);
    const address = String(first.headers['location']);
    expect(address).toContain(`${trust}/assessments/dma-2025/`);
    expect(await linesOf('dma', first)).toMatchObject({
      instrument: { code: 'dma', from: 1, to: 5 },
      lines: [
        { edition: '2025', name: 'safe-practice', score: 2.4, selfAssessed: true },
        { edition: '2025', name: 'well-led', score: 3.1, answers: null },
      ],
    });
    const before = first.body.entry as number;
    const second = await recorder
      .post(`${address}/corrections`, {
        reason: 'The results were published again, with other filters.',
        entry: dma(3.4),
      })
      .set('If-Match', String(first.headers['etag']))
      .expect(201);
    expect(await linesOf('dma', second)).toMatchObject({
      lines: [{ score: 2.4 }, { score: 3.4 }],
    });
    expect(await linesOf('dma', second, `knownAt=${String(before)}`)).toMatchObject({
      lines: [{ score: 2.4 }, { score: 3.1 }],
    });
    const third = await recorder
      .post(`${address}/retractions`, { reason: 'It is that of another trust.' })
      .set('If-Match', String(second.headers['etag']))
      .expect(201);
    expect(await linesOf('dma', third)).toMatchObject({ lines: [] });
  });

  it('never meets another instrument', async () => {
    const stage = { edition: 'emram-2018', scores: { stage: 6 }, selfAssessed: false };
    await recorder
      .post(`${trust}/assessments`, { ...stage, effectiveOn: '2026-01-31' })
      .expect(201);
    const survey = { edition: 'nees-2021', positive: 55.5, negative: 20.2, respondents: 312 };
    const result = await recorder
      .post(`${trust}/survey-results`, { ...survey, effectiveOn: '2026-02-28' })
      .expect(201);
    expect(await linesOf('emram', result)).toMatchObject({
      instrument: { code: 'emram', from: 0, to: 7 },
      lines: [{ name: 'stage', score: 6, selfAssessed: false }],
    });
    expect(await linesOf('nees', result)).toMatchObject({
      instrument: { code: 'nees', from: -100, to: 100 },
      lines: [
        {
          name: 'net',
          score: 35.3,
          answers: { positive: 55.5, neutral: 24.3, negative: 20.2, respondents: 312 },
        },
      ],
    });
    await recorder.get(`${trust}/assessments/sats`).expect(404);
    await recorder.get(`${trust}/assessments`).expect(405);
  });

  it('is refused off its scale, with the field it is about', async () => {
    const refused = async (entry: object, status: number) =>
      (await recorder.post(`${trust}/assessments`, entry).expect(status)).body as object;
    expect(await refused({ ...dma(5.1), edition: 'dma-2024' }, 422)).toMatchObject({
      code: 'score-off-scale',
      detail: 'The score of well-led must be a number from 1 to 5, with 1 decimal at most.',
      errors: [{ pointer: '/scores/well-led' }],
    });
    expect(await refused({ ...dma(3), edition: 'dma-1999' }, 400)).toMatchObject({
      errors: [{ pointer: '/edition' }],
    });
    expect(await refused({ ...dma(3), scores: { 'well-led': '3' } }, 400)).toMatchObject({
      errors: [{ pointer: '/scores' }],
    });
  });
});

const dma = (wellLed: number) => ({
  edition: 'dma-2025',
  scores: { 'well-led': wellLed, 'safe-practice': 2.4 },
  selfAssessed: true,
  effectiveFrom: '2025-04-01',
  effectiveTo: '2025-06-30',
  source: { name: 'Digital Maturity Assessment 2025', publishedOn: '2026-03-27' },
});
