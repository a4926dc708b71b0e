import { InvalidAppend, StoreUnavailable } from '#event-sourcing';
import { Coalescer } from './coalescer.js';

describe('Coalescing appends', () => {
  it('gives a lone one its own call', async () => {
    const { coalescer, calls } = writing();
    expect(await coalescer.submit('a', 1)).toBe('wrote a');
    expect(await coalescer.submit('b', 1)).toBe('wrote b');
    expect(calls).toEqual([['a'], ['b']]);
  });

  it('puts what comes at the same moment into one call, in order', async () => {
    const { coalescer, calls } = writing();
    const answers = await Promise.all(['a', 'b', 'c'].map((item) => coalescer.submit(item, 1)));
    expect(answers).toEqual(['wrote a', 'wrote b', 'wrote c']);
    expect(calls).toEqual([['a', 'b', 'c']]);
  });

  it('collects what comes while a call is under way for the next, one call at a time', async () => {
    const { coalescer, calls, begun, finish } = writingOnCommand();
    const first = coalescer.submit('a', 1);
    await begun();
    const later = [coalescer.submit('b', 1), coalescer.submit('c', 1)];
    expect(calls).toEqual([['a']]);
    finish();
    await first;
    await begun();
    finish();
    await Promise.all(later);
    expect(calls).toEqual([['a'], ['b', 'c']]);
  });

  it('takes at most 500 appends into a call', async () => {
    const { coalescer, calls } = writing();
    await Promise.all(Array.from({ length: 1_100 }, (_, n) => coalescer.submit(String(n), 1)));
    expect(calls.map((items) => items.length)).toEqual([500, 500, 100]);
  });

  it('takes at most 4 MB into a call, but never leaves out one that is larger alone', async () => {
    const { coalescer, calls } = writing();
    const megabyte = 1_048_576;
    const sizes = [3, 1, 1, 9, 1].map((size) => size * megabyte);
    await Promise.all(sizes.map((size, n) => coalescer.submit(String(n), size)));
    expect(calls).toEqual([['0', '1'], ['2'], ['3'], ['4']]);
  });

  it('tries each alone when one of them is to blame, and fails only that one', async () => {
    const { coalescer, calls } = writing((items) => {
      if (items.includes('bad')) throw new InvalidAppend('Bad bytes.');
    });
    const answers = await Promise.allSettled(
      ['a', 'bad', 'c'].map((item) => coalescer.submit(item, 1)),
    );
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(calls).toEqual([['a', 'bad', 'c'], ['a'], ['bad'], ['c']]);
  });

  it('fails all of a call when none is to blame, and goes on with the next', async () => {
    let failures = 1;
    const { coalescer, calls } = writing(() => {
      if (failures-- > 0) throw new StoreUnavailable('Gone.');
    });
    const answers = await Promise.allSettled(['a', 'b'].map((item) => coalescer.submit(item, 1)));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await coalescer.submit('c', 1)).toBe('wrote c');
    expect(calls).toEqual([['a', 'b'], ['c']]);
  });

  it('turns away what would make the queue too long or too heavy', async () => {
    const { coalescer } = writing();
    const heavy = 40 * 1_048_576;
    const answers = await Promise.allSettled([
      coalescer.submit('a', heavy),
      coalescer.submit('b', heavy),
      ...Array.from({ length: 10_000 }, (_, n) => coalescer.submit(String(n), 0)),
    ]);
    const refused = answers.flatMap((answer, n) => (answer.status === 'rejected' ? [n] : []));
    expect(refused).toEqual([1, 10_001]);
    expect(await coalescer.submit('later', heavy)).toBe('wrote later');
  });

  it('is idle once all that was submitted is answered', async () => {
    const { coalescer, calls } = writing();
    const answer = coalescer.submit('a', 1);
    await coalescer.idle();
    expect(calls).toEqual([['a']]);
    await answer;
  });
});

const blamesOne = (error: unknown) => error instanceof InvalidAppend;

function writing(check: (items: readonly string[]) => void = () => undefined) {
  const calls: (readonly string[])[] = [];
  const coalescer = new Coalescer<string, string>({
    write: async (items) => {
      calls.push(items);
      check(items);
      return Promise.resolve(items.map((item) => `wrote ${item}`));
    },
    blamesOne,
  });
  return { coalescer, calls };
}

function writingOnCommand() {
  const calls: (readonly string[])[] = [];
  let finish: () => void = () => undefined;
  let begin: () => void = () => undefined;
  let beginning = new Promise<void>((resolve) => (begin = resolve));
  const coalescer = new Coalescer<string, string>({
    write: async (items) => {
      calls.push(items);
      const finished = new Promise<void>((resolve) => (finish = resolve));
      begin();
      await finished;
      return items;
    },
    blamesOne,
  });
  return {
    coalescer,
    calls,
    /** Settles when the next call is under way. */
    begun: async () => {
      await beginning;
      beginning = new Promise<void>((resolve) => (begin = resolve));
    },
    finish: () => finish(),
  };
}
