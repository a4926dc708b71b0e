import type { EventUsed } from '#read-models';
import { isoDate, onDay } from '#vocabulary';
import { factInWords } from '../trust/fact-in-words.js';
import { actualsIn, namingItself } from './event-rows.js';

describe('What a value of a benefit came to', () => {
  it('is told of each statement, as a judgement holds for the one that it names', () => {
    const wasFirst = used({ entry: 1, part: 'first-stated', statedIn: 'e1' }, 18_000);
    const stands = used({ entry: 2, part: 'states', statedIn: 'e2' }, 180_000);
    const wasTaken = used({ entry: 2, part: 'took-back', statedIn: 'e1' }, 18_000);
    const actuals = actualsIn([wasFirst, stands, wasTaken], owners);
    expect([actuals.get('e1'), actuals.get('e2')]).toEqual(['£180', '£1800']);
  });

  it('is said of the value that a judgement names, and not as it was corrected since', () => {
    const actual = (statedIn: string) => (statedIn === 'e1' ? '£180' : undefined);
    const inWords = (names: string) =>
      factInWords(
        {
          ...{ kind: 'benefit-validation', subject: 'v1', effective: onDay(isoDate('2025-07-31')) },
          value: { state: 'validated', names, from: isoDate('2025-07-01') },
        },
        { organisation: String, capability: String, actual },
      );
    expect(inWords('e1')).toContain('Value of £180 validated');
    expect(inWords('e2')).toContain('Value validated');
  });
});

describe('What an entry states', () => {
  it('says what was opened, and what was published', () => {
    const trust = 'Example NHS Trust (RXX)';
    expect(namingItself('status', 'Opened, before our records', trust)).toBe(
      'Example NHS Trust (RXX): opened, before our records',
    );
    expect(namingItself('model', 'Four stages, version 1, before our records', 'model')).toBe(
      'Maturity model published: Four stages, version 1, before our records',
    );
    expect(namingItself('stage-declared', 'Stage 1 declared', trust)).toBe('Stage 1 declared');
  });
});

const owners = {
  namesFor: () => ({
    organisation: (code: string) => code,
    capability: (code: string) => code,
    amount: (value: number) => `£${String(value / 100)}`,
  }),
};

const used = (of: Pick<EventUsed, 'entry' | 'part' | 'statedIn'>, amount: number): EventUsed => ({
  ...{
    ...of,
    factId: 'v1',
    recordedUnder: null,
    kind: 'benefit-actual',
    about: 'benefit-1',
    subject: '',
  },
  ...{ eventId: `e${String(of.entry)}`, type: 'BenefitActualRecorded', stream: 'benefit-1' },
  ...{ recordedAt: '2025-08-20T09:00:00.000Z', capability: null },
  effective: onDay(isoDate('2025-07-31')),
  value: { amount, from: isoDate('2025-07-01') },
});
