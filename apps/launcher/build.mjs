import fs from 'node:fs';
import { run } from './children.mjs';
import { inCheckout, ROOT, say, secondsSince } from './checkout.mjs';
import { copyAssets, sourceFiles } from './copy-assets.mjs';
import { PlainFailure } from './plain-failure.mjs';

const COMPILER = 'node_modules/typescript/bin/tsc';
const CONFIGURATION = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];

/** Compiles apps and libs to dist; nothing at all when no source has changed since. */
export async function build(stop) {
  const start = performance.now();
  const sources = sourcesNow();
  const before = sourcesOfLastBuild();
  if (!isDeepEqual(sources, before)) {
    say('Building …');
    // The compiler leaves behind what it made of a file that is gone.
    if (Object.keys(before).some((file) => !(file in sources))) {
      fs.rmSync(inCheckout('dist'), { recursive: true, force: true });
    }
    const args = [inCheckout(COMPILER), '-p', 'tsconfig.build.json'];
    const code = await run(process.execPath, args, { stop, cwd: ROOT });
    if (stop.heard !== undefined) return;
    if (code !== 0) throw new PlainFailure('The build failed: the compiler says why above.', code);
    fs.writeFileSync(stamp(), JSON.stringify(sources));
    say(`Built in ${secondsSince(start)}.`);
  }
  copyAssets();
}

const stamp = () => inCheckout('dist', '.built-from.json');

/** Each file with its size and day of change: reading them all would cost more than it tells. */
function sourcesNow() {
  const files = [...CONFIGURATION, ...sourceFiles((name) => /(?<!\.spec)\.ts$/.test(name))];
  return Object.fromEntries(
    files.map((file) => {
      const { size, mtimeMs } = fs.statSync(inCheckout(file));
      return [file, `${size} ${mtimeMs}`];
    }),
  );
}

function sourcesOfLastBuild() {
  try {
    return JSON.parse(fs.readFileSync(stamp(), 'utf8'));
  } catch {
    return {};
  }
}

const isDeepEqual = (one, other) => JSON.stringify(one) === JSON.stringify(other);
