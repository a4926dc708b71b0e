import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { LedgerValues, TargetPredicate } from '#facts';
import {
  cohortMembers,
  coverageOf,
  heldAgainst,
  stageOf,
  type Bounds,
  type HeldAgainst,
  type StageFigure,
} from '#figures';
import type { IsoDate, OdsCode, PartId, ProgrammeId } from '#vocabulary';
import { modelAt, stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { organisationOn } from '../organisations/organisation-on.js';
import { factsOfProgramme, ofKind } from './programme-facts.js';

/** A trust held against a target's definition, and why it counts or not. */
export type TrustHeld = HeldAgainst & Readonly<{ code: OdsCode; name: string }>;

export type TargetTrustsAnswer = Stamp &
  LedgerValues['target'] &
  Readonly<{
    programme: ProgrammeId;
    target: PartId;
    definitionTitle: string;
    /** How many its cohort's source counted; left out where it does not say. */
    counted?: number;
    /** Trusts that count, of those the cohort lists; `unknown` are neither in nor out. */
    numerator: number;
    unknown: number;
    denominator: number;
    /** Of the trusts listed, 0 to 1: at the least, and if all that is unknown counted. */
    share?: Bounds;
    trusts: readonly TrustHeld[];
  }>;

/** Which trusts reach a target on a day, by the terms it had then? Undefined where it had none. */
export class TargetTrusts extends Query<TargetTrustsAnswer | undefined> {
  constructor(
    readonly programme: ProgrammeId,
    readonly target: PartId,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(TargetTrusts)
export class TargetTrustsHandler implements IQueryHandler<TargetTrusts> {
  constructor(private readonly ledger: Ledger) {}

  execute({ programme, target, moment }: TargetTrusts): Promise<TargetTrustsAnswer | undefined> {
    const { asOf, knownAt } = moment;
    return this.ledger.at(knownAt, async (ledger) => {
      const facts = await factsOfProgramme(ledger, programme, asOf);
      const terms = ofKind(facts, 'target').findLast(({ subject }) => subject === target)?.value;
      if (terms === undefined) return undefined;
      // A target may cite a version that only comes into force later: it is read whatever its day.
      const definition = ledger
        .stated(programme, 'definition')
        .find(
          ({ subject, value }) =>
            subject === terms.definition && value.version === terms.definitionVersion,
        )?.value;
      if (definition === undefined) return undefined;
      const revision = ledger
        .stated(programme, 'cohort')
        .find(
          ({ subject, value }) => subject === terms.cohort && value.version === terms.cohortVersion,
        )?.value;
      const codes = cohortMembers(
        ledger.stated(programme, 'cohort-member'),
        terms.cohort,
        terms.cohortVersion,
      ).map(({ code }) => code);
      const trusts = await held(ledger, codes, definition.predicate, asOf);
      const { numerator, unknown, denominator, share } = coverageOf(
        trusts.map(({ code, ...rest }) => ({ organisation: code, ...rest })),
        {
          definition: { name: terms.definition, version: terms.definitionVersion },
          cohort: { name: terms.cohort, version: terms.cohortVersion },
        },
      );
      return {
        ...stampOf(ledger, asOf),
        programme,
        target,
        ...terms,
        definitionTitle: definition.title,
        ...(revision?.counted === undefined ? {} : { counted: revision.counted }),
        numerator,
        unknown,
        denominator,
        ...(share === undefined ? {} : { share }),
        trusts,
      };
    });
  }
}

async function held(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  predicate: TargetPredicate,
  asOf: IsoDate,
): Promise<readonly TrustHeld[]> {
  const model = namesStage(predicate) ? modelAt(ledger, asOf)?.content : undefined;
  const values = model === undefined ? undefined : await ledger.valuesAt(codes, asOf, ['adoption']);
  return codes.map((code) => {
    const stated = ledger.statedAt(code, asOf);
    const stage: { stage?: StageFigure } =
      model === undefined ? {} : { stage: stageOf(values?.get(code) ?? [], model, asOf) };
    return {
      code,
      name: organisationOn(ledger, code, asOf)?.name ?? code,
      ...heldAgainst(predicate, { values: stated, ...stage }),
    };
  });
}

function namesStage(predicate: TargetPredicate): boolean {
  if ('all' in predicate) return predicate.all.some(namesStage);
  if ('any' in predicate) return predicate.any.some(namesStage);
  if ('not' in predicate) return namesStage(predicate.not);
  return 'stageAtLeast' in predicate;
}
