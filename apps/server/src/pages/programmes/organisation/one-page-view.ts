import type { Bounds, GapSplit } from '#figures';
import type { OnePage } from '../../../one-page/one-page.js';
import { gapOf } from '../../../one-page/one-page-lines.js';
import { gapDots } from '../../charts/gap-dots.js';
import { boundsInWords } from '../../gap-in-words.js';
import type { Names } from '../../names.js';
import { capital } from '../../stages-in-words.js';
import { cell, unknown, words, type Cell, type Table } from '../../table-view.js';
import { overdueInWords } from '../../trust/due-in-words.js';
import { evidencedInWords, stageMissing } from '../../trust/stage-rows.js';
import { movementSince } from '../frame/movement.js';
import { gapNames, leadingGap, type Which } from '../frame/ranking.js';
import {
  dueTable,
  onTrackInWords,
  moneyTable,
  targetsTables,
  type Days,
} from './one-page-tables.js';

type Shown = Days & Readonly<{ names: Names }>;

/** Where a trust stands, in sentences, one picture and short tables. */
export function onePageView(page: OnePage, shown: Shown) {
  const { stages, profile, due } = page;
  const missing = stages.now?.stage ? stageMissing(stages.now.stage, shown.names) : [];
  return {
    closed: profile.organisation.open ? undefined : 'This trust was closed on that day.',
    stage: stageTable(page, shown),
    criteria: criteriaInWords(page),
    missing: missing.map(({ capability, state }) => `${capability}: ${state}`),
    gap: gapView(page, shown),
    onTrack: onTrackInWords(page),
    money: moneyTable(page, shown),
    targets: targetsTables(page, shown),
    due: due === undefined || due.due.length === 0 ? undefined : dueTable(due),
    overdue: due && overdueInWords(due.numerator, due.denominator),
    model: stages.now?.model,
  };
}

function stageTable({ stages: { now, before } }: OnePage, { since, asOf }: Days): Table {
  const evidenced = (answer: typeof now): Cell =>
    answer?.stage ? cell(evidencedInWords(answer.stage.evidenced)) : unknown();
  const said = (answer: typeof now, by: 'declared' | 'validated'): Cell => {
    const stage = answer?.stage?.[by]?.stage;
    return stage === undefined ? unknown('None') : cell(`Stage ${String(stage)}`);
  };
  return {
    caption: `Stage on ${since} and on ${asOf}`,
    columns: [words('Source'), words(`On ${since}`), words(`On ${asOf}`)],
    rows: [
      [cell('Shown by evidence'), evidenced(before), evidenced(now)],
      [cell('Declared by the trust'), said(before, 'declared'), said(now, 'declared')],
      [cell('Validated by others'), said(before, 'validated'), said(now, 'validated')],
    ],
  };
}

function criteriaInWords({ stages, summary }: OnePage): string {
  const criteria = summary?.criteria ?? null;
  if (criteria === null) return whyNoCriteria(stages.now);
  const { stage, numerator, denominator } = criteria;
  const met = numerator === 0 ? 'None' : String(numerator);
  return `${met} of the ${String(denominator)} criteria for stage ${String(stage)}, the next stage, ${numerator > 1 ? 'are' : 'is'} met.`;
}

function whyNoCriteria(answer: OnePage['stages']['now']): string {
  if (!answer?.stage) {
    return 'No maturity model was known, so there is no next stage.';
  }
  return answer.stage.evidenced === 'not-reported'
    ? 'It has not reported, so it is not known which criteria are met.'
    : 'There is no next stage to reach.';
}

/** The gap of the trust on both days beside that of all trusts, as dots and as a table. */
function gapView(page: OnePage, { since, asOf, profile }: Days) {
  const { now, before } = page.gaps;
  const which = leadingGap(now);
  const [own, then] = [gapOf(page, now), gapOf(page, before)];
  const all = now.total.gap;
  if (own === null || all === null) return undefined;
  const lines = [
    { name: `This trust, ${since}`, gap: then },
    { name: `This trust, ${asOf}`, gap: own },
    { name: `All trusts, ${asOf}`, gap: all },
  ];
  const title = titleOf(own[which], all[which], which);
  const moved =
    then === null
      ? `It was not reported on ${since}.`
      : `${capital(movementSince({ then: then[which], now: own[which], since }, 1))}.`;
  const description = `The ${gapNames[which]} of this trust is ${boundsInWords(own[which])} of 100 points on ${asOf}, that of all trusts of the ${profile.name} ${boundsInWords(all[which])}. ${moved}`;
  const known = lines.flatMap(({ name, gap }) => (gap === null ? [] : [{ name, ...gap[which] }]));
  return {
    title,
    description,
    subtitle: `${capital(gapNames[which])}, points of 100 of intended value, ${since} and ${asOf}`,
    svg: gapDots(
      { id: 'gap', title, description },
      known.map((bounds) => ({ ...bounds, shown: boundsInWords(bounds) })),
    ),
    table: gapTable(lines),
  };
}

/** At most fifteen words. */
function titleOf(own: Bounds, all: Bounds, which: Which): string {
  if (own.low > all.high) return `Its ${gapNames[which]} is larger than that of all trusts`;
  if (own.high < all.low) {
    return `Its ${gapNames[which]} is smaller than that of all trusts`;
  }
  return `Not known whether its ${gapNames[which]} is larger than that of all trusts`;
}

const gapTable = (lines: readonly Readonly<{ name: string; gap: GapSplit | null }>[]): Table => ({
  caption: 'Gap, in points of 100',
  columns: [
    words('Trust or group'),
    ...(['useGap', 'optimisationGap'] as const).map((which) => ({
      text: capital(gapNames[which]),
      numeric: true,
    })),
  ],
  rows: lines.map(({ name, gap }) => [
    cell(name),
    ...(['useGap', 'optimisationGap'] as const).map((which) =>
      gap === null ? unknown('Not reported') : cell(boundsInWords(gap[which])),
    ),
  ]),
});
