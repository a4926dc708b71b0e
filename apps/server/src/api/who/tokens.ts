import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { PlainFailure } from '#settings';
import { parseIsoDate, roles } from '#vocabulary';
import type { Actor } from './actor.js';

type Token = Readonly<{ actor: Actor; expires: number }>;

/**
 * Bearer tokens of machines. The file holds a JSON array of
 * `{ "sha256", "actor", "role", "organisation", "expires" }`: never the tokens themselves.
 */
export class Tokens {
  private byHash: ReadonlyMap<string, Token>;
  /** What the file looked like when it was last read, right or wrong. */
  private seen: string;

  /** `onError` hears of a file that cannot be used any more; without a usable one nothing starts. */
  constructor(
    private readonly file: string,
    private readonly onError: (error: Error) => void = () => undefined,
  ) {
    this.seen = lookOf(file);
    this.byHash = file === '' ? new Map() : readTokens(file);
  }

  /** Who a token belongs to; the day of its expiry still counts. */
  actorOf(token: string): Actor | undefined {
    this.readAnew();
    const found = this.byHash.get(createHash('sha256').update(token).digest('hex'));
    return found === undefined || found.expires < Date.now() ? undefined : found.actor;
  }

  /** A changed file holds from the next request on; while it cannot be used, the one before holds. */
  private readAnew(): void {
    const look = lookOf(this.file);
    if (look === this.seen) return;
    this.seen = look;
    try {
      this.byHash = readTokens(this.file);
    } catch (error) {
      if (!(error instanceof PlainFailure)) throw error;
      this.onError(new Error(`${error.message} The tokens read before it still hold.`));
    }
  }
}

/** Changes whenever the file does: a look at its entry costs microseconds, reading it more. */
function lookOf(file: string): string {
  if (file === '') return '';
  try {
    const { ino, mtimeNs, size } = statSync(file, { bigint: true });
    return `${String(ino)} ${String(mtimeNs)} ${String(size)}`;
  } catch {
    return 'out of reach';
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
