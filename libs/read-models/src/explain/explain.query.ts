import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { newestFirst, type FactKind, type KnownFact } from '#facts';
import { gapOf, stageOf, type FactRef } from '#figures';
import type { EffectiveDay, IsoDate, OdsCode } from '#vocabulary';
import {
  modelAt,
  stampOf,
  type ModelUsed,
  type Moment,
  type Stamp,
} from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { FACT_COLUMNS, knownFact, type FactColumns } from '../facts-ledger/known-facts.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { organisationOn } from '../organisations/organisation-on.js';
import { restsOn } from '../progression/stage-intervals.js';

/** How an event takes part in a figure. */
type Part =
  /** States a fact as the figure used it. */
  | 'states'
  /** Was the first to state a fact that was corrected since. */
  | 'first-stated'
  /** Took back what would otherwise have counted. */
  | 'took-back';

export type EventUsed = Readonly<{
  entry: number;
  eventId: string;
  type: string;
  stream: string;
  recordedAt: string;
  factId: string;
  part: Part;
  /** Series and day of what it states; of what it took back. */
  kind: FactKind;
  subject: string;
  effective: EffectiveDay;
}>;

export type Explanation = Stamp &
  Readonly<{
    figure: ExplainedFigure;
    organisation: OdsCode;
    model: ModelUsed | null;
    /** In the order of the log; without any other event the figure would be the same. */
    events: readonly EventUsed[];
  }>;

export type ExplainedFigure = 'stage' | 'gap';

/** Which events is this figure made from? Undefined for an unknown code. */
export class Explain extends Query<Explanation | undefined> {
  constructor(
    readonly figure: ExplainedFigure,
    readonly code: OdsCode,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(Explain)
export class ExplainHandler implements IQueryHandler<Explain> {
  constructor(private readonly ledger: Ledger) {}

  execute({ figure, code, moment: { asOf, knownAt } }: Explain): Promise<Explanation | undefined> {
    return this.ledger.at(knownAt, async (ledger) => {
      if (organisationOn(ledger, code, asOf) === undefined) return undefined;
      const model = modelAt(ledger, asOf);
      const values = (await ledger.valuesAt([code], asOf)).get(code) ?? [];
      const figureOf = figure === 'stage' ? stageOf : gapOf;
      const refs: FactRef[] = model ? [...figureOf(values, model.content, asOf).facts] : [];
      const used = [...values, ...ledger.models()].filter(
        (fact) =>
          (fact.kind === 'model' && fact.eventId === model?.eventId) ||
          refs.some((ref) => ref.eventId === fact.eventId && isOf(fact, ref)),
      );
      const tookBack = await takenBack(ledger, { code, asOf, values });
      return {
        ...stampOf(ledger, asOf),
        figure,
        organisation: code,
        model: model?.used ?? null,
        events: await eventsOf(ledger, [
          ...used.map((fact) => ({ fact, entry: fact.entry, part: 'states' as const })),
          ...used
            .filter(({ entry, firstEntry }) => entry !== firstEntry)
            .map((fact) => ({ fact, entry: fact.firstEntry, part: 'first-stated' as const })),
          ...tookBack,
        ]),
      };
    });
  }
}

type Named = Readonly<{ kind: FactKind; subject: string }>;
const isOf = (one: Named, other: Named): boolean =>
  one.kind === other.kind && one.subject === other.subject;

type Use = Readonly<{ fact: KnownFact; entry: number; part: Part }>;

/** What would count, had it not been corrected or retracted: its end is part of the figure. */
async function takenBack(
  ledger: LedgerAt,
  { code, asOf, values }: { code: OdsCode; asOf: IsoDate; values: readonly KnownFact[] },
): Promise<Use[]> {
  const rows = await ledger.read<FactColumns>(SUPERSEDED, [
    code,
    ledger.knowledge.entry,
    [...restsOn],
  ]);
  return rows.flatMap((row): Use[] => {
    const fact = knownFact(row);
    const { kind, effective } = fact;
    const entry = row.superseded;
    if (entry === null) return [];
    if (kind !== 'model') {
      if (effective.latest > asOf) return [];
      const newest = values.find((value) => isOf(value, fact));
      if (newest !== undefined && newestFirst(newest, fact) < 0) return [];
    }
    return [{ fact, entry, part: 'took-back' }];
  });
}

async function eventsOf(ledger: LedgerAt, uses: readonly Use[]): Promise<EventUsed[]> {
  const rows = await ledger.read<EntryColumns>(
    `select entry, event_id, type, stream, recorded_at from read_models.entries
     where entry = any($1)`,
    [[...new Set(uses.map(({ entry }) => entry))]],
  );
  const entries = new Map(rows.map((row) => [row.entry, row]));
  return uses
    .flatMap(({ fact, entry, part }) => {
      const row = entries.get(entry);
      if (row === undefined) return [];
      const { kind, subject, effective, factId } = fact;
      const { event_id: eventId, type, stream, recorded_at: recordedAt } = row;
      return [{ entry, eventId, type, stream, recordedAt, factId, part, kind, subject, effective }];
    })
    .sort((one, other) => one.entry - other.entry);
}

type EntryColumns = Readonly<{
  entry: number;
  event_id: string;
  type: string;
  stream: string;
  recorded_at: string;
}>;

const SUPERSEDED = `
  select s.owner, s.kind, s.subject, ${FACT_COLUMNS}
  from read_models.series s join read_models.facts f on f.series = s.series
  where (s.kind = 'model' or (s.owner = $1 and s.kind = any($3))) and f.superseded <= $2`;
