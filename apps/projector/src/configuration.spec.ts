import { readConfiguration } from './configuration.js';

const database = { DATABASE_URL: 'postgres://tracker:secret@127.0.0.1:5432/tracker' };

describe('Reading the configuration of the projector', () => {
  it('needs only a database', () => {
    const configuration = readConfiguration(database);
    expect(configuration).toMatchObject({ host: '127.0.0.1', positions: 'gapless' });
    expect(configuration.healthPort).toBeUndefined();
  });

  it('lets its health be asked on a port of choice', () => {
    expect(readConfiguration({ ...database, HEALTH_PORT: '3001' }).healthPort).toBe(3001);
  });

  it.each([
    [{ HEALTH_PORT: 'x' }, /^HEALTH_PORT must be a whole number/],
    [{ HEALTH_PORT: '65536' }, /^HEALTH_PORT must be a whole number/],
    [{ HOST: 'a b' }, /^HOST must be an address/],
    [{ DATABASE_URL: 'mysql://x' }, /^DATABASE_URL must name/],
    [{ EVENTSTORE_URL: 'http://x' }, /^EVENTSTORE_URL must name/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be one of/],
    [{ TRACKER_HOST: 'x' }, /no setting named TRACKER_HOST/],
  ])('refuses %j with a sentence', (wrong, sentence) => {
    expect(() => readConfiguration({ ...database, ...wrong })).toThrow(sentence);
  });
});
