/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- supertest gives every body as any; the assertions are its types */
import { InMemoryEventStore } from '#event-store';
import { ApplicationUnderTest, type Caller, type Options } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { everyPage, nameOf, recordForPages, tellsOfVisits } from '../support/every-page.js';
import { startEventStoreDb } from '../support/eventstoredb/index.js';
import { inWords } from '../support/page.js';

type Place = Readonly<{ options: Options; stop: () => Promise<void> }>;

const stays = () => Promise.resolve();

const places: readonly (readonly [string, () => Promise<Place>])[] = [
  [
    'in memory',
    () =>
      Promise.resolve({
        options: { open: (simulation) => new InMemoryEventStore({ ...simulation, pollEvery: 20 }) },
        stop: stays,
      }),
  ],
  ['in PostgreSQL', () => Promise.resolve({ options: {}, stop: stays })],
  [
    'in EventStoreDB',
    async () => {
      const server = await startEventStoreDb();
      const options = { environment: { EVENTSTORE_URL: server.url } };
      return { options, stop: () => server.stop() };
    },
  ],
];

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';

/** Forms and imports show what was typed and brought just then, which is kept beside the log. */
const pagesOfRecord = everyPage.filter(
  (page) =>
    !tellsOfVisits(page) &&
    !/[?&]draft=|\/(new|imports|correct|withdraw|validate|reject)\b/.test(page.path),
);

/** Every page, as the first store showed it. */
const shown = new Map<string, string>();

/** Requests and sessions have ids of their own, and so has what they recorded; positions are the store's. */
const OWN_IDS = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}|(?<=\bposition )\d+/g;

/** The same history gives the same answers, wherever it is kept; worked out by hand. */
describe.each(places)('A history kept %s', (_, place) => {
  const clock = { now: '2024-09-12T09:00:00.000Z' };
  const trust = '/api/v1/organisations/RXX';
  let application: ApplicationUnderTest;
  let kept: Place;
  let recorder: Caller;
  let position: string;

  beforeAll(async () => {
    clock.now = '2024-09-12T09:00:00.000Z';
    kept = await place();
    application = await ApplicationUnderTest.start({ clock, ...kept.options });
    ({ recorder, position } = await recordCorrectedTrust(application, clock));
    clock.now = '2026-05-01T09:00:00.000Z';
  });
  afterAll(async () => {
    await application.stop();
    await kept.stop();
  });

  it.each([
    ['2024-09-09', '2026-04-30', 'not-reported', 0, 'the day before anything was so'],
    ['2024-12-31', '2024-12-31', 'reported', 0, 'switched on, its use not measured'],
    ['2025-03-31', '2025-04-07', 'reported', 0, 'the day before March was told'],
    ['2025-03-31', '2025-04-30', 'reported', 0, '72 % in March'],
    ['2025-06-29', '2025-07-31', 'reported', 0, 'the day before June counts'],
    ['2025-06-30', '2025-07-31', 'reported', 1, '84 % in June, believed'],
    ['2025-06-30', '2025-08-19', 'reported', 1, 'the day before the correction'],
    ['2025-06-30', '2025-08-20', 'reported', 0, '76.4 % in June, as corrected'],
    ['2025-09-30', '2025-10-01', 'reported', 0, 'September not yet told'],
    ['2025-09-30', '2025-10-31', 'reported', 1, '83 % in September'],
    ['2026-03-31', '2026-04-30', 'reported', 1, 'the last day on which March 2025 counts'],
    ['2026-04-01', '2026-04-30', 'reported', 0, 'March 2025 is out of date'],
  ])('as of %s, known on %s: %s, stage %i (%s)', async (asOf, knownAt, told, low) => {
    const { body } = await recorder
      .get(`${trust}/stage?asOf=${asOf}&knownAt=${knownAt}&minPosition=${position}`)
      .expect(200);
    const { evidenced } = body.stage;
    if (told === 'not-reported') expect(evidenced).toBe('not-reported');
    else expect(evidenced.low).toBe(low);
  });

  it('numbers entries from 1 without a gap, and answers as known at each', async () => {
    const auditor = await application.as('auditor-1');
    const { body } = await auditor
      .get(`/api/v1/events?limit=500&minPosition=${position}`)
      .expect(200);
    const entries = (body.entries as readonly { entry: number }[]).map(({ entry }) => entry);
    expect(entries).toEqual(entries.map((_entry, n) => entries.length - n));
    const { body: last } = await recorder.get(`${trust}/stage?knownAt=${String(entries.length)}`);
    expect(last.entry).toBe(entries.length);
    await recorder.get(`${trust}/stage?knownAt=${String(entries.length + 1)}`).expect(400);
  });
});

/** And the pages say the same of a record of all that pages show. */
describe.each(places)('The pages of a record kept %s', (_, place) => {
  const clock = { now: '2024-09-12T09:00:00.000Z' };
  let application: ApplicationUnderTest;
  let kept: Place;

  beforeAll(async () => {
    clock.now = '2024-09-12T09:00:00.000Z';
    kept = await place();
    application = await ApplicationUnderTest.start({ clock, ...kept.options });
    await recordForPages(application, clock);
  });
  afterAll(async () => {
    await application.stop();
    await kept.stop();
  });

  it.each(pagesOfRecord.map((page) => [nameOf(page), page] as const))(
    'are in the same words: %s',
    async (name, { path, person, organisation, status = 200 }) => {
      const caller =
        person === undefined ? application.visitor() : await application.as(person, organisation);
      const { text } = await caller.get(path).set('Accept', BROWSER).expect(status);
      const words = inWords(text).replace(OWN_IDS, 'id');
      const first = shown.get(name) ?? words;
      shown.set(name, first);
      expect(words).toBe(first);
    },
  );
});
