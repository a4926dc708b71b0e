import { readFile, rm, writeFile } from 'node:fs/promises';
import { BundleRefused, codeOf } from './refused.js';

/**
 * Does work on a file that no other process does meanwhile; whoever comes second is refused. What a
 * killed process left is known by its number, and no hindrance on the machine where it ran.
 */
export async function aloneOn<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  const lock = `${file}.lock`;
  await take(lock, file);
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function take(lock: string, file: string): Promise<void> {
  if (await create(lock)) return;
  const holder = (await readFile(lock, 'utf8').catch(() => '')).trim();
  if (/^\d+$/.test(holder) && !isAlive(Number(holder))) {
    await rm(lock, { force: true });
    if (await create(lock)) return;
  }
  throw new BundleRefused(
    `${file} is being written by another process (${holder || 'unknown'}): wait for it, or delete ${lock} if there is none.`,
  );
}

async function create(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, `${String(process.pid)}\n`, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives, and is somebody else's.
    return codeOf(error) === 'EPERM';
  }
}
