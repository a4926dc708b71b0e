import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { execFileSync } from 'node:child_process';

/** The command lines of processes that work in a folder or were started with its name. */
export function processesOf(folder: string): readonly string[] {
  if (!existsSync('/proc/self')) return linesOf(folder);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const command = told(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
      const cwd = told(() => readlinkSync(`/proc/${pid}/cwd`));
      return `${command} ${cwd}`.includes(folder) ? [command.replaceAll('\0', ' ')] : [];
    });
}

const linesOf = (folder: string): readonly string[] =>
  execFileSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(folder));

/** A process may end between being listed and being asked. */
function told(ask: () => string): string {
  try {
    return ask();
  } catch {
    return '';
  }
}
