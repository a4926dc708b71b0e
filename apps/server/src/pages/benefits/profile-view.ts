import type { BenefitProfileAnswer, PoolListed } from '#read-models';
import { dayInWords, periodInWords } from '#vocabulary';
import type { Names } from '../names.js';
import { percent } from '../numbers-in-words.js';
import { amountInWords, baselineCaution, dotInWords, officeInWords } from './benefit-words.js';
import type { Line } from './profile-lines.js';

/** The page of an entry. */
type HrefOf = (entry: number) => string;

/** What came of it to date, held against the newest promise and the first. */
export function realisedView({ benefit }: BenefitProfileAnswer, names: Names) {
  const { actuals, ratio, unit, current, original } = benefit;
  const amount = (value: number) => amountInWords(value, unit);
  const rebaselined = current !== null && original !== null && current.on !== original.on;
  return {
    dots: [
      dotInWords(
        ratio.againstCurrent,
        unit,
        rebaselined ? 'by the newest approval' : 'by the approval',
      ),
      ...(rebaselined
        ? [
            dotInWords(
              ratio.againstOriginal,
              unit,
              'by the first approval, before it was rebaselined',
            ),
          ]
        : []),
    ],
    caution: baselineCaution(benefit, names.capability),
    parts: [
      { name: 'Validated', count: actuals.counts.validated, amount: amount(actuals.validated) },
      {
        name: 'Awaiting validation',
        count: actuals.counts.awaiting,
        amount: amount(actuals.awaiting),
      },
      { name: 'Rejected', count: actuals.counts.rejected, amount: amount(actuals.rejected) },
      {
        name: 'Measured before use reached its threshold',
        count: actuals.counts.belowGate,
        amount: amount(actuals.belowGate),
      },
    ],
  };
}

/** Every approval, the first one kept, and every forecast between them; the newest first. */
export function planRows({ approvals, forecasts, benefit }: BenefitProfileAnswer, hrefOf: HrefOf) {
  const { unit } = benefit;
  const said = [
    ...approvals.map(({ on, entry, value }) => ({
      on,
      entry,
      what: value.rebaselined ? 'Rebaselined' : 'First approved',
      by: `${officeInWords(value.approver)}, ${value.caseRef} version ${value.caseVersion}`,
      span: spanInWords(value.trajectory),
      total: totalInWords(value.trajectory, unit),
      costs: value.costs === undefined ? 'Not stated' : totalInWords(value.costs, 'pence'),
      year: amountInWords(value.fullYearValue, unit),
      why: value.reason ?? '',
    })),
    ...forecasts.map(({ on, entry, value }) => ({
      on,
      entry,
      what: 'Forecast revised',
      by: 'Not an approval',
      span: spanInWords(value.trajectory),
      total: totalInWords(value.trajectory, unit),
      costs: 'Not applicable',
      year: 'Not applicable',
      why: value.reason,
    })),
  ];
  return said
    .sort((one, other) => other.entry - one.entry)
    .map(({ on, ...row }) => ({ ...row, on: dayInWords(on), href: hrefOf(row.entry) }));
}

type Trajectory = NonNullable<BenefitProfileAnswer['trajectories']['current']>;

export const spanInWords = (trajectory: Trajectory): string => {
  const [first, last] = [trajectory[0], trajectory.at(-1)];
  return first === undefined || last === undefined
    ? 'Not known'
    : periodInWords({ from: first.from, to: last.to });
};

export const totalInWords = (trajectory: Trajectory, unit: string): string =>
  amountInWords(
    trajectory.reduce((sum, { amount }) => sum + amount, 0),
    unit,
  );

/** What part of the change is its own, and who else draws on the same resource. */
export function shareLines(
  { approvals, benefit }: BenefitProfileAnswer,
  pools: readonly PoolListed[],
): readonly Line[] {
  const own = pools.filter(({ shares }) => shares.some((each) => each.benefit === benefit.benefit));
  return [
    ...approvals.slice(0, 1).map(({ value: { attributionShare, pool } }) => ({
      key: 'Share of the change credited to it',
      value: `${percent(attributionShare)}${pool === undefined ? '' : `, of the pool ${pool}`}`,
    })),
    ...own.map(({ pool: name, shares, free, overdrawn }) => ({
      key: `Pool ${name}`,
      value: [
        ...shares.map(({ benefit: holder, share }) => `${holder} holds ${percent(share)}`),
        `${percent(free)} is free`,
        ...(overdrawn.length === 0
          ? []
          : [`approved with more than they hold: ${overdrawn.join(', ')}`]),
      ].join('; '),
    })),
  ];
}

/** Who lives with what it costs. */
export const disbenefitRows = ({ disbenefits }: BenefitProfileAnswer, hrefOf: HrefOf) =>
  disbenefits.map(({ on, entry, value: { title, bearer, measure, unit, value } }) => ({
    title,
    bearer,
    value: `${measure}: ${amountInWords(value, unit)}`,
    on: dayInWords(on),
    href: hrefOf(entry),
  }));
