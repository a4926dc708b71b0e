import type { PeriodAmount } from '#facts';
import { amountsBy, type BenefitMoney, type MoneyClass } from '#figures';
import { earlierOf, laterOf, type IsoDate } from '#vocabulary';
import type { BenefitOn } from '../benefits/benefit-on.js';
import type { RisingSums } from '../facts-ledger/kept-actuals.js';

/**
 * What was promised by the end of a quarter and what came of it, in whole pence. What was measured is
 * null on days that lie ahead.
 */
export type MoneyByThen = Readonly<{
  original: number;
  current: number;
  /** As expected now: revised since the last approval, or as approved. */
  expected: number;
  validated: number | null;
  awaiting: number | null;
}>;

/** Benefits with anything due by then, by what is known of them; null on days that lie ahead. */
type DueByThen = Readonly<{ validated: number; awaiting: number; silent: number }>;

export type QuarterMoney = Readonly<{
  /** Its last day; of the quarter that runs, the day asked about. */
  on: IsoDate;
  ahead: boolean;
  byClass: Readonly<Record<MoneyClass, MoneyByThen>>;
  due: DueByThen | null;
}>;

/** What is promised of a benefit in money. */
export type Plan = Pick<BenefitMoney, 'class' | 'original' | 'current' | 'forecast'>;

export const planOf = ({ profile, original, current, forecast }: BenefitOn): Plan => ({
  class: profile.value.class,
  original: original?.value.trajectory ?? [],
  current: current?.value.trajectory ?? [],
  ...(forecast && { forecast: forecast.value.trajectory }),
});

type Ends = Readonly<{ first: IsoDate; last: IsoDate }>;

/** The ends of the first and of the last period of a trajectory; undefined of one without periods. */
export function endsOf(periods: readonly PeriodAmount[]): Ends | undefined {
  const known = ends.get(periods);
  if (known !== undefined) return known;
  const [one] = periods;
  if (one === undefined) return undefined;
  let [first, last] = [one.to, one.to];
  for (const { to } of periods) [first, last] = [earlierOf(first, to), laterOf(last, to)];
  ends.set(periods, { first, last });
  return { first, last };
}

/** A trajectory never changes, and the figures of every day ask again. */
const ends = new WeakMap<readonly PeriodAmount[], Ends>();

type Adding = Readonly<{
  on: IsoDate;
  byClass: Readonly<Record<BenefitMoney['class'], Record<keyof MoneyByThen, number>>>;
  due: Record<keyof DueByThen, number>;
}>;

/** Adds up benefit after benefit, as a nation's thousands are told quarter by quarter. */
export class MoneySums {
  private readonly adding: readonly Adding[];

  /** The ends of the quarters, the earliest first. */
  constructor(private readonly days: readonly IsoDate[]) {
    const none = () => ({ original: 0, current: 0, expected: 0, validated: 0, awaiting: 0 });
    this.adding = days.map((on) => ({
      on,
      byClass: { CRB: none(), NCRB: none(), SB: none(), UB: none() },
      due: { validated: 0, awaiting: 0, silent: 0 },
    }));
  }

  add({ class: name, original, current, forecast = current }: Plan, known?: RisingSums): void {
    const ofCurrent = amountsBy(current, this.days);
    const ofOriginal = original === current ? ofCurrent : amountsBy(original, this.days);
    const expected = forecast === current ? ofCurrent : amountsBy(forecast, this.days);
    const dueFrom = endsOf(current)?.first;
    for (const [at, { on, byClass, due }] of this.adding.entries()) {
      const sums = byClass[name];
      sums.original += ofOriginal[at] ?? 0;
      sums.current += ofCurrent[at] ?? 0;
      sums.expected += expected[at] ?? 0;
      const { validated, awaiting } = known?.sums[at] ?? NOTHING;
      sums.validated += validated;
      sums.awaiting += awaiting;
      if (dueFrom !== undefined && dueFrom <= on) due[stateAt(at, known)] += 1;
    }
  }

  /** Of quarters that end after the day asked about, what was measured is not known. */
  quarters(asOf: IsoDate): readonly QuarterMoney[] {
    return this.adding.map(({ on, byClass: { CRB, NCRB, SB }, due }) => {
      const ahead = on > asOf;
      const toldOf = (sums: MoneyByThen): MoneyByThen =>
        ahead ? { ...sums, validated: null, awaiting: null } : sums;
      const byClass = { CRB: toldOf(CRB), NCRB: toldOf(NCRB), SB: toldOf(SB) };
      return { on, ahead, byClass, due: ahead ? null : due };
    });
  }
}

const NOTHING = { validated: 0, awaiting: 0 };

/** What is rejected or below the threshold of use counts towards nothing: nothing came of it yet. */
function stateAt(at: number, known: RisingSums | undefined): keyof DueByThen {
  if (known === undefined) return 'silent';
  if (known.anyValidated <= at) return 'validated';
  return known.anyAwaiting <= at ? 'awaiting' : 'silent';
}
