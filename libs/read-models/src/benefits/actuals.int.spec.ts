import type { AnyMessage } from '#event-sourcing';
import { actualSums, judgedActuals, type ActualSums } from '#figures';
import { addMonths, dayBefore, isoDate, onDay, type BenefitId, type IsoDate } from '#vocabulary';
import fc from 'fast-check';
import { eventId, RecordedWorld, type Recording } from '../testing/recorded-world.js';
import { actualsOf } from './actuals.js';

/*
 * Sums of what is kept are those of the pure function over all that is known, for any history of
 * actuals, corrections and judgements, as of any day, known at any entry. That a judgement holds for
 * one statement alone decides some of them, which the second example shows.
 */
describe('The sums of actuals', () => {
  let world: RecordedWorld;
  const [steps = []] = fc.sample(fc.array(dice(), { minLength: 160, maxLength: 160 }), {
    numRuns: 1,
    seed: 20261127,
  });

  beforeAll(async () => {
    world = await RecordedWorld.open();
    const history = historyOf(steps);
    // What is kept is kept up with: asked half way, then told the rest.
    await world.record(...history.slice(0, 90));
    const asked = BENEFITS.map((benefit) => ({ benefit }));
    await world.ledger.at(undefined, (ledger) => ledger.sumsOf(asked, isoDate('2026-01-01')));
    await world.record(...history.slice(90));
  });
  afterAll(() => world.close());

  const moments = fc.sample(
    fc.record({
      months: fc.integer({ min: 0, max: 14 }),
      entry: fc.integer({ min: 1, max: 160 }),
      since: fc.option(fc.integer({ min: 0, max: 8 }), { nil: undefined }),
    }),
    { numRuns: 60, seed: 3 },
  );

  it('are those of the pure function at every moment', async () => {
    const seen = { validated: 0, rejected: 0, awaiting: 0, belowGate: 0 };
    for (const { months, entry, since } of moments) {
      const asOf = addMonths(FIRST, months);
      const from = since === undefined ? undefined : addMonths(FIRST, since);
      await world.ledger.at({ entry }, async (ledger) => {
        const asked = BENEFITS.map((benefit) => ({ benefit, ...(from && { since: from }) }));
        const sums = await ledger.sumsOf(asked, asOf);
        const expected = await Promise.all(
          BENEFITS.map(async (benefit) =>
            actualSums(judgedActuals(await ledger.known(benefit)), asOf, from),
          ),
        );
        expect(sums).toEqual(expected);
        // Asked for twice, as where two capabilities enable it, a benefit comes to the same.
        expect(await ledger.sumsOf([...asked, ...asked], asOf)).toEqual([...sums, ...sums]);
        for (const { counts } of expected) {
          for (const part of Object.keys(seen) as (keyof typeof seen)[]) seen[part] += counts[part];
        }
        if (from !== undefined) return;
        const listed = await actualsOf(ledger, BENEFITS, asOf);
        BENEFITS.forEach((benefit, index) => {
          expect(actualSums(listed.get(benefit) ?? [], asOf)).toEqual(expected[index]);
        });
        // The newest of them, without those that were rejected, stand in a register.
        const recent = await ledger.recentOf(BENEFITS, asOf, 3);
        BENEFITS.forEach((benefit, index) => {
          const kept = (listed.get(benefit) ?? []).filter(
            ({ state, belowGate }) => belowGate || state !== 'rejected',
          );
          expect(recent[index]).toEqual(
            kept.slice(-3).map(({ from, to, amount, state, belowGate }) => ({
              ...{ from, to, amount },
              state: belowGate ? 'below-gate' : state,
            })),
          );
        });
      });
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
  });

  it('by the end of each of many days are those of every day alone', async () => {
    const days = Array.from({ length: 15 }, (_, months) => addMonths(FIRST, months));
    for (const { entry } of moments) {
      await world.ledger.at({ entry }, async (ledger) => {
        const asked = BENEFITS.map((benefit) => ({ benefit }));
        const alone = await Promise.all(days.map((day) => ledger.sumsOf(asked, day)));
        const over = await ledger.sumsOver(BENEFITS, days);
        BENEFITS.forEach((_, index) => {
          const own = alone.flatMap((sums) => sums[index] ?? []);
          const first = (part: 'validated' | 'awaiting') => {
            const at = own.findIndex(({ counts }) => counts[part] > 0);
            return at < 0 ? days.length : at;
          };
          expect(over[index]).toEqual({
            sums: own.map(({ validated, awaiting }) => ({ validated, awaiting })),
            anyValidated: first('validated'),
            anyAwaiting: first('awaiting'),
          });
        });
      });
    }
  });

  it('would be others, did a judgement hold for every statement of its actual', async () => {
    let differing = 0;
    for (const { months, entry } of moments) {
      const asOf = addMonths(FIRST, months);
      await world.ledger.at({ entry }, async (ledger) => {
        for (const benefit of BENEFITS) {
          const known = await ledger.known(benefit);
          const careless = known.map((fact) => {
            if (fact.kind !== 'benefit-validation') return fact;
            const now = known.find(({ factId, kind }) => {
              return kind === 'benefit-actual' && factId === fact.subject;
            });
            return { ...fact, value: { ...fact.value, names: now?.eventId ?? fact.value.names } };
          });
          const of = (facts: typeof known): ActualSums => actualSums(judgedActuals(facts), asOf);
          if (of(known).validated !== of(careless).validated) differing += 1;
        }
      });
    }
    expect(differing).toBeGreaterThan(10);
  });

  it('are the same from tables that were built anew', async () => {
    const asked = BENEFITS.map((benefit) => ({ benefit }));
    const day = isoDate('2026-01-01');
    const sums = () => world.ledger.at(undefined, (ledger) => ledger.sumsOf(asked, day));
    const before = await sums();
    expect(before.some(({ validated }) => validated > 0)).toBe(true);
    await world.rebuild();
    expect(await sums()).toEqual(before);
  });

  it('are nothing before anything was recorded', async () => {
    const asked = [{ benefit: BENEFITS[0] }];
    const [sums] = await world.ledger.at({ entry: 0 }, (ledger) => ledger.sumsOf(asked, FIRST));
    expect(sums).toMatchObject({ validated: 0, counts: { awaiting: 0 } });
  });
});

const BENEFITS = ['ZZA-ONE', 'ZZA-TWO', 'ZZB-THREE'] as [BenefitId, BenefitId, BenefitId];
const FIRST = isoDate('2025-01-01');

type Dice = Readonly<Record<'act' | 'benefit' | 'month' | 'amount' | 'pick', number>>;

function dice(): fc.Arbitrary<Dice> {
  return fc.record({
    act: fc.nat({ max: 99 }),
    benefit: fc.nat({ max: 2 }),
    month: fc.nat({ max: 11 }),
    amount: fc.integer({ min: -5, max: 1000 }),
    pick: fc.nat({ max: 30 }),
  });
}

/** A fact that stands: its id, and the event that states it now. */
type Standing = { id: string; names: string; fact: AnyMessage; stream: string };

/** The n-th event recorded has the id `eventId(n)`. */
function historyOf(steps: readonly Dice[]): Recording[] {
  const recordings: Recording[] = [];
  let actuals: Standing[] = [];
  const record = (stream: string, event: AnyMessage): string => {
    recordings.push({ stream, event, recordedAt: '2026-03-01T09:00:00.000Z' });
    return eventId(recordings.length);
  };
  for (const benefit of BENEFITS) {
    const basis = { effective: onDay(FIRST), organisation: 'ZZA', benefit };
    const profile = { title: 'x', owner: 'chief-nurse', class: 'CRB', valuedIn: 'money' };
    record(`benefit-${benefit}`, { type: 'BenefitProfiled', data: { ...basis, profile } });
  }
  for (const thrown of steps) {
    const chosen = actuals.at(-1 - (thrown.pick % Math.max(1, Math.min(8, actuals.length))));
    if (thrown.act < 40 || chosen === undefined) {
      const benefit = BENEFITS[thrown.benefit] ?? BENEFITS[0];
      const [stream, fact] = [`benefit-${benefit}`, actualOf(benefit, thrown)];
      const id = record(stream, fact);
      actuals.push({ id, names: id, fact, stream });
    } else if (thrown.act < 55) {
      const { benefit } = chosen.fact.data as { benefit: BenefitId };
      const fact = actualOf(benefit, thrown);
      const data = { factId: chosen.id, reason: 'a slip', fact };
      chosen.names = record(chosen.stream, { type: 'FactCorrected', data });
      chosen.fact = fact;
    } else if (thrown.act < 60) {
      const data = { factId: chosen.id, reason: 'not so' };
      record(chosen.stream, { type: 'FactRetracted', data });
      actuals = actuals.filter((each) => each !== chosen);
    } else {
      record(chosen.stream, judgementOf(chosen, thrown.act < 85));
    }
  }
  return recordings;
}

function actualOf(benefit: BenefitId, { month, amount, act }: Dice): AnyMessage {
  const from = addMonths(FIRST, month);
  const to = lastOfMonth(from);
  return {
    type: 'BenefitActualRecorded',
    data: {
      effective: onDay(to),
      ...{
        organisation: 'ZZA',
        benefit,
        period: { from, to },
        amount: amount / 4,
        method: 'count',
      },
      ...(act % 5 === 0 && { marks: ['below-gate'] }),
      ...(act % 5 === 1 && { marks: ['gate-unmeasured'] }),
    },
  };
}

function judgementOf({ id, names, fact }: Standing, isValid: boolean): AnyMessage {
  const data = fact.data as { benefit: BenefitId; period: object; effective: object };
  const { benefit, period, effective } = data;
  return {
    type: isValid ? 'BenefitActualValidated' : 'BenefitActualRejected',
    data: { effective, organisation: 'ZZA', benefit, actual: id, names, period, method: 'sample' },
  };
}

const lastOfMonth = (from: IsoDate): IsoDate => dayBefore(addMonths(from, 1));
