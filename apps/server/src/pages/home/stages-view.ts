import type { QuarterCounts } from '#read-models';
import { dayInWords, type IsoDate } from '#vocabulary';
import { stageBars } from '../charts/stage-bars.js';
import { countsOf, movementInWords, movementTitle, quartersInWords } from '../stages-in-words.js';

/**
 * The stages of a programme by quarter: in a sentence, as a picture and as a table. How they moved is
 * told of the days up to `knownOn` alone: later on, measurements only run out.
 */
export function stagesView(quarters: readonly QuarterCounts[], knownOn: IsoDate) {
  const [start, end] = [quarters[0], quarters.at(-1)];
  if (start === undefined || end === undefined) return undefined;
  const told = quarters.filter(({ on }) => on <= knownOn);
  const [first, last] = [told[0], told.at(-1)];
  const periods = quarters.map(countsOf);
  const title =
    first === undefined || last === undefined || first === last
      ? 'How many trusts show which stage'
      : movementTitle(first, last);
  const description = [
    ...(first === undefined || last === undefined ? [] : [movementInWords(first, last)]),
    ...(end.on <= knownOn
      ? []
      : [
          `Nothing was known yet of the days after ${dayInWords(knownOn)}: until ${dayInWords(end.on)} the counts only say which measurements would have run out.`,
        ]),
  ].join(' ');
  return {
    title,
    description,
    span: quartersInWords(start.on, end.on),
    names: periods[0]?.counts.map(({ name }) => name) ?? [],
    periods,
    svg: stageBars({ id: 'stages', title, description }, periods),
  };
}
