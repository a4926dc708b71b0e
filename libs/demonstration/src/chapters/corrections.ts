import type { MeasurementOrder, MeasurementSubject } from '#measurements';
import { addDays, type IsoDate } from '#vocabulary';
import { between, chanceOf } from '../chance.js';
import { factIdOf, inTime, step, words, type Actor, type DemonstrationStep } from '../step.js';

/** A measurement, and what it would say with other counts. */
export type Series = Readonly<{
  name: string;
  recorded: IsoDate;
  by: Actor;
  subject: MeasurementSubject;
  counted: readonly [numerator: number, denominator: number];
  order: (denominator?: number, numerator?: number) => MeasurementOrder;
}>;

const CORRECTED = 0.02;
const CORRECTED_AGAIN = 0.25;
const RETRACTED = 0.004;
const RECORDED_AFRESH = 0.5;

/** The measurement, and for a few of them what was put right later, perhaps twice. */
export function mended(series: Series): readonly DemonstrationStep[] {
  const { name, recorded, by, order } = series;
  const chance = chanceOf(name, 'mended');
  const recording = step(name, [recorded, '14:00'], by, { of: 'measurements', command: order() });
  if (!inTime(recorded)) return [];
  const fate = chance();
  if (fate < RETRACTED) return [recording, ...retracted(series, chance)].filter(withinTime);
  if (fate < RETRACTED + CORRECTED) {
    return [recording, ...corrected(series, chance)].filter(withinTime);
  }
  return [recording];
}

/** A ward was left out; in some cases the first correction counted it twice. */
function corrected(series: Series, chance: () => number): readonly DemonstrationStep[] {
  const [numerator, denominator] = series.counted;
  const day = addDays(series.recorded, between(chance, 30, 70));
  const more = Math.max(1, Math.round(denominator * (0.04 + 0.08 * chance())));
  const used = Math.round(more * chance() * 0.8);
  const first = correction(series, 1, day, [numerator + used, denominator + 2 * more]);
  if (chance() >= CORRECTED_AGAIN) return [first];
  const later = addDays(day, between(chance, 35, 80));
  return [first, correction(series, 2, later, [numerator + used, denominator + more])];
}

const reasons = [
  'A site was left out of the count',
  'The first correction counted the site twice',
] as const;

const correction = (
  { name, by, subject, order }: Series,
  time: 1 | 2,
  day: IsoDate,
  [numerator, denominator]: Series['counted'],
): DemonstrationStep =>
  step(`${name} corrected ${String(time)}`, [day, '15:00'], by, {
    of: 'measurements',
    command: {
      type: 'CorrectFact',
      data: {
        factId: factIdOf(name),
        reason: words(reasons[time - 1] ?? reasons[0]),
        order: order(denominator, numerator),
      },
    },
    subject,
  });

/** The figures were another trust's; the right ones follow, or never do. */
function retracted(series: Series, chance: () => number): readonly DemonstrationStep[] {
  const { name, recorded, by, subject, order, counted } = series;
  const day = addDays(recorded, between(chance, 15, 45));
  const retraction = step(`${name} retracted`, [day, '15:00'], by, {
    of: 'measurements',
    command: {
      type: 'RetractFact',
      data: { factId: factIdOf(name), reason: words('These were the figures of another trust') },
    },
    subject,
  });
  if (chance() >= RECORDED_AFRESH) return [retraction];
  const [numerator, denominator] = counted;
  const afresh = step(`${name} afresh`, [addDays(day, 10), '14:00'], by, {
    of: 'measurements',
    command: order(denominator, Math.round(numerator * 0.95)),
  });
  return [retraction, afresh];
}

const withinTime = ({ at }: DemonstrationStep): boolean => inTime(at.slice(0, 10) as IsoDate);
