import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { LedgerValues } from '#facts';
import type { OdsCode, ProgrammeId } from '#vocabulary';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { factsOfProgramme, ofKind, statedIn, type Stated } from './programme-facts.js';

/** A report as it was published; `includes` is the last entry that its figures include. */
export type ReportListed = Omit<LedgerValues['report'], 'entry'> &
  Stated &
  Readonly<{ report: string; includes: number }>;

type JudgementListed = LedgerValues['judgement'] & Stated & Readonly<{ organisation: OdsCode }>;

/** A forecast as it was published, and beside it what people held of its trusts. */
export type ForecastListed = Omit<LedgerValues['forecast'], 'entry'> &
  Stated &
  Readonly<{ forecast: string; includes: number; judgements: readonly JudgementListed[] }>;

export type PublicationsAnswer = Stamp &
  Readonly<{
    programme: ProgrammeId;
    reports: readonly ReportListed[];
    forecasts: readonly ForecastListed[];
  }>;

/** What has a programme published by a day, as it was published? Undefined for no programme. */
export class Publications extends Query<PublicationsAnswer | undefined> {
  constructor(
    readonly programme: ProgrammeId,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(Publications)
export class PublicationsHandler implements IQueryHandler<Publications> {
  constructor(private readonly ledger: Ledger) {}

  execute({ programme, moment }: Publications): Promise<PublicationsAnswer | undefined> {
    const { asOf, knownAt } = moment;
    return this.ledger.at(knownAt, async (ledger) => {
      const facts = await factsOfProgramme(ledger, programme, asOf);
      if (ofKind(facts, 'programme').length === 0) return undefined;
      const judgements = ofKind(facts, 'judgement');
      return {
        ...stampOf(ledger, asOf),
        programme,
        reports: ofKind(facts, 'report').map((fact) => ({
          report: fact.subject,
          ...fact.value,
          includes: fact.value.entry,
          ...statedIn(fact),
        })),
        forecasts: ofKind(facts, 'forecast').map((fact) => ({
          forecast: fact.subject,
          ...fact.value,
          includes: fact.value.entry,
          ...statedIn(fact),
          judgements: judgements
            .filter(({ subject }) => subject.startsWith(`${fact.subject}@`))
            .map((each) => ({
              organisation: each.subject.slice(fact.subject.length + 1) as OdsCode,
              ...each.value,
              ...statedIn(each),
            })),
        })),
      };
    });
  }
}
