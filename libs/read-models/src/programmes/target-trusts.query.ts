import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { LedgerValues } from '#facts';
import type { Bounds } from '#figures';
import type { PartId, ProgrammeId } from '#vocabulary';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { targetOn, type TrustHeld } from './target-held.js';

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
      const found = await targetOn(ledger, programme, { target, asOf });
      if (found === undefined) return undefined;
      const { terms, definition, revision, trusts, coverage } = found;
      const { numerator, unknown, denominator, share } = coverage;
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
