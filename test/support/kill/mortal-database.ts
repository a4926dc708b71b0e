import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseGuard } from './database-guard.js';
import { MovableLine } from './movable-line.js';

type Opened = Readonly<{ url: string; pid: number; home: string; close(): Promise<void> }>;

/** The launcher is plain JavaScript, so its types are told here. */
const launcher = '../../../apps/launcher/embedded-postgres.mjs' as string;

/** What a killed process had written stays with the system: only a power cut would need fsync. */
const SETTINGS = { shared_buffers: '32MB', fsync: 'off' };

/** An embedded PostgreSQL that can be killed and comes back with its data, at the same address. */
export class MortalDatabase {
  private readonly opened: Opened[] = [];
  private guard: DatabaseGuard | undefined;

  private constructor(
    private readonly folder: string,
    private readonly line: MovableLine,
  ) {}

  url = '';

  static async start(folder: string): Promise<MortalDatabase> {
    const database = new MortalDatabase(join(folder, 'db'), await MovableLine.open());
    try {
      await database.start();
      return database;
    } catch (error) {
      await database.end();
      throw error;
    }
  }

  async start(): Promise<void> {
    const { openEmbeddedPostgres } = (await import(launcher)) as {
      openEmbeddedPostgres: (folder: string, options: object) => Promise<Opened>;
    };
    const opened = await openEmbeddedPostgres(this.folder, { settings: SETTINGS });
    this.opened.push(opened);
    this.guard ??= new DatabaseGuard(join(opened.home, 'cluster/postmaster.pid'));
    this.url = this.line.leadTo(opened.url);
  }

  /** Held still first, so that it starts nothing that would be missed; then all of it at once. */
  kill(): void {
    const pid = this.opened.at(-1)?.pid;
    if (pid === undefined) return;
    signal(pid, 'SIGSTOP');
    for (const each of [...childrenOf(pid), pid]) signal(each, 'SIGKILL');
  }

  async end(): Promise<void> {
    await this.line.close();
    for (const { close } of this.opened) await close();
    await this.guard?.end();
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
