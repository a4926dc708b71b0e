import type { EventUsed } from '#read-models';
import { isoDate, onDay } from '#vocabulary';
import { actualsIn, namingItself } from './event-rows.js';

describe('What a value of a benefit came to', () => {
  it('is what stands, and not what the entry that corrected it took back', () => {
    const stands = used({ entry: 2, part: 'states' }, 180_000);
    const wasFirst = used({ entry: 1, part: 'first-stated' }, 18_000);
    const wasTaken = used({ entry: 2, part: 'took-back' }, 18_000);
    expect(actualsIn([wasFirst, stands, wasTaken], owners).get('v1')).toBe('£1800');
  });

  it('is what it was last, where it was withdrawn', () => {
    const wasTaken = used({ entry: 3, part: 'took-back' }, 18_000);
    expect(actualsIn([wasTaken], owners).get('v1')).toBe('£180');
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

const used = ({ entry, part }: Pick<EventUsed, 'entry' | 'part'>, amount: number): EventUsed => ({
  ...{ entry, part, factId: 'v1', kind: 'benefit-actual', about: 'benefit-1', subject: '' },
  ...{ eventId: `e${String(entry)}`, type: 'BenefitActualRecorded', stream: 'benefit-1' },
  ...{ recordedAt: '2025-08-20T09:00:00.000Z', capability: null },
  effective: onDay(isoDate('2025-07-31')),
  value: { amount, from: isoDate('2025-07-01') },
});
