import { moneyClasses, type Bounds } from '#figures';
import type { GapGroup, StageAnswer } from '#read-models';
import type { IsoDate } from '#vocabulary';
import type { OnePage } from './one-page.js';

/** A figure of the page, as a row of a file. What is not known is null. */
export type OnePageLine = Readonly<{
  section: 'stage' | 'capabilities' | 'gap' | 'benefits' | 'money' | 'target' | 'due';
  item: string;
  /** stage, criteria, points of 100, benefits, pence, or chance (0 to 1). */
  unit: string | null;
  now: Bounds | null;
  before: Bounds | null;
  /** The same of all trusts of the programme. */
  programme: Bounds | null;
  /** Of how many: criteria that apply, or benefits that are approved. */
  of: number | null;
  /** A deadline, or the day from which something is overdue. */
  on: IsoDate | null;
  says: string | null;
}>;

/** All figures that the page shows, in its order. */
export const linesOf = (page: OnePage): readonly OnePageLine[] => [
  ...stageLines(page.stages),
  ...criteriaLines(page),
  ...gapLines(page),
  ...trackLines(page),
  ...moneyLines(page),
  ...targetLines(page),
  ...dueLines(page),
];

const line = (of: Pick<OnePageLine, 'section' | 'item'> & Partial<OnePageLine>): OnePageLine => ({
  ...{ unit: null, now: null, before: null, programme: null, of: null, on: null, says: null },
  ...of,
});

const exactly = (count: number | undefined): Bounds | null =>
  count === undefined ? null : { low: count, high: count };

function stageLines({ now, before }: OnePage['stages']): readonly OnePageLine[] {
  const shown = (answer: StageAnswer | undefined): Bounds | null => {
    const evidenced = answer?.stage?.evidenced ?? 'not-reported';
    return evidenced === 'not-reported' ? null : evidenced;
  };
  const said = (answer: StageAnswer | undefined, by: 'declared' | 'validated') =>
    exactly(answer?.stage?.[by]?.stage);
  const of = (item: string, figure: (answer: StageAnswer | undefined) => Bounds | null) =>
    line({ section: 'stage', item, unit: 'stage', now: figure(now), before: figure(before) });
  return [
    of('evidenced', shown),
    of('declared', (answer) => said(answer, 'declared')),
    of('validated', (answer) => said(answer, 'validated')),
  ];
}

function criteriaLines({ summary }: OnePage): readonly OnePageLine[] {
  const criteria = summary?.criteria ?? null;
  if (criteria === null) return [];
  const { stage, numerator, denominator } = criteria;
  return [
    line({
      ...{ section: 'capabilities', item: `stage-${String(stage)}`, unit: 'criteria' },
      ...{ now: exactly(numerator), of: denominator },
    }),
  ];
}

/** A trust that reports nothing has no gap that could be told. */
export const gapOf = (
  { profile }: Pick<OnePage, 'profile'>,
  { groups }: OnePage['gaps']['now'],
): GapGroup['gap'] => {
  const own = groups.find(({ code }) => code === profile.organisation.code);
  return own === undefined || own.numerator === 0 ? null : own.gap;
};

function gapLines(page: OnePage): readonly OnePageLine[] {
  const { now, before } = page.gaps;
  return (['useGap', 'optimisationGap'] as const).map((which) =>
    line({
      ...{ section: 'gap', item: which === 'useGap' ? 'use' : 'optimisation', unit: 'points' },
      now: gapOf(page, now)?.[which] ?? null,
      before: gapOf(page, before)?.[which] ?? null,
      programme: now.total.gap?.[which] ?? null,
    }),
  );
}

const trackLines = ({ summary }: OnePage): readonly OnePageLine[] =>
  (summary?.onTrackOf ?? []).map(({ class: of, numerator, denominator }) =>
    line({
      ...{ section: 'benefits', item: of, unit: 'benefits' },
      ...{ now: exactly(numerator), of: denominator },
    }),
  );

/** What of each class is told in money. */
const amounts = ['currentToDate', 'validated', 'awaiting'] as const;

export const moneyOf = (
  { profile }: Pick<OnePage, 'profile'>,
  { groups }: OnePage['money']['now'],
) => groups.find(({ code }) => code === profile.organisation.code)?.money;

function moneyLines(page: OnePage): readonly OnePageLine[] {
  const [now, before] = [moneyOf(page, page.money.now), moneyOf(page, page.money.before)];
  return moneyClasses
    .filter((of) => (now?.byClass[of].benefits ?? 0) > 0)
    .flatMap((of) =>
      amounts.map((amount) =>
        line({
          ...{ section: 'money', item: `${of}-${amount}`, unit: 'pence' },
          now: exactly(now?.byClass[of][amount]),
          before: exactly(before?.byClass[of][amount]),
        }),
      ),
    );
}

const targetLines = ({ targets }: OnePage): readonly OnePageLine[] =>
  targets.map(({ forecast, held, outlook, atDeadline }) =>
    line({
      ...{ section: 'target', item: forecast.target, unit: 'chance' },
      // Once the deadline is over, what came of it is known or not, and there is no chance.
      now: atDeadline === undefined ? exactly(outlook?.probability ?? undefined) : null,
      on: forecast.deadlineOn,
      says: `${atDeadline === undefined ? '' : `${atDeadline.verdict} at its deadline, now `}${held.verdict}: ${held.reason}`,
    }),
  );

const dueLines = ({ due }: OnePage): readonly OnePageLine[] =>
  (due?.due ?? []).map(({ kind, subject, on, says }) =>
    line({ section: 'due', item: `${kind} ${subject}`, on, says }),
  );
