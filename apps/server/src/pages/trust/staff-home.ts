import type { QueryBus } from '@nestjs/cqrs';
import type { StageFigure } from '#figures';
import { DueList, TrustStages, TrustSummary, type Moment, type SummaryAnswer } from '#read-models';
import type { OdsCode } from '#vocabulary';
import { waitingInWords } from '../approvals/approval-rows.js';
import { dataLinks, explainHref } from '../data-links.js';
import type { Names } from '../names.js';
import { stageInWords, uncapital } from '../stages-in-words.js';
import { ofListedInWords, overdueInWords } from './due-in-words.js';
import { dueRow } from './due-rows.js';
import { lastEntries } from './last-entries.js';
import { stagesOverTime } from './stages-over-time.js';

const DUE_SHOWN = 8;

type Asked = Readonly<{
  code: OdsCode;
  at: Moment;
  query: string;
  names: Names;
  may: Parameters<typeof dueRow>[1]['may'];
}>;

/** What the people of a trust look at first: where they stand, what is due, what was recorded last. */
export async function staffHome(
  queries: QueryBus,
  { code, at, query, names, may }: Asked,
  stage: StageFigure | null | undefined,
) {
  const [summary, due, stages, entries] = await Promise.all([
    queries.execute(new TrustSummary(code, at)),
    queries.execute(new DueList(code, at)),
    queries.execute(new TrustStages(code, at)),
    lastEntries(queries, { code, at, names }),
  ]);
  if (summary === undefined) return undefined;
  const items = due?.due ?? [];
  return {
    cards: cardsOf(summary, stage, { code, query }),
    waiting: waitingInWords(summary.waiting.denominator),
    isWaiting: summary.waiting.denominator > 0,
    due: items
      .slice(0, DUE_SHOWN)
      .map((item) => dueRow(item, { code, asOf: at.asOf, may, names, query })),
    overdue: overdueInWords(summary.overdue.numerator, summary.overdue.denominator),
    dueLeft: Math.max(0, items.length - DUE_SHOWN),
    dueData: dataLinks(`organisations/${code}/due`, query),
    dueExplained: explainHref(`organisations/${code}/due/explain`, query),
    waitingExplained: explainHref(`organisations/${code}/approvals/explain`, query),
    entries,
    stages: stages && {
      ...stagesOverTime(stages.intervals, { asOf: at.asOf, name: stages.name }),
      data: dataLinks(`organisations/${code}/progression`, query),
      explained: explainHref(`organisations/${code}/progression/explain`, query),
    },
  };
}

function whyNoCriteria(stage: StageFigure | null | undefined): string {
  if (!stage) return 'No maturity model says what it takes';
  return stage.evidenced === 'not-reported'
    ? 'Nothing is reported that would tell'
    : 'No stage is higher';
}

/** Four figures, each with the way to what it was made from. */
function cardsOf(
  { criteria, onTrack, overdue }: SummaryAnswer,
  stage: StageFigure | null | undefined,
  { code, query }: Pick<Asked, 'code' | 'query'>,
) {
  const address = `organisations/${code}`;
  const explained = explainHref(`${address}/stage/explain`, query);
  const { evidenced = 'not-reported' } = stage ?? {};
  const declared = stage?.declared;
  return [
    {
      label: 'Stage that evidence shows',
      value: evidenced === 'not-reported' ? 'Not reported' : stageNumber(evidenced),
      of:
        declared === undefined
          ? 'No stage is declared'
          : `The trust declares ${uncapital(stageInWords(declared.stage))}`,
      explained,
    },
    criteria === null
      ? {
          label: 'Next stage',
          value: 'None',
          of: whyNoCriteria(stage),
        }
      : {
          label: `Criteria of stage ${String(criteria.stage)}`,
          value: `${String(criteria.numerator)} of ${String(criteria.denominator)}`,
          of: 'are met',
          href: '#stage',
          way: 'See what is missing',
          explained,
        },
    {
      label: 'Benefits on track',
      value:
        onTrack.denominator === 0
          ? 'None'
          : `${String(onTrack.numerator)} of ${String(onTrack.denominator)}`,
      of:
        onTrack.denominator === 0
          ? 'No benefit is approved yet'
          : `approved ${onTrack.denominator === 1 ? 'benefit' : 'benefits'}`,
      href: `/${address}/benefits${query}`,
      way: 'See each of them',
      explained: explainHref(`${address}/benefits/explain`, query),
    },
    {
      label: 'Overdue',
      value: String(overdue.numerator),
      of: ofListedInWords(overdue.denominator),
      href: '#due',
      way: 'See what is due',
      explained: explainHref(`${address}/due/explain`, query),
    },
  ];
}

function stageNumber({ low, high }: Readonly<{ low: number; high: number }>): string {
  if (low > 0) return `Stage ${String(low)}`;
  return high === 0 ? 'Below stage 1' : 'Not known';
}
