import type { CapabilityCode, IsoDate } from '#vocabulary';

/** When a capability that enables the benefit first went live; undefined where it is not known to be. */
export type Enabling = Readonly<{ capability: CapabilityCode; firstLive?: IsoDate }>;

/** Whether the baseline of a benefit was agreed before the change it is meant to show. */
export type BaselineTiming =
  | Readonly<{ baseline: 'none' }>
  | Readonly<{ baseline: 'before-change' }>
  | Readonly<{ baseline: 'after-change'; agreedOn: IsoDate; changedBy: readonly Enabling[] }>;

/**
 * A baseline agreed after the first live day of any capability that enables the benefit is one after
 * the change; on that day itself it still is before. A capability not known to be live has changed
 * nothing yet. Source: domain.md 4.6 question 2, and 7.2 (`BenefitBaselineAgreed`).
 */
export function baselineTiming(
  agreedOn: IsoDate | undefined,
  enabling: readonly Enabling[],
): BaselineTiming {
  if (agreedOn === undefined) return { baseline: 'none' };
  const changedBy = enabling.filter(
    ({ firstLive }) => firstLive !== undefined && firstLive < agreedOn,
  );
  return changedBy.length === 0
    ? { baseline: 'before-change' }
    : { baseline: 'after-change', agreedOn, changedBy };
}
