import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Tokens } from './tokens.js';

const token = 'a-token-of-the-specs-1234567890';
const entry = {
  sha256: createHash('sha256').update(token).digest('hex'),
  actor: 'feed-1',
  role: 'trust-recorder',
  organisation: 'RXX',
  expires: '2999-12-31',
};

describe('The tokens file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tokens-'));
  const fileWith = (content: string): string => {
    const file = path.join(folder, 'tokens.json');
    writeFileSync(file, content);
    return file;
  };
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('says whom a token belongs to', () => {
    const tokens = new Tokens(fileWith(JSON.stringify([entry])));
    expect(tokens.actorOf(token)).toEqual({
      kind: 'known',
      id: 'feed-1',
      role: 'trust-recorder',
      organisation: 'RXX',
    });
    expect(tokens.actorOf('another token')).toBeUndefined();
  });

  it('holds no token where none is named', () => {
    expect(new Tokens('').actorOf(token)).toBeUndefined();
  });

  it('ends a token after the day of its expiry', () => {
    const tokens = new Tokens(fileWith(JSON.stringify([{ ...entry, expires: '2020-01-31' }])));
    expect(tokens.actorOf(token)).toBeUndefined();
  });

  it.each([
    ['{', 'it is not JSON'],
    ['{}', 'it must be a JSON array'],
    [JSON.stringify([{ ...entry, sha256: token }]), 'entry 1 needs "sha256"'],
    [JSON.stringify([{ ...entry, actor: 'Jo Bloggs' }]), 'entry 1 needs "actor"'],
    [JSON.stringify([entry, { ...entry, role: 'king' }]), 'entry 2 needs "role"'],
    [JSON.stringify([{ ...entry, organisation: '' }]), 'entry 1 needs "organisation"'],
    [JSON.stringify([{ ...entry, expires: 'never' }]), 'entry 1 needs "expires"'],
    [JSON.stringify([null]), 'entry 1 needs "sha256"'],
  ])('stops the start when it is %s', (content, sentence) => {
    expect(() => new Tokens(fileWith(content))).toThrow(sentence);
  });

  it('holds from the next request on when it changes', () => {
    const tokens = new Tokens(fileWith(JSON.stringify([entry])));
    fileWith(JSON.stringify([{ ...entry, organisation: 'RYY' }]));
    expect(tokens.actorOf(token)).toMatchObject({ organisation: 'RYY' });
    fileWith('[]');
    expect(tokens.actorOf(token)).toBeUndefined();
  });

  it('leaves the tokens as they are while it cannot be used, and says so once', () => {
    const errors: string[] = [];
    const tokens = new Tokens(fileWith(JSON.stringify([entry])), ({ message }) => {
      errors.push(message);
    });
    const file = fileWith('[{');
    expect(tokens.actorOf(token)).toBeDefined();
    expect(tokens.actorOf(token)).toBeDefined();
    expect(errors).toEqual([
      `The tokens file ${file} cannot be used: it is not JSON. The tokens read before it still hold.`,
    ]);
    rmSync(file);
    expect(tokens.actorOf(token)).toBeDefined();
    expect(errors[1]).toContain('it cannot be read');
    fileWith('[]');
    expect(tokens.actorOf(token)).toBeUndefined();
    expect(errors).toHaveLength(2);
  });

  it('stops the start when it is missing', () => {
    expect(() => new Tokens(path.join(folder, 'nowhere.json'))).toThrow('it cannot be read');
  });
});
