import type { ProgrammeProfileAnswer } from '#read-models';
import { dayInWords } from '#vocabulary';
import type { Names } from '../names.js';
import type { FigureNames } from './figures-in-words.js';

type Profile = Pick<ProgrammeProfileAnswer, 'targets' | 'definitions' | 'periods'>;

/** What the published figures of a programme are about; the newest name of each. */
export const figureNames = (
  profile: Profile | undefined,
  { organisation }: Pick<Names, 'organisation'>,
): FigureNames => ({
  organisation,
  target: (id) => profile?.targets.findLast(({ target }) => target === id)?.metric ?? id,
  definition: (id) =>
    profile?.definitions.findLast(({ definition }) => definition === id)?.title ?? id,
});

/** "1 April 2025 to 30 June 2025"; its id where the period is not known. */
export function periodInWords(profile: Profile | undefined, id: string): string {
  const closed = profile?.periods.find(({ period }) => period === id);
  return closed === undefined ? id : `${dayInWords(closed.from)} to ${dayInWords(closed.to)}`;
}
