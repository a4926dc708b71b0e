import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseIsoDate, roles } from '#vocabulary';
import { PlainFailure } from '../../plain-failure.js';
import type { Actor } from './actor.js';

type Token = Readonly<{ actor: Actor; expires: number }>;

/**
 * Bearer tokens of machines. The file holds a JSON array of
 * `{ "sha256", "actor", "role", "organisation", "expires" }`: never the tokens themselves.
 */
export class Tokens {
  private readonly byHash: ReadonlyMap<string, Token>;

  constructor(file: string) {
    this.byHash = file === '' ? new Map() : readTokens(file);
  }

  /** Who a token belongs to; the day of its expiry still counts. */
  actorOf(token: string): Actor | undefined {
    const found = this.byHash.get(createHash('sha256').update(token).digest('hex'));
    return found === undefined || found.expires < Date.now() ? undefined : found.actor;
  }
}

function readTokens(file: string): Map<string, Token> {
  const entries = parsed(file);
  if (!Array.isArray(entries)) throw unusable(file, 'it must be a JSON array');
  return new Map(entries.map((entry: unknown, index) => tokenOf(entry, file, index)));
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw unusable(file, error instanceof SyntaxError ? 'it is not JSON' : 'it cannot be read');
  }
}

function tokenOf(entry: unknown, file: string, index: number): [string, Token] {
  const { sha256, actor, role, organisation, expires } = Object(entry) as Record<string, unknown>;
  const place = `entry ${String(index + 1)}`;
  const known = roles.find((each) => each === role);
  const day = typeof expires === 'string' ? parseIsoDate(expires) : undefined;
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) {
    throw unusable(file, `${place} needs "sha256", the SHA-256 of the token in lower-case hex`);
  }
  if (typeof actor !== 'string' || !/^[\w-]{1,64}$/.test(actor)) {
    throw unusable(file, `${place} needs "actor", an opaque id of letters, digits and hyphens`);
  }
  if (known === undefined)
    throw unusable(file, `${place} needs "role", one of ${roles.join(', ')}`);
  if (typeof organisation !== 'string' || !/^[A-Z0-9]{3,8}$/.test(organisation)) {
    throw unusable(file, `${place} needs "organisation", an ODS code or ENGLAND`);
  }
  if (day === undefined) throw unusable(file, `${place} needs "expires", a day like 2027-03-31`);
  const who: Actor = { kind: 'known', id: actor, role: known, organisation };
  return [sha256, { actor: who, expires: Date.parse(`${day}T23:59:59.999Z`) }];
}

const unusable = (file: string, why: string): PlainFailure =>
  new PlainFailure(`The tokens file ${file} cannot be used: ${why}.`);
