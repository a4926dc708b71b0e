import { SESSION_COOKIE, Sessions } from './sessions.js';

const sessions = new Sessions();
const valueOf = (setCookie: string): string => setCookie.split(';')[0] ?? '';
const auditor = { id: 'auditor-1', role: 'auditor', organisation: 'X26', name: 'NHS England' };
const opened = sessions.open(auditor);

describe('A session', () => {
  it('cannot be read by scripts nor sent along from other sites', () => {
    expect(opened).toMatch(/; HttpOnly; SameSite=Strict; Max-Age=43200$/);
  });

  it('says who is asking, among other cookies', () => {
    expect(sessions.actorOf(`theme=dark; ${valueOf(opened)}; x=1`)).toEqual({
      kind: 'known',
      id: 'auditor-1',
      role: 'auditor',
      organisation: 'X26',
    });
  });

  it('keeps what the organisation is called, for the head of pages', () => {
    expect(sessions.nameIn(valueOf(opened))).toBe('NHS England');
    expect(sessions.nameIn(undefined)).toBeUndefined();
  });

  it('is nobody without a cookie, with a forged one, and after signing out', () => {
    const [name = '', value = ''] = valueOf(opened).split('=');
    const [body = '', signature = ''] = value.split('.');
    const forged = Buffer.from(body, 'base64url').toString().replace('auditor-1', 'auditor-2');
    expect(sessions.actorOf(undefined)).toBeUndefined();
    expect(sessions.actorOf(`${name}=${body}`)).toBeUndefined();
    expect(
      sessions.actorOf(`${name}=${Buffer.from(forged).toString('base64url')}.${signature}`),
    ).toBeUndefined();
    expect(sessions.actorOf(valueOf(sessions.close(undefined)))).toBeUndefined();
    expect(name).toBe(SESSION_COOKIE);
  });

  it('is over once signed out, for whoever kept a copy of the cookie, and for no other', () => {
    const [one, other] = [valueOf(sessions.open(auditor)), valueOf(sessions.open(auditor))];
    sessions.close(one);
    expect(sessions.actorOf(one)).toBeUndefined();
    expect(sessions.actorOf(other)).toBeDefined();
  });

  it('ends with the process that opened it', () => {
    expect(new Sessions().actorOf(valueOf(opened))).toBeUndefined();
  });
});
