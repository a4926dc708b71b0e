import 'reflect-metadata';
import { PostgresEventStore } from '#event-store';
import { importOf, importsOn } from '#imports/testing';
import { maturityModelV1 } from '#maturity-models';
import { addDays, isoDate } from '#vocabulary';
import { perSecond, thousands, timed, watchMemory, type Line } from './figures.js';

const adoption = importOf('adoption-measurements');

/** A file of so many measurements, checked, and then checked and stored; a day and a capability each. */
export async function importing(url: string, rows: number): Promise<Line[]> {
  const bytes = fileOf(rows);
  const store = await PostgresEventStore.open({ connectionString: url });
  const { importing: imports, close } = await importsOn(store);
  const peak = watchMemory();
  try {
    let totals: object = {};
    const checked = await timed(async () => {
      totals = (await imports.check({ bytes }, adoption)).report.totals;
    });
    const ran = await timed(async () => {
      const { report } = await imports.run({ bytes }, adoption);
      if (report.totals.new !== rows) throw new Error(JSON.stringify(report.problems[0]));
    });
    return [
      {
        what: `import, ${thousands(rows)} rows of CSV checked`,
        median: seconds(checked),
        detail: `${thousands(perSecond(rows, checked))} rows/s; ${JSON.stringify(totals)}`,
      },
      {
        what: `import, ${thousands(rows)} rows of CSV checked and stored`,
        median: seconds(ran),
        detail: `${thousands(perSecond(rows, ran))} rows/s; peak of the process ${String(peak())} MB, the bench in it`,
        aim: 'of 50,000: under 10 s, under 400 MB',
      },
    ];
  } finally {
    await close();
  }
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

/** What fits between here and the day before yesterday; older days need a reason, so each has one. */
function fileOf(rows: number): Buffer {
  const capabilities = maturityModelV1.capabilities.map(({ code }) => code);
  const last = isoDate(new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10));
  const lines = Array.from({ length: rows }, (_, n) => {
    const day = addDays(last, -Math.floor(n / capabilities.length));
    const code = capabilities[n % capabilities.length] ?? '';
    return `${code},${day},${day},${String(n % 1000)},1000,EPR report,Daily return,Kept on paper`;
  });
  return Buffer.from(
    `capability,period_from,period_to,numerator,denominator,method,source,reason\n${lines.join('\n')}\n`,
  );
}
