import { measureAppends, type Appends, type AppendSpeed } from '#event-store/testing';
import { appendsInWords, medianOf, thousands, type Line } from './figures.js';

const RUNS = 3;
export const CALLERS = [1, 8, 32, 128] as const;
export type Callers = (typeof CALLERS)[number];

/** Somebody who appends, by the name that stands in the table. */
export type Measured = Readonly<{ name: string; store: Appends }>;

/** What several made of the same work, each run of one beside a run of every other. */
export class AppendSpeeds {
  private constructor(private readonly runs: ReadonlyMap<string, readonly AppendSpeed[]>) {}

  /** In turns, so that whatever else the machine does befalls them alike. */
  static async of(compared: readonly Measured[], milliseconds: number): Promise<AppendSpeeds> {
    const runs = new Map(compared.map(({ name }): [string, AppendSpeed[]] => [name, []]));
    for (const callers of CALLERS) {
      for (let run = 0; run < RUNS; run++) {
        for (const { name, store } of compared) {
          runs.get(name)?.push(await measureAppends(store, { callers, milliseconds }));
        }
      }
    }
    return new AppendSpeeds(runs);
  }

  /** A line for each number of callers and each who was measured. */
  get lines(): Line[] {
    return CALLERS.flatMap((callers) =>
      [...this.runs.keys()].map((name) => {
        const runs = this.runsOf(name, callers);
        return {
          what: `${name}: append, ${String(callers)} callers`,
          median: `${thousands(medianOf(runs.map(({ perSecond }) => perSecond)))} events/s`,
          detail: appendsInWords(runs),
        };
      }),
    );
  }

  /** How many times as fast one was as another at so many callers: of the medians, and run by run. */
  ratio(
    one: string,
    other: string,
    callers: Callers,
  ): Readonly<{ median: number; runs: readonly number[] }> {
    const [ours, theirs] = [one, other].map((name) =>
      this.runsOf(name, callers).map(({ perSecond }) => perSecond),
    ) as [number[], number[]];
    return {
      median: medianOf(ours) / medianOf(theirs),
      runs: ours.map((speed, run) => speed / (theirs[run] ?? NaN)),
    };
  }

  private runsOf(name: string, callers: Callers): readonly AppendSpeed[] {
    return (this.runs.get(name) ?? []).filter((run) => run.callers === callers);
  }
}
