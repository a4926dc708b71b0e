import type { PeriodAdjustment } from '#read-models';
import { isoDate, onDay, type FactId, type OdsCode } from '#vocabulary';
import { adjustmentRow } from './adjustment-rows.js';

describe('A judgement of a value among the corrections of a closed period', () => {
  it('names what the value came to, in the unit of its benefit', () => {
    const { before, after } = adjustmentRow(judged({ before: 900_000, after: 1_200_000 }), told);
    expect(before).toMatch(/^Value of £9000 validated, /);
    expect(after).toMatch(/^Value of £12000 validated, /);
  });

  it('names no amount where the value that it names is not known', () => {
    expect(adjustmentRow(judged({ before: null, after: null }), told).after).toMatch(
      /^Value validated, /,
    );
  });
});

const names = {
  organisation: (code: string) => code,
  capability: (code: string) => code,
};
const told = {
  names,
  owners: {
    title: () => 'Medicines',
    home: () => 'Example NHS Trust (RXX)',
    trust: () => 'RXX' as OdsCode,
    organisation: names.organisation,
    href: () => undefined,
    namesFor: () => ({ ...names, amount: (pence: number) => `£${String(pence / 100)}` }),
  },
};

function judged(
  amounts: Readonly<{ before: number | null; after: number | null }>,
): PeriodAdjustment {
  const said = (amount: number | null) => ({
    effective: onDay(isoDate('2025-06-30')),
    value: { state: 'validated', names: 'event', from: '2025-06-01' },
    amount,
  });
  return {
    ...{ owner: 'RXX-ONE', kind: 'benefit-validation', subject: 'fact', factId: 'fact' as FactId },
    ...{ change: 'restated', before: said(amounts.before), after: said(amounts.after) },
    ...{ entries: [12], recordedAt: '2025-08-20T09:00:00.000Z', cause: null },
    ...{ role: 'trust-approver', organisation: 'RXX' },
  };
}
