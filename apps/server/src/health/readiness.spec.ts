import { Readiness } from './readiness.js';

describe('Readiness', () => {
  it('is not given before the server is open', async () => {
    const readiness = new Readiness({ store: () => undefined });
    readiness.enter('loading the public facts');
    expect(await readiness.report()).toEqual({
      ready: false,
      phase: 'loading the public facts',
      checks: [{ name: 'store', ok: true }],
    });
  });

  it('is given when the server is open and nothing is amiss', async () => {
    const readiness = new Readiness({ store: () => Promise.resolve(undefined) });
    readiness.enter('serving', { open: true });
    expect(await readiness.report()).toMatchObject({ ready: true, phase: 'serving' });
  });

  it('names every reason, and what fails while being asked', async () => {
    const readiness = new Readiness({
      store: () => 'The clocks are 7 seconds apart.',
      database: () => Promise.reject(new Error('connect ECONNREFUSED')),
      projector: () => undefined,
    });
    readiness.enter('serving', { open: true });
    expect(await readiness.report()).toMatchObject({
      ready: false,
      checks: [
        { name: 'store', ok: false, because: 'The clocks are 7 seconds apart.' },
        { name: 'database', ok: false, because: 'connect ECONNREFUSED' },
        { name: 'projector', ok: true },
      ],
    });
  });

  it('is taken back when the server ends', async () => {
    const readiness = new Readiness({});
    readiness.enter('serving', { open: true });
    readiness.enter('ending');
    expect((await readiness.report()).ready).toBe(false);
  });
});
