import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { roles } from '#vocabulary';
import type { Actor } from './actor.js';

export const SESSION_COOKIE = 'tracker-session';
const LASTS_HOURS = 12;

/** Sessions of the development sign-in: signed with a secret that ends with the process. */
export class Sessions {
  private readonly secret = randomBytes(32);

  /** The value of a Set-Cookie header. */
  open(id: string, role: string, organisation: string): string {
    const until = Date.now() + LASTS_HOURS * 3_600_000;
    const body = Buffer.from(JSON.stringify({ id, role, organisation, until })).toString(
      'base64url',
    );
    return cookie(`${body}.${this.sign(body)}`, LASTS_HOURS * 3600);
  }

  close(): string {
    return cookie('', 0);
  }

  /** Who a Cookie header says is asking; undefined for none, forged and expired ones. */
  actorOf(header: string | undefined): Actor | undefined {
    const [body, signature] = valueIn(header)?.split('.') ?? [];
    if (body === undefined || signature === undefined || !this.signed(body, signature)) {
      return undefined;
    }
    const { id, role, organisation, until } = JSON.parse(
      Buffer.from(body, 'base64url').toString(),
    ) as Readonly<{ id: string; role: string; organisation: string; until: number }>;
    const known = roles.find((each) => each === role);
    if (known === undefined || until < Date.now()) return undefined;
    return { kind: 'known', id, role: known, organisation };
  }

  private sign(body: string): string {
    return createHmac('sha256', this.secret).update(body).digest('base64url');
  }

  private signed(body: string, signature: string): boolean {
    const [expected, given] = [Buffer.from(this.sign(body)), Buffer.from(signature)];
    return expected.length === given.length && timingSafeEqual(expected, given);
  }
}

const cookie = (value: string, seconds: number): string =>
  `${SESSION_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${String(seconds)}`;

const valueIn = (header: string | undefined): string | undefined =>
  header
    ?.split(';')
    .map((each) => each.trim().split('='))
    .find(([name]) => name === SESSION_COOKIE)?.[1];
