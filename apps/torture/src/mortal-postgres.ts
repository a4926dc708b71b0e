import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { createInterface, type Interface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import type { Mortal } from './mortal.js';

type Opened = Readonly<{ url: string; pid: number; home: string; failure?: string }>;

const KEEPER = fileURLToPath(
  new URL('../../../../apps/launcher/keep-database.mjs', import.meta.url),
);

/** As the tracker's own, with fsync; more would be kept in memory on a server that is only ours. */
export const SETTINGS = { shared_buffers: '256MB', max_wal_size: '1GB', fsync: 'on' } as const;

/**
 * An embedded PostgreSQL at an address that stays the same. A process of the launcher starts it,
 * and stops it when we are gone, whatever became of us.
 */
export class MortalPostgres implements Mortal {
  readonly kind = 'postgres';
  isUp = false;
  private opened: Opened | undefined;

  private constructor(
    private readonly keeper: ChildProcessByStdio<Writable, Readable, null>,
    private readonly answers: Interface,
    private readonly port: number,
  ) {}

  static async start(folder: string): Promise<MortalPostgres> {
    const keeper = spawn(process.execPath, [KEEPER, folder, JSON.stringify(SETTINGS)], {
      stdio: ['pipe', 'pipe', 'inherit'],
      // Away from Ctrl-C, so that it ends last.
      detached: true,
    });
    const answers = createInterface({ input: keeper.stdout });
    const database = new MortalPostgres(keeper, answers, await portOutsideOfConnections());
    await database.revive();
    return database;
  }

  get url(): string {
    return this.opened?.url ?? '';
  }

  /** Where its data is, for whoever throws it away afterwards. */
  get home(): string {
    return this.opened?.home ?? '';
  }

  /** Held still first, so that it starts nothing that would be missed; then all of it at once. */
  kill(): Promise<void> {
    this.isUp = false;
    const pid = this.opened?.pid;
    if (pid !== undefined) {
      signal(pid, 'SIGSTOP');
      for (const each of [...childrenOf(pid), pid]) signal(each, 'SIGKILL');
    }
    return Promise.resolve();
  }

  /** One of its processes, upon which it throws out everybody and recovers by itself. */
  killOneProcess(choose: (limit: number) => number): void {
    const children = childrenOf(this.opened?.pid ?? 0);
    const victim = children[choose(children.length || 1)];
    if (victim !== undefined) signal(victim, 'SIGKILL');
  }

  async revive(): Promise<void> {
    const answer = once(this.answers, 'line') as Promise<[string]>;
    this.keeper.stdin.write(`${String(this.port)}\n`);
    const opened = JSON.parse((await answer)[0]) as Opened;
    if (opened.failure !== undefined) throw new Error(opened.failure);
    this.opened = opened;
    await this.takesConnections();
    this.isUp = true;
  }

  /** Settles when somebody new can ask it something. */
  async takesConnections(): Promise<void> {
    for (;;) {
      const client = new Client({ connectionString: this.url, connectionTimeoutMillis: 5_000 });
      client.on('error', () => undefined);
      try {
        await client.connect();
        await client.query('select 1');
        return;
      } catch {
        await sleep(10);
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  }

  async end(): Promise<void> {
    this.isUp = false;
    const gone = once(this.keeper, 'exit');
    this.keeper.stdin.end();
    await gone;
  }
}

/**
 * Below the ports that systems give to outgoing connections: a client that knocks on such a port
 * while the database is dead may be connected with itself.
 */
async function portOutsideOfConnections(): Promise<number> {
  for (let port = 21_000 + (process.pid % 5_000); ; port++) {
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    server.close();
    if (isFree) return port;
  }
}

/** Where the system does not tell, the others end by themselves once the postmaster is gone. */
function childrenOf(pid: number): readonly number[] {
  const list = `/proc/${String(pid)}/task/${String(pid)}/children`;
  if (!existsSync(list)) return [];
  return readFileSync(list, 'utf8').split(' ').filter(Boolean).map(Number);
}

function signal(pid: number, name: 'SIGSTOP' | 'SIGKILL'): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It ended in between.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
