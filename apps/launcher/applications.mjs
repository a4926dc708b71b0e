import fs from 'node:fs';
import net from 'node:net';
import { runApart } from './children.mjs';
import { inCheckout, ROOT, say } from './checkout.mjs';
import { openDatabase } from './database.mjs';
import { PlainFailure } from './plain-failure.mjs';
import { exitCodeOf } from './stopping.mjs';

/** Runs an application on a database, which is let go when the application ends. */
export async function runApplication(
  name,
  args,
  { stop, folder = 'db', settings, atStart, unreachable },
) {
  if (stop.heard !== undefined) return exitCodeOf(stop.heard);
  const main = inCheckout('dist/apps', name, 'src/main.js');
  if (!fs.existsSync(main)) throw new PlainFailure(`There is no application apps/${name} to run.`);
  const database = await openDatabase({
    variable: 'DATABASE_URL',
    folder,
    settings,
    unreachable,
  });
  try {
    if (atStart !== undefined) say(atStart);
    return await runApart(main, args, {
      stop,
      cwd: ROOT,
      env: {
        ...process.env,
        DATABASE_URL: database.url,
        EMBEDDED_DATABASE: String(database.embedded),
      },
    });
  } finally {
    await database.close();
  }
}

/** Runs an application that brings and kills databases of its own. */
export function runWithoutDatabase(name, args, stop) {
  return runApart(inCheckout('dist/apps', name, 'src/main.js'), args, { stop, cwd: ROOT });
}

/** Asked before anything else is done: an installation is long to wait for a "no". */
export function ensureFreePort() {
  const port = Number(process.env.PORT || 3000);
  const host = process.env.HOST || '127.0.0.1';
  // Whatever else may be wrong with the two is for the server's own configuration to say.
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (error) => reject(asPlain(error, port)));
    server.listen(port, host, () => server.close(resolve));
  });
}

function asPlain(error, port) {
  const other = port === 3000 ? 3001 : 3000;
  const reason = { EADDRINUSE: 'is already in use', EACCES: 'may not be used by this account' };
  if (!(error.code in reason))
    return new PlainFailure(`The server cannot listen: ${error.message}.`);
  return new PlainFailure(
    `Port ${port} ${reason[error.code]}: choose another, for example PORT=${other} npm start.`,
  );
}
