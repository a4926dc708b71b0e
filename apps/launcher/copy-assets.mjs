import fs from 'node:fs';
import path from 'node:path';
import { inCheckout } from './checkout.mjs';

const ASSETS = ['.njk', '.css', '.csv', '.svg', '.json', '.sql'];

/** Brings what the compiler leaves behind to dist: templates, styles, data. */
export function copyAssets() {
  for (const file of sourceFiles((name) => ASSETS.includes(path.extname(name)))) {
    const target = inCheckout('dist', file);
    if (isSame(inCheckout(file), target)) continue;
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.cpSync(inCheckout(file), target, { preserveTimestamps: true });
  }
}

/** Paths below apps and libs, relative to the checkout, in a fixed order. */
export function sourceFiles(wanted) {
  return ['apps', 'libs'].flatMap((folder) =>
    fs
      .readdirSync(inCheckout(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && wanted(entry.name))
      .map((entry) => path.relative(inCheckout(), path.join(entry.parentPath, entry.name)))
      .sort(),
  );
}

function isSame(source, target) {
  const copy = fs.statSync(target, { throwIfNoEntry: false });
  const { size, mtimeMs } = fs.statSync(source);
  return copy?.size === size && Math.abs(copy.mtimeMs - mtimeMs) < 1;
}
