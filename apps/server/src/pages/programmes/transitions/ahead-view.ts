import { largestRemainder } from '#figures';
import type { TransitionsAnswer } from '#read-models';
import { dayInWords } from '#vocabulary';
import { cell, number, numbers, words, type Table } from '../../table-view.js';
import { capital, trustsInWords } from '../../stages-in-words.js';
import { stageShort } from './stays-view.js';

/** Where trusts will be if they go on moving as they did; undefined while too few moves were seen. */
export function aheadView({
  ahead,
  share,
  until,
}: Pick<TransitionsAnswer, 'ahead' | 'share' | 'until'>) {
  const now = ahead[0];
  if (now === undefined) return undefined;
  const reporting = now.trusts.reduce((sum, count) => sum + count, 0);
  const table: Table = {
    caption: `Where the ${trustsInWords(reporting)} that report are expected to be`,
    columns: [words('On'), ...stages.map((stage) => numbers(capital(stageShort(stage))))],
    rows: ahead.map(({ on, quarters, trusts }) => [
      cell(quarters === 0 ? `${dayInWords(on)}, as it is` : dayInWords(on)),
      ...largestRemainder(trusts, 0).map(number),
    ]),
  };
  const many = `${String(Math.round(10 * share))} in 10`;
  const sentences = until.map(({ stage, quarters }) => {
    const at = `at stage ${String(stage)}${stage === 4 ? '' : ' or above'}`;
    if (quarters === null) return `It takes more than ten years until ${many} are ${at}.`;
    if (quarters === 0) return `At least ${many} are ${at} already.`;
    return `${many} will be ${at} in ${String(quarters)} ${quarters === 1 ? 'quarter' : 'quarters'}.`;
  });
  return { table, sentences };
}

const stages = [0, 1, 2, 3, 4] as const;
