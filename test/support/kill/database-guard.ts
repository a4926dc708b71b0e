import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/**
 * Sees to it that no PostgreSQL outlives the tests. It is a process whose input closes with
 * whoever made it, and so notices it as well when the test run itself is killed.
 */
export class DatabaseGuard {
  private readonly process: ChildProcess;

  constructor(pidFile: string) {
    this.process = spawn(process.execPath, ['--input-type=module', '-e', ON_GUARD], {
      env: { PID_FILE: pidFile },
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.process.unref();
  }

  async end(): Promise<void> {
    const gone = once(this.process, 'exit');
    this.process.stdin?.end();
    await gone;
  }
}

/** PostgreSQL that is asked to quit ends at once; its note of its own process id goes with it. */
const ON_GUARD = `
  import { existsSync, readFileSync } from 'node:fs';
  const pidFile = process.env.PID_FILE;
  process.stdin.resume().once('end', () => {
    if (!existsSync(pidFile)) return;
    process.kill(parseInt(readFileSync(pidFile, 'utf8')), 'SIGQUIT');
    const waiting = setInterval(() => existsSync(pidFile) || clearInterval(waiting), 20);
    setTimeout(() => process.exit(), 10_000).unref();
  });`;
