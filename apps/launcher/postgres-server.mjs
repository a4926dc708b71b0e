import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { PlainFailure } from './plain-failure.mjs';
import { lastLine, notStarted, outputOf, spawnAs } from './postgres-cluster.mjs';
import { program } from './postgres-programs.mjs';
import { anyoneWorksIn, isAlive, pause } from './processes.mjs';

const WAIT_MS = 60_000;
const STEP_MS = 20;

/** PostgreSQL's SSLRequest: eight bytes long, code 80877103. */
const ENCRYPTION_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/** The server that runs in this home already, if one answers. */
export async function runningServer(home) {
  const cluster = path.join(home, 'cluster');
  // A live process id is no proof, as ids are given again: only an answering port is.
  for (let waited = 0; waited < 5_000; waited += 100) {
    const noted = postmasterOf(cluster);
    if (noted === undefined) return undefined;
    if (noted.ready && (await answers(noted.port))) return noted;
    if (!isAlive(noted.pid) && !anyoneWorksIn(cluster)) break;
    await pause(100);
  }
  forgetDeadPostmaster(cluster);
  return undefined;
}

/**
 * Starts a server on the loopback address, on a free port unless one is wished for. It leads a process group of its own, so
 * that Ctrl-C reaches the launcher first and the database ends last.
 */
export async function startServer(home, bin, { account, settings, wish }) {
  const cluster = path.join(home, 'cluster');
  const log = path.join(home, 'postgres.log');
  const port = wish ?? (await freePort());
  const output = fs.openSync(log, 'w');
  const child = spawnAs(program(bin, 'postgres'), argumentsFor(cluster, port, settings), {
    ...account,
    cwd: '/',
    detached: true,
    stdio: ['ignore', output, output],
  });
  fs.closeSync(output);
  let ended = false;
  let refused;
  child.once('exit', () => (ended = true));
  child.once('error', (error) => (refused = notStarted(error)));
  for (let waited = 0; waited < WAIT_MS; waited += STEP_MS) {
    await pause(STEP_MS);
    if (refused !== undefined) throw refused;
    if (ended) break;
    const noted = postmasterOf(cluster);
    if (noted?.pid === child.pid && noted.ready && (await answers(port))) {
      child.unref();
      return noted;
    }
  }
  if (!ended) child.kill('SIGQUIT');
  throw new PlainFailure(
    `The embedded database did not start (${lastLine(fs.readFileSync(log, 'utf8'))}): mend that, or set DATABASE_URL.`,
  );
}

/** Ends the connections and the server, and waits until it has put everything away. */
export async function stopServer(home, bin, account) {
  const cluster = path.join(home, 'cluster');
  const stop = (mode) =>
    outputOf(
      program(bin, 'pg_ctl'),
      ['stop', '-D', cluster, '-m', mode, '-w', '-t', '60'],
      account,
    );
  const { code } = await stop('fast');
  if (code !== 0 && postmasterOf(cluster) !== undefined) await stop('immediate');
  for (let waited = 0; waited < 5_000 && anyoneWorksIn(cluster); waited += STEP_MS) {
    await pause(STEP_MS);
  }
}

function argumentsFor(cluster, port, settings) {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_buffers: '128MB',
    max_wal_size: '1GB',
    max_connections: '200',
    ...(sharedMemoryIsSmall() ? { dynamic_shared_memory_type: 'mmap' } : {}),
    ...settings,
  };
  const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', cluster, '-p', String(port), ...options];
}

/** Containers often get 64 MB, and then parallel queries fail. */
function sharedMemoryIsSmall() {
  if (process.platform !== 'linux' || !fs.existsSync('/dev/shm')) return false;
  const { bsize, blocks } = fs.statfsSync('/dev/shm');
  return bsize * blocks < 256 * 1024 * 1024;
}

/** What PostgreSQL notes of itself: process id, port (line 4), state (line 8). */
function postmasterOf(cluster) {
  try {
    const lines = fs.readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * PostgreSQL would refuse to start while another program has the process id it noted before it
 * was killed. Where no process works in the cluster, that note is about nobody.
 */
function forgetDeadPostmaster(cluster) {
  if (!fs.existsSync('/proc/self') || anyoneWorksIn(cluster)) return;
  fs.rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Asks for encryption, and any letter back will do: the kernel alone would accept a connection. */
function answers(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(ENCRYPTION_REQUEST));
    const end = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', () => end(true));
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
    socket.setTimeout(1_000, () => end(false));
  });
}
