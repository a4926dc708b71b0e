import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';

export const FORM_COOKIE = 'tracker-form';

/**
 * Proves that a form came from a page of ours: it carries a digest of a cookie that other sites can
 * neither read nor have sent. Beside what browsers say of where a request comes from. All servers share
 * the secret, so that a form outlives a restart and may be sent to another of them.
 */
export class FormTokens {
  /** Cookies on their way: a page with two forms is given one for both. */
  private readonly given = new WeakMap<Response, string>();

  constructor(private readonly secret: Buffer) {}

  /** The hidden field of a form; sets the cookie it belongs to, where the browser has none. */
  issue(request: Request, response: Response): string {
    const held = cookieOf(request) ?? this.given.get(response);
    if (held !== undefined) return this.digest(held);
    const value = randomBytes(32).toString('base64url');
    this.given.set(response, value);
    response.append('Set-Cookie', `${FORM_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Strict`);
    return this.digest(value);
  }

  holds(request: Request, token: unknown): boolean {
    const value = cookieOf(request);
    if (value === undefined || typeof token !== 'string') return false;
    const [expected, given] = [Buffer.from(this.digest(value)), Buffer.from(token)];
    return expected.length === given.length && timingSafeEqual(expected, given);
  }

  private digest(value: string): string {
    return createHmac('sha256', this.secret).update(`form ${value}`).digest('base64url');
  }
}

const cookieOf = (request: Request): string | undefined =>
  new RegExp(`(?:^|;\\s*)${FORM_COOKIE}=([\\w-]{43})(?:;|$)`).exec(
    request.get('cookie') ?? '',
  )?.[1];
