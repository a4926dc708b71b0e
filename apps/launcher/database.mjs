import path from 'node:path';
import { dataFolder, say } from './checkout.mjs';
import { openEmbeddedPostgres } from './embedded-postgres.mjs';
import { PlainFailure } from './plain-failure.mjs';

const OLDEST = 15;

/** The database of the person's own, named in a variable, or an embedded one in the data folder. */
export async function openDatabase({ variable, folder, settings, unreachable }) {
  const url = process.env[variable];
  if (url) return givenDatabase(variable, url, unreachable);
  const home = path.join(dataFolder(), folder);
  const { attached, port, ...server } = await openEmbeddedPostgres(home, { settings });
  say(
    `Database: embedded PostgreSQL on 127.0.0.1:${port}${attached ? ', already running' : ''}, data in ${server.home}.`,
  );
  return { url: server.url, close: server.close, embedded: true, attached };
}

async function givenDatabase(variable, url, unreachable) {
  await askVersion(variable, url, unreachable);
  const { host, pathname } = new URL(url);
  say(`Database: ${pathname.slice(1)} on ${host}, as ${variable} says.`);
  return { url, close: () => Promise.resolve(), embedded: false, attached: true };
}

async function askVersion(variable, url, unreachable) {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new PlainFailure(
      `${variable} is not an address of the form postgres://user:password@host:5432/database.`,
    );
  }
  const version = await onDatabase(url, async (client) => {
    const { rows } = await client.query('show server_version_num');
    return Math.floor(Number(rows[0].server_version_num) / 10_000);
  }).catch((error) => {
    throw new PlainFailure(
      `The database that ${variable} names cannot be used (${reasonOf(error)}): check the address, or unset ${variable} to use the embedded one.`,
      unreachable,
    );
  });
  if (version >= OLDEST) return;
  throw new PlainFailure(
    `The database that ${variable} names is PostgreSQL ${version}, and ${OLDEST} or newer is needed.`,
  );
}

/** The driver is known only after the packages are installed. */
export async function onDatabase(url, work) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A server that ends the connection later must not end us.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Node tries every address of a name and collects the refusals. */
function reasonOf(error) {
  const [first = error] = error.errors ?? [];
  return first.message || first.code || 'no reason given';
}
