import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Kind, Mortal } from './mortal.js';

type Making = Readonly<{
  kind: Kind;
  /** Below dist/apps. */
  main: string;
  args: (life: number) => readonly string[];
  environment?: Readonly<Record<string, string>>;
  /** Where all its lives write what they have to say. */
  logFile: string;
  onMessage?: (message: unknown) => void;
  /** Asked again and again; without it, its first message says that it serves. */
  serves?: () => Promise<boolean>;
  /** Without its database it may say so and end while it starts. */
  mayFailAtStart?: boolean;
  /** It ended by itself: what was to be proved has failed. */
  onUnexpectedEnd: (reason: Error) => void;
}>;

const APPS = fileURLToPath(new URL('../../', import.meta.url));
const ASK_EVERY_MS = 50;

/** A process of ours; one life after another. */
export class MortalProcess implements Mortal {
  isUp = false;
  private process: ChildProcess | undefined;
  private life = 0;
  private isOver = false;
  private hasSpoken = false;

  constructor(private readonly making: Making) {}

  get kind(): Kind {
    return this.making.kind;
  }

  async kill(): Promise<void> {
    this.isUp = false;
    const { process: last } = this;
    if (last === undefined || !isAlive(last)) return;
    const ended = once(last, 'exit');
    last.kill('SIGKILL');
    await ended;
  }

  async revive(): Promise<void> {
    this.spawn();
    while (!(await this.serves())) {
      if (this.isOver) return;
      if (!isAlive(this.process)) {
        if (this.making.mayFailAtStart !== true) {
          this.making.onUnexpectedEnd(this.unexpectedEnd());
          return;
        }
        this.spawn();
      }
      await sleep(ASK_EVERY_MS);
    }
    this.isUp = isAlive(this.process);
  }

  /** Asks it to finish what it is about; answers when it has ended. */
  async finish(): Promise<void> {
    const { process: last } = this;
    this.isUp = false;
    if (last === undefined || !isAlive(last)) return;
    const ended = once(last, 'exit');
    last.send('finish');
    await ended;
    if (last.exitCode !== 0) throw this.unexpectedEnd();
  }

  async end(): Promise<void> {
    this.isOver = true;
    await this.kill();
  }

  private spawn(): void {
    const { main, args, environment, logFile, onMessage } = this.making;
    const output = openSync(logFile, 'a');
    this.hasSpoken = false;
    this.life += 1;
    const child = spawn(process.execPath, [APPS + main, ...args(this.life)], {
      stdio: ['ignore', output, output, 'ipc'],
      env: { PATH: process.env['PATH'], ...environment },
    });
    closeSync(output);
    child.on('message', (message) => {
      if (child === this.process) this.hasSpoken = true;
      onMessage?.(message);
    });
    child.once('exit', () => {
      if (child === this.process && this.isUp) {
        this.isUp = false;
        this.making.onUnexpectedEnd(this.unexpectedEnd());
      }
    });
    this.process = child;
  }

  private async serves(): Promise<boolean> {
    return this.making.serves === undefined ? this.hasSpoken : this.making.serves();
  }

  private unexpectedEnd(): Error {
    const said = readFileSync(this.making.logFile, 'utf8').split('\n').slice(-40).join('\n');
    return new Error(`The ${this.kind} ended by itself. It wrote last:\n${said}`);
  }
}

const isAlive = (child: ChildProcess | undefined): boolean =>
  child?.exitCode === null && child.signalCode === null;
