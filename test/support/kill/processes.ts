import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

type Found = Readonly<{ pid: number; command: string }>;

/** The processes that work in a folder or were started with its name. */
export function processesOf(folder: string): readonly Found[] {
  const all = existsSync('/proc/self') ? fromProc() : fromPs();
  return all.filter(({ command, cwd }) => `${command} ${cwd}`.includes(folder)).map(withoutCwd);
}

type Seen = Found & Readonly<{ cwd: string }>;

const withoutCwd = ({ pid, command }: Seen): Found => ({ pid, command });

const fromProc = (): readonly Seen[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({
      pid: Number(pid),
      command: told(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' '),
      cwd: told(() => readlinkSync(`/proc/${pid}/cwd`)),
    }));

const fromPs = (): readonly Seen[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => ({
      pid: Number.parseInt(line, 10),
      command: line.trim().replace(/^\d+\s+/, ''),
      cwd: '',
    }));

/** A process may end between being listed and being asked. */
function told(ask: () => string): string {
  try {
    return ask();
  } catch {
    return '';
  }
}
