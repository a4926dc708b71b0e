import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The built server, on a port of the loopback address, in a process of its own. */
export type Served = Readonly<{
  address: string;
  stop: () => Promise<void>;
  /** The most memory it has taken since it was last asked, in MB; undefined where there is no /proc. */
  peak: () => number | undefined;
  /** Seconds of a processor it has used since it was started, likewise. */
  used: () => number | undefined;
}>;

/** Who writes the read models: the server itself, as by default, or nobody. */
type How = Readonly<{ projector?: 'here' | 'apart' }>;

const SERVER = fileURLToPath(new URL('../../server/src/main.js', import.meta.url));
const LONGEST_START_MS = 60_000;

/** Starts it on a database that already holds what it reads; nothing is loaded, or followed unless asked for. */
export async function serve(
  databaseUrl: string,
  { projector = 'apart' }: How = {},
): Promise<Served> {
  const port = String(await freePort());
  const folder = mkdtempSync(path.join(tmpdir(), 'tracker-bench-'));
  const child = spawn(process.execPath, [SERVER], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      ...{ DATABASE_URL: databaseUrl, EMBEDDED_DATABASE: 'false', PORT: port, HOST: '127.0.0.1' },
      ...{ DEMONSTRATION: 'off', REFERENCE_DATA: 'off', PROJECTOR: projector, LOG_LEVEL: 'error' },
      ...{ SIGN_IN: 'development', NODE_ENV: 'development', RATE_LIMIT: '1000000' },
      ...{ DATA_FOLDER: folder },
    },
  });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const address = `http://127.0.0.1:${port}`;
  const began = performance.now();
  // One that follows the log opens once it has read it.
  const open = `${address}/health/${projector === 'here' ? 'ready' : 'live'}`;
  while (!(await answers(open))) {
    if (child.exitCode !== null || performance.now() - began > LONGEST_START_MS) {
      await stop();
      throw new Error('The server did not start.');
    }
    await wait(200);
  }
  return { address, stop, peak: () => peakOf(child.pid), used: () => usedBy(child.pid) };
}

/** The cookie of somebody who signed in as one of the people of the development sign-in. */
export async function signedIn(
  address: string,
  person: string,
  organisation?: string,
): Promise<string> {
  const answer = await fetch(`${address}/sign-in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ person, organisation }),
  });
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** What Linux has counted of a process, which begins to count anew. */
function peakOf(pid = 0): number | undefined {
  try {
    const [, kilobytes] =
      /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8')) ?? [];
    writeFileSync(`/proc/${String(pid)}/clear_refs`, '5');
    return Math.round((Number(kilobytes) * 1024) / 1e6);
  } catch {
    return undefined;
  }
}

/** What Linux has counted of the time of a process and of the system for it, in hundredths of a second. */
function usedBy(pid = 0): number | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const [own, system] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14);
    return (Number(own) + Number(system)) / 100;
  } catch {
    return undefined;
  }
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
