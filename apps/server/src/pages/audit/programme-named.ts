import type { ProgrammeProfileAnswer } from '#read-models';
import { dayInWords, parseOdsCode } from '#vocabulary';
import type { Names } from '../names.js';
import { capital } from '../stages-in-words.js';
import type { FigureNames } from './figures-in-words.js';

type Profile = Pick<ProgrammeProfileAnswer, 'targets' | 'definitions' | 'periods'>;

/** What the published figures of a programme are about; the newest name of each. */
export const figureNames = (
  profile: Profile | undefined,
  { organisation }: Pick<Names, 'organisation'>,
): FigureNames => ({
  organisation: (code) => {
    const name = organisation(code);
    return name === code && parseOdsCode(code) !== undefined ? unregistered(code) : name;
  },
  target: (id) => profile?.targets.findLast(({ target }) => target === id)?.metric ?? id,
  definition: (id) =>
    profile?.definitions.findLast(({ definition }) => definition === id)?.title ?? id,
});

/** A code of which nothing is recorded, not even a name. */
const unregistered = (code: string): string => `${code}, which is not registered`;

/** "Board report", "Annual 2025 report": its id as a name, as a report is given no other. */
export const reportInWords = (id: string): string => {
  const words = capital(id.replaceAll('-', ' '));
  return /\breport\b/i.test(words) ? words : `${words} report`;
};

/** "1 April 2025 to 30 June 2025"; its id where the period is not known. */
export function periodInWords(profile: Profile | undefined, id: string): string {
  const closed = profile?.periods.find(({ period }) => period === id);
  return closed === undefined ? id : `${dayInWords(closed.from)} to ${dayInWords(closed.to)}`;
}
