/** How long something took, or how long it has taken so far without coming to an end. */
export type Lifetime = Readonly<{
  /** Months of slip (negative where early), months of waiting, or a ratio. */
  value: number;
  /** It had not ended by then: the true value is larger. */
  censored: boolean;
}>;

/** S(x), the share that is still to come after x. */
export type Survival = Readonly<{
  /** Where S falls, in rising order, and what it is from there on. */
  steps: readonly Readonly<{ at: number; survival: number }>[];
  /** Lifetimes that ended, and that did not. */
  completed: number;
  censored: number;
  /** The largest value observed, censored or not; undefined without observations. */
  last: number | undefined;
}>;

/** A class of observations, and the wider class that it borrows from while it is small. */
export type ReferenceClass = Readonly<{ survival: Survival; parent?: ReferenceClass }>;

/** Below so many completed observations a class is blended with its parent, which weighs as ten. */
export const ENOUGH = 15;
const WEIGHT_OF_PARENT = 10;

/**
 * The product-limit estimate: S(x) = Π over ends u ≤ x of (1 − ended at u ÷ still at risk at u), where
 * what is censored at u is still at risk at u (Kaplan and Meier, 1958).
 */
export function kaplanMeier(lifetimes: readonly Lifetime[]): Survival {
  const ordered = [...lifetimes].sort((one, other) => one.value - other.value);
  const steps: { at: number; survival: number }[] = [];
  let survival = 1;
  let completed = 0;
  for (let from = 0, to = 0; from < ordered.length; from = to) {
    const at = ordered[from]?.value ?? 0;
    let ended = 0;
    for (; ordered[to]?.value === at; to++) ended += ordered[to]?.censored === false ? 1 : 0;
    if (ended === 0) continue;
    survival *= 1 - ended / (ordered.length - from);
    completed += ended;
    steps.push({ at, survival });
  }
  return { steps, completed, censored: ordered.length - completed, last: ordered.at(-1)?.value };
}

/** S(x); 1 before the first end, and held flat beyond the last observation. */
export const survivalAt = ({ steps }: Survival, x: number): number =>
  steps.findLast(({ at }) => at <= x)?.survival ?? 1;

/** S(x) of a class; with fewer than 15 completed, (n S_class + 10 S_parent) ÷ (n + 10). */
export function classSurvivalAt({ survival, parent }: ReferenceClass, x: number): number {
  const own = survivalAt(survival, x);
  const n = survival.completed;
  if (parent === undefined || n >= ENOUGH) return own;
  return (n * own + WEIGHT_OF_PARENT * classSurvivalAt(parent, x)) / (n + WEIGHT_OF_PARENT);
}

/** Whether S(x) is only held flat: nothing in the class, or in its parent where it is empty, lies as far. */
export function isBeyondData({ survival, parent }: ReferenceClass, x: number): boolean {
  if (survival.last !== undefined) return x > survival.last;
  return parent === undefined || isBeyondData(parent, x);
}

/**
 * The least value that this share (0 to 1) of the class does not pass, among those that pass `given`;
 * undefined where the observations do not reach as far, or none passes `given`.
 */
export function classQuantile(
  reference: ReferenceClass,
  share: number,
  given = -Infinity,
): number | undefined {
  const passing = classSurvivalAt(reference, given);
  if (passing <= 0) return undefined;
  return endsOf(reference).find(
    (at) => at > given && classSurvivalAt(reference, at) / passing <= 1 - share + NOISE,
  );
}

/** Where S of a class may fall, in rising order. */
function endsOf({ survival, parent }: ReferenceClass): readonly number[] {
  const own = survival.steps.map(({ at }) => at);
  if (parent === undefined || survival.completed >= ENOUGH) return own;
  return [...new Set([...own, ...endsOf(parent)])].sort((one, other) => one - other);
}

// S is a product of shares: a tenth may come out as 0.1 + 10⁻¹⁷.
const NOISE = 1e-12;
