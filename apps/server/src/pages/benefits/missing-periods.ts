import { cadenceMonths } from '#facts';
import type { BenefitProfileAnswer } from '#read-models';
import { addMonths, dayBefore, periodInWords, type IsoDate } from '#vocabulary';

type Period = Readonly<{ from: IsoDate; to: IsoDate }>;
type Measured = Pick<
  BenefitProfileAnswer,
  'actuals' | 'asOf' | 'profile' | 'trajectories' | 'writtenOff'
>;

/** Of more than these the newest are named. */
const MOST_NAMED = 12;

/**
 * The periods for which something is planned and nothing was recorded, the newest last: as long as it is
 * measured often, and over for as long as its numbers take to come.
 */
export function missingPeriods({
  actuals,
  asOf,
  profile: { measure },
  trajectories: { current },
  writtenOff,
}: Measured): readonly Period[] {
  const months = cadenceMonths[measure.cadence];
  const [first, last] = [current?.[0], current?.at(-1)];
  // What was written off needs no more values, whatever its plan says.
  const until = writtenOff?.on;
  if (current === null || first === undefined || last === undefined) return [];
  const isPlanned = (period: Period) =>
    current.some((planned) => planned.amount !== 0 && overlap(planned, period));
  const periods: Period[] = [];
  for (let count = 0; ; count += months) {
    const from = addMonths(first.from, count);
    const to = dayBefore(addMonths(first.from, count + months));
    if (
      to > last.to ||
      (until !== undefined && from >= until) ||
      addMonths(to, measure.lagMonths ?? 0) >= asOf
    )
      break;
    periods.push({ from, to });
  }
  return periods.filter(
    (period) => isPlanned(period) && !actuals.some((actual) => overlap(actual, period)),
  );
}

const overlap = (one: Period, other: Period): boolean =>
  one.from <= other.to && one.to >= other.from;

/** Which they are, with where each is recorded, for those who may. */
export function missingView(measured: Measured, form: string | undefined) {
  const missing = missingPeriods(measured);
  const named = missing.slice(-MOST_NAMED).map((period) => ({
    text: periodInWords(period),
    href: form && `${form}?from=${period.from}&day=${period.to}`,
  }));
  return { named, earlier: missing.length - named.length };
}
