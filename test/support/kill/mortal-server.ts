import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, cpSync, mkdirSync, openSync, symlinkSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, extname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { transformFile, type Options } from '@swc/core';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The server of the product in a process of its own, that can be killed and is then started again. */
export class MortalServer {
  private process: ChildProcess | undefined;
  private isOver = false;

  private constructor(
    private readonly folder: string,
    private readonly databaseUrl: string,
    private readonly port: number,
  ) {}

  static async start(folder: string, databaseUrl: string): Promise<MortalServer> {
    await build(folder);
    const server = new MortalServer(folder, databaseUrl, await freePort());
    await server.start();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  /** Kills it without warning; who supervises it starts it again, as often as it ends. */
  kill(): void {
    this.process?.kill('SIGKILL');
  }

  async end(): Promise<void> {
    this.isOver = true;
    const { process: last } = this;
    if (last?.exitCode !== null || last.signalCode !== null) return;
    const ended = once(last, 'exit');
    this.kill();
    await ended;
  }

  /** Returns when it serves for the first time. */
  private async start(): Promise<void> {
    this.spawn();
    while (!(await this.isReady())) await sleep(50);
  }

  private spawn(): void {
    if (this.isOver) return;
    const output = openSync(join(this.folder, 'server.log'), 'a');
    this.process = spawn(process.execPath, [join(this.folder, 'apps/server/src/main.js')], {
      cwd: this.folder,
      stdio: ['ignore', output, output],
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: this.databaseUrl,
        PORT: String(this.port),
        LOG_LEVEL: 'warn',
        RATE_LIMIT: '1000000',
        REFERENCE_DATA: 'false',
      },
    });
    closeSync(output);
    this.process.once('exit', () => this.spawn());
  }

  private async isReady(): Promise<boolean> {
    const answer = await fetch(`${this.url}/health/ready`).catch(() => undefined);
    await answer?.arrayBuffer();
    return answer?.ok === true;
  }
}

/** Turns the sources into what plain Node runs, as a build does, without checking types. */
async function build(folder: string): Promise<void> {
  for (const part of ['apps/server', 'libs']) {
    const files = await readdir(join(ROOT, part), { recursive: true, withFileTypes: true });
    for (const file of files.filter((entry) => entry.isFile())) {
      if (file.name.endsWith('.spec.ts')) continue;
      const source = join(file.parentPath, file.name);
      await put(source, join(folder, source.slice(ROOT.length)));
    }
  }
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ type: 'module', imports: { '#*': './libs/*/src/index.js' } }),
  );
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
}

async function put(source: string, target: string): Promise<void> {
  mkdirSync(dirname(target), { recursive: true });
  if (extname(source) !== '.ts') {
    cpSync(source, target);
    return;
  }
  const { code } = await transformFile(source, TYPESCRIPT);
  writeFileSync(target.replace(/\.ts$/, '.js'), code);
}

const TYPESCRIPT: Options = {
  swcrc: false,
  module: { type: 'es6' },
  jsc: {
    target: 'es2022',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
};

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
