import type { Statement, TimelineFact } from '#read-models';
import { isoDate, onDay, type FactId, type Stage } from '#vocabulary';
import { timelineRow } from './timeline-rows.js';

describe('A row of a timeline', () => {
  it('tells how a fact that was corrected and withdrawn came to this, and why', () => {
    const { history, status } = rowOf({
      status: 'retracted',
      history: [
        stated(3, 'StageDeclared', 1),
        stated(9, 'FactCorrected', 2, 'The board said 2 on 2025-02-28.'),
        { ...stated(12, 'FactRetracted', 2, 'Never decided.'), stated: null },
      ],
    });
    expect(status).toBe('Withdrawn');
    expect(history).toEqual([
      '9:00am on 1 March 2025, entry 3, by a trust recorder of Example NHS Trust (RXX). First recorded: Declared stage 1, digitising, on 1 March 2025',
      '9:00am on 1 March 2025, entry 9, by a trust recorder of Example NHS Trust (RXX). Corrected to: Declared stage 2, informing, on 1 March 2025. Reason: The board said 2 on 28 February 2025.',
      '9:00am on 1 March 2025, entry 12, by a trust recorder of Example NHS Trust (RXX). Withdrawn. Reason: Never decided.',
    ]);
  });

  it('leaves out what a registration leaves open, and says so where it says nothing else', () => {
    const name = { kind: 'name' as const, subject: '', value: { name: 'NHS Kent' } };
    const type = { kind: 'classification' as const, subject: '', value: {} };
    expect(rowOf({ values: [type, name] }).what).toBe('Named NHS Kent');
    expect(rowOf({ values: [type] }).what).toBe('Type of trust: not known');
  });

  it('has no history where a fact was stated once', () => {
    expect(rowOf({}).history).toEqual([]);
  });

  it.each([
    ['https://www.england.nhs.uk/a', 'https://www.england.nhs.uk/a'],
    ['javascript:alert(1)', undefined],
    [undefined, undefined],
  ])('leads from %s to its source', (url, href) => {
    const source = { name: 'NHS England', ...(url === undefined ? {} : { url }) };
    expect(rowOf({ basis: { source } }).href).toBe(href);
  });
});

const names = {
  organisation: (code: string) => `Example NHS Trust (${code})`,
  capability: (code: string) => code,
};
const day = onDay(isoDate('2025-03-01'));
const values = (stage: Stage) => [
  { kind: 'stage-declared' as const, subject: '', value: { stage } },
];

const stated = (
  entry: number,
  type: string,
  stage: Stage,
  reason: string | null = null,
): Statement => ({
  entry,
  eventId: `event-${String(entry)}`,
  type,
  recordedAt: '2025-03-01T09:00:00.000Z',
  actor: 'trust-recorder-1',
  role: 'trust-recorder',
  organisation: 'RXX',
  reason,
  stated: { effective: day, values: values(stage), basis: null },
});

const rowOf = (fact: Partial<TimelineFact>) =>
  timelineRow(
    {
      factId: 'fact' as FactId,
      status: 'current',
      stands: true,
      effective: day,
      order: 0,
      firstEntry: 3,
      values: values(1),
      basis: null,
      restsOnMended: [],
      history: [stated(3, 'StageDeclared', 1)],
      ...fact,
    },
    names,
  );
