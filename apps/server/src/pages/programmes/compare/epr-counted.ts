import type { TargetPredicate } from '#facts';
import type { ProgrammeProfileAnswer } from '#read-models';
import { programmeHref } from '../frame/programme-pages.js';

type Profile = Pick<ProgrammeProfileAnswer, 'programme' | 'targets' | 'definitions'>;

/**
 * The targets that count EPRs as well by their newest terms, be their deadlines over or not, each by a
 * definition and a list of its own: their numbers need not be those of the programme, and a reader has to be told.
 */
export const eprTargets = ({ programme, targets, definitions }: Profile, query: string) =>
  targets
    .filter(({ inForce }) => inForce)
    .flatMap(({ target, metric, definition, definitionVersion }) => {
      const own = definitions.find(
        (each) => each.definition === definition && each.version === definitionVersion,
      );
      return own === undefined || !asksForEpr(own.predicate)
        ? []
        : [
            {
              metric,
              definition: own.title,
              href: `${programmeHref(programme, `targets/${target}`)}${query}`,
            },
          ];
    });

/** Does a definition ask for a record as such, whatever comes of its use? */
function asksForEpr(predicate: TargetPredicate): boolean {
  if ('all' in predicate) return predicate.all.some(asksForEpr);
  if ('any' in predicate) return predicate.any.some(asksForEpr);
  if ('not' in predicate) return asksForEpr(predicate.not);
  // What a trust is reported to have is its record: `has` asks for nothing else.
  return 'has' in predicate || ('live' in predicate && predicate.live === 'epr');
}
