import fs from 'node:fs';

/** Whether a process runs. One that ended and was not yet fetched by its parent does not. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
  return stateOf(pid) !== 'Z';
}

/** Whether any process works in the folder, as every process of a PostgreSQL server does. */
export function anyoneWorksIn(folder) {
  if (!fs.existsSync('/proc/self')) return false;
  const real = fs.realpathSync(folder);
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .some((pid) => linkOrNothing(`/proc/${pid}/cwd`) === real);
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function stateOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
  } catch {
    return undefined;
  }
}

function linkOrNothing(link) {
  try {
    return fs.readlinkSync(link);
  } catch {
    return undefined;
  }
}
