import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { LedgerValues } from '#facts';
import { cohortMembers } from '#figures';
import type { OdsCode, ProgrammeId } from '#vocabulary';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import {
  bySubject,
  factsOfProgramme,
  ofKind,
  statedIn,
  type ProgrammeFact,
  type Stated,
} from './programme-facts.js';

/** A target's terms as one statement set or rebaselined them; the last of a target are in force. */
export type TargetStated = LedgerValues['target'] &
  Stated &
  Readonly<{
    target: string;
    /** These are its newest terms, be its deadline over or not. */
    inForce: boolean;
  }>;

export type DefinitionStated = LedgerValues['definition'] &
  Stated &
  Readonly<{ definition: string }>;

/** One revision of a cohort, and how many it listed afterwards. */
export type CohortStated = LedgerValues['cohort'] &
  Stated &
  Readonly<{
    cohort: string;
    added: readonly OdsCode[];
    removed: readonly OdsCode[];
    members: number;
  }>;

export type PeriodClosed = LedgerValues['reporting-period'] & Stated & Readonly<{ period: string }>;

export type StatementMade = LedgerValues['programme-statement'] &
  Stated &
  Readonly<{ statement: string }>;

export type ProgrammeProfileAnswer = Stamp &
  LedgerValues['programme'] &
  Readonly<{
    programme: ProgrammeId;
    /** Every statement of every target up to the day, the oldest first within each. */
    targets: readonly TargetStated[];
    definitions: readonly DefinitionStated[];
    cohorts: readonly CohortStated[];
    statements: readonly StatementMade[];
    periods: readonly PeriodClosed[];
  }>;

/** What a programme has promised by a day, to whom, by which definition, and what was said of it? */
export class ProgrammeProfile extends Query<ProgrammeProfileAnswer | undefined> {
  constructor(
    readonly programme: ProgrammeId,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(ProgrammeProfile)
export class ProgrammeProfileHandler implements IQueryHandler<ProgrammeProfile> {
  constructor(private readonly ledger: Ledger) {}

  execute({ programme, moment }: ProgrammeProfile): Promise<ProgrammeProfileAnswer | undefined> {
    const { asOf, knownAt } = moment;
    return this.ledger.at(knownAt, async (ledger) => {
      const facts = await factsOfProgramme(ledger, programme, asOf);
      const registered = ofKind(facts, 'programme').at(-1)?.value;
      if (registered === undefined) return undefined;
      return {
        ...stampOf(ledger, asOf),
        programme,
        ...registered,
        targets: targetsIn(facts),
        definitions: ofKind(facts, 'definition').map((fact) => ({
          definition: fact.subject,
          ...fact.value,
          ...statedIn(fact),
        })),
        cohorts: cohortsIn(facts),
        statements: ofKind(facts, 'programme-statement').map((fact) => ({
          statement: fact.subject,
          ...fact.value,
          ...statedIn(fact),
        })),
        periods: ofKind(facts, 'reporting-period').map((fact) => ({
          period: fact.subject,
          ...fact.value,
          ...statedIn(fact),
        })),
      };
    });
  }
}

const targetsIn = (facts: readonly ProgrammeFact[]): readonly TargetStated[] =>
  [...bySubject(ofKind(facts, 'target'))].flatMap(([target, statements]) =>
    statements.map((fact) => ({
      target,
      ...fact.value,
      inForce: fact === statements.at(-1),
      ...statedIn(fact),
    })),
  );

function cohortsIn(facts: readonly ProgrammeFact[]): readonly CohortStated[] {
  const moves = ofKind(facts, 'cohort-member');
  return ofKind(facts, 'cohort').map((fact) => {
    const { subject: cohort, value } = fact;
    const own = moves.filter(({ factId }) => factId === fact.factId);
    const codes = (joins: boolean) =>
      own
        .filter(({ value: { member } }) => member === joins)
        .map(({ subject }) => subject.slice(cohort.length + 1) as OdsCode);
    return {
      cohort,
      ...value,
      added: codes(true),
      removed: codes(false),
      members: cohortMembers(moves, cohort, value.version).length,
      ...statedIn(fact),
    };
  });
}
