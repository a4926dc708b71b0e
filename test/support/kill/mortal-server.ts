import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { BuiltCheckout } from './built-checkout.js';
import { freePort } from './free-port.js';

type Options = Readonly<{
  app?: 'server' | 'projector';
  environment?: Readonly<Record<string, string>>;
}>;

/** The server (or projector) of the product in a process of its own, that can be killed and started again. */
export class MortalServer {
  private port = 0;
  private process: ChildProcess | undefined;
  private isOver = false;
  /** From a kill until it serves again; at any other time it has to be there. */
  private isDown = true;

  constructor(
    private readonly checkout: BuiltCheckout,
    private readonly databaseUrl: string,
    private readonly options: Options = {},
  ) {}

  get url(): string {
    if (this.pid === undefined && !this.isDown) {
      throw this.unexpectedEnd();
    }
    return `http://127.0.0.1:${String(this.port)}`;
  }

  /** Undefined once it has ended, whatever ended it. */
  get pid(): number | undefined {
    const { process: last } = this;
    return last?.exitCode === null && last.signalCode === null ? last.pid : undefined;
  }

  /** Without warning. */
  async kill(): Promise<void> {
    const { process: last } = this;
    if (last === undefined || this.pid === undefined) return;
    this.isDown = true;
    const ended = once(last, 'exit');
    last.kill('SIGKILL');
    await ended;
  }

  /** It gets no time any more, as on a machine that is short of memory; its connections stay. */
  freeze(): void {
    this.process?.kill('SIGSTOP');
  }

  wake(): void {
    this.process?.kill('SIGCONT');
  }

  /** Asks it to end, as an orchestrator does; answers its exit code. */
  async finish(): Promise<number | null> {
    const { process: last } = this;
    if (last === undefined || this.pid === undefined) return null;
    this.isDown = true;
    const ended = once(last, 'exit');
    last.kill('SIGTERM');
    await ended;
    return last.exitCode;
  }

  /** Returns when it serves. Without its database it says so and ends; only then is it tried again. */
  async start({ databaseIsComing = false } = {}): Promise<void> {
    if (this.port === 0) this.port = await freePort();
    this.spawn();
    while (!(await this.isReady())) {
      if (this.isOver) return;
      if (this.pid === undefined) {
        if (!databaseIsComing) throw this.unexpectedEnd();
        this.spawn();
      }
      await sleep(50);
    }
    this.isDown = false;
  }

  async end(): Promise<void> {
    this.isOver = true;
    await this.kill();
  }

  private spawn(): void {
    const { app = 'server', environment = {} } = this.options;
    const output = openSync(this.logFile, 'a');
    // Should the test run be killed, the closed channel ends the server too.
    const leave = pathToFileURL(this.checkout.in('apps/launcher/leave-with-launcher.mjs')).href;
    const main = this.checkout.in('dist/apps', app, 'src/main.js');
    this.process = spawn(process.execPath, ['--import', leave, main], {
      cwd: this.checkout.folder,
      stdio: ['ignore', output, output, 'ipc'],
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: this.databaseUrl,
        [app === 'server' ? 'PORT' : 'HEALTH_PORT']: String(this.port),
        LOG_LEVEL: 'warn',
        RATE_LIMIT: '1000000',
        REFERENCE_DATA: 'false',
        ...environment,
      },
    });
    closeSync(output);
  }

  private async isReady(): Promise<boolean> {
    const answer = await fetch(`http://127.0.0.1:${String(this.port)}/health/ready`).catch(
      () => undefined,
    );
    await answer?.arrayBuffer();
    return answer?.ok === true;
  }

  private unexpectedEnd(): Error {
    return new Error(
      `The server ended by itself. It wrote:\n${readFileSync(this.logFile, 'utf8')}`,
    );
  }

  private get logFile(): string {
    return this.checkout.in('server.log');
  }
}
