import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { MovableLine } from './movable-line.js';

type Opened = Readonly<{ url: string; pid: number; home: string; close(): Promise<void> }>;

/** The launcher is plain JavaScript, so its types are told here. */
const launcher = '../../../apps/launcher/embedded-postgres.mjs' as string;

/** An embedded PostgreSQL that can be killed and comes back with its data, at the same address. */
export class MortalDatabase {
  private readonly opened: Opened[] = [];

  private constructor(
    private readonly folder: string,
    private readonly line: MovableLine,
  ) {}

  url = '';

  static async start(folder: string): Promise<MortalDatabase> {
    const database = new MortalDatabase(join(folder, 'db'), await MovableLine.open());
    await database.start();
    return database;
  }

  async start(): Promise<void> {
    const { openEmbeddedPostgres } = (await import(launcher)) as {
      openEmbeddedPostgres: (folder: string, options: object) => Promise<Opened>;
    };
    const opened = await openEmbeddedPostgres(this.folder, {
      settings: { shared_buffers: '32MB' },
    });
    this.opened.push(opened);
    this.url = this.line.leadTo(opened.url);
  }

  /** Kills the postmaster first, so that it can't start anything anew, then all its processes. */
  kill(): void {
    const pid = this.opened.at(-1)?.pid;
    if (pid === undefined) return;
    const others = childrenOf(pid);
    for (const each of [pid, ...others]) killNow(each);
  }

  async end(): Promise<void> {
    await this.line.close();
    for (const { close } of this.opened) await close();
    for (const { home } of this.opened) rmSync(home, { recursive: true, force: true });
  }
}

/** Where the system does not tell, the others end by themselves once the postmaster is gone. */
function childrenOf(pid: number): readonly number[] {
  const list = `/proc/${String(pid)}/task/${String(pid)}/children`;
  if (!existsSync(list)) return [];
  return readFileSync(list, 'utf8').split(' ').filter(Boolean).map(Number);
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It ended in between.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
