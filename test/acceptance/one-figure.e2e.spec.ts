/* eslint-disable @typescript-eslint/no-unsafe-assignment -- supertest gives every body as any; the assertions are its types */
import { parse } from 'csv-parse/sync';
import { boards, demonstrationProgramme, DemonstrationLoader, region } from '#demonstration';
import { EVENT_STORE, read, type Entry, type EventStore } from '#event-sourcing';
import type { Explanation, GapAnswer } from '#read-models';
import { isoDate } from '#vocabulary';
import { ApplicationUnderTest } from '../support/application.js';
import { oracle } from '../oracle/oracle.js';

/*
 * One figure – the gap of a fictional trust on a day, with corrections and a retraction behind it – on
 * its page, as JSON, as CSV and by its events. Everything is reached by the links that the page has.
 */
describe('The gap of a demonstration trust', () => {
  const TRUST = 'DEMO08';
  const DAY = '2024-12-31';
  let application: ApplicationUnderTest;
  let log: readonly Entry[] = [];
  let page = '';
  let json: GapAnswer;
  let rows: readonly Row[] = [];
  let explanation: Explanation;

  beforeAll(async () => {
    const clock = { now: '2023-10-01T09:00:00.000Z' };
    const environment = { EMBEDDED_DATABASE: 'true', DEMONSTRATION: 'on' };
    application = await ApplicationUnderTest.start({ clock, environment });
    const told = new Set<string>([TRUST, ...[region, ...boards].map(({ code }) => code)]);
    // The application under test has published the model already.
    const steps = demonstrationProgramme().filter(
      ({ at, asker, request }) =>
        at < '2025-06-01' &&
        request.of !== 'maturity-models' &&
        told.has(asker.organisation) &&
        isAbout(request.command.data, [...told]),
    );
    await application.app.get(DemonstrationLoader, { strict: false }).load({ steps });
    const store = application.app.get<EventStore>(EVENT_STORE);
    log = (await store.readAll(undefined, 10_000)).map((stored, index) => ({
      ...read(stored),
      entry: index + 1,
    }));

    const visitor = application.visitor();
    const { length } = log;
    await visitor.get(`/api/v1/organisations/${TRUST}?minPosition=${String(length)}`).expect(200);
    const address = `/organisations/${TRUST}?asOf=${DAY}&knownAt=${String(length)}`;
    page = (await visitor.get(address).set('Accept', 'text/html').expect(200)).text;
    json = (await visitor.get(linkTo('JSON')).expect(200)).body;
    rows = parse((await visitor.get(linkTo('This gap as data (CSV)')).expect(200)).text, {
      columns: true,
    });
    // The page that explains it leads to the same as data.
    const explained = await visitor.get(linkTo('How this is worked out')).expect(200);
    const [, asData = ''] = /<a href="([^"]+)">all of it \(JSON\)<\/a>/.exec(explained.text) ?? [];
    explanation = (await visitor.get(asData.replaceAll('&amp;', '&')).expect(200)).body;
  });
  afterAll(() => application.stop());

  /** Of the links below the gap. */
  const linkTo = (words: string): string => {
    const [, below = ''] = page.split('Points are rounded to one decimal');
    const link = [...below.matchAll(/<a href="([^"]+)">([^<]+)</g)].find(
      ([, , text]) => text === words,
    );
    return link?.[1]?.replaceAll('&amp;', '&') ?? `no link to ${words}`;
  };

  it('has the same parts on its page as in the API, rounded so that they add up to 100', () => {
    const { gap } = json;
    const shown = partsOn(page);
    expect(Object.values(shown).reduce((sum, points) => sum + points, 0)).toBeCloseTo(200, 9);
    expect(json).toMatchObject({ asOf: DAY, entry: log.length, organisation: { code: TRUST } });
    for (const [name, points] of [
      ['Not installed', gap?.notDeployed.low],
      ['Installed, not used', gap?.notAdopted.low],
      ['Used, benefit not shown', gap?.notRealised.low],
      ['Value shown', gap?.value.low],
    ] as const) {
      expect(Math.abs((shown[name] ?? NaN) - (points ?? NaN))).toBeLessThan(0.1);
    }
    expect(gap?.optimisationGap.high).toBeCloseTo(100 - (gap?.value.low ?? NaN), 9);
    expect(shown['Not known']).toBeGreaterThan(10);
  });

  it('has the same parts in CSV: the mean of its rows by their weights', () => {
    expect(rows).toHaveLength(25);
    const weight = rows.reduce((sum, row) => sum + Number(row['weight']), 0);
    expect(weight).toBe(json.gap?.weight);
    for (const part of parts) {
      for (const bound of ['low', 'high'] as const) {
        const mean = rows.reduce(
          (sum, row) => sum + (Number(row['weight']) * Number(row[`${part}.${bound}`])) / weight,
          0,
        );
        expect(mean).toBeCloseTo(json.gap?.[part][bound] ?? NaN, 9);
      }
    }
  });

  it('is explained by inputs from which it follows', () => {
    const { inputs } = explanation as Readonly<{ inputs: GapAnswer['gap'] }>;
    for (const part of parts) expect(inputs?.[part]).toEqual(json.gap?.[part]);
    for (const { capability, d, a, r } of inputs?.capabilities ?? []) {
      const row = rows.find((each) => each['capability'] === capability) ?? {};
      expect([row['d'], row['a'], row['r']]).toEqual([d, a, r].map((share) => inCsv(share)));
      // What is unknown makes the worst of all of it.
      const worst = 100 * (1 - (d ?? 0) * (a ?? 0) * (r ?? 0));
      expect(Number(row['optimisationGap.high'])).toBeCloseTo(worst, 9);
      const best = 100 * (1 - (d ?? 1) * (a ?? 1) * (r ?? 1));
      expect(Number(row['optimisationGap.low'])).toBeCloseTo(best, 9);
    }
  });

  it('rests on events of the log, as they were recorded', () => {
    for (const used of explanation.events) {
      const event = log.find(({ id }) => id === used.eventId);
      expect([used.entry, used.type, used.stream, used.recordedAt]).toEqual([
        event?.entry,
        event?.type,
        event?.stream,
        event?.recordedAt,
      ]);
      if (used.kind === 'adoption' && used.part === 'states') {
        expect(used.value).toMatchObject(countsIn(event));
      }
    }
    const kinds = explanation.events.map(({ type, part }) => `${type} ${part}`);
    expect(kinds).toEqual(
      expect.arrayContaining(['FactCorrected states', 'FactRetracted took-back']),
    );
  });

  it('follows from those events alone, by the plainest way to work it out', () => {
    const names = new Set(explanation.events.map(({ eventId }) => eventId));
    const asked = { organisation: TRUST, asOf: isoDate(DAY), knownAt: log.length };
    const listed = log.filter(({ id }) => names.has(id));
    expect(listed.length).toBeLessThan(log.length / 3);
    for (const entries of [log, listed]) {
      const { gap } = oracle(entries, asked) ?? {};
      for (const [bounds, told] of [
        [gap?.whole, json.gap?.optimisationGap],
        [gap?.use, json.gap?.useGap],
        [gap?.notDeployed, json.gap?.notDeployed],
      ] as const) {
        expect(bounds?.low).toBeCloseTo(told?.low ?? NaN, 9);
        expect(bounds?.high).toBeCloseTo(told?.high ?? NaN, 9);
      }
    }
    // Without the corrections it would be another.
    const uncorrected = oracle(
      listed.filter(({ type }) => type !== 'FactCorrected'),
      asked,
    );
    expect(uncorrected?.gap.use.low).not.toBeCloseTo(json.gap?.useGap.low ?? NaN, 3);
  });

  it.each([
    ['knownAt=1', 'The demonstration programme was first recorded here at'],
    ['asOf=2020-01-01', 'Nothing included here says at which stage its trusts were by 1 January'],
  ])('is not on the first page at %s, which says why', async (query, sentence) => {
    const { text } = await application
      .visitor()
      .get(`/?${query}`)
      .set('Accept', 'text/html')
      .expect(200);
    expect(text).toContain(sentence);
    expect(text).not.toContain('Optimisation gap</h3>');
  });
});

type Row = Readonly<Record<string, string>>;

const parts = [
  ...(['value', 'notDeployed', 'notAdopted', 'notRealised'] as const),
  ...(['optimisationGap', 'useGap'] as const),
];

const inCsv = (share: number | undefined): string => (share === undefined ? '' : String(share));

/** The boards hear of all trusts; only what is about these is recorded. */
const isAbout = (data: object, codes: readonly string[]): boolean => {
  const order = 'order' in data ? (data.order as { data: object }).data : data;
  return !('organisation' in order) || codes.includes(String(order.organisation));
};

/** Points by part, as the table of the gap shows them; "All" is the sum of the others. */
function partsOn(text: string): Readonly<Record<string, number>> {
  const [, after = ''] = text.split('Where the 100 points of intended value are</caption>');
  const [table = ''] = after.split('</table>');
  return Object.fromEntries(
    [...table.matchAll(/<th scope="row"[^>]*>([^<]+)<\/th><td[^>]*>([\d.]+)<\/td>/g)].map(
      ([, name = '', points]) => [name, Number(points)],
    ),
  );
}

/** Of an adoption measurement, or of what one was corrected to. */
function countsIn(event: Entry | undefined) {
  const data = (event?.data ?? {}) as Readonly<Record<string, unknown>>;
  const fact = (data['fact'] ?? { data }) as Readonly<{ data: Counts }>;
  const { numerator, denominator } = fact.data;
  return { numerator, denominator };
}

type Counts = Readonly<{ numerator: number; denominator: number }>;
