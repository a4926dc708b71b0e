import fc from 'fast-check';

/** One thing that somebody does to a store. Numbers choose among what is there at the moment. */
export type Act =
  | Readonly<{ act: 'append'; store: number; stream: number; count: number; expects: Expects }>
  /** The very same append once more, whatever became of it. */
  | Readonly<{ act: 'repeat'; store: number; earlier: number }>
  /** An earlier id with other content. */
  | Readonly<{ act: 'misuse'; store: number; earlier: number; how: Misuse }>
  | Readonly<{ act: 'read-stream'; store: number; stream: number; from: number }>
  | Readonly<{ act: 'read-all'; store: number; after: number; limit: number }>
  | Readonly<{ act: 'head'; store: number }>
  | Readonly<{ act: 'subscribe'; store: number; after: number; batchSize: number }>
  /** A subscriber leaves, and begins again after the last event it was given. */
  | Readonly<{ act: 'resubscribe'; which: number }>
  | Readonly<{ act: 'restart'; store: number }>
  | Readonly<{ act: 'fault'; which: number }>;

/** A revision that holds as far as is known, one that has passed, or one that has not come. */
type Expects = 'right' | 'stale' | 'ahead';

export type Misuse = 'other data' | 'other stream' | 'more events';

/** What each of several workers does, one thing after another, all at the same time. */
export type Plan = readonly (readonly Act[])[];

export const STORES = 2;
export const STREAMS = ['benefit-1', 'adoption-RXX-C101', 'adoption-RXX-C102'] as const;

export function plans({ misuses }: Readonly<{ misuses: boolean }>): fc.Arbitrary<Plan> {
  const some = fc.nat({ max: 1_000 });
  const store = fc.nat({ max: STORES - 1 });
  const stream = fc.nat({ max: STREAMS.length - 1 });
  const expects: fc.Arbitrary<Expects> = fc.oneof(
    { weight: 6, arbitrary: fc.constant('right' as const) },
    { weight: 1, arbitrary: fc.constant('stale' as const) },
    { weight: 1, arbitrary: fc.constant('ahead' as const) },
  );
  const limit = fc.integer({ min: 1, max: 7 });
  const is = <Name extends Act['act']>(name: Name) => fc.constant(name);
  const act = fc.oneof(
    weighing(
      12,
      fc.record({
        act: is('append'),
        ...{ store, stream, expects, count: fc.integer({ min: 1, max: 3 }) },
      }),
    ),
    weighing(3, fc.record({ act: is('repeat'), store, earlier: some })),
    weighing(
      misuses ? 2 : 0,
      fc.record({
        act: is('misuse'),
        ...{ store, earlier: some },
        how: fc.constantFrom<Misuse[]>('other data', 'other stream', 'more events'),
      }),
    ),
    weighing(2, fc.record({ act: is('read-stream'), store, stream, from: fc.nat({ max: 4 }) })),
    weighing(4, fc.record({ act: is('read-all'), store, after: some, limit })),
    weighing(1, fc.record({ act: is('head'), store })),
    weighing(2, fc.record({ act: is('subscribe'), store, after: some, batchSize: limit })),
    weighing(1, fc.record({ act: is('resubscribe'), which: some })),
    weighing(1, fc.record({ act: is('restart'), store })),
    weighing(1, fc.record({ act: is('fault'), which: some })),
  );
  const work = fc.array(act, { maxLength: 14, size: 'max' });
  return fc.array(work, { minLength: 1, maxLength: 4, size: 'max' });
}

const weighing = (weight: number, arbitrary: fc.Arbitrary<Act>) => ({ weight, arbitrary });
