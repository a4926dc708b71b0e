import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BuiltCheckout } from './built-checkout.js';

type Launch = Readonly<{
  environment?: Readonly<Record<string, string>>;
  /** JavaScript that is run before: what it says of the machine is what the launcher finds. */
  pretending?: string;
}>;

/** `npm start` in a checkout of its own: without npm, with all data that is loaded at start left out. */
export class Launched {
  /** Everything it and its children wrote. */
  output = '';
  private readonly process: ChildProcess;
  private readonly closed: Promise<unknown>;

  constructor(checkout: BuiltCheckout, { environment = {}, pretending }: Launch) {
    const before =
      pretending === undefined ? [] : ['--import', `data:text/javascript,${encodeURI(pretending)}`];
    const launcher = checkout.in('apps/launcher/launch.mjs');
    this.process = spawn(process.execPath, [...before, launcher, 'start'], {
      cwd: checkout.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        // As under npm, it notices when whoever started it is gone.
        npm_lifecycle_event: 'start',
        DEMONSTRATION: 'false',
        REFERENCE_DATA: 'false',
        LOG_LEVEL: 'warn',
        ...environment,
      },
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
    this.closed = once(this.process, 'close');
  }

  signal(name: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): void {
    this.process.kill(name);
  }

  /** Its exit code, once it has ended and nobody holds its output any more. */
  async end(): Promise<number | null> {
    await this.closed;
    return this.process.exitCode;
  }

  get hasEnded(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  /** Gives it time; an error once it has ended. */
  async isStillThere(): Promise<void> {
    if (this.hasEnded) throw new Error(`The launcher ended. It wrote:\n${this.output}`);
    await sleep(20);
  }

  async hasWritten(text: string): Promise<void> {
    await this.until(() => this.output.includes(text));
  }

  async serves(url: string): Promise<void> {
    await this.until(async () => {
      const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
      await answer?.arrayBuffer();
      return answer?.ok === true;
    });
  }

  private async until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await isSo())) await this.isStillThere();
  }
}
