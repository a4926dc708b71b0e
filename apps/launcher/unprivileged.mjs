import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { inFolder, PlainFailure } from './plain-failure.mjs';

/** Where root keeps what another account must reach and cannot reach in the checkout. */
const SHARED = '/var/lib/benefits-realisation-tracker';

const ACCOUNTS = ['postgres', 'nobody', 'daemon'];

/**
 * PostgreSQL refuses to run as root. Root therefore lends it an account that exists already: the
 * owner of the data if there is any, else a system account. Nothing is created on the machine.
 */
export function accountFor(home) {
  if (process.getuid?.() !== 0) return undefined;
  if (fs.existsSync(home)) {
    const { uid, gid } = fs.statSync(home);
    if (uid !== 0) return { uid, gid };
  }
  const known = accounts();
  const account = ACCOUNTS.map((name) => known.get(name)).find((found) => found !== undefined);
  if (account !== undefined) return account;
  throw new PlainFailure(
    'PostgreSQL does not run as root, and there is no account postgres, nobody or daemon to run it as: run this as an ordinary user, or set DATABASE_URL.',
  );
}

/** The folder itself, or one below /var/lib when the account cannot reach it. */
export function homeFor(account, home) {
  if (account === undefined || mayEnter(path.dirname(home), account)) return home;
  const mark = createHash('sha256').update(home).digest('hex').slice(0, 12);
  return path.join(SHARED, `${mark}-${path.basename(home)}`);
}

/** The programs themselves, or a copy of them where the account can run them. */
export async function programsFor(account, { bin, whole }) {
  const unreachable = account !== undefined && !mayEnter(bin, account);
  if (!unreachable || whole === undefined) return bin;
  const { version } = JSON.parse(fs.readFileSync(path.join(whole, '../package.json'), 'utf8'));
  const copy = path.join(SHARED, `postgres-${version}`);
  await makeFolder(SHARED);
  if (!fs.existsSync(copy)) await inFolder(SHARED, () => copyWhole(whole, copy));
  return path.join(copy, 'bin');
}

/** Makes a folder and what it lies in; open for search, whatever root's own umask says. */
export function makeFolder(folder) {
  return inFolder(folder, () => makeEach(folder));
}

export function give(account, file) {
  if (account !== undefined) fs.chownSync(file, account.uid, account.gid);
}

function makeEach(folder) {
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (folder !== path.dirname(folder)) makeEach(path.dirname(folder));
  fs.mkdirSync(folder);
  if (process.getuid?.() === 0) fs.chmodSync(folder, 0o755);
}

function accounts() {
  const lines = fs.existsSync('/etc/passwd') ? fs.readFileSync('/etc/passwd', 'utf8') : '';
  return new Map(
    lines.split('\n').map((line) => {
      const [name, , uid, gid] = line.split(':');
      return [name, { uid: Number(uid), gid: Number(gid) }];
    }),
  );
}

function mayEnter(folder, { uid }) {
  for (let step = path.resolve(folder); ; step = path.dirname(step)) {
    const { mode, uid: owner } = fs.statSync(step);
    const search = owner === uid ? 0o100 : 0o001;
    if ((mode & search) === 0) return false;
    if (step === path.dirname(step)) return true;
  }
}

/** Copied beside, then renamed: who is killed half-way leaves no half copy in use. */
function copyWhole(whole, copy) {
  const draft = `${copy}.${process.pid}`;
  fs.cpSync(whole, draft, { recursive: true, verbatimSymlinks: true });
  openForReading(draft);
  fs.renameSync(draft, copy);
}

function openForReading(folder) {
  fs.chmodSync(folder, 0o755);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const inner = path.join(folder, entry.name);
    if (entry.isDirectory()) openForReading(inner);
    else if (entry.isFile()) fs.chmodSync(inner, fs.statSync(inner).mode & 0o100 ? 0o755 : 0o644);
  }
}
