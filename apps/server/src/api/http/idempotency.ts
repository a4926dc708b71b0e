import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Request } from 'express';
import type { Pool } from 'pg';
import { digestOf, uuidV5 } from '#event-sourcing';
import { clientOf, type Actor } from '../who/actor.js';
import { KEY_REUSED } from './answer.js';
import { Problem } from './problem.js';
import { makeEdgeTables } from '../../edge-tables.js';

/** Namespace of the ids of commands that came by HTTP. */
const COMMANDS = '4b1d8f0e-7c55-5f6b-9a39-0d6a3a4f2e71';
/** How long the key of a request is kept; older ones are deleted at the start and every hour. */
export const KEYS_KEPT = '7 days';
const FORGET_EVERY_MS = 3_600_000;

/** Who asks, where ("POST /api/v1/…"), under which key, and for what. */
type Asked = Readonly<{ actor: Actor; route: string; key: string; body: object }>;

/**
 * What a caller asks twice is done once: the key gives the command its id, and the store knows the
 * ids of all commands it obeyed. The table beside it tells a repeat from a key used again elsewhere.
 */
export class Idempotency implements OnApplicationBootstrap, OnApplicationShutdown {
  /** Keys at work in this process; what another process works on the store itself keeps apart. */
  private readonly atWork = new Set<string>();
  private forgetting: NodeJS.Timeout | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly onError: (error: unknown) => void,
    private readonly forgetEveryMs = FORGET_EVERY_MS,
  ) {}

  /** Forgets what is old at the start and from time to time. */
  async onApplicationBootstrap(): Promise<void> {
    await this.forget();
    this.forgetting = setInterval(() => {
      this.forget().catch(this.onError);
    }, this.forgetEveryMs).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.forgetting);
  }

  async prepare(): Promise<void> {
    await makeEdgeTables(
      this.pool,
      `create table if not exists edge.idempotency_keys (
        client text not null,
        key text not null,
        route text not null,
        digest text not null,
        used_at timestamptz not null default now(),
        primary key (client, key)
      )`,
      `create index if not exists idempotency_keys_by_age on edge.idempotency_keys (used_at)`,
    );
  }

  /** Runs a command under the id that follows from who asks, where, and under which key. */
  async once<Answer>(
    { actor, route, key, body }: Asked,
    work: (commandId: string) => Promise<Answer>,
  ): Promise<Answer> {
    const client = clientOf(actor);
    const claim = `${client}\n${key}`;
    if (this.atWork.has(claim)) throw inFlight();
    this.atWork.add(claim);
    try {
      await this.claim(client, key, route, body);
      return await work(uuidV5(COMMANDS, `${client}\n${route}\n${key}`));
    } finally {
      this.atWork.delete(claim);
    }
  }

  private async claim(client: string, key: string, route: string, body: object): Promise<void> {
    const digest = digestOf({ type: route, data: body });
    const { rows } = await this.pool.query<{ route: string; digest: string }>(
      `insert into edge.idempotency_keys as kept (client, key, route, digest)
       values ($1, $2, $3, $4)
       on conflict (client, key) do update set
         route = case when kept.used_at < now() - $5::interval then excluded.route else kept.route end,
         digest = case when kept.used_at < now() - $5::interval then excluded.digest else kept.digest end,
         used_at = case when kept.used_at < now() - $5::interval then now() else kept.used_at end
       returning route, digest`,
      [client, key, route, digest, KEYS_KEPT],
    );
    const [kept] = rows;
    if (kept?.route !== route || kept.digest !== digest) {
      throw new Problem(422, 'idempotency-key-reused', KEY_REUSED);
    }
  }

  /** Forgets keys older than seven days; the store still knows the commands they led to. */
  async forget(): Promise<void> {
    await this.pool.query(
      `delete from edge.idempotency_keys where used_at < now() - $1::interval`,
      [KEYS_KEPT],
    );
  }
}

/** The Idempotency-Key of a request of the API; a Problem (400) where it has none. */
export function keyOf(request: Request): string {
  const key = request.get('idempotency-key');
  if (key === undefined) {
    throw new Problem(
      400,
      'idempotency-key-missing',
      'Send an Idempotency-Key, a text of your choice that is new for every new request, so that a repeat is recorded once.',
    );
  }
  if (!/^[\x21-\x7e]{8,200}$/.test(key)) {
    throw new Problem(
      400,
      'idempotency-key-unreadable',
      'An Idempotency-Key has 8 to 200 letters, digits and signs without spaces.',
    );
  }
  return key;
}

/** The code of the problem that passes by itself once the first request is done. */
export const SAME_KEY_IN_FLIGHT = 'same-key-in-flight';

const inFlight = (): Problem =>
  new Problem(
    409,
    SAME_KEY_IN_FLIGHT,
    'The first request with this Idempotency-Key is still at work.',
    {
      headers: { 'Retry-After': '1' },
    },
  );
