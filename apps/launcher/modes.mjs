import os from 'node:os';
import { build } from './build.mjs';
import { ROOT } from './checkout.mjs';
import { ensurePackages } from './packages.mjs';
import { PlainFailure } from './plain-failure.mjs';
import { ensureFreePort, runApplication, runWithoutDatabase } from './applications.mjs';
import { exitCodeOf, listenForStop } from './stopping.mjs';
import { screenshots, test } from './tests.mjs';

/** Of a server that has its machine to itself, as PostgreSQL's manual advises; the bench prints them. */
const forMeasuring = () => ({
  shared_buffers: `${Math.min(4_096, Math.floor(os.totalmem() / 2 ** 20 / 4))}MB`,
  max_wal_size: '8GB',
});

/** What each word after `launch.mjs` does, once the packages are there; any other names an app. */
const MODES = {
  install: () => 0,
  start: async (args, stop) => {
    await build(stop);
    return runApplication('server', args, {
      stop,
      atStart: 'Starting the server; Ctrl-C stops it and everything it needed.',
    });
  },
  build: async (args, stop) => {
    await build(stop);
    return 0;
  },
  test,
  screenshots,
  bench: async (args, stop) => {
    await build(stop);
    return runApplication('bench', args, { stop, folder: 'bench-db', settings: forMeasuring() });
  },
  cli: async (args, stop) => {
    await build(stop);
    // The command line tells what may be there a moment later from what has to be mended.
    return runApplication('cli', args, { stop, unreachable: 7 });
  },
  torture: async (args, stop) => {
    await build(stop);
    return runWithoutDatabase('torture', args, stop);
  },
};

export async function launch([mode = 'start', ...args]) {
  process.chdir(ROOT);
  const stop = listenForStop();
  try {
    if (mode === 'start') await ensureFreePort();
    await ensurePackages(stop);
    const code = stop.heard ? exitCodeOf(stop.heard) : await modeNamed(mode)(args, stop);
    process.exit(code);
  } catch (error) {
    if (!(error instanceof PlainFailure)) throw error;
    console.error(error.message);
    process.exit(error.exitCode);
  }
}

function modeNamed(mode) {
  if (Object.hasOwn(MODES, mode)) return MODES[mode];
  return async (args, stop) => {
    await build(stop);
    return runApplication(mode, args, { stop });
  };
}
