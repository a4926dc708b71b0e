import 'reflect-metadata';
import { setTimeout as wait } from 'node:timers/promises';
import { utils, write } from '@e965/xlsx';
import { PostgresEventStore } from '#event-store';
import { maturityModelV1 } from '#maturity-models';
import { addDays, isoDate } from '#vocabulary';
import { perSecond, thousands, timed, type Line } from './figures.js';
import { serve, signedIn, type Served } from './served.js';
import { worldOf } from './world.js';

const IMPORTS = '/api/v1/organisations/R000/imports?register=adoption-measurements';

type SheetKind = 'CSV' | 'XLSX';

/**
 * A file of so many measurements, handed to the built server over HTTP, checked, and then checked and
 * stored; a day and a capability each. The memory is that of the server's process alone, which writes
 * the read models as well; the file is made, and the database kept, in others.
 */
export async function importing(url: string, rows: number, kind: SheetKind): Promise<Line[]> {
  await begin(url);
  const served = await serve(url, { projector: 'here' });
  try {
    const file = kind === 'CSV' ? csvOf(rows) : xlsxOf(rows);
    const cookie = await signedIn(served.address, 'trust-recorder-1', 'R000');
    await toldOf(served, '/organisations/R000/imports', { headers: { cookie } });
    const idle = served.peak();
    const send = (query: string) =>
      toldOf(served, `${IMPORTS}${query}`, {
        method: 'POST',
        headers: { cookie, 'content-type': file.type },
        body: new Uint8Array(file.bytes),
      });
    const usedBefore = served.used();
    const checked = await timed(() => send('&dryRun=true'));
    const [afterCheck, usedToCheck] = [served.peak(), since(usedBefore, served)];
    const ran = await timed(async () => {
      const { headers } = await send('');
      await completed(served, headers.get('location') ?? '', { cookie, rows });
    });
    const usedInAll = since(usedBefore, served);
    const took = (used: number | undefined, peak: number | undefined) =>
      `${used?.toFixed(1) ?? '?'} s of a processor; most memory the server held ${mb(peak)}, ${mb(idle)} before the file came`;
    return [
      {
        what: `import, ${thousands(rows)} rows of ${kind} checked`,
        median: seconds(checked),
        detail: `one run: ${thousands(perSecond(rows, checked))} rows/s, ${took(usedToCheck, afterCheck)}`,
      },
      {
        what: `import, ${thousands(rows)} rows of ${kind} checked and stored`,
        median: seconds(ran),
        detail: `one run: ${thousands(perSecond(rows, ran))} rows/s, ${took(minus(usedInAll, usedToCheck), served.peak())}`,
        aim: 'of 50,000: under 10 s, under 400 MB',
      },
    ];
  } finally {
    await served.stop();
  }
}

const minus = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? undefined : one - other;
const since = (before: number | undefined, { used }: Served): number | undefined =>
  minus(used(), before);
const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
const mb = (peak: number | undefined): string =>
  peak === undefined ? 'not measured' : `${String(peak)} MB`;

/** The log of some trusts that have measured nothing yet. */
async function begin(url: string): Promise<void> {
  const store = await PostgresEventStore.open({ connectionString: url });
  await store.restore(worldOf(1_000));
  await store.close();
}

type Told = Readonly<{ headers: Headers; text: string }>;

async function toldOf({ address }: Served, path: string, init: RequestInit): Promise<Told> {
  const answer = await fetch(`${address}${path}`, init);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${String(answer.status)} ${text}`);
  return { headers: answer.headers, text };
}

/** One that takes longer has stopped, or hangs. */
const LONGEST_IMPORT_MS = 300_000;

/** Waits until all rows are recorded. */
async function completed(
  served: Served,
  path: string,
  { cookie, rows }: Readonly<{ cookie: string; rows: number }>,
): Promise<void> {
  const began = performance.now();
  for (;;) {
    const { text } = await toldOf(served, path, { headers: { cookie } });
    const { stage, totals } = JSON.parse(text) as { stage: string; totals?: { new: number } };
    if (stage === 'completed' && totals?.new === rows) return;
    const isLate = performance.now() - began > LONGEST_IMPORT_MS;
    if (stage !== 'running' || isLate) throw new Error(text.slice(0, 500));
    await wait(100);
  }
}

const HEADER = 'capability,period_from,period_to,numerator,denominator,method,source,reason'.split(
  ',',
);

type Measured = Readonly<{ capability: string; day: string; numerator: number }>;

/** What fits between here and the day before yesterday; older days need a reason, so each has one. */
function measured(rows: number): readonly Measured[] {
  const capabilities = maturityModelV1.capabilities.map(({ code }) => code);
  const last = isoDate(new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10));
  return Array.from({ length: rows }, (_, n) => ({
    capability: capabilities[n % capabilities.length] ?? '',
    day: addDays(last, -Math.floor(n / capabilities.length)),
    numerator: n % 1000,
  }));
}

type File = Readonly<{ type: string; bytes: Buffer }>;

function csvOf(rows: number): File {
  const lines = measured(rows).map(
    ({ capability, day, numerator }) =>
      `${capability},${day},${day},${String(numerator)},1000,EPR report,Daily return,Kept on paper`,
  );
  return { type: 'text/csv', bytes: Buffer.from([HEADER.join(), ...lines].join('\n')) };
}

/** As spreadsheets save it: its texts once for all cells, its days as numbers that are shown as dates. */
function xlsxOf(rows: number): File {
  const cells = measured(rows).map(({ capability, day, numerator }) => {
    const date = new Date(day);
    return [capability, date, date, numerator, 1000, 'EPR report', 'Daily return', 'Kept on paper'];
  });
  const sheet = utils.aoa_to_sheet([HEADER, ...cells], { dense: true, UTC: true });
  const bytes = write(utils.book_new(sheet, 'Entries'), {
    ...{ type: 'buffer', bookType: 'xlsx', bookSST: true, compression: true },
  }) as Buffer;
  return { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes };
}
