import { Cursors } from './cursor.js';

const cursors = new Cursors(Buffer.from('a secret of the specs'));
const cursor = { question: '/api/v1/events', after: '100', entry: 250 };

describe('A cursor', () => {
  it('comes back as it was written', () => {
    expect(cursors.read(cursors.write(cursor), cursor.question)).toEqual(cursor);
  });

  it('serves no other question', () => {
    expect(() => cursors.read(cursors.write(cursor), '/api/v1/imports')).toThrow(/Take the cursor/);
  });

  it.each(['', 'x', 'x.y', `${cursors.write(cursor)}x`, `x${cursors.write(cursor)}`])(
    'is refused when it was changed: %s',
    (text) => {
      expect(() => cursors.read(text, cursor.question)).toThrow(/Take the cursor/);
    },
  );

  it('is refused when it was written elsewhere', () => {
    const others = new Cursors(Buffer.from('another secret'));
    expect(() => cursors.read(others.write(cursor), cursor.question)).toThrow(/Take the cursor/);
  });
});
