import type { TargetPredicate } from '#facts';
import type { ProgrammeProfileAnswer } from '#read-models';
import { asksFor } from '../frame/predicates.js';
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
      return own === undefined || !asksFor(own.predicate, isEpr)
        ? []
        : [
            {
              metric,
              definition: own.title,
              href: `${programmeHref(programme, `targets/${target}`)}${query}`,
            },
          ];
    });

/** A record as such: what a trust is reported to have is its record, so `has` asks for nothing else. */
const isEpr = (part: TargetPredicate): boolean =>
  'has' in part || ('live' in part && part.live === 'epr');
