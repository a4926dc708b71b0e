import 'reflect-metadata';
import { InMemoryEventStore } from '#event-store';
import type { EventStore, StoredEvent } from '#event-sourcing';
import type { FreeText } from '#vocabulary';
import { exportCsv } from './exporting.js';
import { problemsCsv } from './report.js';
import { importOf, importsOn, type ImportsUnderTest } from './testing/index.js';

const HEADER = 'capability,period_from,period_to,numerator,denominator,method,source,note';

describe('Checking a file', () => {
  it('tells of every row whether it is new, identical, changed, in conflict or invalid', async () => {
    await run(march(['C105', 8400, 10_000]));
    const { report } = await check(
      march(['C105', 8400, 10_000], ['C106', 1, 2], ['C201', 5, 4]),
      'C105,2026-03-15,2026-04-14,1,2,Report,Return',
      'C105,2026-03-01,2026-03-31,8500,10000,Report,Return',
    );
    expect(report).toMatchObject({
      stage: 'checked',
      totals: { rows: 5, new: 1, identical: 1, changed: 0, conflict: 2, invalid: 1 },
      problemsFound: 3,
      problems: [
        {
          sheet: null,
          row: 4,
          column: 'numerator',
          value: '5',
          code: 'part-above-whole',
          message: 'Numerator must be the same as or less than denominator.',
          fix: 'Put one of these values right, or take the row out of the file.',
        },
        { row: 5, column: 'period_from', code: 'period-overlaps' },
        { row: 6, column: 'capability', code: 'row-contradicts-another', message: /Row 2/ },
      ].map((each) =>
        each.message instanceof RegExp
          ? { ...each, message: expect.stringMatching(each.message) as unknown }
          : each,
      ),
    });
    expect(await events()).toHaveLength(1);
  });

  it('calls a row changed that says something else of an entry there is', async () => {
    await run(march(['C105', 8400, 10_000]));
    const { report } = await check(march(['C105', 8500, 10_000]));
    expect(report.totals).toMatchObject({ changed: 1, conflict: 0, invalid: 0 });
  });

  it('shows each correction by its row and its entry, with what it says and would say', async () => {
    await run(march(['C105', 8400, 10_000], ['C106', 1, 2]));
    const [first] = await events();
    const { report } = await check(march(['C106', 1, 2], ['C105', 8500, 10_000]));
    const correction = {
      row: 3,
      entry: first?.id,
      position: String(first?.position),
      about: 'C105, 2026-03-01, 2026-03-31',
      changes: [{ column: 'numerator', was: '8400', says: '8500' }],
    };
    expect(report).toMatchObject({ totals: { changed: 1 }, corrections: [correction] });
    const done = await run(march(['C106', 1, 2], ['C105', 8500, 10_000]));
    expect(done.report.corrections).toEqual([correction]);
  });

  it('shows no correction of a row that is refused', async () => {
    await run(march(['C105', 8400, 10_000]));
    const { report } = await check(march(['C105', 8500, 10]));
    expect(report).toMatchObject({ totals: { changed: 0, invalid: 1 } });
    expect(report.corrections).toBeUndefined();
  });

  it('doubts a number that is far from the last before it, as the form does', async () => {
    const month = (days: string, of: number) => `C105,${days},${String(of)},10000,Report,Return`;
    const [january, february, march, april, may] = [
      '2026-01-01,2026-01-31',
      '2026-02-01,2026-02-28',
      '2026-03-01,2026-03-31',
      '2026-04-01,2026-04-30',
      '2026-05-01,2026-05-31',
    ] as const;
    await run([month(january, 8400), month(february, 8500)].join('\n'));
    const { report } = await check(
      month(january, 840),
      month(february, 8400),
      month(march, 85),
      month(april, 8600),
      month(may, 860),
    );
    const far = { column: 'numerator', side: 'lower' };
    expect(report.doubts).toEqual([
      { ...far, row: 2, value: 840, last: 8400, from: '2026-01-01', to: '2026-01-31' },
      { ...far, row: 4, value: 85, last: 8400, from: '2026-02-01', to: '2026-02-28' },
      { ...far, row: 6, value: 860, last: 8600, from: '2026-04-01', to: '2026-04-30' },
    ]);
  });

  it('names every cell that is wrong, and hides what seems personal', async () => {
    const { report } = await check(
      'c105,31/03/2026,x,=1+1,,Ask 943 476 5919,Return',
      'C105,1 March 2026,31 March 2026,1,2,Report,',
    );
    expect(report.problems).toMatchObject([
      { row: 2, column: 'numerator', code: 'formula', value: '=1+1' },
      { row: 2, column: 'capability', code: 'capability', value: 'c105' },
      { row: 2, column: 'period_to', code: 'day', value: 'x' },
      { row: 2, column: 'method', code: 'no-personal-details', value: '••• ••• ••• ••••' },
      { row: 2, column: 'denominator', code: 'count', value: null },
      { row: 3, column: 'source', code: 'is-object' },
    ]);
  });

  it('judges each row by the evidence that row names', async () => {
    const rows = [
      'C105,2026-03-01,2026-03-31,1,2,Report,Return,,A board paper in words',
      'C105,2026-04-01,2026-04-30,1,2,Report,Return,,EV-RXX-3F2A9C01B7D4',
    ];
    const bytes = Buffer.from([`${HEADER},evidence`, ...rows].join('\n'));
    const { report } = await imports.importing.check({ bytes }, adoption);
    expect(report).toMatchObject({
      totals: { new: 1, invalid: 1 },
      problems: [{ row: 3, column: 'evidence', code: 'evidence-unknown' }],
    });
  });

  it('lists a thousand problems and counts all', async () => {
    const { report } = await check(
      ...Array.from({ length: 1_200 }, () => 'C105,x,2026-03-31,1,2,Report,Return'),
    );
    expect(report).toMatchObject({ problemsFound: 1_200, totals: { rows: 1_200, invalid: 1_200 } });
    expect(report.problems).toHaveLength(1_000);
    expect(problemsCsv(report).split('\r\n')).toHaveLength(1_002);
  });

  it.each([
    ['x,y\n1,2', ['The selected file must use the template']],
    [
      'capability,period_to,capability,beds\nC105,2026-03-31,C105,3',
      [
        'Column “period_from” is missing',
        'Column “numerator” is missing',
        'Column “denominator” is missing',
        'Column “method” is missing',
        'Column “source” is missing',
        'Column “beds” is not in the template. Remove it',
        'Column “capability” is there twice. Remove one of them',
      ],
    ],
    [HEADER, ['The selected file has headings but no rows']],
  ])('says what is wrong with the file as a whole: %#', async (text, messages) => {
    const { report } = await imports.importing.check({ bytes: Buffer.from(text) }, adoption);
    expect(report).toMatchObject({ stage: 'refused', totals: { rows: 0 } });
    expect(report.file.map(({ message }) => message)).toEqual(messages);
  });
});

describe('Running an import', () => {
  it('records every row under the import’s id, and says so in a stream of its own', async () => {
    const { report } = await run(march(['C105', 8400, 10_000], ['C106', 1, 2]));
    expect(report).toMatchObject({ stage: 'completed', repeated: false, totals: { new: 2 } });
    expect(
      (await events()).map(({ type, stream, metadata }) => [type, stream, correlationIn(metadata)]),
    ).toEqual([
      ['AdoptionMeasured', 'adoption-RXX-C105', report.importId],
      ['AdoptionMeasured', 'adoption-RXX-C106', report.importId],
    ]);
    const [started, completed] = await store.readStream(`import-${report.importId}`);
    expect(JSON.parse(started?.data ?? '')).toMatchObject({
      of: { organisation: 'RXX', register: 'adoption-measurements', rows: 2, partial: false },
    });
    expect(JSON.parse(completed?.data ?? '')).toMatchObject({
      files: [{ rows: 2, recorded: 2, corrected: 0, alreadyThere: 0, refused: [] }],
    });
    expect(report.position).toBe(String(completed?.position));
  });

  it('records nothing where one row is wrong', async () => {
    const before = await store.head();
    const { report, rejected } = await run(march(['C105', 8400, 10_000], ['C201', 5, 4]));
    expect(report).toMatchObject({ stage: 'refused', totals: { new: 1, invalid: 1 } });
    expect(rejected).toContain('C201');
    expect(await store.head()).toEqual(before);
  });

  it('in part records the rows that are right, and gives the others back in the template', async () => {
    const lines = [
      'C105,2026-03-01,2026-03-31,8400,10000,Report,Return',
      "C201,2026-03-01,2026-03-31,5,4,'=cmd|x,Return",
    ];
    const { report, rejected = '' } = await run(lines.join('\n'), { partial: true });
    expect(report).toMatchObject({ stage: 'completed', totals: { new: 1, invalid: 1 } });
    expect(rejected).toContain("'=cmd|x");
    const again = await imports.importing.check({ bytes: Buffer.from(rejected) }, adoption);
    expect(again.report).toMatchObject({ file: [], totals: { rows: 1, invalid: 1 } });
    const mended = rejected.replace(',5,4,', ',4,5,');
    const last = await imports.importing.run({ bytes: Buffer.from(mended) }, adoption);
    expect(last.report).toMatchObject({ stage: 'completed', totals: { rows: 1, new: 1 } });
  });

  it('corrects what a changed row is about, and gives the import as the reason', async () => {
    await run(march(['C105', 8400, 10_000]));
    const { report } = await run(march(['C105', 8500, 10_000]));
    expect(report.totals).toMatchObject({ changed: 1, new: 0 });
    const [first, second] = await events();
    expect(JSON.parse(second?.data ?? '')).toMatchObject({
      factId: first?.id,
      reason: `import ${report.importId}`,
      fact: { data: { numerator: 8500 } },
    });
  });

  it('of the same file again shows the first result, whoever brings it', async () => {
    const file = march(['C105', 8400, 10_000], ['C106', 1, 2]);
    const first = await run(file);
    const all = await store.readAll(undefined, 100);
    const again = await imports.importing.run(
      fileOf(file),
      importOf('adoption-measurements', 'recorder-2'),
    );
    expect(again.report).toEqual({ ...first.report, repeated: true });
    expect((await check(file)).report).toEqual(again.report);
    expect(await store.readAll(undefined, 100)).toHaveLength(all.length);
  });

  it('by two people at once has one effect', async () => {
    const file = manyDays(300);
    const both = await Promise.all(
      ['recorder-1', 'recorder-2'].map((actor) =>
        imports.importing.run(fileOf(file), importOf('adoption-measurements', actor)),
      ),
    );
    expect(both.map(({ report }) => report.totals.new)).toEqual([300, 300]);
    expect(await events()).toHaveLength(300);
  });
});

describe('An import that is cut off', () => {
  it.each([0, 1, 2, 4, 6, 7])(
    'after %d appends goes on, and ends as one that never was',
    async (appends) => {
      // Of each record more than one append takes.
      const file = manyDays(700, 'long '.repeat(390));
      const whole = new InMemoryEventStore(june);
      const elsewhere = await importsOn(whole);
      const { report } = await elsewhere.importing.run(fileOf(file), adoption);
      const dying = cutOffAfter(store, appends);
      const mortal = await importsOn(dying);
      await expect(mortal.importing.run(fileOf(file), adoption)).rejects.toThrow(
        'The machine stopped.',
      );
      const resumed = await run(file);
      expect(resumed.report).toMatchObject({ totals: report.totals, stage: 'completed' });
      expect(await bytesByStream(store)).toEqual(await bytesByStream(whole));
      await elsewhere.close();
    },
  );
});

describe('Withdrawing an import', () => {
  it('takes back exactly its entries, and lets those it corrected say again what they said', async () => {
    await run(march(['C105', 8400, 10_000], ['C106', 1, 2]));
    const before = await exported();
    const { report } = await run(march(['C105', 8500, 10_000], ['C202', 3, 4]));
    expect(await withdraw(report.importId)).toMatchObject({ withdrawn: 1, restored: 1, left: 0 });
    expect(await exported()).toBe(before);
    expect(await withdraw(report.importId)).toMatchObject({ withdrawn: 1, restored: 1, left: 0 });
  });

  it('leaves what somebody mended since', async () => {
    const { report } = await run(march(['C105', 8400, 10_000], ['C106', 1, 2]));
    await run(march(['C105', 8500, 10_000]));
    expect(await withdraw(report.importId)).toMatchObject({ withdrawn: 1, restored: 0, left: 1 });
  });

  it('lets the same file be imported afresh', async () => {
    const file = march(['C105', 8400, 10_000]);
    const first = await run(file);
    await withdraw(first.report.importId);
    const again = await run(file);
    expect(again.report).toMatchObject({ repeated: false, totals: { new: 1 } });
    expect(again.report.importId).not.toBe(first.report.importId);
  });

  it('finds no import of another trust, or none at all', async () => {
    expect(await withdraw('abcdefghijklmnopabcdefgh')).toBeUndefined();
  });
});

describe('A register that is exported', () => {
  it('reads back as identical, and a row changed in it corrects its entry', async () => {
    await run(march(['C105', 8400, 10_000], ['C106', 1, 2]));
    const csv = await exported();
    const back = await imports.importing.check({ bytes: Buffer.from(csv) }, adoption);
    expect(back.report.totals).toMatchObject({ rows: 2, identical: 2 });
    const changed = csv.replace('2026-03-31,8400', '2026-03-30,8399');
    const { report } = await imports.importing.run({ bytes: Buffer.from(changed) }, adoption);
    expect(report.totals).toMatchObject({ identical: 1, changed: 1 });
  });
});

const adoption = importOf('adoption-measurements');

const june = { clock: () => new Date('2026-06-01T09:00:00Z') };
let store: InMemoryEventStore;
let imports: ImportsUnderTest;

beforeEach(async () => {
  store = new InMemoryEventStore(june);
  imports = await importsOn(store);
});

afterEach(() => imports.close());

const fileOf = (...lines: readonly string[]) => ({
  bytes: Buffer.from([HEADER, ...lines].join('\n')),
});
const check = (...lines: string[]) => imports.importing.check(fileOf(...lines), adoption);
const run = (lines: string, how = {}) => imports.importing.run(fileOf(lines), adoption, how);
const withdraw = (importId: string) =>
  imports.withdrawing.withdraw({
    importId,
    organisation: adoption.organisation,
    reason: 'This was last year’s file' as FreeText,
    asker: adoption.asker,
  });
const exported = () => exportCsv(store, adoption.register, adoption.organisation);

const march = (...rows: readonly (readonly [string, number, number])[]): string =>
  rows
    .map(
      ([code, of, all]) =>
        `${code},2026-03-01,2026-03-31,${String(of)},${String(all)},Report,Return`,
    )
    .join('\n');

/** A measurement of each of so many days, of three capabilities in turn. */
function manyDays(count: number, note = ''): string {
  const first = Date.parse('2025-07-01');
  return Array.from({ length: count }, (_, n) => {
    const day = new Date(first + Math.floor(n / 3) * 86_400_000).toISOString().slice(0, 10);
    return `${['C105', 'C106', 'C201'][n % 3] ?? ''},${day},${day},${String(n)},1000,Report,Return,${note}`;
  }).join('\n');
}

const events = async (): Promise<readonly StoredEvent[]> =>
  (await store.readAll(undefined, 10_000)).filter(({ stream }) => stream.startsWith('adoption-'));

const correlationIn = (metadata: string): unknown =>
  (JSON.parse(metadata) as { correlation: unknown }).correlation;

async function bytesByStream(of: InMemoryEventStore): Promise<ReadonlyMap<string, unknown[]>> {
  const streams = new Map<string, unknown[]>();
  for (const { stream, id, type, data, metadata } of await of.readAll(undefined, 10_000)) {
    streams.set(stream, [...(streams.get(stream) ?? []), [id, type, data, metadata]]);
  }
  return new Map([...streams].sort());
}

/** The same store on a machine that stops after so many appends. */
const cutOffAfter = (of: InMemoryEventStore, appends: number): EventStore => {
  let left = appends;
  return new Proxy(of, {
    get(target, name) {
      const own = Reflect.get(target, name) as unknown;
      if (typeof own !== 'function') return own;
      const method = own.bind(target) as (...given: unknown[]) => unknown;
      if (name !== 'append') return method;
      return (...given: unknown[]) => {
        if (left === 0) return Promise.reject(new Error('The machine stopped.'));
        left -= 1;
        return method(...given);
      };
    },
  });
};
