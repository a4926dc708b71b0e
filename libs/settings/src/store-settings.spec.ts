import { PlainFailure } from './plain-failure.js';
import { readStoreSettings } from './store-settings.js';

const database = { DATABASE_URL: 'postgres://tracker:secret@127.0.0.1:5432/tracker' };

describe('Reading where facts are kept', () => {
  it('keeps them in PostgreSQL, whose positions are entry numbers, unless told otherwise', () => {
    expect(readStoreSettings(database)).toMatchObject({
      keepsEventsInPostgres: true,
      positions: 'gapless',
    });
    expect(readStoreSettings({ ...database, EVENTSTORE_URL: ' ' }).positions).toBe('gapless');
  });

  it.each([
    'esdb://127.0.0.1:2113',
    'esdb://eventstore?tls=false',
    'esdb+discover://one:2113,two:2113,three:2113?tls=true&tlsCAFile=/etc/ca/ca.crt',
    'esdb://admin:se%3Acret@eventstore.example.org:2113/?tls=true&connectionName=tracker',
  ])('keeps them in EventStoreDB, whose positions are tokens, at %s', (url) => {
    expect(readStoreSettings({ ...database, EVENTSTORE_URL: url })).toMatchObject({
      eventStoreUrl: url,
      keepsEventsInPostgres: false,
      positions: 'opaque',
    });
  });

  it.each([
    ['another kind of address', 'https://eventstore:2113'],
    ['no host', 'esdb://'],
    ['a port that is no number', 'esdb://eventstore:http'],
    ['a path', 'esdb://eventstore:2113/tracker'],
    ['a password that the client would cut at its colon', 'esdb://admin:a:b@eventstore:2113'],
    ['a parameter that the client would ignore', 'esdb://eventstore:2113?tslCAFile=ca.crt'],
    ['a port that no machine has', 'esdb://eventstore:99999'],
    ['neither true nor false for tls', 'esdb://eventstore:2113?tls=maybe'],
    ['a word for a number', 'esdb://eventstore:2113?keepAliveInterval=abc'],
    ['a parameter without a value', 'esdb://eventstore:2113?tls='],
    ['a parameter that changes what an append answers', 'esdb://e?throwOnAppendFailure=false'],
  ])('refuses %s', (_, url) => {
    const reading = () => readStoreSettings({ ...database, EVENTSTORE_URL: url });
    expect(reading).toThrow(PlainFailure);
    expect(reading).toThrow(/^EVENTSTORE_URL must name an EventStoreDB, like esdb:/);
  });

  it('needs a database for the read models also where events are kept elsewhere', () => {
    expect(() => readStoreSettings({ EVENTSTORE_URL: 'esdb://127.0.0.1:2113' })).toThrow(
      /^DATABASE_URL must name/,
    );
  });
});
