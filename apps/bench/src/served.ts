import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The built server, on a port of the loopback address, in a process of its own. */
export type Served = Readonly<{ address: string; stop: () => Promise<void> }>;

const SERVER = fileURLToPath(new URL('../../server/src/main.js', import.meta.url));
const LONGEST_START_MS = 60_000;

/** Starts it on a database that already holds what it reads; nothing is loaded or followed. */
export async function serve(databaseUrl: string): Promise<Served> {
  const port = String(await freePort());
  const folder = mkdtempSync(path.join(tmpdir(), 'tracker-bench-'));
  const child = spawn(process.execPath, [SERVER], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      ...{ DATABASE_URL: databaseUrl, EMBEDDED_DATABASE: 'false', PORT: port, HOST: '127.0.0.1' },
      ...{ DEMONSTRATION: 'off', REFERENCE_DATA: 'off', PROJECTOR: 'apart', LOG_LEVEL: 'error' },
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
  while (!(await answers(`${address}/health/live`))) {
    if (child.exitCode !== null || performance.now() - began > LONGEST_START_MS) {
      await stop();
      throw new Error('The server did not start.');
    }
    await wait(200);
  }
  return { address, stop };
}

/** The cookie of somebody who signed in as one of the people of the development sign-in. */
export async function signedIn(address: string, person: string): Promise<string> {
  const answer = await fetch(`${address}/sign-in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ person }),
  });
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
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
