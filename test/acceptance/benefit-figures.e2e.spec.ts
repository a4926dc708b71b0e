/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-argument -- supertest gives every body as any; the assertions are its types */
import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { registerTrusts } from '../support/registered-trusts.js';
import { attachGraded } from '../support/graded-evidence.js';
import { strays, type Described } from '../support/strays.js';

/** What a trust, its board and an auditor read of the benefits that it records. */
describe('The benefits of a trust', () => {
  let application: ApplicationUnderTest;
  let recorder: Caller;
  let approver: Caller;
  let auditor: Caller;
  let position = '';
  const clock = { now: '2025-01-10T09:00:00.000Z' };
  const trust = '/api/v1/organisations/RXX';

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    const loader = await application.as('reference-loader-1');
    await registerTrusts(loader, ['RXX', 'RYY']);
    await placeInIcbs(loader);
    recorder = await application.as('trust-recorder-1', 'RXX');
    approver = await application.as('trust-approver-1', 'RXX');
    auditor = await application.as('auditor-1');
    await recordUse();
    await promise('RXX-AGENCY', 'CRB');
    await promise('RXX-TIME', 'NCRB');
    const actual = await measure('RXX-AGENCY', 250_000);
    await validate('RXX-AGENCY', actual);
    await measure('RXX-TIME', 180_000);
    const { body } = await recorder
      .post(`${trust}/benefits`, profileOf('RXX-SCAN', 'NCRB'))
      .expect(201);
    position = String(body.position);
  });
  afterAll(() => application.stop());

  it('are listed with what was promised, what came of it, and how they stand in words', async () => {
    const { body } = await recorder.get(`${trust}/benefits?minPosition=${position}`).expect(200);
    expect(body).toMatchObject({ numerator: 2, denominator: 3 });
    expect(body.benefits).toMatchObject([
      {
        benefit: 'RXX-AGENCY',
        class: 'CRB',
        owner: 'chief-nurse',
        original: { total: 1_000_000, toDate: 600_000 },
        actuals: { validated: 250_000, awaiting: 0, lastValidated: '2024-12-31' },
        ratio: {
          againstCurrent: { numerator: 250_000, denominator: 600_000, rag: 'red' },
          againstOriginal: { rag: 'red' },
        },
        baseline: { baseline: 'after-change', agreedOn: '2024-02-15' },
        status: 'validated',
        says: 'Validated up to 31 December 2024',
      },
      {
        benefit: 'RXX-SCAN',
        original: null,
        status: 'profiled',
        ratio: { againstCurrent: { rag: 'grey' } },
      },
      {
        benefit: 'RXX-TIME',
        actuals: { validated: 0, awaiting: 180_000 },
        says: 'Measured up to 31 December 2024, nothing validated',
      },
    ]);
    const csv = await recorder.get(`${trust}/benefits?format=csv`).expect(200);
    expect(csv.text.split('\r\n')[1]).toMatch(/^RXX-AGENCY,Nursing time/);
    const all = await auditor.get('/api/v1/benefits?trustType=Acute&limit=2').expect(200);
    expect(all.body.benefits).toHaveLength(2);
    expect(all.headers['link']).toContain('rel="next"');
    const none = await auditor.get('/api/v1/benefits?trustType=Ambulance').expect(200);
    expect(none.body.benefits).toEqual([]);
  });

  it('have no actual on a day before it, nor a validation known before it was given', async () => {
    const before = await recorder.get(`${trust}/benefits?asOf=2024-12-30`).expect(200);
    expect(before.body.benefits[0]).toMatchObject({
      actuals: { validated: 0, counts: { validated: 0 } },
      status: 'approved',
    });
    const { body } = await recorder.get(`${trust}/benefits/RXX-AGENCY`).expect(200);
    const entry = (body.actuals as { eventId: string }[])[0];
    const explained = await auditor.get(`/api/v1/events?limit=500`).expect(200);
    const given = (explained.body.entries as { eventId: string; entry: number }[]).find(
      ({ eventId }) => eventId === entry?.eventId,
    );
    const known = await recorder
      .get(`${trust}/benefits/RXX-AGENCY?knownAt=${String(given?.entry)}`)
      .expect(200);
    expect(known.body.actuals).toMatchObject([{ state: 'recorded', judgedBy: null }]);
  });

  it('are told in full one by one, with what a year of delay costs', async () => {
    const { body } = await recorder.get(`${trust}/benefits/RXX-AGENCY`).expect(200);
    expect(body).toMatchObject({
      benefit: { benefit: 'RXX-AGENCY' },
      profile: { class: 'CRB' },
      trajectories: { forecast: null },
      actuals: [{ amount: 250_000, state: 'validated', belowGate: false }],
      chart: { points: [{ value: 250_000 }], variation: { kind: 'common-cause' } },
      owners: [{ value: { owner: 'chief-nurse' } }],
      links: [{ subject: 'C105', value: { kind: 'capability', weight: 1 } }],
      presentValue: {
        base: '2024-04-01',
        rates: { id: 'green-book-stpr' },
        value: 1_000_000,
        // Its approval states no costs.
        ...{ benefits: 1_000_000, costs: null, benefitCostRatio: null },
        // All of it falls in the base year, so a year later it is past the horizon of the case.
        ofOneYearLater: -1_000_000,
      },
    });
    await recorder.get(`${trust}/benefits/RXX-NONE`).expect(404);
    await recorder.get(`${trust}/benefits/x`).expect(404);
    await auditor.get('/api/v1/organisations/RYY/benefits/RXX-AGENCY').expect(404);
  });

  it('come to a money gap by class, for the nation and trust by trust', async () => {
    const { body } = await recorder.get('/api/v1/money-gaps').expect(200);
    expect(body.total).toMatchObject({
      numerator: 1,
      denominator: 2,
      money: {
        byClass: {
          CRB: { benefits: 1, currentToDate: 600_000, validated: 250_000, gapToCurrent: 350_000 },
          NCRB: { benefits: 2, due: 1, unvalidated: 1, validated: 0, awaiting: 180_000 },
        },
        total: { benefits: 3, gapToCurrent: 950_000 },
        unmonetised: 0,
      },
    });
    await recorder.get('/api/v1/money-gaps/trusts').expect(404);
    const trusts = await auditor.get('/api/v1/money-gaps/trusts').expect(200);
    expect(trusts.body.groups).toMatchObject([
      { code: 'RXX', money: { total: { benefits: 3 } } },
      { code: 'RYY', numerator: 0, money: { total: { benefits: 0, gapToCurrent: 0 } } },
    ]);
  });

  it('decide how much of a capability is realised in the gap, while one of them is unknown', async () => {
    const { body } = await recorder.get(`${trust}/gap`).expect(200);
    const c105 = (body.gap.capabilities as { capability: string }[]).find(
      ({ capability }) => capability === 'C105',
    );
    expect(c105).toMatchObject({
      d: 1,
      a: 0.9,
      linked: {
        bounds: { low: 250_000 / 600_000 / 2, high: (250_000 / 600_000 + 1) / 2 },
        benefits: [{ benefit: 'RXX-AGENCY', says: 'share' }, { says: 'nothing-validated' }],
      },
    });
    const explained = await recorder.get(`${trust}/gap/explain?capability=C105`).expect(200);
    const kinds = (explained.body.events as { kind: string; about: string }[])
      .filter(({ about }) => about === 'RXX-AGENCY')
      .map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(
      new Set([
        ...['benefit-home', 'benefit-link', 'benefit-approval'],
        ...['benefit-actual', 'benefit-validation'],
      ]),
    );
  });

  it('show in the gap to other trusts, but not which they are', async () => {
    const other = await application.as('trust-recorder-1', 'RYY');
    const { body } = await other.get(`${trust}/gap`).expect(200);
    const c105 = (body.gap.capabilities as { capability: string }[]).find(
      ({ capability }) => capability === 'C105',
    );
    expect(c105).toMatchObject({ linked: { knownWeight: 1, benefits: [] } });
    const { body: whole } = await other.get('/api/v1/gaps/explain').expect(200);
    expect(JSON.stringify(whole)).not.toContain('RXX-AGENCY');
  });

  it('leave a list of what is due', async () => {
    const { body } = await recorder.get(`${trust}/due`).expect(200);
    expect(body.due).toMatchObject([
      {
        ...{ kind: 'owner-missing', subject: 'RXX-AGENCY', on: '2024-03-01' },
        entry: expect.any(Number) as unknown,
        recordedUnder: 'RXX',
      },
      { kind: 'owner-missing', subject: 'RXX-TIME' },
      {
        kind: 'actual-unvalidated',
        subject: 'RXX-TIME',
        // 30 days after it was recorded, on 10 January, although its period had ended before.
        on: '2025-02-09',
        says: 'The value of “Nursing time freed by electronic drug charts” for December 2024 awaits validation by somebody who did not record it.',
      },
    ]);
    clock.now = '2025-03-20T09:00:00.000Z';
    const later = await recorder.get(`${trust}/due`).expect(200);
    expect(later.body.due).toContainEqual({
      kind: 'measurement-overdue',
      subject: 'RXX-AGENCY',
      on: '2025-02-16',
      entry: null,
      recordedUnder: null,
      says: '“Nursing time freed by electronic drug charts” was last measured up to 31 December 2024. Record what came of it since.',
    });
    clock.now = '2025-03-20T09:01:00.000Z';
  });

  it('hold shares of pools, of which the rest is free', async () => {
    const claim = { pool: 'agency', effectiveOn: '2025-03-01', share: 0.3 };
    for (const benefit of ['RXX-AGENCY', 'RXX-TIME']) {
      const { body } = await recorder
        .post(`${trust}/pool-claims`, { ...claim, benefit })
        .expect(201);
      position = String(body.position);
    }
    const { body } = await auditor.get(`/api/v1/pools?minPosition=${position}`).expect(200);
    expect(body.pools).toMatchObject([
      {
        ...{ pool: 'agency', claimed: 0.6, free: 0.4, overdrawn: [] },
        shares: [{ benefit: 'RXX-AGENCY', share: 0.3 }, { benefit: 'RXX-TIME' }],
      },
    ]);
    await recorder.get('/api/v1/pools').expect(404);
  });

  it('show a trust its own shares of pools, and those of others in one sum', async () => {
    const other = await application.as('trust-recorder-1', 'RYY');
    const address = '/api/v1/organisations/RYY';
    const profile = { ...profileOf('RYY-TIME', 'NCRB'), effectiveOn: '2025-02-01' };
    await other.post(`${address}/benefits`, profile).expect(201);
    const claim = { pool: 'agency', benefit: 'RYY-TIME', effectiveOn: '2025-03-01', share: 0.1 };
    const { body: claimed } = await other.post(`${address}/pool-claims`, claim).expect(201);
    const path = `pools?minPosition=${String(claimed.position)}`;
    const { body } = await other.get(`${address}/${path}`).expect(200);
    expect(body).toMatchObject({ numerator: 0, denominator: 1 });
    expect(body.pools).toMatchObject([
      { pool: 'agency', claimed: 0.7, free: 0.3, byOthers: 0.6, shares: [{ benefit: 'RYY-TIME' }] },
    ]);
    expect(JSON.stringify(body)).not.toContain('RXX');
    await other.get(`${trust}/pools`).expect(404);

    const { body: explained } = await other.get(`${address}/pools/explain`).expect(200);
    expect(explained.trusts).toMatchObject([
      { code: 'RXX', events: [], withheld: 'inputs and events' },
      { code: 'RYY', counts: true, withheld: 'nothing' },
    ]);
    expect(JSON.stringify(explained.trusts)).not.toContain('RXX-');
    expect(typesIn(explained.trusts[1].events)).toEqual(
      expect.arrayContaining(['BenefitProfiled', 'PoolShareClaimed']),
    );
  });

  it('are read by the board of its ICB, and by no other', async () => {
    const board = await application.as('board-reader-1', 'QAA');
    const { body } = await board.get(`/api/v1/benefits?icb=QAA`).expect(200);
    expect(body.benefits).toMatchObject([
      ...[{ benefit: 'RXX-AGENCY' }, { benefit: 'RXX-SCAN' }, { benefit: 'RXX-TIME' }],
    ]);
    const { body: money } = await board.get('/api/v1/money-gaps/trusts?icb=QAA').expect(200);
    expect(money.groups).toMatchObject([{ code: 'RXX' }]);
    // RYY was there until the end of 2024, and is read elsewhere since.
    const { body: then } = await board
      .get('/api/v1/money-gaps/trusts?icb=QAA&asOf=2024-12-01')
      .expect(200);
    expect(then.groups).toMatchObject([{ code: 'RXX' }]);
    await board.get('/api/v1/benefits').expect(404);
    await board.get('/api/v1/benefits?icb=QBB').expect(404);
    await board.get('/api/v1/benefits?region=YAA').expect(404);
    const region = await application.as('board-reader-1', 'YAA');
    await region.get('/api/v1/benefits?icb=QAA').expect(200);
    await region.get('/api/v1/benefits?region=YAA').expect(200);
    await region.get('/api/v1/benefits?icb=QBB').expect(404);
  });

  it('explain the money gap by the events of those who may read them', async () => {
    const { body } = await auditor.get('/api/v1/money-gaps/explain').expect(200);
    const [own] = body.trusts;
    expect(body).toMatchObject({ figure: 'money-gaps', numerator: 2, denominator: 2 });
    expect(own).toMatchObject({ code: 'RXX', counts: true, inputs: { money: { unmonetised: 0 } } });
    expect(own.inputs.benefits).toHaveLength(3);
    expect(typesIn(own.events)).toEqual(
      expect.arrayContaining([
        'BenefitApproved',
        'BenefitActualRecorded',
        'BenefitActualValidated',
      ]),
    );
    const other = await application.as('trust-recorder-1', 'RYY');
    const { body: shown } = await other.get('/api/v1/money-gaps/explain').expect(200);
    expect(shown.trusts).toMatchObject([
      { code: 'RXX', inputs: null, events: [], withheld: 'inputs and events' },
      { code: 'RYY', withheld: 'nothing' },
    ]);
  });

  it('explain what is due', async () => {
    const { body } = await recorder.get(`${trust}/due/explain`).expect(200);
    expect(body).toMatchObject({ figure: 'due', organisation: 'RXX', numerator: 5 });
    expect(body.answer.due).toHaveLength(5);
    expect(typesIn(body.events)).toEqual(
      expect.arrayContaining(['BenefitProfiled', 'BenefitActualRecorded', 'AdoptionMeasured']),
    );
    const other = await application.as('trust-recorder-1', 'RYY');
    await other.get(`${trust}/due/explain`).expect(404);
  });

  it('are explained one by one and together, by the events they stand by', async () => {
    const { body } = await recorder.get(`${trust}/benefits/RXX-AGENCY/explain`).expect(200);
    expect(body).toMatchObject({
      ...{ figure: 'benefits', organisation: 'RXX', benefit: 'RXX-AGENCY' },
      ...{ numerator: 0, denominator: 1 },
    });
    const { body: register } = await recorder.get(`${trust}/benefits`).expect(200);
    const { body: profile } = await recorder.get(`${trust}/benefits/RXX-AGENCY`).expect(200);
    expect(body.answer).toEqual([
      { ...register.benefits[0], presentValue: profile.presentValue as object },
    ]);
    expect(new Set(typesIn(body.events))).toEqual(
      new Set([
        ...['OrganisationRegistered', 'CapabilityEnabled', 'BenefitProfiled'],
        ...['BenefitBaselineAgreed', 'BenefitLinked', 'BenefitApproved'],
        ...['BenefitActualRecorded', 'BenefitActualValidated'],
      ]),
    );
    const { text: csv } = await recorder.get(`${trust}/benefits/RXX-AGENCY?format=csv`).expect(200);
    expect(csv.split('\r\n').slice(0, 2)).toEqual([
      'from,to,amount,state,belowGate,gate,factId,eventId,entry,judgedBy',
      expect.stringMatching(/^\d{4}-\d\d-\d\d,2024-12-31,250000,validated,false,,/),
    ]);
    const { body: all } = await recorder.get(`${trust}/benefits/explain`).expect(200);
    expect(all).toMatchObject({ benefit: null, numerator: 0, denominator: 2 });
    expect(all.answer).toHaveLength(3);
    expect(all.events.length).toBeGreaterThan(body.events.length as number);
    await recorder.get(`${trust}/benefits/RXX-NONE/explain`).expect(404);
    const other = await application.as('trust-recorder-1', 'RYY');
    await other.get(`${trust}/benefits/RXX-AGENCY/explain`).expect(404);
    await other.get('/api/v1/organisations/RYY/benefits/RXX-AGENCY/explain').expect(404);
  });

  it('are among the changes of their trust, forecasts that moved by name', async () => {
    const since = position;
    const { body: revised } = await approver
      .post(`${trust}/benefit-forecasts`, {
        benefit: 'RXX-TIME',
        effectiveOn: '2025-03-10',
        why: 'Training was late',
        approver: 'finance-committee',
        trajectory: quarters(0, 100_000, 200_000, 700_000),
      })
      .set('If-Match', await etagOf('RXX-TIME'))
      .expect(201);
    const { body } = await recorder
      .get(`${trust}/changes?since=${since}&minPosition=${String(revised.position)}`)
      .expect(200);
    expect(body.changes).toMatchObject([
      {
        ...{ change: 'moved', owner: 'RXX-TIME', kind: 'benefit-forecast' },
        before: { value: { caseVersion: '2.1' } },
        after: { value: { reason: 'Training was late' } },
      },
    ]);
    const { body: register } = await recorder.get(`${trust}/benefits/RXX-TIME`).expect(200);
    expect(register.trajectories.forecast).toHaveLength(4);
    const { body: money } = await recorder.get('/api/v1/money-gaps').expect(200);
    expect(money.total.money.byClass.NCRB.moves).toEqual({
      ...{ slidRight: 300_000, broughtForward: 0, dropped: 0, added: 0 },
    });
  });

  it('are for the trust itself, and for those who may see its entries', async () => {
    const other = await application.as('trust-recorder-1', 'RYY');
    await other.get(`${trust}/benefits`).expect(404);
    await other.get(`${trust}/benefits/RXX-AGENCY`).expect(404);
    await other.get('/api/v1/benefits').expect(404);
    await application.visitor().get(`${trust}/benefits`).expect(401);
    await application.visitor().get('/api/v1/money-gaps').expect(401);
  });

  it.each([
    ['organisations/{ods}/benefits', {}],
    ['organisations/{ods}/benefits/{benefit}', { benefit: 'RXX-AGENCY' }],
    ['benefits', {}],
    ['money-gaps', {}],
    ['money-gaps/over-time', {}],
    ['money-gaps/explain', {}],
    ['organisations/{ods}/due', {}],
    ['organisations/{ods}/approvals', {}],
    ['organisations/{ods}/summary', {}],
    ['organisations/{ods}/due/explain', {}],
    ['organisations/{ods}/benefits/explain', {}],
    ['organisations/{ods}/benefits/{benefit}/explain', { benefit: 'RXX-AGENCY' }],
    ['pools', {}],
    ['pools/explain', {}],
    ['organisations/{ods}/pools', {}],
    ['organisations/{ods}/pools/explain', {}],
  ])(
    'are answered as OpenAPI says: %s',
    async (question, { benefit = '' }: { benefit?: string }) => {
      const { body: api } = await auditor.get('/api/openapi.json').expect(200);
      const operation = api.paths[`/api/v1/${question}`] as { get: { responses: Responses } };
      const path = question.replace('{ods}', 'RXX').replace('{benefit}', benefit);
      const { body } = await auditor.get(`/api/v1/${path}`).expect(200);
      const schema = operation.get.responses['200']?.content?.['application/json']?.schema ?? {};
      expect(strays(body, schema, '')).toEqual([]);
    },
  );

  /** C105 is live at the only site, and used in nine of ten cases. */
  async function recordUse(): Promise<void> {
    const capability = 'C105';
    await recorder
      .post(`${trust}/go-lives`, { instance: 'epr', effectiveOn: '2024-02-01' })
      .expect(201);
    const sites = [{ site: 'RXX01' }];
    await recorder
      .post(`${trust}/capability-scopes`, { capability, sites, effectiveOn: '2024-02-01' })
      .expect(201);
    await recorder
      .post(`${trust}/capability-enablements`, {
        capability,
        sites: ['RXX01'],
        effectiveOn: '2024-02-01',
      })
      .expect(201);
    await recorder
      .post(`${trust}/adoption-measurements`, {
        capability,
        from: '2024-12-01',
        to: '2024-12-31',
        numerator: 90,
        denominator: 100,
        method: 'EPR report',
        source: { name: 'Monthly return' },
      })
      .expect(201);
  }

  /** Profiled, baselined, linked to C105 and approved for the year 2024/25. */
  async function promise(benefit: string, of: 'CRB' | 'NCRB'): Promise<void> {
    const { headers } = await recorder
      .post(`${trust}/benefits`, profileOf(benefit, of))
      .expect(201);
    addresses.set(benefit, String(headers['location']));
    await recorder
      .post(`${trust}/benefit-baselines`, {
        benefit,
        effectiveOn: '2024-02-15',
        value: 72,
        from: '2023-10-01',
        to: '2023-12-31',
        method: 'Observed rounds on six wards',
        agreedBy: 'benefits-board',
      })
      .expect(201);
    const link = { benefit, kind: 'capability', node: 'C105', effectiveOn: '2024-02-20' };
    await recorder.post(`${trust}/benefit-links`, link).expect(201);
    await approver
      .post(`${trust}/benefit-approvals`, {
        benefit,
        effectiveOn: '2024-03-01',
        approver: 'finance-committee',
        caseRef: 'EPR full business case',
        caseVersion: '2.1',
        trajectory: quarters(100_000, 200_000, 300_000, 400_000),
        fullYearValue: 1_600_000,
        attributionShare: 1,
      })
      .set('If-Match', await etagOf(benefit))
      .expect(201);
  }

  async function measure(benefit: string, amount: number): Promise<string> {
    const { headers } = await recorder
      .post(`${trust}/benefit-actuals`, {
        benefit,
        from: '2024-12-01',
        to: '2024-12-31',
        amount,
        method: 'EPR report',
        source: { name: 'Monthly return' },
      })
      .expect(201);
    return String(headers['location']).split('/').at(-1) ?? '';
  }

  async function validate(benefit: string, actual: string): Promise<void> {
    const evidence = await attachGraded(
      trust,
      { recorder, approver },
      { title: 'Ledger extract', effectiveOn: '2024-12-31', gradedOn: '2025-01-08', grade: 2 },
    );
    await approver
      .post(`${trust}/benefit-validations`, {
        ...{ benefit, actual, capacity: 'finance' },
        method: 'Sample of 40 rounds',
        evidence,
      })
      .set('If-Match', await etagOf(benefit))
      .expect(201);
  }

  const addresses = new Map<string, string>();
  async function etagOf(benefit: string): Promise<string> {
    const { headers } = await approver.get(addresses.get(benefit) ?? '').expect(200);
    return String(headers['etag']);
  }
});

const typesIn = (events: readonly Readonly<{ type: string }>[]) => events.map(({ type }) => type);

type Responses = Readonly<Record<string, Described>>;

const quarters = (...amounts: readonly number[]) =>
  [
    ['2024-04-01', '2024-06-30'],
    ['2024-07-01', '2024-09-30'],
    ['2024-10-01', '2024-12-31'],
    ['2025-01-01', '2025-03-31'],
  ].map(([from, to], index) => ({ from, to, amount: amounts[index] ?? 0 }));

const profileOf = (benefit: string, of: 'CRB' | 'NCRB') => ({
  benefit,
  effectiveOn: '2024-02-01',
  title: 'Nursing time freed by electronic drug charts',
  class: of,
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
  unitValue: { pence: 45, source: 'Unit Costs of Health and Social Care', priceYear: '2025/26' },
});

/** RXX is in an ICB of a region; RYY was until the end of 2024, and is in another of another since. */
async function placeInIcbs(loader: Caller): Promise<void> {
  const source = { name: 'Organisation Data Service' };
  const record = (code: string, what: string, entry: object) =>
    loader.post(`/api/v1/organisations/${code}/${what}`, { ...entry, source }).expect(201);
  for (const [code, kind, place] of [
    ['YAA', 'region', {}],
    ['YBB', 'region', {}],
    ['QAA', 'icb', { region: 'YAA' }],
    ['QBB', 'icb', { region: 'YBB' }],
  ] as const) {
    const named = { kind, name: `Place ${code}`, sinceBeforeRecords: true };
    await record(code, 'registrations', { ...named, ...place });
  }
  for (const [code, icb, effectiveOn] of [
    ['RXX', 'QAA', '2024-01-01'],
    ['RYY', 'QAA', '2024-01-01'],
    ['RYY', 'QBB', '2025-01-01'],
  ] as const) {
    await record(code, 'icb-moves', { icb, effectiveOn });
  }
}
