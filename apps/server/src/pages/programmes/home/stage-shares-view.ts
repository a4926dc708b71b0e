import type { StageDistributionAnswer } from '#read-models';
import { stageShares } from '../../charts/stage-shares.js';
import type { StageCounts } from '../../charts/stage-bars.js';
import { boundsInWords } from '../../gap-in-words.js';
import { countsIn, reached, trustsInWords, uncapital } from '../../stages-in-words.js';
import { movementSince } from '../frame/movement.js';

type Asked = Readonly<{
  now: StageDistributionAnswer;
  before: StageDistributionAnswer;
  asOf: string;
  since: string;
}>;

/** The stages of a programme on two days: in a sentence, as two bars of one length, and as a table. */
export function stageSharesView({ now, before, asOf, since }: Asked) {
  const days: readonly StageCounts[] = [
    { period: since, counts: countsIn(before.total.stages) },
    { period: asOf, counts: countsIn(now.total.stages) },
  ];
  const [then, today] = [reached(before.total.stages, 2), reached(now.total.stages, 2)];
  const of = trustsInWords(now.total.denominator);
  const title = `${boundsInWords(today, 0)} of ${of} ${now.total.denominator === 1 || (today.low === 1 && today.high === 1) ? 'is' : 'are'} at stage 2 or above`;
  const moved = movementSince({ then, now: today, since });
  const description = [
    `On ${asOf}, by their evidence: ${countsInWords(days[1])}.`,
    `On ${since}: ${countsInWords(days[0])}.`,
    `Stage 2 or above: ${moved}.`,
    ...(today.low === today.high ? [] : [WHY_A_RANGE]),
  ].join(' ');
  return {
    title,
    description,
    names: days[0]?.counts.map(({ name }) => name) ?? [],
    days,
    svg: stageShares({ id: 'shares', title, description }, days),
  };
}

const WHY_A_RANGE =
  'The upper number includes trusts whose measurements for it are out of date or missing.';

/** "9 at stage 1 (digitising), 6 at stage 2 (informing)". */
const countsInWords = (day: StageCounts | undefined): string =>
  (day?.counts ?? [])
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${String(count)} ${stageNamed(name)}`)
    .join(', ') || 'no trust was open';

const stageNamed = (name: string): string => {
  const [, stage, word] = /^(\d) (.*)$/.exec(name) ?? [];
  return stage === undefined || word === undefined
    ? uncapital(name)
    : `at stage ${stage} (${uncapital(word)})`;
};
