import { readConfiguration } from './configuration.js';

const database = { DATABASE_URL: 'postgres://tracker:secret@127.0.0.1:5432/tracker' };

describe('Reading the configuration', () => {
  it('needs only a database', () => {
    expect(readConfiguration(database)).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      environment: 'development',
      logLevel: 'info',
      embeddedDatabase: false,
      demonstration: false,
      referenceData: true,
      signIn: 'development',
      projector: 'here',
      contact: '',
      virusScanner: '',
    });
  });

  it('shows the demonstration by default only on an embedded database', () => {
    const embedded = { ...database, EMBEDDED_DATABASE: 'true' };
    expect(readConfiguration(embedded).demonstration).toBe(true);
    expect(readConfiguration({ ...embedded, DEMONSTRATION: 'false' }).demonstration).toBe(false);
    expect(readConfiguration({ ...embedded, NODE_ENV: 'production' }).demonstration).toBe(false);
    expect(readConfiguration({ ...database, DEMONSTRATION: 'true' }).demonstration).toBe(true);
    const elsewhere = { ...embedded, EVENTSTORE_URL: 'esdb://127.0.0.1:2113' };
    expect(readConfiguration(elsewhere).demonstration).toBe(false);
    expect(readConfiguration({ ...elsewhere, DEMONSTRATION: 'true' })).toMatchObject({
      demonstration: true,
      opensDemonstration: false,
    });
  });

  it('leaves only tokens to sign in with where others can reach the server', () => {
    expect(readConfiguration({ ...database, HOST: '0.0.0.0' }).signIn).toBe('tokens');
    expect(readConfiguration({ ...database, NODE_ENV: 'production' }).signIn).toBe('tokens');
    expect(readConfiguration({ ...database, HOST: '::1' }).signIn).toBe('development');
  });

  it('keeps the terminal quiet for a person, and logs requests otherwise', () => {
    expect(readConfiguration(database, true).logLevel).toBe('warn');
    expect(readConfiguration(database, false).logLevel).toBe('info');
  });

  it.each([
    [{ PORT: 'x' }, /^PORT must be a whole number/],
    [{ PORT: '65536' }, /^PORT must be a whole number/],
    [{ PORT: '30 00' }, /^PORT must be a whole number/],
    [{ HOST: 'a b' }, /^HOST must be/],
    [{ DATABASE_URL: '' }, /^DATABASE_URL must name a PostgreSQL database/],
    [{ DATABASE_URL: 'mysql://x' }, /^DATABASE_URL must name a PostgreSQL database/],
    [{ EMBEDDED_DATABASE: 'yes' }, /^EMBEDDED_DATABASE must be true or false/],
    [{ NODE_ENV: 'prod' }, /^NODE_ENV must be one of/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be one of/],
    [{ DEMONSTRATION: '1' }, /^DEMONSTRATION must be true or false/],
    [{ REFERENCE_DATA: 'no' }, /^REFERENCE_DATA must be true or false/],
    [{ PROJECTOR: 'there' }, /^PROJECTOR must be one of here, apart/],
    [{ SIGN_IN: 'never' }, /^SIGN_IN must be one of/],
    [{ RATE_LIMIT: '0' }, /^RATE_LIMIT must be/],
    [{ CONTACT: 'the help desk' }, /^CONTACT must be an email address or a link/],
    [{ CONTACT: 'http://example.org' }, /^CONTACT must be/],
    [{ VIRUS_SCANNER: 'scanner' }, /^VIRUS_SCANNER must be the host and port/],
    [{ VIRUS_SCANNER: '127.0.0.1:99999' }, /^VIRUS_SCANNER must be/],
    [{ TRACKER_PORT: '3000' }, /no setting named TRACKER_PORT/],
    [{ EVENTSTORE_URL: 'http://127.0.0.1:2113' }, /^EVENTSTORE_URL must name an EventStoreDB/],
    [{ SIGN_IN: 'development', HOST: '0.0.0.0' }, /^SIGN_IN=development lets anybody in/],
    [{ SIGN_IN: 'development', NODE_ENV: 'production' }, /^SIGN_IN=development lets anybody in/],
    [{ DEMONSTRATION: 'true', NODE_ENV: 'production' }, /^DEMONSTRATION=true would put/],
  ])('refuses %j with a sentence', (wrong, sentence) => {
    expect(() => readConfiguration({ ...database, ...wrong })).toThrow(sentence);
  });
});
