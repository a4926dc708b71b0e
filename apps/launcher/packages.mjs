import fs from 'node:fs';
import { run } from './children.mjs';
import { inCheckout, ROOT, say, secondsSince } from './checkout.mjs';
import { PlainFailure } from './plain-failure.mjs';

/** Installs what package-lock.json says, unless node_modules holds exactly that. */
export async function ensurePackages(stop) {
  if (installedAsLocked()) return;
  const start = performance.now();
  say('Installing packages (the first time, and when package-lock.json has changed) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const code = await run(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stop,
    cwd: ROOT,
    shell: process.platform === 'win32',
  });
  if (stop.heard !== undefined) return;
  if (code !== 0) {
    throw new PlainFailure('The packages could not be installed: npm says why above.', code);
  }
  say(`Packages installed in ${secondsSince(start)}.`);
}

/** npm notes at the end of every installation what it installed; that note is compared. */
function installedAsLocked() {
  const installed = packagesIn('node_modules/.package-lock.json');
  if (installed === undefined) return false;
  const locked = packagesIn('package-lock.json');
  if (locked === undefined) throw new PlainFailure('There is no readable package-lock.json here.');
  return (
    Object.keys(installed).every((name) => name in locked) &&
    Object.entries(locked).every(
      ([name, { version, optional }]) =>
        name === '' ||
        (name in installed ? installed[name].version === version : optional === true),
    )
  );
}

function packagesIn(file) {
  try {
    return JSON.parse(fs.readFileSync(inCheckout(file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}
