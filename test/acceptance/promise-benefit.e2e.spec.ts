import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { ApplicationUnderTest } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { FormWalk } from '../support/form-walk.js';
import { inWords } from '../support/page.js';

/** Without scripts: a benefit from its profile to its end, by the pages of its forms. */
describe('A benefit by its forms', () => {
  let application: ApplicationUnderTest;
  const clock = { now: '2024-09-12T09:00:00.000Z' };
  const register = '/organisations/RXX/benefits';
  const address = `${register}/RXX-BEDS`;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    await recordCorrectedTrust(application, clock);
  });
  afterAll(() => application.stop());

  const as = (person: string) => new FormWalk(application).as(person, 'RXX');
  const store = () => application.app.get<EventStore>(EVENT_STORE, { strict: false });
  const lastOf = async () => (await store().readStream('benefit-RXX-BEDS')).at(-1);
  const dataOf = async () => JSON.parse((await lastOf())?.data ?? '{}') as unknown;

  /** Once what was recorded last is shown. */
  async function shown(): Promise<void> {
    const reader = await application.as('trust-recorder-1', 'RXX');
    const position = String((await lastOf())?.position);
    await reader.get(`/api/v1/organisations/RXX/benefits?minPosition=${position}`).expect(200);
  }

  /** Answers question by question, and confirms unless the rules say no. */
  async function fillIn(person: string, form: string, answers: readonly Answers[]) {
    const walk = as(person);
    await walk.open(form);
    for (const each of answers) await walk.send(each);
    const check = walk.page;
    if (check.status !== 200) return { walk, check, done: check };
    const done = await walk.send();
    await shown();
    return { walk, check, done };
  }

  it('is profiled question by question, in the sentences of the API', async () => {
    const walk = as('trust-recorder-1');
    await walk.open(register);
    await walk.follow('Profile a benefit');
    expect((await walk.send()).text).toContain('Enter a title');
    await walk.send({ title: 'Bed days avoided' });
    expect((await walk.send({ reference: 'beds' })).text).toContain(
      'Enter a reference for the benefit in 3 to 40 capital letters, digits and hyphens',
    );
    await walk.send({ reference: 'RXX-BEDS' });
    expect((await walk.send()).text).toContain(
      'Select whether the benefit is cash-releasing, non-cash-releasing, societal or quality',
    );
    await walk.send({ class: 'NCRB' });
    await walk.send({ valued: 'money' });
    await walk.send({ beneficiary: 'Patients' });
    await walk.send({ category: 'Flow' });
    await walk.send({ objective: 'Shorter stays' });
    expect((await walk.send()).text).toContain('Select an owner role');
    await walk.send({ owner: 'Chief nurse' });
    await walk.send({ measure: 'Bed days', unit: 'bed days' });
    await walk.send({ direction: 'lower' });
    await walk.send({ cadence: 'monthly' });
    await walk.send({ numbers: 'Patient administration system' });
    await walk.send({ target: '60' });
    await walk.send({ pounds: '345', 'worth-source': 'Reference costs', year: '2025/26' });
    await walk.send({ capabilities: 'C105' });
    await walk.send({ gate: 'C105', threshold: '60' });
    await walk.send({ measurer: 'bed management' });
    await walk.send({ assumptions: 'Beds are closed when they are empty' });
    await walk.send();
    await walk.send(day('day', '6', 'January', '2025'));
    const check = await walk.send({ 'evidence-none': 'yes' });
    expect(check.text).toContain('Which reference do you give it? RXX-BEDS');
    expect((await walk.send()).text).toContain('Benefit profiled');
    expect(await dataOf()).toMatchObject({
      benefit: 'RXX-BEDS',
      profile: {
        owner: 'chief-nurse',
        valuedIn: 'money',
        unitValue: { pence: 34_500, priceYear: '2025/26' },
        gate: { capability: 'C105', threshold: 0.6 },
        measure: { unit: 'bed days', cadence: 'monthly' },
        capabilities: ['C105'],
        measurer: 'bed-management',
      },
    });
    await shown();
    const page = await walk.open(register);
    expect(page.text).toContain(
      'Bed days, monthly Baseline: Not agreed Target: 60 bed days in one monthly measurement Non-cash-releasing Chief nurse',
    );
  });

  it('has a baseline on the worse side of its target', async () => {
    const wrong = await fillIn('trust-recorder-1', `${address}/baselines/new`, baseline('50'));
    expect(wrong.check.status).toBe(422);
    expect(wrong.check.text).toContain(
      'Target must be lower than the baseline because you said lower is better.',
    );
    const right = await fillIn('trust-recorder-1', `${address}/baselines/new`, baseline('72'));
    expect(right.done.text).toContain('Baseline agreed');
    expect(await dataOf()).toMatchObject({ value: 72, agreedBy: 'benefits-board' });
  });

  it('has no link to end before it is linked', async () => {
    const none = await as('trust-recorder-1').open(`${address}/links/end/link`);
    expect(none.status).toBe(404);
    expect(none.text).toContain('This benefit is linked to nothing today');
  });

  it('is linked to what enables it and what it serves, and a link ends', async () => {
    const outcome = [
      { kind: 'outcome' },
      { title: 'Earlier discharge' },
      { reference: 'early-discharge' },
      day('day', '20', 'January', '2025'),
    ];
    expect((await fillIn('trust-recorder-1', `${address}/links/new`, outcome)).done.text).toContain(
      'Benefit linked',
    );
    const capability = [
      { kind: 'capability' },
      { capability: 'C105' },
      { through: 'early-discharge' },
      { weight: '' },
      day('day', '20', 'January', '2025'),
    ];
    await fillIn('trust-recorder-1', `${address}/links/new`, capability);
    expect(await dataOf()).toMatchObject({
      link: { kind: 'capability', node: 'C105', through: 'early-discharge' },
    });
    const end = [
      { link: 'capability C105' },
      { 'why-ended': 'It works without it' },
      day('day', '21', 'January', '2025'),
    ];
    expect((await fillIn('trust-recorder-1', `${address}/links/end`, end)).done.text).toContain(
      'Link ended',
    );
  });

  it('is not asked what came of it before it is approved', async () => {
    for (const [person, form] of [
      ['trust-recorder-1', 'actuals/new'],
      ['trust-recorder-1', 'actuals/new/period'],
      ['trust-recorder-1', 'forecasts/new'],
      ['trust-approver-1', 'write-offs/new'],
    ] as const) {
      const walk = as(person);
      const refused = await walk.open(`${address}/${form}`);
      expect(refused.status).toBe(422);
      expect(refused.text).toContain('The benefit must be approved first.');
      const link = [...walk.document.querySelectorAll('main a')][0];
      expect(link?.getAttribute('href')).toBe(address);
    }
  });

  it('costs others something', async () => {
    const answers = [
      { title: 'More calls to general practice' },
      { reference: 'gp-calls' },
      { bearer: 'General practices' },
      { measure: 'Cost of calls', unit: 'pounds' },
      { value: '1,200.50' },
      day('day', '20', 'January', '2025'),
      { 'evidence-none': 'yes' },
    ];
    await fillIn('trust-recorder-1', `${address}/disbenefits/new`, answers);
    expect(await dataOf()).toMatchObject({ unit: 'pence', value: 120_050 });
  });

  it('is planned period by period, in as many rows as it takes', async () => {
    const walk = as('trust-approver-1');
    await walk.open(`${address}/approvals/new`);
    for (const answer of approval({}).slice(0, 3)) await walk.send(answer);
    const input = (name: string) =>
      walk.document.getElementById(`trajectory-${name}`) as HTMLInputElement | null;
    const typed = {
      ...{ 'trajectory-1-from': 'April 2025', 'trajectory-1-amount': '1,000' },
      ...{ 'trajectory-3-from': '1 June 2025', 'trajectory-3-to': '30 6 2025' },
    };
    const wrong = await walk.send(typed);
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain(
      'There is a problem Period 3: there is a gap before the period June 2025. Enter an amount for every day. Period 3: enter its amount',
    );
    expect(walk.document.querySelector('a[href="#trajectory-3-amount"]')?.textContent).toMatch(
      /^\s*Period 3: enter its amount\s*$/,
    );
    expect(input('3-to')?.value).toBe('30 6 2025');
    const longer = await walk.send({ 'trajectory-3-amount': 'many', more: 'trajectory' });
    expect(longer.status).toBe(200);
    expect(longer.text).not.toContain('There is a problem');
    expect(input('1-amount')?.value).toBe('1,000');
    expect(input('3-amount')?.value).toBe('many');
    expect(input('4-from')?.value).toBe('1 July 2025');
    expect(input('4-to')?.value).toBe('31 July 2025');
    const three = { 'trajectory-3-from': 'May 2025', 'trajectory-3-to': '' };
    const four = { 'trajectory-4-from': '', 'trajectory-4-to': '' };
    const number = await walk.send({ ...three, ...four });
    expect(number.text).toContain('Period 3: the amount must be a number, like 42 or 42.5');
    const right = await walk.send({ 'trajectory-3-amount': '£2,500.50' });
    expect(right.text).toContain('What does it cost to bring it about, in each period?');
    await walk.follow('Back');
    expect(input('3-from')?.value).toBe('1 May 2025');
    expect(input('3-amount')?.value).toBe('2500.50');
  });

  it('takes the days of a long plan from its first period', async () => {
    const walk = as('trust-approver-1');
    await walk.open(`${address}/approvals/new`);
    for (const answer of approval({}).slice(0, 3)) await walk.send(answer);
    const first = { 'trajectory-1-from': 'April 2025', 'trajectory-1-amount': '1,000' };
    const longer = await walk.send({ ...first, more: 'trajectory*12' });
    expect(longer.status).toBe(200);
    const typed = [...walk.document.querySelectorAll<HTMLInputElement>('.app-row input')];
    expect(typed.slice(0, 3).map(({ value }) => value)).toEqual(['April 2025', '', '1,000']);
    expect(typed.slice(-3).map(({ value }) => value)).toEqual([
      '1 April 2026',
      '30 April 2026',
      '',
    ]);
    expect(typed).toHaveLength(3 * 13);
    const wrong = await walk.send();
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('Period 13: enter its amount');
  });

  it('is approved by somebody else, with what is expected by period', async () => {
    const right = approval(expected('10,000', '110,000'));
    const { done } = await fillIn('trust-approver-1', `${address}/approvals/new`, right);
    expect(done.text).toContain('Benefit approved');
    expect(await dataOf()).toMatchObject({
      approver: 'finance-committee',
      attributionShare: 0.4,
      trajectory: [
        { from: '2025-04-01', to: '2025-04-30', amount: 1_000_000 },
        { from: '2025-05-01', to: '2026-03-31', amount: 11_000_000 },
      ],
      costs: [
        { from: '2025-04-01', to: '2025-04-30', amount: 400_000 },
        { from: '2026-04-01', to: '2027-03-31', amount: 103_500 },
      ],
    });
  });

  it('is worth its benefits less its costs, by the rate of each year, with their ratio', async () => {
    const reader = await application.as('trust-recorder-1', 'RXX');
    const { body } = (await reader.get(`/api/v1${address}`).expect(200)) as unknown as {
      body: { presentValue: object };
    };
    // All benefits begin in year 0; of the costs, 1,035 pounds in year 1 are worth 1,000.
    expect(body.presentValue).toMatchObject({
      ...{ base: '2025-04-01', benefits: 12_000_000, costs: 500_000, value: 11_500_000 },
      benefitCostRatio: 24,
      // 12,000,000 ÷ 1.035 is 11,594,202.9.
      ofOneYearLater: 11_594_203 - 12_000_000,
    });
    const { text } = await reader.get(address).set('Accept', 'text/html').expect(200);
    expect(inWords(text)).toContain('The benefit-cost ratio is 24.00');
    expect(inWords(text)).toContain(
      'as its source states it on 16 December 2025. That is after the day of this page: no earlier statement is known here, so it stands in.',
    );
  });

  it('is approved by nobody who wrote it: a page says so', async () => {
    const both = await application.as('trust-approver-2', 'RXX', 'trust-recorder');
    const { body, headers } = (await both.get(`/api/v1${register}/RXX-BEDS`)) as unknown as {
      body: { baselines: { factId: string }[] };
      headers: Record<string, string>;
    };
    expect(headers['content-type']).toContain('json');
    const at = `/api/v1/organisations/RXX/benefit-baselines/RXX-BEDS/${body.baselines[0]?.factId ?? ''}`;
    const { headers: seen } = await both.get(at).expect(200);
    await both
      .post(`${at}/corrections`, {
        reason: 'It was rounded before.',
        entry: { ...baselineEntry, value: 72.4 },
      })
      .set('If-Match', String(seen['etag']))
      .expect(201);
    await shown();
    const page = await as('trust-approver-2').open(`${address}/rebaselinings/new`);
    expect(page.status).toBe(403);
    expect(page.text).toContain(
      'You cannot approve an entry you submitted. Another approver of the trust can.',
    );
  });

  it('has its forecast revised a little by its recorder, and by more by an approver', async () => {
    const form = `${address}/forecasts/new`;
    const walk = as('trust-recorder-1');
    const first = await walk.open(form);
    expect(first.html).toMatch(/value="1 May 2025"[^]*value="31 March 2026"[^]*value="110000"/);
    const revised = [
      expected('0', '60,000'),
      { 'why-changed': 'Training was late' },
      day('day', '1', 'October', '2025'),
    ];
    const wrong = await fillIn('trust-recorder-1', form, revised);
    expect(wrong.check.text).toContain('A change above 10% needs an approver.');
    const [what = {}, why = {}, when = {}] = revised;
    const right = await fillIn('trust-approver-1', form, [
      what,
      why,
      { approver: 'Finance committee' },
      when,
    ]);
    expect(right.done.text).toContain('Forecast revised');
    const page = await walk.open(address);
    expect(page.text).toContain('Forecast revised: Training was late');
    expect(page.text).toContain('£60,000');
  });

  it('is rebaselined with a reason, and the first approval stays beside it', async () => {
    const answers = [
      { 'why-changed': 'The wards open a year later' },
      ...approval(expected('0', '60,000'), 'September'),
    ];
    await fillIn('trust-approver-1', `${address}/rebaselinings/new`, answers);
    const page = await as('trust-recorder-1').open(address);
    expect(page.text).toContain('Rebaselined: The wards open a year later');
    expect(page.text).toContain('First approved');
    expect(page.text).toContain('by the first approval, before it was rebaselined');
  });

  it('is handed to another owner', async () => {
    const answers = [
      { owner: 'Director of nursing' },
      { acceptance: 'In the handover of 3 March 2025' },
      day('day', '3', 'October', '2025'),
      { 'evidence-none': 'yes' },
    ];
    await fillIn('trust-recorder-1', `${address}/ownership/new`, answers);
    expect(await dataOf()).toMatchObject({ owner: 'director-of-nursing' });
  });

  it('is corrected by the form it was profiled with; what that does not ask for stays', async () => {
    const walk = as('trust-recorder-1');
    const reader = await application.as('trust-recorder-1', 'RXX');
    const { body } = (await reader.get(`/api/v1${register}/RXX-BEDS`)) as unknown as {
      body: { disbenefits: { entry: number }[] };
    };
    await walk.open(`/organisations/RXX/entries/${String(body.disbenefits[0]?.entry)}`);
    expect(walk.page.text).toContain('Disbenefit: More calls to general practice');
    await walk.follow('Correct this entry');
    await walk.send({ why: 'It was a round number.' });
    await walk.follow('Change: How much is it, in pounds?');
    await walk.send({ value: '1,300' });
    expect((await walk.send()).text).toContain('Entry corrected');
    expect(await dataOf()).toMatchObject({ fact: { data: { unit: 'pence', value: 130_000 } } });
  });

  it('is written off by the board alone, with its paper; nothing can be recorded after', async () => {
    const answers = [
      { board: 'board' },
      { approver: 'Trust board' },
      { paper: 'Board paper 14/2025' },
      { 'why-off': 'The wards stay as they are' },
      { remaining: '60,000' },
      day('day', '30', 'October', '2025'),
    ];
    const { done } = await fillIn('trust-approver-1', `${address}/write-offs/new`, answers);
    expect(done.text).toContain('Benefit written off');
    expect(await dataOf()).toMatchObject({ remainingValue: 6_000_000, capacity: 'board' });
    const page = await as('trust-recorder-1').open(address);
    expect(page.text).toContain('Written off On 30 October 2025');
    expect(page.text).not.toContain('Record or change');
    const not = as('trust-approver-1');
    await not.open(`${address}/write-offs/new`);
    expect((await not.send({ board: 'no' })).text).toContain(
      'Only the board can write off a benefit',
    );
  });
});

type Answers = Readonly<Record<string, string>>;

const day = (name: string, date: string, month: string, year: string): Answers => ({
  [`${name}-day`]: date,
  [`${name}-month`]: month,
  [`${name}-year`]: year,
});

const baseline = (value: string): readonly Answers[] => [
  { value },
  { ...day('from', '1', 'October', '2024'), ...day('to', '31', 'December', '2024') },
  { method: 'Counted on six wards' },
  { sample: '120' },
  { 'agreed-by': 'Benefits board' },
  day('day', '10', 'January', '2025'),
  { 'evidence-none': 'yes' },
];

const baselineEntry = {
  benefit: 'RXX-BEDS',
  ...{ from: '2024-10-01', to: '2024-12-31', effectiveOn: '2025-01-10' },
  method: 'Counted on six wards',
  sampleSize: 120,
  agreedBy: 'benefits-board',
};

const expected = (april: string, later: string): Answers => ({
  ...{ 'trajectory-1-from': 'April 2025', 'trajectory-1-to': '', 'trajectory-1-amount': april },
  ...{ 'trajectory-2-from': '1 May 2025', 'trajectory-2-to': '31 March 2026' },
  'trajectory-2-amount': later,
});

const approval = (trajectory: Answers, month = 'February'): readonly Answers[] => [
  { approver: 'Finance committee' },
  { case: 'EPR full business case' },
  { version: '2.1' },
  trajectory,
  {
    ...{ 'costs-1-from': 'April 2025', 'costs-1-amount': '4,000' },
    ...{ 'costs-3-from': '2026/27', 'costs-3-amount': '1,035' },
  },
  { year: '120,000' },
  { share: '40' },
  {},
  {},
  {},
  day('day', '3', month, '2025'),
  { 'evidence-none': 'yes' },
];
