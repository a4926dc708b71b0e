import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { RECORDS_BEGIN, type IsoDate, type ProgrammeId } from '#vocabulary';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { factsOfProgramme, ofKind } from '../programmes/programme-facts.js';
import type { CountsOfChanges } from './prior-adjustments.js';
import { adjustmentsSince } from './closed-period.js';

export type FactsSinceAnswer = Stamp &
  Readonly<{
    programme: ProgrammeId;
    since: number;
    /** Facts of days up to `asOf` recorded, corrected or withdrawn after that entry. */
    adjustments: CountsOfChanges;
  }>;

/** Were facts that a figure of a day includes mended after an entry? Undefined for no programme. */
export class FactsSince extends Query<FactsSinceAnswer | undefined> {
  constructor(
    readonly programme: ProgrammeId,
    readonly since: number,
    readonly day: IsoDate,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(FactsSince)
export class FactsSinceHandler implements IQueryHandler<FactsSince> {
  constructor(private readonly ledger: Ledger) {}

  execute({ programme, since, day, moment }: FactsSince): Promise<FactsSinceAnswer | undefined> {
    return this.ledger.at(moment.knownAt, async (ledger) => {
      const facts = await factsOfProgramme(ledger, programme, moment.asOf);
      const registered = ofKind(facts, 'programme').at(-1);
      if (registered === undefined) return undefined;
      const { demonstration } = registered.value;
      const period = { from: RECORDS_BEGIN, to: day, lastEntry: since };
      const asked = { programme, demonstration, period };
      const { counts: adjustments } = await adjustmentsSince(ledger, asked);
      return { ...stampOf(ledger, day), programme, since, adjustments };
    });
  }
}
