import { Client } from 'pg';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { ApplicationUnderTest } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { FormWalk } from '../support/form-walk.js';
import { recordBenefit } from '../support/recorded-benefit.js';

const TRUST = '/organisations/RXX';
const BENEFIT = `${TRUST}/benefits/RXX-EPMA-TIME`;

/** What others record between the reads of a form was not seen by who fills it in. */
describe('A form that is opened while somebody else records', () => {
  let application: ApplicationUnderTest;
  let entry: string;
  let database: Client;
  const clock = { now: '2024-09-12T09:00:00.000Z' };

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock, alone: true });
    entry = (await recordCorrectedTrust(application, clock)).position;
    await recordBenefit(application);
    await application.settled();
    database = new Client({ connectionString: application.databaseUrl });
    await database.connect();
  });
  afterAll(async () => {
    await database.end();
    await application.stop();
  });

  const recorder = () => application.as('trust-recorder-2', 'RXX');
  const walk = () => new FormWalk(application).as('trust-recorder-1', 'RXX');

  const transfers = async (by: string, owner: string, day = 20) =>
    (await application.as(by, 'RXX'))
      .post(`/api/v1${TRUST}/benefit-ownership-transfers`, {
        ...{ benefit: 'RXX-EPMA-TIME', owner, effectiveOn: `2025-10-${String(day)}` },
        acceptance: 'Handover of 20 October 2025',
      })
      .expect(201);

  /** Somebody hands the benefit over and the form is opened, before the read models know of it. */
  async function openBehind(own: FormWalk, ...by: Parameters<typeof transfers>): Promise<void> {
    await database.query('begin; select 1 from projections.checkpoint for update');
    try {
      await transfers(...by);
      await own.open(`${BENEFIT}/ownership/new`);
    } finally {
      await database.query('rollback');
    }
    await application.settled();
  }

  async function answerTransfer(own: FormWalk): Promise<void> {
    await own.send({ owner: 'finance director' });
    await own.send({ acceptance: 'Handover of 21 October 2025' });
    await own.send({ 'day-day': '27', 'day-month': 'October', 'day-year': '2025' });
    await own.send({ 'evidence-none': 'yes' });
  }

  it('tells of it where the read models lagged behind the log', async () => {
    const own = walk();
    await openBehind(own, 'trust-recorder-2', 'medical-director');
    expect(own.page.text).toContain('Chief nurse');
    await answerTransfer(own);
    expect(own.page.text).toContain('Someone else changed this record while you were working');
  });

  it('says of their own entries that they are, where it did not know them yet', async () => {
    const own = walk();
    await openBehind(own, 'trust-recorder-1', 'chief-pharmacist', 22);
    await answerTransfer(own);
    expect(own.page.text).toContain('You changed this record yourself after this form had read it');
    expect(own.page.text).not.toContain('Someone else');
    expect(own.page.text).toContain('What was recorded after this form had read the record');
    expect(own.page.text).toMatch(/When Who What .* You /);
  });

  it('keeps nothing until the first answer, and then how far was read before it', async () => {
    const drafts = async () =>
      (await database.query('select id from edge.form_drafts order by id')).rows as unknown;
    const own = walk();
    const before = await drafts();
    const { address } = await own.open(`${BENEFIT}/ownership/new`);
    expect(own.page.text).toContain('Who owns it from now on?');
    expect(await drafts()).toEqual(before);
    await transfers('trust-recorder-2', 'director-of-pharmacy', 24);
    await application.settled();
    await own.as().send({ owner: 'finance director' });
    expect(own.page.text).toContain('You were signed out');
    await own.as('trust-recorder-1', 'RXX').open(address);
    await answerTransfer(own);
    expect(own.page.text).toContain('Someone else changed this record while you were working');
  });

  it('tells of a correction that came after the entry was read, and before the form was shown', async () => {
    const own = walk();
    const other = await recorder();
    const history = await application.app
      .get<EventStore>(EVENT_STORE, { strict: false })
      .readStream('adoption-RXX-C105');
    const factId = history.find(({ position }) => String(position) === entry)?.id ?? '';
    const address = `/api/v1${TRUST}/adoption-measurements/C105/${factId}`;
    const { headers } = await other.get(address).expect(200);
    const question = (await own.open(`${TRUST}/entries/${entry}/correct`)).address;
    await database.query('begin; lock table read_models.series in access exclusive mode');
    const opened = own.open(question);
    try {
      await untilSomebodyWaits(database);
      await other
        .post(`${address}/corrections`, {
          reason: 'The number was mistyped.',
          entry: corrected,
        })
        .set('If-Match', String(headers['etag']))
        .expect(201);
    } finally {
      await database.query('rollback');
    }
    await opened;
    await own.send({ why: 'It was of another ward.' });
    expect(own.page.text).toContain('Someone else changed this entry while you were working');
    expect(own.page.text).toContain('9,310, before: 9,130');
  });
});

/** Until a question waits for the table that is locked. */
async function untilSomebodyWaits(database: Client): Promise<void> {
  for (;;) {
    const { rowCount } = await database.query(
      `select 1 from pg_locks where not granted and relation = 'read_models.series'::regclass`,
    );
    if (rowCount !== 0) return;
    await database.query('select pg_sleep(0.02)');
  }
}

const corrected = {
  ...{ capability: 'C105', numerator: 9_310, denominator: 11_000 },
  ...{ from: '2025-09-01', to: '2025-09-30', method: 'Report of the EPR' },
  source: { name: 'EPR report' },
};
