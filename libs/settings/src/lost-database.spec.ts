import { isLostDatabase } from './lost-database.js';

describe('A database that was lost', () => {
  it.each(['ECONNREFUSED', 'EPIPE', '57P01', '08006', '53300'])(
    'is told by the code %s',
    (code) => {
      expect(isLostDatabase(Object.assign(new Error('Lost.'), { code }))).toBe(true);
    },
  );

  it('is told by what the driver says when a connection ends in the midst of a question', () => {
    expect(isLostDatabase(new Error('Connection terminated unexpectedly'))).toBe(true);
  });

  it.each([new Error('Wrong.'), Object.assign(new Error('Twice.'), { code: '23505' }), 'lost'])(
    'is something else than %s',
    (thrown) => {
      expect(isLostDatabase(thrown)).toBe(false);
    },
  );
});
