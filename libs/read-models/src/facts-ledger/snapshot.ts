import { Injectable } from '@nestjs/common';
import type { ReadRows } from '#event-sourcing';
import { londonDay } from '#vocabulary';
import type { PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { EachKept } from './each-kept.js';
import { FigureCache } from './figure-cache.js';
import { LedgerAt, type Readers } from './facts-ledger.query.js';
import { conditionOf, type KnownAt } from './known-at.js';
import { KeptActors } from './kept-actors.js';
import { KeptActuals } from './kept-actuals.js';
import { KeptClaims } from './kept-claims.js';
import { KeptMeasured } from './kept-measured.js';
import { KeptSpans } from './kept-spans.js';
import { KeptTouches } from './kept-touches.js';
import { NO_JIT, readerOf, SecondConnection } from './readers.js';
import { Statements } from './statements.js';

/** The last entry recorded at or before a `knownAt`. */
export type Knowledge = Readonly<{
  /** 0 where nothing had been recorded yet. */
  entry: number;
  /** When that entry was recorded: "Includes everything recorded up to …". */
  recordedAt: string | null;
  /** False while nothing later has been recorded and read. */
  final: boolean;
}>;

/**
 * The way to every figure: one REPEATABLE READ transaction in which all tables stand at one entry,
 * and in which what was known at an earlier one can be asked for.
 */
@Injectable()
export class Ledger {
  private readonly statements = new Statements();
  private readonly actuals = new KeptActuals();
  private readonly claims = new KeptClaims();
  private readonly actors = new KeptActors();
  private readonly measurements = new KeptMeasured();
  private readonly values: Readers['values'] = new FigureCache(DAYS_KEPT);
  private readonly spans = new KeptSpans();
  private readonly touches = new KeptTouches();
  private readonly each = new EachKept();
  private readonly second: SecondConnection;

  constructor(private readonly database: DataSource) {
    this.second = new SecondConnection(database);
  }

  /** Without `knownAt`, all that the read models hold. */
  async at<Answer>(
    knownAt: KnownAt | undefined,
    ask: (ledger: LedgerAt) => Promise<Answer>,
  ): Promise<Answer> {
    const runner = this.database.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      let beside: ReturnType<SecondConnection['beside']> | undefined;
      const second = async () => (await (beside ??= this.second.beside(client)))?.read;
      try {
        // Within the try: what fails here must not leave the connection in a transaction that is over.
        await client.query(OPEN);
        return await ask(await this.resolve(readerOf(client), second, knownAt));
      } finally {
        await (await beside?.catch(() => undefined))?.leave();
        await client.query('rollback');
      }
    } finally {
      await runner.release();
    }
  }

  /**
   * Reads into memory what the first questions would each wait for, until it is over. A question that
   * comes meanwhile waits for the part it needs, and reads nothing itself; for what is measured of trusts it
   * asks the database as long as that is not held.
   */
  async readAhead(isOver: () => boolean): Promise<void> {
    for (const part of ['actuals', 'claims', 'actors', 'spans', 'measurements'] as const) {
      // In a snapshot each, so that none is kept open for long.
      if (!isOver()) await this.at(undefined, (ledger) => ledger.hold(part));
    }
  }

  private async resolve(
    read: ReadRows,
    second: Readers['second'],
    knownAt: KnownAt | undefined,
  ): Promise<LedgerAt> {
    const { condition, order, value } = conditionOf(knownAt);
    const [row] = await read<ResolvedRow>(
      `select c.entry as head, e.entry, e.recorded_at,
         c.settled is not distinct from c.position as settled,
         'read_models.facts'::regclass::oid as tables
       from read_models.checkpoint c left join lateral (
         select entry, recorded_at from read_models.entries where ${condition}
         order by ${order} limit 1) e on true`,
      value === undefined ? [] : [value],
    );
    if (row === undefined) throw new Error('The read models have not been built yet.');
    const { head, entry, recorded_at: recordedAt, settled, tables } = row;
    const knowledge = { entry: entry ?? 0, recordedAt, final: head > (entry ?? 0) };
    await this.statements.catchUp(read, head, tables);
    const actuals = async () => {
      await this.actuals.catchUp(read, head, tables);
      return this.actuals;
    };
    const claims = async () => {
      await this.claims.catchUp(read, head, tables);
      return this.claims;
    };
    const actors = async () => {
      await this.actors.catchUp(read, head, tables);
      return this.actors;
    };
    const spans = async () => {
      await this.spans.catchUp(read, head, tables);
      return this.spans;
    };
    const measurements = (isAhead = false) => this.measurements.at(head, { read, tables, isAhead });
    const touches = async () => {
      await this.touches.catchUp(read, head, tables);
      return this.touches;
    };
    const { values, each } = this;
    const parts = { actuals, claims, actors, spans, measurements, touches };
    const readers = { first: read, second, ...parts, values, each };
    return new LedgerAt(readers, this.statements, {
      ...knowledge,
      tables,
      settled: settled && head === knowledge.entry,
      today: recordedAt === null ? undefined : londonDay(recordedAt),
    });
  }
}

/** Days of cohorts; of a national one some ten thousand measurements. */
const DAYS_KEPT = 4;

type ResolvedRow = Readonly<{
  head: number;
  entry: number | null;
  recorded_at: string | null;
  settled: boolean;
  tables: number;
}>;

// The locks come before the snapshot: a rebuild that swaps the tables waits, or has happened.
const OPEN = `begin isolation level repeatable read read only;
  lock table read_models.checkpoint, read_models.entries, read_models.series, read_models.facts,
    read_models.stage_intervals in access share mode;
  ${NO_JIT}`;
