import type { TargetPredicate, TargetTerms } from '#facts';
import type { ProgrammeOrder } from '#programmes';
import type { CohortCause, IsoDate, OdsCode, PartId, ProgrammeId, StatedDate } from '#vocabulary';
import { addDays, isoDate } from '#vocabulary';
import { MERGER, programmeOffice, trusts } from '../cast.js';
import { onDay, step, words, type Actor, type DemonstrationStep } from '../step.js';

export const PROGRAMME = 'demonstration' as ProgrammeId;
export const COVERAGE = 'epr-coverage' as PartId;
export const STAGE_TWO = 'stage-two' as PartId;
export const IN_PLACE = 'epr-in-place' as PartId;
export const ALL_TRUSTS = 'all-trusts' as PartId;
const VALIDATED = 'validated-stage' as PartId;

export const office: Actor = {
  actor: 'demonstration-office',
  role: 'programme-office',
  organisation: programmeOffice,
};

/** The programme of the region: what it asks of whom, by when; and how that was moved. */
export const targets = (): readonly DemonstrationStep[] => [
  recorded(BEGUN, {
    type: 'RegisterProgramme',
    data: {
      programme: PROGRAMME,
      name: 'Sallowshire digital programme (demonstration)',
      scopeAreas: ['Coverage', 'Use', 'Benefits'],
      demonstration: true,
      ...onDay(BEGUN),
    },
  }),
  ...definitions.map(defined),
  revised(1, 'established', BEGUN, {
    added: trusts.filter(({ opens }) => opens === undefined).map(({ code }) => code),
    removed: [],
  }),
  revised(2, 'merger', MERGER.day, { added: [MERGER.successor], removed: MERGER.predecessors }),
  ...terms.map(stated),
  ...statements.map(said),
];

const BEGUN = isoDate('2023-11-03');

/** Who is counted in a version of the cohort of all trusts. */
export const membersIn = (version: number): readonly OdsCode[] =>
  trusts
    .filter(({ opens, closes }) => (version === 1 ? opens === undefined : closes === undefined))
    .map(({ code }) => code);

type Definition = Readonly<{
  name: PartId;
  version: number;
  title: string;
  on: IsoDate;
  predicate: TargetPredicate;
}>;

const reported: readonly TargetPredicate[] = [{ has: 'epr-status' }, { live: 'epr' }];

const definitions: readonly Definition[] = [
  {
    name: IN_PLACE,
    version: 1,
    title: 'An EPR is in place',
    on: BEGUN,
    predicate: { any: reported },
  },
  {
    name: 'stage-two-evidenced' as PartId,
    version: 1,
    title: 'Evidenced at stage 2 or above',
    on: BEGUN,
    predicate: { stageAtLeast: 2, by: 'evidenced' },
  },
  {
    name: 'stage-one-validated' as PartId,
    version: 1,
    title: 'Validated at stage 1 or above',
    on: BEGUN,
    predicate: { stageAtLeast: 1, by: 'validated' },
  },
  {
    name: IN_PLACE,
    version: 2,
    title: 'An EPR is in place, or on its way',
    on: isoDate('2025-11-03'),
    predicate: { any: [...reported, { underWay: 'go-live' }] },
  },
];

type Terms = Readonly<{
  target: PartId;
  on: IsoDate;
  terms: TargetTerms;
  /** Of a target that is set. */
  metric?: string;
  /** Of one that is moved. */
  paper?: string;
}>;

const asked = (
  value: number,
  deadline: string,
  [definition, definitionVersion]: readonly [string, number],
  cohortVersion: number,
): TargetTerms => ({
  value,
  deadline: deadline as StatedDate,
  definition: definition as PartId,
  definitionVersion,
  cohort: ALL_TRUSTS,
  cohortVersion,
});

const terms: readonly Terms[] = [
  {
    target: COVERAGE,
    on: BEGUN,
    metric: 'Trusts with an EPR',
    terms: asked(95, '2025-03', [IN_PLACE, 1], 1),
  },
  {
    target: STAGE_TWO,
    on: BEGUN,
    metric: 'Trusts at stage 2',
    terms: asked(50, '2025-12', ['stage-two-evidenced', 1], 1),
  },
  {
    target: VALIDATED,
    on: isoDate('2024-04-01'),
    metric: 'Trusts with a validated stage',
    terms: asked(60, '2026-12', ['stage-one-validated', 1], 1),
  },
  {
    target: COVERAGE,
    on: isoDate('2025-02-20'),
    paper: 'Paper 7 of February 2025 (demonstration)',
    terms: asked(95, '2026-03', [IN_PLACE, 1], 1),
  },
  {
    target: COVERAGE,
    on: isoDate('2025-11-20'),
    paper: 'Paper 4 of November 2025 (demonstration)',
    terms: asked(100, '2026-10', [IN_PLACE, 2], 2),
  },
  {
    target: STAGE_TWO,
    on: isoDate('2026-01-22'),
    paper: 'Paper 5 of January 2026 (demonstration)',
    terms: asked(45, '2026-12', ['stage-two-evidenced', 1], 2),
  },
];

const statements = [
  {
    statement: 'funding-2024' as PartId,
    on: isoDate('2024-03-21'),
    kind: 'money',
    words: 'The region sets aside £36 million over three years',
    unit: 'pence',
    value: 3_600_000_000,
  },
  {
    statement: 'coverage-2025' as PartId,
    on: isoDate('2025-05-15'),
    kind: 'actual',
    words: 'Nine in ten trusts have an EPR',
    unit: 'percent',
    value: 90,
    about: COVERAGE,
  },
] as const;

const PLAN = 'Annual plan of the region (demonstration)';

const recorded = (on: IsoDate, command: ProgrammeOrder): DemonstrationStep => {
  const { data } = command;
  const name = `${command.type} ${on} ${JSON.stringify(data)}`;
  return step(name, [addDays(on, 4), '18:00'], office, { of: 'programmes', command });
};

const defined = ({ name, on, ...definition }: Definition): DemonstrationStep =>
  recorded(on, {
    type: 'ChangeTargetDefinition',
    data: { programme: PROGRAMME, definition: name, ...definition, ...onDay(on) },
  });

const revised = (
  version: number,
  cause: CohortCause,
  on: IsoDate,
  members: Readonly<{ added: readonly OdsCode[]; removed: readonly OdsCode[] }>,
): DemonstrationStep =>
  recorded(on, {
    type: 'ReviseCohort',
    data: { programme: PROGRAMME, cohort: ALL_TRUSTS, version, cause, ...members, ...onDay(on) },
  });

function stated({ target, on, metric, paper, terms: its }: Terms): DemonstrationStep {
  const data = { programme: PROGRAMME, target, ...its, ...onDay(on) };
  return metric === undefined
    ? recorded(on, {
        type: 'RebaselineProgrammeTarget',
        data: { ...data, source: { name: paper ?? PLAN } },
      })
    : recorded(on, { type: 'SetProgrammeTarget', data: { ...data, metric, unit: 'percent' } });
}

const said = ({ on, ...statement }: (typeof statements)[number]): DemonstrationStep =>
  recorded(on, {
    type: 'MakeProgrammeStatement',
    data: {
      programme: PROGRAMME,
      ...statement,
      words: words(statement.words),
      source: { name: PLAN },
      ...onDay(on),
    },
  });
