import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { FormWalk } from '../support/form-walk.js';
import { recordBenefit } from '../support/recorded-benefit.js';

/** What waits for a second person at a trust: who reads it, and who may decide on what. */
describe('The queue of approvals', () => {
  let application: ApplicationUnderTest;
  let recorder: Caller;
  const clock = { now: '2024-09-12T09:00:00.000Z' };
  const trust = '/api/v1/organisations/RXX';
  const address = '/organisations/RXX/approvals';

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    ({ recorder } = await recordCorrectedTrust(application, clock));
    await recordBenefit(application);
    await recorder.post(`${trust}/benefits`, profile).expect(201);
    await recorder.post(`${trust}/benefit-baselines`, baseline).expect(201);
    await recorder.post(`${trust}/evidence`, document).expect(201);
    const declared = { stage: 1, effectiveOn: '2025-10-01', byBoard: true };
    await shown(await recorder.post(`${trust}/stage-declarations`, declared).expect(201));
  });
  afterAll(() => application.stop());

  const shown = ({ headers }: Readonly<{ headers: Record<string, string> }>) =>
    recorder.get(`${trust}/approvals?minPosition=${String(headers['log-position'])}`).expect(200);
  const as = (person?: string, organisation = 'RXX') =>
    new FormWalk(application).as(person, organisation);
  const waiting = async () => {
    const { body } = (await recorder.get(`${trust}/approvals`)) as unknown as {
      body: {
        numerator: number;
        denominator: number;
        waiting: { kind: string; statedBy: string[] }[];
      };
    };
    return body;
  };

  it('holds what one person recorded and another has to decide on', async () => {
    const { numerator, denominator, waiting: list } = await waiting();
    expect({ numerator, denominator }).toEqual({ numerator: 3, denominator: 4 });
    expect(list.map(({ kind }) => kind)).toEqual([
      'benefit-approval',
      'benefit-actual',
      'evidence-grade',
      'stage-validation',
    ]);
    expect(list.map(({ statedBy }) => statedBy)).toEqual(list.map(() => ['trust-recorder-1']));
  });

  it('leads an approver to the forms, and says what is for others', async () => {
    const walk = as('trust-approver-1');
    const { text } = await walk.open(address);
    expect(text).toContain(
      '4 entries are waiting for a decision: 3 to be decided by people of this trust, 1 by another organisation.',
    );
    expect(text).toContain(
      'The value of “Nursing time freed by electronic drug charts” for August 2025 waits for its validation. First recorded on 1 November 2025. Overdue from 1 December 2025 Validate',
    );
    expect(text).toContain('£1,980');
    expect(text).toContain('“Bed days avoided” has a baseline and waits for its approval.');
    expect(text).toContain('The evidence “Board paper” waits for its grade.');
    expect(text).toContain('For a validator of another organisation');
    const form = await walk.follow(
      'Approve: “Bed days avoided” has a baseline and waits for its approval.',
    );
    expect(form.text).toContain('Who approves it?');
  });

  it('tells a recorder whom it waits for', async () => {
    const { text, html } = await as('trust-recorder-2').open(address);
    expect(text).toContain('For an approver of the trust who did not record it');
    expect(html).not.toContain('/validate"');
    const own = await as('trust-recorder-1').open(address);
    expect(own.text).toContain('Recorded by you: someone else has to validate it');
    expect(own.text).toContain('Recorded by you: someone else has to approve it');
  });

  it('shows an approver what they corrected themselves as not theirs to decide', async () => {
    const both = await application.as('trust-approver-2', 'RXX', 'trust-recorder');
    await shown(await both.post(`${trust}/benefit-actuals`, actual).expect(201));
    const { text } = await as('trust-approver-2').open(address);
    expect(text).toContain(
      'June 2025 waits for its validation. First recorded on 1 November 2025. Overdue from 1 December 2025 Recorded by you: someone else has to validate it £18',
    );
    expect(text).toContain('Recorded by you: someone else has to validate it');
  });

  it('is what it was on another day, and leads to nothing from there', async () => {
    const { text, html } = await as('trust-approver-1').open(`${address}?asOf=2025-01-31`);
    expect(text).toContain('You are looking back: what was so on 31 January 2025.');
    expect(text).toContain('“Bed days avoided” has a baseline');
    expect(text).not.toContain('August 2025');
    expect(html).not.toContain('/approvals/new');
    const wrong = await as('trust-approver-1').open(`${address}?asOf=soon`);
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('There is a problem');
  });

  it('leads to how it is worked out: what waits, who decides, and the entries behind it', async () => {
    const walk = as('trust-recorder-1');
    await walk.open(address);
    const { text } = await walk.follow('How this is worked out');
    expect(text).toContain('has not been decided on');
    expect(text).toMatch(
      /“Bed days avoided” has a baseline .* 20 January 2025 People of this trust/,
    );
    expect(text).toMatch(/Stage 1, declared .* Another organisation 1 person/);
    expect(text).toMatch(/The evidence “Board paper” waits for its grade/);
    const row = [...walk.document.querySelectorAll('tr')].find(({ textContent }) =>
      /Bed days avoided\s*Baseline/i.test(textContent),
    );
    const entry = await walk.open(row?.querySelector('a')?.getAttribute('href') ?? 'none');
    expect(entry.text).toContain('Source');
    expect((await walk.open(`${address}/explain?asOf=soon`)).status).toBe(400);
    const { text: before } = await walk.open(`${address}/explain?asOf=2020-01-01`);
    expect(before).toContain('Nothing is waiting for a decision.');
    expect((await as('trust-recorder-1', 'RYY').open(`${address}/explain`)).status).toBe(404);
    expect((await as().open(`${address}/explain`)).status).toBe(401);
  });

  it('is not there for other trusts, nor for a trust that nobody knows', async () => {
    expect((await as('trust-approver-1', 'RYY').open(address)).status).toBe(404);
    expect((await as().open(address)).status).toBe(401);
    const auditor = as('auditor-1', 'X26');
    expect((await auditor.open('/organisations/ZZZ99/approvals')).status).toBe(404);
    expect((await auditor.open(address)).text).toContain('For an approver of the trust');
  });
});

const profile = {
  benefit: 'RXX-BEDS',
  effectiveOn: '2025-01-10',
  title: 'Bed days avoided',
  class: 'UB',
  valuedIn: 'measure',
  beneficiary: 'Patients',
  category: 'Flow',
  objective: 'Shorter stays',
  owner: 'chief-nurse',
  measure: {
    name: 'Bed days',
    unit: 'bed days',
    direction: 'lower',
    source: 'Patient administration system',
    cadence: 'monthly',
  },
};

const baseline = {
  benefit: 'RXX-BEDS',
  effectiveOn: '2025-01-20',
  value: 72,
  ...{ from: '2024-10-01', to: '2024-12-31' },
  method: 'Counted on six wards',
  agreedBy: 'benefits-board',
};

const document = {
  title: 'Board paper',
  effectiveOn: '2025-09-30',
  url: 'https://www.example.org/board.pdf',
  source: { name: 'Board' },
};

const actual = {
  benefit: 'RXX-EPMA-TIME',
  ...{ from: '2025-06-01', to: '2025-06-30', amount: 1_800, volume: 40 },
  method: 'EPR report',
  source: { name: 'Monthly return' },
};
