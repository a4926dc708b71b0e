import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { transformFileSync } from '@swc/core';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const SOURCES = dirname(MAIN);
const ROOT = join(SOURCES, '../../..');

export type OwnProcessOptions = Readonly<{ port: number; dataFile: string; unary?: boolean }>;

/** The test server in a process that can be killed with -9 and started again on its data. */
export class EventStoreDbProcess {
  private child: ChildProcess | undefined;

  private constructor(
    private readonly options: OwnProcessOptions,
    private readonly folder: string,
  ) {}

  static async start(options: OwnProcessOptions): Promise<EventStoreDbProcess> {
    const own = new EventStoreDbProcess(options, compile());
    await own.start();
    return own;
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.options.port}?tls=false`;
  }

  async kill(): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  async restart(): Promise<void> {
    await this.kill();
    await this.start();
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async start(): Promise<void> {
    const { port, dataFile, unary } = this.options;
    const flags = ['--port', port.toString(), '--data', dataFile, ...(unary ? ['--unary'] : [])];
    const child = spawn(process.execPath, [join(this.folder, 'main.js'), ...flags], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.child = child;
    const gone = once(child, 'exit').then(() => {
      throw new Error('The test server ended before it listened.');
    });
    await Promise.race([once(createInterface(child.stdout), 'line'), gone]);
  }
}

/** Node cannot read TypeScript; node_modules has to be found from where the result lies. */
function compile(): string {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'dist', 'test-eventstoredb-'));
  const files = readdirSync(SOURCES, { recursive: true, withFileTypes: true });
  for (const file of files) {
    if (!file.isFile() || !/(?<!\.spec)\.ts$/.test(file.name)) continue;
    const source = join(file.parentPath, file.name);
    const target = join(folder, relative(SOURCES, source)).replace(/\.ts$/, '.js');
    mkdirSync(dirname(target), { recursive: true });
    const { code } = transformFileSync(source, {
      swcrc: false,
      module: { type: 'es6' },
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    });
    writeFileSync(target, code);
  }
  return folder;
}
