import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { ApplicationUnderTest } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { day } from '../support/evidence-pages.js';
import { FormWalk } from '../support/form-walk.js';
import { recordBenefit } from '../support/recorded-benefit.js';
import { registerTrusts } from '../support/registered-trusts.js';

const TRUST = '/organisations/RXX';
const BENEFIT = `${TRUST}/benefits/RXX-EPMA-TIME`;

/** Without scripts: what a benefit shares with others, and where it goes when its trust is no more. */
describe('A benefit that is not alone', () => {
  let application: ApplicationUnderTest;
  let evidence: string;
  const clock = { now: '2024-09-12T09:00:00.000Z' };
  const as = (organisation = 'RXX') =>
    new FormWalk(application).as('trust-recorder-1', organisation);

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    await recordCorrectedTrust(application, clock);
    ({ evidence } = await recordBenefit(application));
    await registerTrusts(await application.as('reference-loader-1'), ['RYY']);
    const recorder = await application.as('trust-recorder-1', 'RXX');
    await recorder.post(`/api/v1${TRUST}/benefits`, { ...other, benefit: 'RXX-SCAN' }).expect(201);
    await application.settled();
  });
  afterAll(() => application.stop());

  const lastOf = async (stream: string) => {
    const history = await application.app
      .get<EventStore>(EVENT_STORE, { strict: false })
      .readStream(stream);
    const last = history.at(-1);
    return {
      type: last?.type,
      position: last?.position,
      data: JSON.parse(last?.data ?? '{}') as unknown,
    };
  };

  async function claim(walk: FormWalk, benefit: string, share: string) {
    await walk.open(`${TRUST}/benefits/${benefit}/pools/claim`);
    await walk.send({ pool: 'nursing-time' });
    await walk.send({ share });
    await walk.send(day('day', '3', 'October', '2025'));
    return walk.send({ 'evidence-none': 'yes' });
  }

  it('claims a share of a pool, in the sentences of the API', async () => {
    const walk = as();
    await walk.open(BENEFIT);
    expect(walk.page.text).not.toContain('Release a share of a pool');
    await walk.follow('Claim a share of a pool');
    const wrong = await walk.send({ pool: 'Nursing time' });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('There is a problem');
    expect(wrong.html).toContain('value="Nursing time"');
    await walk.send({ pool: 'nursing-time' });
    expect((await walk.send()).text).toContain('Enter the share, like 40 or 100');
    const check = await claim(walk, 'RXX-EPMA-TIME', '60');
    expect(check.text).toContain('Which share of it, in percent? 60');
    expect((await walk.send()).text).toContain('Share claimed');
    expect(await lastOf('pool-nursing-time')).toMatchObject({
      type: 'PoolShareClaimed',
      data: { benefit: 'RXX-EPMA-TIME', pool: 'nursing-time', share: 0.6 },
    });
    await application.settled();
    await walk.open(BENEFIT);
    expect(walk.page.text).toContain('Pool nursing-time RXX-EPMA-TIME holds 60.0%; 40.0% is free');
  });

  it('takes no share that is another’s, and shows whose it is', async () => {
    const walk = as();
    await walk.open(`${TRUST}/benefits/RXX-SCAN/pools/claim`);
    expect(walk.page.text).toContain('nursing-time RXX-EPMA-TIME 60% 40%');
    const refused = await claim(walk, 'RXX-SCAN', '50');
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Nothing can be counted twice: on 3 October 2025');
  });

  it.each(['', '/pool', '/why-released'])(
    'releases no share where none is held, at “%s”',
    async (page) => {
      const none = await as().open(`${TRUST}/benefits/RXX-SCAN/pools/release${page}`);
      expect(none.status).toBe(404);
      expect(none.text).toContain('This benefit holds no share of a pool today');
      expect(none.html).toContain(`href="${TRUST}/benefits/RXX-SCAN"`);
    },
  );

  it('is added up with others for an auditor, today and as it was before', async () => {
    const walk = new FormWalk(application).as('auditor-1');
    const { text, html } = await walk.open('/audit/shares');
    expect(text).toContain('The shares of the 1 shared resource are together 100% or less.');
    expect(text).toContain('No benefit was approved with a larger share than it has.');
    expect(text).toMatch(
      /nursing-time Nursing time freed by electronic drug charts Example NHS Trust \(RXX\) 60\.0% Not approved with one 60\.0% 3 October 2025/,
    );
    expect(html).toContain('href="/audit/streams/pool-nursing-time"');
    const before = await walk.open('/audit/shares?asOf=1+October+2025');
    expect(before.text).toContain('No benefit claims a share of a resource.');
    expect((await walk.open('/audit/shares?asOf=x')).status).toBe(400);
    expect((await as().open('/audit/shares')).status).toBe(403);
    await walk.open('/audit');
    expect(walk.page.html).toContain('href="/audit/shares"');
  });

  it('is counted for an auditor by what of it was validated on a document, today and as it was before', async () => {
    const walk = new FormWalk(application).as('auditor-1');
    await walk.open('/audit');
    const { text } = await walk.follow('Pounds validated on a document, and the rest');
    expect(text).toContain(
      'Non-cash-releasing: £1,800 of £3,780 claimed is validated on a document that the validation names; £1,980 is not.',
    );
    expect(text).toContain('Non-cash-releasing £3,780 £1,800 47.6% £1,980 £0 £4,050');
    const before = await walk.open('/audit/evidenced?asOf=1+January+2025');
    expect(before.text).toContain('No value in money has been claimed.');
    expect((await as().open('/audit/evidenced')).status).toBe(403);
    await walk.follow('How this is worked out, trust by trust: Trusts in England');
    expect(walk.page.address).toBe('/money-gaps/explain?asOf=2025-01-01');
    expect(walk.page.status).toBe(200);
  });

  it('is counted for an auditor with a document that was withdrawn since, and told to be', async () => {
    const recorder = await application.as('trust-recorder-1', 'RXX');
    const why = 'It is the extract of another ward.';
    await recorder
      .post(`/api/v1${TRUST}/evidence-withdrawals`, {
        ...{ evidenceId: evidence, why, effectiveOn: '2025-10-20' },
      })
      .expect(201);
    await application.settled();
    const { text } = await new FormWalk(application).as('auditor-1').open('/audit/evidenced');
    expect(text).toContain('Validated on a document Share validated Awaiting validation');
    expect(text).toContain('Non-cash-releasing £3,780 £1,800 47.6% £1,980');
    expect(text).toContain(
      'A value stays validated where its document has been withdrawn or has expired since, and is counted here with the others.',
    );
    expect(text).not.toContain('with evidence');
  });

  it('shows its claim as an entry, and releases it', async () => {
    const walk = as();
    await walk.open(BENEFIT);
    await walk.follow('Release a share of a pool');
    expect(walk.page.text).toContain('60% of nursing-time');
    expect((await walk.send()).text).toContain('Select the share you want to release');
    await walk.send({ pool: 'nursing-time' });
    expect((await walk.send()).text).toContain('Enter why you are releasing it');
    await walk.send({ 'why-released': 'It is counted at another benefit' });
    await walk.send(day('day', '20', 'October', '2025'));
    const done = await walk.send();
    expect(done.text).toContain('Share released');
    await application.settled();
    const [, entry = ''] = /href="([^"]*\/entries\/\d+)"/.exec(done.html) ?? [];
    expect((await walk.open(entry)).text).toContain('Share of RXX-EPMA-TIME in a pool: 0');
    expect(await lastOf('pool-nursing-time')).toMatchObject({ type: 'PoolShareReleased' });
  });

  it('stays where it is while its trust has no successor', async () => {
    const walk = as();
    const none = await walk.open(`${BENEFIT}/transfers/new`);
    expect(none).toMatchObject({ status: 404 });
    expect(none.text).toContain('This trust has no successor today');
    expect((await walk.open(BENEFIT)).text).not.toContain('Transfer it to the successor');
  });

  it('goes to the successor of its trust, by whom it is found there', async () => {
    const loader = await application.as('reference-loader-1');
    const source = { name: 'Organisation Data Service' };
    const closure = { lastDay: '2025-10-31', source };
    await loader.post(`/api/v1${TRUST}/closures`, closure).expect(201);
    const succession = {
      successor: 'RYY',
      succession: 'merger',
      effectiveOn: '2025-11-01',
      source,
    };
    await loader.post(`/api/v1${TRUST}/successions`, succession).expect(201);
    clock.now = '2025-11-03T09:00:00.000Z';
    await application.settled();

    const walk = as('RYY');
    await walk.open(BENEFIT);
    await walk.follow('Transfer it to the successor of the trust');
    expect((await walk.send()).text).toContain('Select the trust that took over');
    await walk.send({ successor: 'RYY' });
    await walk.send(day('day', '1', 'November', '2025'));
    await walk.send({ 'evidence-none': 'yes' });
    const done = await walk.send();
    expect(done.text).toContain('Benefit transferred');
    expect(await lastOf('benefit-RXX-EPMA-TIME')).toMatchObject({
      type: 'BenefitTransferred',
      data: { successor: 'RYY' },
    });
    await application.settled();
    expect((await walk.open('/organisations/RYY/benefits')).text).toContain('RXX-EPMA-TIME');
  });

  it('leads from the successor to every entry where it stands', async () => {
    const walk = as('RYY');
    const here = '/organisations/RYY/benefits/RXX-EPMA-TIME';
    const links = new Set<string>();
    for (const page of [`${here}/explain`, '/organisations/RYY/changes?since=2024-01-01']) {
      const { html } = await walk.open(page);
      for (const [, href = ''] of html.matchAll(/href="([^"]*\/entries\/\d+)"/g)) links.add(href);
    }
    expect([...links].filter((href) => href.startsWith(`${TRUST}/entries/`))).not.toEqual([]);
    const { position } = await lastOf('benefit-RXX-EPMA-TIME');
    expect(links).toContain(`${TRUST}/entries/${String(position)}`);
    for (const href of links) {
      const { status } = await walk.open(href);
      expect([href, status]).toEqual([href, 200]);
    }
  });

  it('has gone a day later when that is put right', async () => {
    const { position } = await lastOf('benefit-RXX-EPMA-TIME');
    const walk = as('RYY');
    await walk.open(`${TRUST}/entries/${String(position)}`);
    expect(walk.page.text).toContain('Belongs to Trust RYY (RYY)');
    await walk.follow('Correct this entry');
    await walk.send({ why: 'The order names the second of November.' });
    await walk.follow('Change: From which day does it have the benefit?');
    const check = await walk.send(day('day', '2', 'November', '2025'));
    expect(check.text).toContain('1 November 2025 2 November 2025 Changed');
    expect((await walk.send()).text).toContain('Entry corrected');
    expect(await lastOf('benefit-RXX-EPMA-TIME')).toMatchObject({
      type: 'FactCorrected',
      data: { fact: { data: { effective: { latest: '2025-11-02' } } } },
    });
  });
});

const other = {
  ...{ effectiveOn: '2025-01-10', title: 'Scanning less', class: 'NCRB', valuedIn: 'money' },
  ...{ beneficiary: 'Clerks', category: 'Time', objective: 'Release time', owner: 'chief-nurse' },
  measure: {
    ...{ name: 'Pages scanned', unit: 'pages', direction: 'lower' },
    ...{ source: 'Scanning bureau', cadence: 'monthly' },
  },
  unitValue: { pence: 12, source: 'Invoices of the bureau', priceYear: '2025/26' },
};
