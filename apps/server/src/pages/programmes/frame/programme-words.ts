import type {
  CohortStated,
  ProgrammeProfileAnswer,
  StatementMade,
  TargetStated,
} from '#read-models';
import { spanOf } from '#vocabulary';
import { capital, trustsInWords } from '../../stages-in-words.js';
import { statedInWords, withDaysInWords } from '../../dates-in-words.js';
import { inThousands } from '../../numbers-in-words.js';

type Basis = TargetStated['basis'];

/** A statement, and who said it: a source leads to its page where there is one. */
export type Sourced = Readonly<{ says: string; source: string; href?: string }>;

/** What a target asks: "Trusts with an EPR: 95% by March 2026". */
const targetInWords = ({ metric, value, unit, deadline }: TargetStated): string =>
  `${metric}: ${unit === 'percent' ? `${String(value)}%` : `${inThousands(value)} ${unit}`} by ${statedInWords(deadline)}`;

/** A target by its last terms; how many trusts its list has, where it has one. */
type TargetSaid = Sourced &
  Pick<TargetStated, 'target' | 'metric' | 'deadline'> &
  Readonly<{ counts?: string }>;

/** The terms of each target as last stated, the newest first, those whose deadline is over apart. */
export function targetsStated(profile: ProgrammeProfileAnswer): Readonly<{
  inForce: readonly TargetSaid[];
  past: readonly TargetSaid[];
}> {
  const last = profile.targets
    .filter(({ inForce }) => inForce)
    .toSorted((one, other) => (one.on < other.on ? 1 : -1));
  const isOver = ({ deadline }: TargetStated) => spanOf(deadline).latest < profile.asOf;
  const said = (target: TargetStated) => targetSaid(target, profile);
  return {
    inForce: last.filter((target) => !isOver(target)).map(said),
    past: last.filter(isOver).map(said),
  };
}

function targetSaid(stated: TargetStated, { cohorts }: ProgrammeProfileAnswer): TargetSaid {
  const { target, metric, deadline, rebaselined, cohort, cohortVersion, basis } = stated;
  const members = cohorts.find(
    (each) => each.cohort === cohort && each.version === cohortVersion,
  )?.members;
  return {
    ...{ target, metric, deadline },
    says: `${targetInWords(stated)}${rebaselined ? ' (changed since it was set)' : ''}`,
    ...(members !== undefined && members > 0 && { counts: trustsInWords(members) }),
    ...sourceOf(basis),
  };
}

/** Each list of trusts as it is now: how many it has, of how many its source counted. */
export const cohortsInWords = ({ cohorts }: ProgrammeProfileAnswer): readonly Sourced[] =>
  [...new Map(cohorts.map((stated) => [stated.cohort, stated])).values()].map((stated) => ({
    says: capital(listedOf(stated)),
    ...sourceOf(stated.basis),
  }));

const listedOf = ({ members, counted }: CohortStated): string => {
  const listed = members === 0 ? 'no list was published' : trustsInWords(members);
  if (counted === undefined) return listed;
  return `${listed}${members === 0 ? '' : ' listed'}; the source counts ${String(counted)}`;
};

/** The newest statements of public sources, newest first. */
export const newestStatements = (
  { statements }: ProgrammeProfileAnswer,
  limit: number,
): readonly Sourced[] =>
  statements
    .toReversed()
    .slice(0, limit)
    .map((stated: StatementMade) => ({
      says: withDaysInWords(stated.words),
      ...sourceOf(stated.basis),
    }));

/** Who said it; what has no source was stated by the programme office. */
export function sourceOf(basis: Basis): Omit<Sourced, 'says'> {
  const source = basis?.source;
  if (source === undefined) return { source: 'the programme office' };
  const published =
    source.publishedOn === undefined ? '' : `, published ${statedInWords(source.publishedOn)}`;
  return {
    source: `${withDaysInWords(source.name)}${published}`,
    ...(source.url === undefined ? {} : { href: source.url }),
  };
}
