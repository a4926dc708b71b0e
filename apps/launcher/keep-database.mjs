/**
 * Keeps an embedded database for a program that kills it: `keep-database.mjs <folder> <settings>`.
 * Each line that comes in opens it, on the port the line names, and is answered by a line that says
 * where it is. When the input ends, whoever wanted the database is gone, and it is stopped.
 */
import { createInterface } from 'node:readline';
import { openEmbeddedPostgres } from './embedded-postgres.mjs';

const [folder, settings = '{}'] = process.argv.slice(2);
const opened = [];

for await (const port of createInterface({ input: process.stdin })) {
  const options = { settings: JSON.parse(settings), port: Number(port) };
  try {
    const database = await openEmbeddedPostgres(folder, options);
    opened.push(database);
    const { url, pid, home } = database;
    console.log(JSON.stringify({ url, pid, home }));
  } catch (error) {
    console.log(JSON.stringify({ failure: error.message }));
  }
}
for (const { close } of opened) await close();
