import { spawn } from 'node:child_process';
import { exitCodeOf } from './stopping.mjs';

const PATIENCE_MS = 15_000;

/** Runs a program in our terminal, passes signals on to it, and answers its exit code. */
export function run(command, args, { stop, ...options }) {
  if (stop.heard !== undefined) return Promise.resolve(exitCodeOf(stop.heard));
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    const forget = stop.onSignal(passOnTo(child));
    child.once('error', (error) => {
      forget();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      forget();
      resolve(code ?? exitCodeOf(signal));
    });
  });
}

/**
 * Runs one of our applications in a process group of its own, so that Ctrl-C reaches it once, by
 * us. Should we be killed, it notices the closed channel and ends in its usual order.
 */
export function runApart(main, args, options) {
  const leave = new URL('leave-with-launcher.mjs', import.meta.url).href;
  return run(process.execPath, ['--enable-source-maps', '--import', leave, main, ...args], {
    ...options,
    detached: true,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
}

/** A second signal, or fifteen seconds without an end, and the program is not asked any more. */
function passOnTo(child) {
  const end = () => child.kill('SIGKILL');
  return (signal, again) => {
    if (again) return end();
    child.kill(signal);
    const timer = setTimeout(end, PATIENCE_MS);
    child.once('exit', () => clearTimeout(timer));
  };
}
