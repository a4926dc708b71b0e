import { refuseAt, type Decide } from '#event-sourcing';
import type { OrganisationStanding } from '#facts';
import type { EffectiveDay, IsoDate, OdsCode } from '#vocabulary';
import type { ProgrammeFact } from './programme.events.js';
import type { ProgrammeCircumstances, ProgrammeOrder } from './programme.orders.js';
import { firstOf, recorded, type No } from './programme.recording.js';
import type { ProgrammeRefusal } from './programme.refusals.js';
import {
  cohortVersions,
  definitionVersions,
  firstFree,
  membersBefore,
  type Programme,
} from './programme.state.js';

type Order<Type extends ProgrammeOrder['type']> = Extract<ProgrammeOrder, { type: Type }>;

/** Definitions and cohorts: who counts, and who is counted; each in versions that follow each other. */
export const versionRules: Decide<
  Order<'ChangeTargetDefinition' | 'ReviseCohort'>,
  Programme,
  ProgrammeFact,
  ProgrammeRefusal,
  ProgrammeCircumstances
> = {
  ChangeTargetDefinition(programme, order, circumstances) {
    const { definition, version } = order;
    const versions = definitionVersions(programme, definition);
    const next = nextOf(versions);
    const previous = versions.find(({ data }) => data.version === version - 1)?.data;
    return recorded(programme, circumstances, {
      type: 'TargetDefinitionChanged',
      order,
      ahead: true,
      rival: ({ type, data }) =>
        type === 'TargetDefinitionChanged' &&
        data.definition === definition &&
        data.version === version,
      taken: refuseAt('version', 'definition-version-exists', { version: String(version), next }),
      whyNot: (effective) =>
        firstOf(
          () => outOfTurn(version, next, 'definition-out-of-turn'),
          () => early(effective, previous?.effective, 'definition-before-previous'),
          () =>
            previous !== undefined && words(previous) === words(order)
              ? refuseAt('predicate', 'definition-unchanged')
              : undefined,
        ),
    });
  },

  ReviseCohort(programme, order, circumstances) {
    const { cohort, version } = order;
    const versions = cohortVersions(programme, cohort);
    const next = nextOf(versions);
    const previous = versions.find(({ data }) => data.version === version - 1)?.data;
    const members = membersBefore(programme, cohort, version);
    return recorded(programme, circumstances, {
      type: 'CohortRevised',
      order,
      ahead: true,
      rival: ({ type, data }) =>
        type === 'CohortRevised' && data.cohort === cohort && data.version === version,
      taken: refuseAt('version', 'cohort-version-exists', { version: String(version), next }),
      whyNot: (effective) =>
        firstOf(
          () => outOfTurn(version, next, 'cohort-out-of-turn'),
          () => early(effective, previous?.effective, 'cohort-before-previous'),
          () => unchanged(order, previous?.counted),
          () => namedTwice(order),
          () => whyNotJoin(order.added, members, effective.latest, circumstances.named),
          () => whyNotLeave(order.removed, members),
        ),
    });
  },
};

const nextOf = (versions: readonly Readonly<{ data: Readonly<{ version: number }> }>[]): string =>
  String(firstFree(versions.map(({ data }) => data.version)));

const outOfTurn = (
  version: number,
  next: string,
  because: 'definition-out-of-turn' | 'cohort-out-of-turn',
): No | undefined =>
  String(version) === next ? undefined : refuseAt('version', because, { next });

const early = (
  { latest }: EffectiveDay,
  previous: EffectiveDay | undefined,
  because: 'definition-before-previous' | 'cohort-before-previous',
): No | undefined =>
  previous !== undefined && latest < previous.latest
    ? refuseAt('when', because, { previousOn: previous.latest })
    : undefined;

const words = ({ title, predicate }: Readonly<{ title: string; predicate: object }>): string =>
  JSON.stringify([title, predicate]);

type Revision = Order<'ReviseCohort'>['data'];

/** The first version may be without a list: not every cohort's was published. */
const unchanged = (
  { version, added, removed, counted }: Revision,
  countedBefore: number | undefined,
): No | undefined =>
  version > 1 && added.length + removed.length === 0 && (counted ?? countedBefore) === countedBefore
    ? refuseAt('added', 'cohort-unchanged')
    : undefined;

function namedTwice({ added, removed }: Revision): No | undefined {
  const codes = [...added, ...removed];
  const index = codes.findIndex((code, place) => codes.indexOf(code) !== place);
  if (index === -1) return undefined;
  const [field, place] =
    index < added.length ? ['added', index] : ['removed', index - added.length];
  return refuseAt(`${field}/${String(place)}`, 'trust-twice', { code: codes[index] ?? '' });
}

function whyNotJoin(
  added: readonly OdsCode[],
  members: ReadonlySet<OdsCode>,
  day: IsoDate,
  named: Readonly<Record<string, OrganisationStanding>>,
): No | undefined {
  for (const [index, code] of added.entries()) {
    const field = `added/${String(index)}`;
    const trust = named[code];
    if (trust?.kind !== 'trust') return refuseAt(field, 'trust-unknown', { code });
    if (members.has(code)) return refuseAt(field, 'already-member', { code });
    if (!isOpen(trust, day)) return refuseAt(field, 'trust-not-open', { code, name: trust.name });
  }
  return undefined;
}

const isOpen = ({ opened, closed }: OrganisationStanding, day: IsoDate): boolean =>
  opened <= day && (closed === undefined || day <= closed.lastDay);

function whyNotLeave(removed: readonly OdsCode[], members: ReadonlySet<OdsCode>): No | undefined {
  const index = removed.findIndex((code) => !members.has(code));
  const code = removed[index];
  return code === undefined
    ? undefined
    : refuseAt(`removed/${String(index)}`, 'not-a-member', { code });
}
