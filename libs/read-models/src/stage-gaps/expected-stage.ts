import { cohortMembers, stageAskedBy, type StageAsked } from '#figures';
import { spanOf, type IsoDate, type OdsCode, type PartId, type ProgrammeId } from '#vocabulary';
import { countsUnder } from '../cohorts/cohort.js';
import type { Lens } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { ofKind } from '../facts-ledger/known-facts.js';
import { organisationOn } from '../organisations/organisation-on.js';

/** A target, by its programme and its name there. */
export type TargetNamed = Readonly<{ programme: ProgrammeId; target: PartId }>;

/** The target in force that expects a stage, and the versions of its terms. */
export type ExpectedBy = TargetNamed &
  Readonly<{
    definition: PartId;
    definitionVersion: number;
    cohort: PartId;
    cohortVersion: number;
    /** The last day of its deadline. */
    deadlineOn: IsoDate;
    /** By whose word it counts a stage; the gap is always to the evidenced one. */
    source: StageAsked['by'];
  }>;

/** A stage that a target expects, and of whom. */
export type StageExpected = Readonly<{
  stage: StageAsked['stage'];
  by: ExpectedBy;
  of: ReadonlySet<OdsCode>;
}>;

type Asked = Readonly<{
  asOf: IsoDate;
  demonstration: boolean;
  lens: Lens;
  /** Left out: any target of these programmes. */
  target?: TargetNamed | undefined;
}>;

/**
 * The stage that a target expects on a day, by the terms it had then. Of several targets that expect
 * one, the highest; of equal ones the earliest due.
 */
export function stageExpectedOn(ledger: LedgerAt, asked: Asked): StageExpected | undefined {
  const { asOf, demonstration, target: named } = asked;
  return programmesOf(ledger, demonstration)
    .filter((programme) => named === undefined || programme === named.programme)
    .flatMap((programme) =>
      ofKind(ledger.statedAt(programme, asOf), 'target')
        .filter(({ subject }) => named === undefined || subject === named.target)
        .flatMap(({ subject, value }) =>
          expectedBy(ledger, { ...asked, programme, subject, value }),
        ),
    )
    .sort(
      (one, other) => other.stage - one.stage || (one.by.deadlineOn < other.by.deadlineOn ? -1 : 1),
    )[0];
}

/** The real programmes, or the fictional ones. */
export const programmesOf = (ledger: LedgerAt, demonstration: boolean): readonly ProgrammeId[] =>
  (ledger.ownersOf('programme') as ProgrammeId[]).filter((programme) =>
    ledger
      .stated(programme, 'programme')
      .some(({ value }) => value.demonstration === demonstration),
  );

type Terms = ReturnType<typeof ofKind<'target'>>[number];

function expectedBy(
  ledger: LedgerAt,
  {
    programme,
    subject,
    value,
    asOf,
    lens,
  }: Asked & Pick<Terms, 'value' | 'subject'> & Readonly<{ programme: ProgrammeId }>,
): readonly StageExpected[] {
  const { definition, definitionVersion, cohort, cohortVersion, deadline } = value;
  const cited = ledger
    .stated(programme, 'definition')
    .find((fact) => fact.subject === definition && fact.value.version === definitionVersion);
  const asked = cited && stageAskedBy(cited.value.predicate);
  if (asked === undefined) return [];
  const members = cohortMembers(ledger.stated(programme, 'cohort-member'), cohort, cohortVersion);
  const by = {
    ...{
      programme,
      target: subject as PartId,
      definition,
      definitionVersion,
      cohort,
      cohortVersion,
    },
    deadlineOn: spanOf(deadline).latest,
    source: asked.by,
  };
  const of = new Set(
    members.map(({ code }) => {
      const trust = organisationOn(ledger, code, asOf);
      return trust === undefined ? code : countsUnder(ledger, trust, asOf, lens).code;
    }),
  );
  return [{ stage: asked.stage, by, of }];
}
