import fs from 'node:fs';
import path from 'node:path';
import { ensureCluster, passwordOf } from './postgres-cluster.mjs';
import { findPostgres } from './postgres-programs.mjs';
import { runningServer, startServer, stopServer } from './postgres-server.mjs';
import { isAlive } from './processes.mjs';
import { inFolder } from './plain-failure.mjs';
import { accountFor, homeFor, makeFolder, programsFor } from './unprivileged.mjs';

/**
 * Opens the PostgreSQL server that keeps its data in `folder`: attaches to it if it runs, starts
 * it if not, and makes it on the first day. Several programs may have it open; the last one to
 * close it stops it, and programs that were killed are not waited for.
 */
export async function openEmbeddedPostgres(folder, { settings = {}, port: wish } = {}) {
  const wanted = path.resolve(folder);
  await makeFolder(path.dirname(wanted));
  const account = accountFor(wanted);
  const home = homeFor(account, wanted);
  await makeFolder(path.dirname(home));
  const bin = await programsFor(account, findPostgres());
  await ensureCluster(home, bin, account);
  const password = await passwordOf(home);
  const leave = await inFolder(home, () => enter(home));
  try {
    const { attached, pid, port } = await attachOrStart(home, bin, {
      ...{ account, settings, wish },
    });
    return {
      ...{ attached, pid, port, home },
      url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
      async close() {
        if (leave() === 'last') await stopServer(home, bin, account);
      },
    };
  } catch (error) {
    leave();
    throw error;
  }
}

/** Two launchers may start the same server at once; the slower one attaches to the other's. */
async function attachOrStart(home, bin, options) {
  const running = await runningServer(home);
  if (running !== undefined) return { attached: true, ...running };
  try {
    return { attached: false, ...(await startServer(home, bin, options)) };
  } catch (error) {
    const others = await runningServer(home);
    if (others === undefined) throw error;
    return { attached: true, ...others };
  }
}

let opened = 0;

/** Notes that this process uses the server; leaving tells whether it was the last user. */
function enter(home) {
  const users = path.join(home, 'users');
  const own = path.join(users, `${process.pid}-${(opened += 1)}`);
  fs.writeFileSync(own, '');
  return () => {
    fs.rmSync(own, { force: true });
    const others = fs.readdirSync(users).filter((user) => isAlive(Number.parseInt(user, 10)));
    return others.length === 0 ? 'last' : 'others remain';
  };
}
