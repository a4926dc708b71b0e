import type { StageDistributionAnswer } from '#read-models';
import { stageShares } from '../../charts/stage-shares.js';
import type { StageCounts } from '../../charts/stage-bars.js';
import { boundsInWords } from '../../gap-in-words.js';
import { countsIn, reached, trustsInWords, uncapital } from '../../stages-in-words.js';
import { movement } from '../frame/movement.js';

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
  const title = `${boundsInWords(today, 0)} of ${of} show stage 2 or above`;
  const moved = movement({ then, now: today }, { decimals: 0 });
  const description = [
    `On ${asOf}, by their evidence: ${countsInWords(days[1])}.`,
    `On ${since}: ${countsInWords(days[0])}.`,
    `Stage 2 or above: ${moved}.`,
  ].join(' ');
  return {
    title,
    description,
    names: days[0]?.counts.map(({ name }) => name) ?? [],
    days,
    svg: stageShares({ id: 'shares', title, description }, days),
  };
}

/** "9 trusts at 1 Digitising, 6 at 2 Informing". */
const countsInWords = (day: StageCounts | undefined): string =>
  (day?.counts ?? [])
    .filter(({ count }) => count > 0)
    .map(
      ({ name, count }) =>
        `${String(count)} ${/^\d/.test(name) ? `at stage ${uncapital(name)}` : uncapital(name)}`,
    )
    .join(', ') || 'no trust was open';
