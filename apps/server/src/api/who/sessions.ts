import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { roles } from '#vocabulary';
import type { Actor } from './actor.js';

export const SESSION_COOKIE = 'tracker-session';
/** How long a session lasts that nobody ends. */
export const SESSION_HOURS = 12;

type Opened = Readonly<Record<'id' | 'role' | 'organisation' | 'name', string>>;

/** Sessions of the development sign-in: signed with a secret that ends with the process. */
export class Sessions {
  private readonly secret = randomBytes(32);
  /** Sessions that were ended before their time. */
  private readonly ended = new Set<string>();

  /** The value of a Set-Cookie header; `name`: what the organisation is called, for the head of pages. */
  open({ id, role, organisation, name }: Opened): string {
    const until = Date.now() + SESSION_HOURS * 3_600_000;
    const body = Buffer.from(
      JSON.stringify({ id, role, organisation, name, until, session: randomUUID() }),
    ).toString('base64url');
    return cookie(`${body}.${this.sign(body)}`, SESSION_HOURS * 3600);
  }

  /** Ends the session of a Cookie header, wherever else its value is kept. */
  close(header: string | undefined): string {
    const value = valueIn(header);
    if (this.actorOf(header) !== undefined && value !== undefined) this.ended.add(value);
    return cookie('', 0);
  }

  /** Who a Cookie header says is asking; undefined for none, forged and expired ones. */
  actorOf(header: string | undefined): Actor | undefined {
    const session = this.sessionIn(header);
    const role = roles.find((each) => each === session?.role);
    if (session === undefined || role === undefined) return undefined;
    const { id, organisation } = session;
    return { kind: 'known', id, role, organisation };
  }

  /** What the organisation that somebody acts for was called when they signed in. */
  nameIn(header: string | undefined): string | undefined {
    return this.sessionIn(header)?.name;
  }

  private sessionIn(header: string | undefined): Opened | undefined {
    const value = valueIn(header);
    const [body, signature] = value?.split('.') ?? [];
    if (value === undefined || this.ended.has(value)) return undefined;
    if (body === undefined || signature === undefined || !this.signed(body, signature)) {
      return undefined;
    }
    const { until, ...session } = JSON.parse(Buffer.from(body, 'base64url').toString()) as Opened &
      Readonly<{ until: number }>;
    return until < Date.now() ? undefined : session;
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
  `${SESSION_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${String(seconds)}`;

const valueIn = (header: string | undefined): string | undefined =>
  header
    ?.split(';')
    .map((each) => each.trim().split('='))
    .find(([name]) => name === SESSION_COOKIE)?.[1];
