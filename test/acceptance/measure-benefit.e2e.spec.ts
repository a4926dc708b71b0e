import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { FormWalk } from '../support/form-walk.js';
import { recordBenefit, type RecordedBenefit } from '../support/recorded-benefit.js';

/** Without scripts: what a benefit came to, recorded by one person and decided on by another. */
describe('The value of a benefit, by its forms', () => {
  let application: ApplicationUnderTest;
  let recorded: RecordedBenefit;
  const clock = { now: '2024-09-12T09:00:00.000Z' };
  const address = '/organisations/RXX/benefits/RXX-EPMA-TIME';

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    const { recorder } = await recordCorrectedTrust(application, clock);
    recorded = await recordBenefit(application);
    await shown(recorder, recorded.position);
  });
  afterAll(() => application.stop());

  const shown = (reader: Caller, position: string) =>
    reader.get(`/api/v1/organisations/RXX/benefits?minPosition=${position}`).expect(200);
  const as = (person: string) => new FormWalk(application).as(person, 'RXX');
  const idOf = (actual: string): string => actual.split('/').at(-1) ?? '';
  const lastOf = async () => {
    const history = await application.app
      .get<EventStore>(EVENT_STORE, { strict: false })
      .readStream('benefit-RXX-EPMA-TIME');
    return history.at(-1);
  };

  async function measured(period: Readonly<Record<string, string>>, volume: string) {
    const walk = as('trust-recorder-1');
    await walk.open(`${address}/actuals/new`);
    await walk.send(period);
    await walk.send({ volume });
    await walk.send({ method: 'Report of the EPR' });
    await walk.send({ source: 'EPR report' });
    await walk.send({ use: 'Time at the bedside' });
    await walk.send({ 'evidence-none': 'yes' });
    await walk.send();
    return walk;
  }

  it('is asked for beside the last values, and worked out from what was measured', async () => {
    const walk = as('trust-recorder-1');
    await walk.open(address);
    const first = await walk.follow('Record a value');
    expect(first.text).toContain(
      'The last 3 values Period Value State September 2025 £4,050 Rejected',
    );
    const done = await measured(october, '4,200');
    expect(done.page.text).toContain('What is claimed £1,890: 4,200 minutes at £0.45 each');
    const { text } = await done.send();
    expect(text).toContain('Value recorded Nursing time freed by electronic drug charts Receipt');
    expect(text).toContain('First day 1 October 2025 Last day 31 October 2025');
    expect(text).toContain('What is claimed £1,890');
    expect(text).toContain('Until then it shows as awaiting validation');
    expect(text).not.toContain('It now counts');
    expect(JSON.parse((await lastOf())?.data ?? '')).toMatchObject({
      period: { from: '2025-10-01', to: '2025-10-31' },
      amount: 189_000,
      volume: 4_200,
      useOfFreedTime: 'Time at the bedside',
    });
    const { position } = (await lastOf()) ?? {};
    await shown(await application.as('trust-recorder-1', 'RXX'), String(position));
    expect((await done.open(address)).text).toContain('October 2025 £1,890 Awaiting validation');
  });

  it('says what cannot be read beside its field, and keeps what was typed', async () => {
    const walk = as('trust-recorder-1');
    await walk.open(`${address}/actuals/new`);
    const early = await walk.send({ ...october, 'from-month': '' });
    expect(early.status).toBe(400);
    expect(early.text).toContain('The first day measured must include a month');
    await walk.send(november);
    const wrong = await walk.send({ volume: 'many' });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('Volume must be a number, like 42 or 42.5');
    expect(wrong.html).toContain('value="many"');
  });

  it('is looked at again where it is far from the last one', async () => {
    const walk = await measured(november, '90,000');
    expect(walk.page.text).toContain(
      'Check this value: 90,000 minutes (£40,500) is at least 10 times higher than £1,890, recorded for October 2025.',
    );
    expect(walk.page.text).toContain('This is correct, continue');
  });

  it('is refused for a period that is measured already, with what to do', async () => {
    const walk = as('trust-recorder-1');
    await walk.open(`${address}/actuals/new`);
    await walk.send(laterDays('1', '31', 'August'));
    expect(walk.page.status).toBe(400);
    expect(walk.page.text).toContain(
      'You have already recorded a value for August 2025. Correct that value instead',
    );
    const correction = await walk.follow('Correct that value instead');
    expect(correction.text).toContain('Why are you correcting this entry?');
    expect(correction.text).toContain('£1,980');
  });

  it('is validated by somebody else, on graded evidence that is chosen', async () => {
    const walk = as('trust-approver-1');
    await walk.open(address);
    const first = await walk.open(`${address}/actuals/${idOf(recorded.actuals.august)}/validate`);
    expect(first.text).toContain(
      'The value to decide on Benefit Nursing time freed by electronic drug charts Period August 2025 Value £1,980',
    );
    expect(first.text).toContain('Ledger extract Document of');
    expect((await walk.send()).text).toContain('Select the evidence that shows it');
    await walk.send({ evidence: recorded.evidence });
    expect((await walk.send()).text).toContain('Enter how it was validated');
    const check = await walk.send({ method: 'Sample of 40 rounds' });
    expect(check.text).toContain('The value to decide on Benefit Nursing');
    expect(check.text).toContain('Period August 2025 Value £1,980');
    expect((await walk.send()).text).toContain('Value validated');
    expect(await lastOf()).toMatchObject({ type: 'BenefitActualValidated' });
    for (const page of ['reject', 'reject/why-rejected', 'validate/method']) {
      const again = await walk.open(`${address}/actuals/${idOf(recorded.actuals.august)}/${page}`);
      expect(again.status).toBe(422);
      expect(again.text).toContain('This value was validated already.');
    }
  });

  it('is no matter for who recorded it, nor for who may not approve: pages say so', async () => {
    const both = await application.as('trust-approver-2', 'RXX', 'trust-recorder');
    const { headers } = await both
      .post('/api/v1/organisations/RXX/benefit-actuals', september)
      .expect(201);
    await shown(both, String(headers['log-position']));
    const own = `${address}/actuals/${idOf(String(headers['location']))}/validate`;
    const page = await as('trust-approver-2').open(own);
    expect(page.status).toBe(403);
    expect(page.text).toContain(
      'You cannot validate an entry you submitted. Another approver of the trust can.',
    );
    expect(page.text).not.toContain('There is a problem');
    const recorder = await as('trust-recorder-1').open(own);
    expect(recorder.status).toBe(403);
    expect(recorder.text).toContain(
      'As a trust recorder you cannot approve benefits or decide on their values. Trust approvers can.',
    );
  });

  it('is rejected with a reason; a second window of the same person tells what came before', async () => {
    const at = `${address}/actuals/${idOf(await latestAwaiting())}/reject`;
    const [one, other] = [as('trust-approver-1'), as('trust-approver-1')];
    for (const walk of [one, other]) {
      await walk.open(at);
      await walk.send({ 'why-rejected': 'A ward was counted twice' });
    }
    const rejected = await one.send();
    expect(rejected.text).toContain('Value rejected');
    expect(rejected.text).toContain('Why are you rejecting this value? A ward was counted twice');
    expect(rejected.text).toContain('The value is in no sum from now on.');
    const late = await other.send();
    expect(late.text).toContain('You changed this record yourself after this form had read it');
    expect(late.text).toContain(
      'You Value of a benefit rejected. Reason: A ward was counted twice',
    );
  });

  it('is corrected by its form, old and new side by side, which suspends its validation', async () => {
    const walk = as('trust-recorder-1');
    await walk.open(address);
    const entry = await walk.follow('See the entry: July 2025');
    expect(entry.text).toContain('Value recorded: £1,800');
    expect(entry.text).toContain('Benefit Nursing time freed by electronic drug charts');
    await walk.follow('Correct this entry');
    await walk.send({ why: 'A ward was left out.' });
    await walk.follow('Change: How many minutes were saved in all in July 2025?');
    const check = await walk.send({ volume: '4,100' });
    expect(check.text).toContain(
      'How many minutes were saved in all in July 2025? 4,000 4,100 Changed',
    );
    expect(check.text).toContain('What is claimed £1,845');
    expect((await walk.send()).text).toContain('Entry corrected');
    const last = await lastOf();
    expect(JSON.parse(last?.data ?? '')).toMatchObject({
      reason: 'A ward was left out.',
      fact: { data: { amount: 184_500, volume: 4_100, period: { to: '2025-07-31' } } },
    });
    await shown(await application.as('trust-recorder-1', 'RXX'), String(last?.position));
    expect((await walk.open(address)).text).toContain('July 2025 £1,845 Awaiting validation');
  });

  it('is taken back by its form; what another trust recorded is no entry of this one', async () => {
    const walk = as('trust-recorder-1');
    await walk.open(address);
    const entry = await walk.follow('See the entry: September 2025');
    expect(entry.text).toContain('Withdraw this entry');
    const elsewhere = entry.address.replace('RXX', 'RYY');
    const auditor = new FormWalk(application).as('auditor-1', 'X26');
    expect((await auditor.open(elsewhere)).status).toBe(404);
    await walk.follow('Withdraw this entry');
    const check = await walk.send({ why: 'It was measured at another trust.' });
    expect(check.text).toContain('As it stands Value recorded: £4,050');
    expect((await walk.send()).text).toContain('Entry withdrawn');
  });

  it('is not there of a benefit or a value that nobody recorded', async () => {
    const walk = as('trust-approver-1');
    const none = '00000000-0000-4000-8000-000000000000';
    expect((await walk.open(`${address}/actuals/${none}/validate`)).status).toBe(404);
    expect((await walk.open(`${address}/actuals/x/reject`)).status).toBe(404);
    const recorder = as('trust-recorder-1');
    const page = await recorder.open('/organisations/RXX/benefits/RXX-NONE/actuals/new');
    expect(page.status).toBe(404);
    expect(page.text).toContain('This trust has no benefit with this reference');
  });

  async function latestAwaiting(): Promise<string> {
    const reader = await application.as('trust-approver-1', 'RXX');
    const { body } = (await reader.get(
      '/api/v1/organisations/RXX/benefits/RXX-EPMA-TIME',
    )) as unknown as { body: { actuals: { factId: string; state: string }[] } };
    const { actuals } = body;
    return actuals.find(({ state }) => state === 'recorded')?.factId ?? '';
  }
});

const laterDays = (first: string, last: string, month: string) => ({
  ...{ 'from-day': first, 'from-month': month, 'from-year': '2025' },
  ...{ 'day-day': last, 'day-month': month, 'day-year': '2025' },
});
const october = laterDays('1', '31', 'October');
const november = laterDays('1', '1', 'November');

const september = {
  benefit: 'RXX-EPMA-TIME',
  ...{ from: '2025-06-01', to: '2025-06-30', amount: 1_800, volume: 40 },
  method: 'EPR report',
  source: { name: 'Monthly return' },
};
