import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { inFolder, PlainFailure } from './plain-failure.mjs';
import { program } from './postgres-programs.mjs';
import { isAlive } from './processes.mjs';
import { give } from './unprivileged.mjs';

/**
 * Makes `home` with its password, its cluster and the list of who uses it, unless it is there.
 * All of it appears by one rename, so a kill half-way leaves only a draft to sweep away.
 */
export async function ensureCluster(home, bin, account) {
  await inFolder(home, () => sweepDrafts(home));
  if (fs.existsSync(path.join(home, 'cluster', 'PG_VERSION'))) return;
  const draft = `${home}.init-${process.pid}`;
  await inFolder(home, () => prepare(draft, account));
  await initdb(draft, bin, account);
  try {
    fs.renameSync(draft, home);
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true });
    // Another launcher was quicker; its cluster is as good as ours.
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code)) throw error;
  }
}

export const passwordOf = (home) =>
  inFolder(home, () => fs.readFileSync(path.join(home, 'password'), 'utf8'));

function prepare(draft, account) {
  fs.mkdirSync(draft, { mode: 0o700 });
  give(account, draft);
  fs.mkdirSync(path.join(draft, 'users'));
  give(account, path.join(draft, 'users'));
  const password = path.join(draft, 'password');
  fs.writeFileSync(password, randomBytes(18).toString('base64url'), { mode: 0o600 });
  give(account, password);
}

async function initdb(draft, bin, account) {
  const args = [
    ...['-D', path.join(draft, 'cluster'), '--pwfile', path.join(draft, 'password')],
    ...['-U', 'postgres', '--auth=scram-sha-256', '-E', 'UTF8', '--locale=C', '--data-checksums'],
  ];
  const { code, output } = await outputOf(program(bin, 'initdb'), args, account);
  if (code === 0) return;
  fs.rmSync(draft, { recursive: true, force: true });
  throw new PlainFailure(
    `The embedded database could not be set up (${lastLine(output)}): mend that, or set DATABASE_URL.`,
  );
}

/** Runs one of PostgreSQL's programs as the account; in a group of its own, away from Ctrl-C. */
export function outputOf(command, args, account) {
  return new Promise((resolve, reject) => {
    let output = '';
    const options = { ...account, cwd: '/', detached: true, stdio: ['ignore', 'pipe', 'pipe'] };
    const child = spawnAs(command, args, options);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => (output += chunk));
    }
    child.once('error', (error) => reject(notStarted(error)));
    child.once('close', (code) => resolve({ code, output }));
  });
}

/** Some refusals to start come as an exception, others as an event. */
export function spawnAs(command, args, options) {
  try {
    return spawn(command, args, options);
  } catch (error) {
    throw notStarted(error);
  }
}

export function notStarted(error) {
  return new PlainFailure(
    error.code === 'EPERM'
      ? 'The embedded database may not be run under another account here: run this as an ordinary user, or set DATABASE_URL.'
      : `The programs of PostgreSQL do not run on this machine (${error.code ?? error.message}): set DATABASE_URL to a PostgreSQL 15 or newer.`,
  );
}

export function lastLine(text) {
  const lines = text.split('\n').map((line) => line.trim());
  const telling = lines.findLast((line) => /error|fatal/i.test(line));
  return telling ?? lines.findLast((line) => line !== '') ?? 'it gave no reason';
}

function sweepDrafts(home) {
  const parent = path.dirname(home);
  for (const name of fs.readdirSync(parent)) {
    const [, pid] = /\.init-(\d+)$/.exec(name) ?? [];
    if (name === `${path.basename(home)}.init-${pid}` && !isAlive(Number(pid))) {
      fs.rmSync(path.join(parent, name), { recursive: true, force: true });
    }
  }
}
