import type { DueItem } from '#read-models';
import { isoDate, odsCode } from '#vocabulary';
import { dueRow } from './due-rows.js';

const recorder = { record: true, approve: false };
const approver = { record: false, approve: true };
const trust = '/organisations/RXX';

describe('A line of what is due', () => {
  it.each([
    ['measurement-overdue', 'C105', `${trust}/adoption/new?capability=C105`, 'Measure it'],
    [
      'measurement-overdue',
      'RXX-TIME',
      `${trust}/benefits/RXX-TIME/actuals/new`,
      'Record its value',
    ],
    ['owner-missing', 'RXX-TIME', `${trust}/entries/7/correct`, 'Correct the profile'],
    ['evidence-expiring', 'EV-RXX-3F2A9C01B7D4', `${trust}/evidence/new`, 'Attach evidence'],
  ] as const)('leads a recorder to where it is done: %s of %s', (kind, subject, href, text) => {
    const row = rowOf(kind, subject, recorder);
    expect(row).toMatchObject({ href, text });
    expect(row.who).toBeUndefined();
  });

  it('leads an approver to what they decide on, and tells a recorder who does', () => {
    expect(rowOf('actual-unvalidated', 'RXX-TIME', approver)).toMatchObject({
      ...{ href: `${trust}/approvals#entry-7`, text: 'Validate or reject it' },
    });
    expect(rowOf('actual-unvalidated', 'RXX-TIME', recorder)).toMatchObject({
      ...{ href: `${trust}/approvals#entry-7`, text: 'See the value' },
      who: 'An approver of the trust can do this.',
    });
  });

  it.each([
    ['measurement-overdue', 'C105', `${trust}/capabilities`],
    ['measurement-overdue', 'RXX-TIME', `${trust}/benefits/RXX-TIME`],
    ['owner-missing', 'RXX-TIME', `${trust}/benefits/RXX-TIME`],
    ['evidence-expiring', 'EV-RXX-3F2A9C01B7D4', `${trust}/evidence/EV-RXX-3F2A9C01B7D4`],
  ] as const)('tells an approver that a recorder does it: %s of %s', (kind, subject, href) => {
    const who = 'A recorder of the trust can do this.';
    expect(rowOf(kind, subject, approver)).toMatchObject({ href, who });
  });

  it('says of a validation that nobody of the trust gives it again, and where it is told whose it is', () => {
    for (const may of [recorder, approver]) {
      expect(rowOf('validation-expiring', '2', may)).toMatchObject({
        ...{ href: `${trust}/entries/7`, text: 'See who validated it' },
        who: 'Only an organisation that validates stages can do this.',
      });
    }
  });

  it('leads to the benefit where the entry stands under the trust that handed it over', () => {
    const under = 'RYY';
    const benefit = { href: `${trust}/benefits/RYY-TIME`, text: 'See the benefit' };
    expect(rowOf('owner-missing', 'RYY-TIME', recorder, { under })).toMatchObject({
      ...benefit,
      who: 'It was recorded by Example NHS Trust (RYY), where it can be corrected.',
    });
    for (const may of [recorder, approver]) {
      expect(rowOf('actual-unvalidated', 'RYY-TIME', may, { under }).href).toBe(
        `${trust}/approvals#entry-7`,
      );
    }
  });

  it('leads to what waited on the day that is looked at', () => {
    const query = '?asOf=2026-03-31';
    expect(rowOf('actual-unvalidated', 'RXX-TIME', recorder, { query }).href).toBe(
      `${trust}/approvals?asOf=2026-03-31#entry-7`,
    );
  });

  it.each([
    ['2026-03-31', 'Overdue since 31 March 2026'],
    ['2026-04-01', 'Overdue from 1 April 2026'],
  ])('says whether it is overdue: on %s', (on, when) => {
    expect(rowOf('owner-missing', 'RXX-TIME', recorder, { on }).when).toBe(when);
  });
});

function rowOf(
  kind: DueItem['kind'],
  subject: string,
  may: typeof recorder,
  { on = '2026-03-31', under = 'RXX', query = '' } = {},
) {
  const stands =
    kind === 'measurement-overdue'
      ? { entry: null, recordedUnder: null }
      : { entry: 7, recordedUnder: odsCode(under) };
  const item = { kind, subject, ...stands, on: isoDate(on), says: 'Do it.' };
  const names = { organisation: (code: string) => `Example NHS Trust (${code})` };
  return dueRow(item, { code: odsCode('RXX'), asOf: isoDate('2026-03-31'), may, names, query });
}
