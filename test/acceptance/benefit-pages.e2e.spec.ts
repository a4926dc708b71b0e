import { ApplicationUnderTest } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { FormWalk } from '../support/form-walk.js';
import { recordBenefit } from '../support/recorded-benefit.js';

/** What a trust's digital team reads of its benefits, without scripts. */
describe('The pages of benefits', () => {
  let application: ApplicationUnderTest;
  let evidence: string;
  let august: string;
  const clock = { now: '2024-09-12T09:00:00.000Z' };
  const address = '/organisations/RXX/benefits';

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    const { recorder } = await recordCorrectedTrust(application, clock);
    const recorded = await recordBenefit(application);
    const { position } = recorded;
    evidence = recorded.evidence;
    august = recorded.actuals.august;
    await recorder.get(`/api/v1/organisations/RXX/benefits?minPosition=${position}`).expect(200);
  });
  afterAll(() => application.stop());

  const as = (person?: string, organisation?: string) =>
    new FormWalk(application).as(person, organisation);

  it('list each benefit with its baseline, target, latest value and status in words', async () => {
    const page = await as('trust-recorder-1', 'RXX').open(address);
    expect(page.text).toContain('1 benefit: 1 approved, 1 with a validated value.');
    for (const said of [
      'Nursing time freed by electronic drug charts RXX-EPMA-TIME Part validated Validated up to 31 July 2025',
      '£1,980 over 1 month (August 2025), awaiting validation Planned for the same month: £2,000',
      'Time for a drug round, monthly Baseline: 72 minutes over 3 months (1 October 2024 to 31 December 2024), agreed on 20 January 2025 Target: 60 minutes in one monthly measurement Baseline and target are in minutes and the values in pounds, so they cannot be compared. Non-cash-releasing Chief nurse',
    ]) {
      expect(page.text).toContain(said);
    }
    expect(page.text).toContain('Baseline and target are values of what each benefit measures');
    expect(page.text).toContain('Last 2: between £1,800 and £1,980');
    expect(page.text).toContain('Validated up to 31 July 2025');
    expect(page.html).toContain('/api/v1/organisations/RXX/benefits?format=csv');
  });

  it('lead from one of them to how it stands: formula, sums, and every event behind it', async () => {
    const explained = `${address}/RXX-EPMA-TIME/explain`;
    const own = await as('trust-recorder-1', 'RXX').open(`${address}/RXX-EPMA-TIME`);
    expect(own.html).toContain(`href="${explained}"`);
    const { text, html } = await as('trust-recorder-1', 'RXX').open(explained);
    expect(text).toContain(
      'Validated up to 31 July 2025. Not rated, as no value of a recent period is validated: £1,800 of the £6,000 due',
    );
    expect(text).toContain('Validated ÷ due = validated to date ÷ approved');
    expect(text).toContain(
      'Due to date by the newest approval £6,000 £18,000 in all, by EPR full business case version 2.1',
    );
    expect(text).toContain('Validated ÷ due, by the newest approval 30.0% £1,800 ÷ £6,000');
    expect(text).toContain('Rejected £4,050 1 value');
    expect(text).toContain('Value recorded: £1,980, for August 2025');
    expect(text).toContain(
      'Value recorded: £4,050, for September 2025 Rejected, so it counts in no sum of values',
    );
    expect(text).toContain('Value recorded: £1,800, for July 2025 Used');
    expect(html).toMatch(/href="\/organisations\/RXX\/entries\/\d+"/);
    const auditor = await as('auditor-1').open(`${explained}?asOf=31+July+2025`);
    expect(auditor.text).toContain('You are looking back: what was so on 31 July 2025.');
    expect(auditor.text).not.toContain('£1,980');
    expect(auditor.html).toMatch(/href="\/audit\/events\/\d+"/);
    const decided = await as('auditor-1').open('/audit/segregation');
    expect(decided.text).toMatch(/No Value rejected Entry \d+, .* No Value validated Entry \d+, /);
  });

  it('lead from the register to which of them are on track', async () => {
    const { html } = await as('trust-recorder-1', 'RXX').open(address);
    expect(html).toContain(`href="${address}/explain"`);
    const { text } = await as('trust-recorder-1', 'RXX').open(`${address}/explain`);
    expect(text).toContain('The approved benefit is not on track.');
    expect(text).toContain('Not rated £6,000 £1,800 30.0% Part validated');
  });

  it('lead from what is due to when each of it is due, and why', async () => {
    const { text } = await as('trust-recorder-1', 'RXX').open('/organisations/RXX/due/explain');
    expect(text).toContain(
      '1 task is overdue. 1 task is due within 3 months. What has to be measured again is listed only once it is overdue.',
    );
    expect(text).toContain(
      'The value of “Nursing time freed by electronic drug charts” for August 2025 awaits validation by somebody who did not record it. Overdue from 1 December 2025',
    );
    expect(text).toContain('No other entry changes this figure.');
  });

  it('give a benefit its name and its amounts wherever its entries are told', async () => {
    const walk = as('trust-recorder-1', 'RXX');
    const changes = await walk.open('/organisations/RXX/changes?since=31+July+2025');
    expect(changes.html).toContain(
      `<a href="${address}/RXX-EPMA-TIME">Nursing time freed by electronic drug charts</a>`,
    );
    expect(changes.text).toContain('Value recorded: £1,980, for August 2025 New');
    expect(changes.text).not.toMatch(/RXX-EPMA-TIME|EV-RXX/);
    await walk.open('/organisations/RXX/gap/explain');
    // That it belongs to the trust is stated by the entry of its profile, which has a page.
    const home = [...walk.document.querySelectorAll('tr')].find(({ textContent }) =>
      textContent.includes('Belongs to'),
    );
    expect(home?.querySelector('a')?.getAttribute('href')).toMatch(
      /^\/organisations\/RXX\/entries\/\d+$/,
    );
    const next = walk.document
      .querySelector('.nhsuk-pagination a[rel="next"]')
      ?.getAttribute('href');
    const { text } = await walk.open(`/organisations/RXX/gap/explain${next ?? ''}`);
    expect(text).toContain(
      'Nursing time freed by electronic drug charts Value of £1,800 validated, for July 2025',
    );
  });

  it('are named on the page of the evidence that a value rests on, with the period of the value', async () => {
    const walk = as('trust-recorder-1', 'RXX');
    const { text, html } = await walk.open(`/organisations/RXX/evidence/${evidence}`);
    expect(text).toMatch(
      /Benefit validation: July 2025 Nursing time freed by electronic drug charts \d+ \w+ 20/,
    );
    expect(html).toContain(`href="${address}/RXX-EPMA-TIME"`);
  });

  it('list one class, and say so where there is none of it', async () => {
    const page = await as('trust-recorder-1', 'RXX').open(`${address}?class=CRB`);
    expect(page.text).toContain('No cash-releasing benefit was recorded by 1 November 2025.');
  });

  it('tell one benefit: plan against what came of it, its values, what happened, what it costs', async () => {
    const { text, html } = await as('trust-recorder-1', 'RXX').open(`${address}/RXX-EPMA-TIME`);
    expect(text).toContain(
      'Part validated Validated up to 31 July 2025 Not rated, as no value of a recent period is validated: £1,800 of the £6,000 due to date by the approval is validated (30.0%).',
    );
    expect(text).toContain(
      'The baseline was agreed after the change: Electronic prescribing and administration (ePMA) (C105) was live before it.',
    );
    expect(text).toContain('Awaiting validation 1 £1,980');
    expect(text).toContain(
      'September 2025 £4,050 Rejected See the entry : September 2025 Not charted',
    );
    expect(text).toContain(
      'Counts from Once the use of Electronic prescribing and administration (ePMA) (C105) is 60.0% or more. Reached: 83.0%, measured up to 30 September 2025',
    );
    expect(text).toContain('1 February 2025: Approved in EPR full business case');
    expect(text).toContain('First approved Finance committee, EPR full business case version 2.1');
    expect(text).toContain('Time lost to log-ins Ward doctors Time to log in: 4 minutes');
    expect(text).toContain(
      'Electronic prescribing and administration (ePMA) (C105) leads to Quicker drug rounds. Quicker drug rounds leads to Nursing time freed by electronic drug charts. Nursing time freed by electronic drug charts serves Time to care.',
    );
    expect(text).toContain('How the limits are worked out');
    expect(text).toContain(
      'No value for October 2025 : record its value, though the plan has an amount for it. Choose a period to record its value.',
    );
    expect(html).toContain('app-chart--narrow');
  });

  it('lead from a period without a value to its form, with the days of the period filled in', async () => {
    const walk = as('trust-recorder-1', 'RXX');
    await walk.open(`${address}/RXX-EPMA-TIME`);
    const { html, text } = await walk.follow('October 2025: record its value');
    expect(text).toContain('Which period was measured?');
    for (const part of ['value="31"', 'value="10"', 'value="2025"']) expect(html).toContain(part);
    const next = await walk.send();
    expect(next.text).toContain('saved in all in October 2025?');
    expect(next.html).toContain('nhsuk-table__header--numeric">Value</th>');
    expect(next.html).toContain('nhsuk-table__cell--numeric">£1,980</td>');
    const reader = await as('auditor-1', 'X26').open(`${address}/RXX-EPMA-TIME`);
    expect(reader.text).toContain('No value for October 2025, though the plan has');
  });

  it('show what was known before, and say that they look back', async () => {
    const before = await as('trust-recorder-1', 'RXX').open(
      `${address}/RXX-EPMA-TIME?asOf=2025-06-30`,
    );
    expect(before.text).toContain('You are looking back: what was so on 30 June 2025.');
    expect(before.text).toContain('Nothing was measured by 30 June 2025.');
    expect(before.text).toContain('Not rated: nothing was due yet by the approval.');
    const after = await as('trust-recorder-1', 'RXX').open(
      `${address}/RXX-EPMA-TIME?asOf=2025-08-31`,
    );
    expect(after.text).toContain(
      'Red, far behind: £1,800 of the £4,000 due to date by the approval is validated (45.0%).',
    );
    const unknown = await as('trust-recorder-1', 'RXX').open(
      `${address}/RXX-EPMA-TIME?asOf=2024-12-31`,
    );
    expect(unknown.status).toBe(404);
    expect(unknown.text).toContain(
      'As far as was known at the moment you chose, this trust had no benefit with this reference',
    );
  });

  it('answer a day that cannot be read with the message beside it, and no figures', async () => {
    for (const page of [address, `${address}/RXX-EPMA-TIME`]) {
      const { status, text } = await as('trust-recorder-1', 'RXX').open(`${page}?asOf=soon`);
      expect(status).toBe(400);
      expect(text).toContain('Enter today’s date or an earlier one');
      expect(text).not.toContain('£');
    }
  });

  it('show on the entry of a value what its correction moved', async () => {
    const recorder = await application.as('trust-recorder-1', 'RXX');
    const seen = await recorder.get(august).expect(200);
    const entry = {
      ...{ benefit: 'RXX-EPMA-TIME', from: '2025-08-01', to: '2025-08-31' },
      ...{ volume: 4_600, amount: 207_000, method: 'EPR report, all inpatient wards' },
      ...{ useOfFreedTime: 'Time at the bedside', source: { name: 'Monthly return' } },
    };
    await recorder
      .post(`${august}/corrections`, { entry, reason: 'A ward had been left out.' })
      .set('If-Match', String(seen.headers['etag']))
      .expect(201);
    await application.settled();
    const walk = as('trust-recorder-1', 'RXX');
    await walk.open(`${address}/RXX-EPMA-TIME`);
    await walk.follow('See the entry: August 2025');
    expect(walk.page.text).toContain(
      'Benefit: awaiting validation, 31 August 2025 £1,980 (1 value) £2,070 (1 value)',
    );
    expect(walk.page.text).toContain(
      'How this is worked out: the stage, the gap, the benefit. See all',
    );
  });

  it('are not there for others, and for nobody where there is no such trust or benefit', async () => {
    expect((await as('trust-recorder-1', 'RYY').open(address)).status).toBe(404);
    expect((await as().open(address)).status).toBe(401);
    expect((await as('auditor-1', 'X26').open(address)).status).toBe(200);
    expect((await as('auditor-1', 'X26').open(`${address}/RXX-NONE`)).status).toBe(404);
    expect((await as('auditor-1', 'X26').open(`${address}/no-code`)).status).toBe(404);
    expect((await as('auditor-1', 'X26').open('/organisations/ZZZ99/benefits')).status).toBe(404);
  });
});
