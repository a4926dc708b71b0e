/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- supertest gives every body as any; the assertions are its types */
import { DataSource } from 'typeorm';
import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { registerTrusts } from '../support/registered-trusts.js';
import { attachGraded } from '../support/graded-evidence.js';

/** One benefit's life through HTTP: from its profile to a validated actual, a correction, a write-off. */
describe('The life of a benefit', () => {
  let application: ApplicationUnderTest;
  let recorder: Caller;
  let approver: Caller;
  let profileAt = '';
  let actualAt = '';
  const clock = { now: '2025-01-10T09:00:00.000Z' };
  let evidence = '';
  const trust = '/api/v1/organisations/RXX';

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    const loader = await application.as('reference-loader-1');
    await registerTrusts(loader, ['RXX', 'RYY']);
    recorder = await application.as('trust-recorder-1', 'RXX');
    approver = await application.as('trust-approver-1', 'RXX');
  });
  afterAll(() => application.stop());

  it('begins with a profile, which its own trust alone can read', async () => {
    const { body, headers } = await recorder.post(`${trust}/benefits`, profile).expect(201);
    expect(body.events).toMatchObject([{ type: 'BenefitProfiled', revision: 0 }]);
    const address = String(headers['location']);
    profileAt = address;
    expect(address).toMatch(`${trust}/benefits/RXX-EPMA-TIME/`);
    const { body: entry } = await recorder.get(address).expect(200);
    expect(entry.data).toMatchObject({ benefit: 'RXX-EPMA-TIME', profile: { class: 'NCRB' } });

    const others = await application.as('trust-recorder-1', 'RYY');
    await others.get(address.replace('RXX/', 'RYY/')).expect(404);
    const { body: no } = await others
      .post('/api/v1/organisations/RYY/benefits', { ...profile, effectiveOn: '2025-01-09' })
      .expect(422);
    expect(no.errors).toMatchObject([{ code: 'benefit-elsewhere' }]);
    await approver.post(`${trust}/benefits`, profile).expect(403);
  });

  it('has a baseline, a map and a disbenefit', async () => {
    await recorder
      .post(`${trust}/benefit-baselines`, {
        benefit: 'RXX-EPMA-TIME',
        effectiveOn: '2024-02-15',
        value: 72,
        from: '2023-10-01',
        to: '2023-12-31',
        method: 'Observed rounds on six wards',
        agreedBy: 'benefits-board',
      })
      .expect(201);
    const nodes = [
      { kind: 'outcome', node: 'quick-rounds', title: 'Quicker drug rounds' },
      { kind: 'capability', node: 'C105', through: 'quick-rounds' },
      { kind: 'objective', node: 'time-to-care', title: 'Time to care' },
    ];
    for (const node of nodes) {
      await recorder
        .post(`${trust}/benefit-links`, {
          benefit: 'RXX-EPMA-TIME',
          effectiveOn: '2024-02-20',
          ...node,
        })
        .expect(201);
    }
    await recorder
      .post(`${trust}/disbenefits`, {
        benefit: 'RXX-EPMA-TIME',
        effectiveOn: '2024-02-20',
        disbenefit: 'log-ins',
        title: 'Time lost to log-ins',
        bearer: 'Ward doctors',
        measure: 'Time to log in',
        unit: 'minutes',
        value: 4,
      })
      .expect(201);
  });

  it('is approved by an approver, once its share of the pool is claimed', async () => {
    const etag = await currentEtag();
    const early = await approver.post(`${trust}/benefit-approvals`, approval).set('If-Match', etag);
    expect(early.status).toBe(422);
    expect(early.body.errors).toMatchObject([
      {
        code: 'pool-share-not-held',
        message:
          'This benefit holds 0 of the pool nursing-time, which is less than its attribution share. Claim a share of the pool first.',
      },
    ]);
    await recorder.post(`${trust}/pool-claims`, claim).expect(201);
    await recorder.post(`${trust}/benefit-approvals`, approval).set('If-Match', etag).expect(403);
    await approver.post(`${trust}/benefit-approvals`, approval).expect(428);
    await approver.post(`${trust}/benefit-approvals`, approval).set('If-Match', etag).expect(201);
    const release = {
      ...claim,
      share: undefined,
      why: 'No longer needed',
      effectiveOn: '2024-06-01',
    };
    const held = await recorder.post(`${trust}/pool-releases`, release).expect(422);
    expect(held.body.errors).toMatchObject([{ code: 'share-below-approved' }]);
  });

  it('takes another share of the pool from nobody', async () => {
    await recorder.post(`${trust}/benefits`, { ...profile, benefit: 'RXX-SCAN' }).expect(201);
    const { body } = await recorder
      .post(`${trust}/pool-claims`, { ...claim, benefit: 'RXX-SCAN', share: 0.6 })
      .expect(422);
    expect(body.errors).toMatchObject([
      {
        code: 'pool-overclaimed',
        message:
          'Nothing can be counted twice: on 1 March 2024 the shares of nursing-time would add to 1.10. The others hold RXX-EPMA-TIME 0.5.',
      },
    ]);
  });

  it('is revised a little by its recorder, and by more with an approver alone', async () => {
    const forecast = {
      benefit: 'RXX-EPMA-TIME',
      effectiveOn: '2024-12-01',
      why: 'Training was late',
      trajectory: quarters(0, 100_000, 200_000, 700_000),
    };
    const { body } = await recorder
      .post(`${trust}/benefit-forecasts`, forecast)
      .set('If-Match', await currentEtag())
      .expect(422);
    expect(body.errors).toMatchObject([
      {
        code: 'forecast-needs-approver',
        message:
          'This differs by 30% from what was last approved. A change above 10% needs an approver.',
      },
    ]);
    await approver
      .post(`${trust}/benefit-forecasts`, { ...forecast, approver: 'finance-committee' })
      .set('If-Match', await currentEtag())
      .expect(201);
  });

  it('comes to something in July, marked as recorded before enough use', async () => {
    await recorder
      .post(`${trust}/adoption-measurements`, {
        capability: 'C105',
        from: '2024-07-01',
        to: '2024-07-31',
        numerator: 50,
        denominator: 100,
        method: 'EPR report',
        source: { name: 'Monthly return' },
      })
      .expect(201);
    const { headers } = await recorder.post(`${trust}/benefit-actuals`, july).expect(201);
    actualAt = String(headers['location']);
    const { body } = await recorder.get(actualAt).expect(200);
    expect(body.data).toMatchObject({ amount: 45_000, marks: ['below-gate'] });
    const again = await recorder
      .post(`${trust}/benefit-actuals`, { ...july, amount: 1 })
      .expect(422);
    expect(again.body.errors).toMatchObject([
      {
        code: 'value-differs-from-volume',
      },
    ]);
    const { volume: _, ...plain } = july;
    const second = await recorder
      .post(`${trust}/benefit-actuals`, { ...plain, amount: 1 })
      .expect(422);
    expect(second.body.errors).toMatchObject([
      {
        code: 'period-overlaps',
        message: 'You have already recorded a value for July 2024. Correct that value instead.',
      },
    ]);
  });

  it('is validated on evidence of the register with grade 2 or better', async () => {
    for (const [named, code] of [
      ['Ledger extract of August 2024', 'evidence-grade-too-low'],
      ['EV-RXX-000000000000', 'evidence-unknown'],
      [await ledgerExtract(1), 'evidence-grade-too-low'],
    ] as const) {
      const { body } = await approver
        .post(`${trust}/benefit-validations`, { ...validation(), evidence: named })
        .set('If-Match', await currentEtag())
        .expect(422);
      expect(body.errors).toMatchObject([{ pointer: '/evidence', code }]);
    }
    evidence = await ledgerExtract(2);
  });

  it('is validated by one of two who try at once; the other is told', async () => {
    const other = await application.as('trust-approver-2', 'RXX');
    const etag = await currentEtag();
    const answers = await Promise.all(
      [approver, other].map((who) =>
        who.post(`${trust}/benefit-validations`, validation()).set('If-Match', etag),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 412]);
    const late = await other
      .post(`${trust}/benefit-validations`, { ...validation(), method: 'A look at the ledger' })
      .set('If-Match', await currentEtag());
    const told = { status: late.status, code: late.body.errors?.[0]?.code };
    expect(told).toEqual({ status: 422, code: 'already-validated' });
  });

  it('loses its validation to a correction, until it is given again', async () => {
    const { headers } = await recorder.get(actualAt).expect(200);
    await recorder
      .post(`${actualAt}/corrections`, {
        reason: 'A ward was counted twice.',
        entry: { ...july, volume: 1000, amount: 22_500 },
      })
      .set('If-Match', String(headers['etag']))
      .expect(201);
    const { body } = await approver
      .post(`${trust}/benefit-validations`, validation())
      .set('If-Match', await currentEtag())
      .expect(201);
    const [event] = body.events as { id: string }[];
    const { body: entry } = await approver
      .get(`${trust}/benefit-validations/RXX-EPMA-TIME/${event?.id ?? ''}`)
      .expect(200);
    expect(entry.data.actual).toBe(factIn(actualAt));
    expect(entry.data.names).not.toBe(factIn(actualAt));
  });

  it('stands in the ledger, the actual as it is now and both of its validations', async () => {
    const { body } = await recorder
      .post(`${trust}/benefit-ownership-transfers`, {
        benefit: 'RXX-EPMA-TIME',
        effectiveOn: '2025-01-02',
        owner: 'deputy-chief-nurse',
        acceptance: 'Handover of 2 January 2025',
      })
      .expect(201);
    await recorder.get(`${trust}/stage?minPosition=${String(body.position)}`).expect(200);
    const rows = await application.app.get(DataSource).query<Row[]>(
      `select s.kind, s.subject, f.numerator::float8, f.value, f.window_from is not null as windowed
         from read_models.facts f join read_models.series s on s.series = f.series
         where s.owner = 'RXX-EPMA-TIME' and f.superseded is null
           and s.kind in ('benefit-actual', 'benefit-owner', 'benefit-validation')
         order by f.recorded`,
    );
    expect(rows).toMatchObject([
      { kind: 'benefit-owner', value: { owner: 'chief-nurse' }, windowed: false },
      { kind: 'benefit-validation', subject: factIn(actualAt), windowed: true },
      { kind: 'benefit-actual', numerator: 22_500, windowed: true },
      { kind: 'benefit-validation', subject: factIn(actualAt), windowed: true },
      { kind: 'benefit-owner', value: { owner: 'deputy-chief-nurse' }, windowed: false },
    ]);
  });

  it('is written off by the board, with its paper', async () => {
    const off = {
      benefit: 'RXX-EPMA-TIME',
      effectiveOn: '2025-01-08',
      remainingValue: 500_000,
      approver: 'trust-board',
      capacity: 'board',
      why: 'The wards closed',
      source: { name: 'Board paper of 8 January 2025' },
    };
    await recorder.post(`${trust}/benefit-write-offs`, off).expect(403);
    await approver
      .post(`${trust}/benefit-write-offs`, off)
      .set('If-Match', await currentEtag())
      .expect(201);
  });

  it('goes to the successor of its trust, once that has taken over', async () => {
    const order = { benefit: 'RXX-SCAN', effectiveOn: '2025-04-01', successor: 'RYY' };
    const early = await recorder.post(`${trust}/benefit-transfers`, order).expect(422);
    expect(early.body.errors).toMatchObject([{ code: 'successor-unknown' }]);
    const loader = await application.as('reference-loader-1');
    const source = { name: 'Organisation Data Service' };
    await loader.post(`${trust}/closures`, { lastDay: '2025-03-31', source }).expect(201);
    await loader
      .post(`${trust}/successions`, {
        successor: 'RYY',
        succession: 'merger',
        effectiveOn: '2025-04-01',
        source,
      })
      .expect(201);
    clock.now = '2025-04-02T09:00:00.000Z';
    const successor = await application.as('trust-recorder-1', 'RYY');
    const { headers } = await successor.post(`${trust}/benefit-transfers`, order).expect(201);
    await successor.get(String(headers['location'])).expect(200);
    const links = {
      benefit: 'RXX-SCAN',
      effectiveOn: '2025-04-02',
      kind: 'capability',
      node: 'C105',
    };
    await successor.post('/api/v1/organisations/RYY/benefit-links', links).expect(201);
    await successor.post(`${trust}/benefit-links`, links).expect(422);
  });

  const factIn = (address: string): string => address.split('/').at(-1) ?? '';
  const validation = () => ({
    benefit: 'RXX-EPMA-TIME',
    actual: factIn(actualAt),
    method: 'Sample of 40 rounds',
    evidence,
  });

  const ledgerExtract = (grade: number) =>
    attachGraded(
      trust,
      { recorder, approver },
      {
        title: 'Ledger extract of August 2024',
        effectiveOn: '2024-08-31',
        gradedOn: '2025-01-08',
        grade,
      },
    );

  /** The revision of the benefit's record, as its newest entry shows it. */
  async function currentEtag(): Promise<string> {
    const { headers } = await approver.get(profileAt).expect(200);
    return String(headers['etag']);
  }
});

type Row = Readonly<{ kind: string; subject: string; numerator: number; value: object }>;

const quarters = (...amounts: readonly number[]) =>
  [
    ['2024-04-01', '2024-06-30'],
    ['2024-07-01', '2024-09-30'],
    ['2024-10-01', '2024-12-31'],
    ['2025-01-01', '2025-03-31'],
  ].map(([from, to], index) => ({ from, to, amount: amounts[index] ?? 0 }));

const approval = {
  benefit: 'RXX-EPMA-TIME',
  effectiveOn: '2024-03-01',
  approver: 'finance-committee',
  caseRef: 'EPR full business case',
  caseVersion: '2.1',
  trajectory: quarters(100_000, 200_000, 300_000, 400_000),
  fullYearValue: 1_600_000,
  attributionShare: 0.5,
  pool: 'nursing-time',
};

const claim = {
  benefit: 'RXX-EPMA-TIME',
  effectiveOn: '2024-03-01',
  pool: 'nursing-time',
  share: 0.5,
};

const july = {
  benefit: 'RXX-EPMA-TIME',
  from: '2024-07-01',
  to: '2024-07-31',
  amount: 45_000,
  volume: 2000,
  method: 'EPR report',
  useOfFreedTime: 'Patient education',
  source: { name: 'Monthly return' },
};

const profile = {
  benefit: 'RXX-EPMA-TIME',
  effectiveOn: '2024-02-01',
  title: 'Nursing time freed by electronic drug charts',
  class: 'NCRB',
  valuedIn: 'money',
  beneficiary: 'Ward nurses',
  category: 'Workforce productivity',
  objective: 'Release time to care',
  owner: 'chief-nurse',
  capabilities: ['C105'],
  measure: {
    name: 'Time for a drug round',
    unit: 'minutes',
    direction: 'lower',
    source: 'ePMA audit log',
    cadence: 'monthly',
  },
  targetValue: 50,
  unitValue: { pence: 45, source: 'Unit Costs of Health and Social Care', priceYear: '2025/26' },
  gate: { capability: 'C105', threshold: 0.6 },
};
