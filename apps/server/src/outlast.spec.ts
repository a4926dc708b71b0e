import { StoreUnavailable, UnknownOutcome } from '#event-sourcing';
import { PlainFailure } from '#settings';
import { outlast, type Outage } from './outlast.js';

describe('Work on a store that goes away', () => {
  let said: string[];
  let ending: AbortController;

  beforeEach(() => {
    said = [];
    ending = new AbortController();
  });

  it('is begun again until the store is back, and that is said once', async () => {
    const work = failing(
      new StoreUnavailable('Nobody answers.'),
      new UnknownOutcome('It was cut.'),
      Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
    );
    expect(await outlast(work, outage())).toBe('done at the 4th try');
    expect(said).toEqual([
      'The event store went away (Nobody answers.): trying again for up to 120 seconds.',
    ]);
  });

  it('says of the database that it is what went away', async () => {
    const lost = Object.assign(new Error('It shuts down.'), { code: '57P01' });
    await outlast(failing(lost), outage());
    expect(said).toEqual([
      'The database went away (It shuts down.): trying again for up to 120 seconds.',
    ]);
  });

  it('is begun again however long it takes, where that is asked for', async () => {
    const away = Array.from({ length: 9 }, () => new StoreUnavailable('Nobody answers.'));
    const ended = await outlast(failing(...away), outage({ patience: Infinity }));
    expect(ended).toBe('done at the 10th try');
    expect(said).toEqual([
      'The event store went away (Nobody answers.): trying again until it is back.',
    ]);
  });

  it('ends with a sentence when the time is up', async () => {
    const work = failing(
      ...Array.from({ length: 9 }, () => new StoreUnavailable('Nobody answers.')),
    );
    const ended = outlast(work, outage({ patience: 0 }));
    await expect(ended).rejects.toThrow(PlainFailure);
    await expect(ended).rejects.toThrow(
      'The event store went away and was not back within 0 seconds: Nobody answers.',
    );
  });

  it('is not begun again after any other failure', async () => {
    await expect(outlast(failing(new Error('A bug.')), outage())).rejects.toThrow('A bug.');
    expect(said).toEqual([]);
  });

  it('is not begun again by a server that ends', async () => {
    const begun = () => {
      ending.abort();
    };
    const ended = outlast(failing(new StoreUnavailable('Nobody answers.')), outage({ begun }));
    await expect(ended).rejects.toThrow('aborted');
  });

  const outage = (options: Partial<Outage> = {}): Outage => ({
    signal: ending.signal,
    begun: (sentence) => said.push(sentence),
    firstPause: 1,
    ...options,
  });
});

/** Fails with each of these in turn, and then no more. */
function failing(...failures: readonly Error[]): () => Promise<string> {
  let tries = 0;
  return () => {
    const failure = failures[tries++];
    return failure === undefined
      ? Promise.resolve(`done at the ${String(tries)}th try`)
      : Promise.reject(failure);
  };
}
