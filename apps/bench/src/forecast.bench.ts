import { deadlineForecast, type Course, type DeadlineQuestion } from '#figures';
import { addDays, addMonths, isoDate } from '#vocabulary';
import { medianOf, ms, timed, type Line } from './figures.js';

const TRUSTS = 206;
const RUNS = 15;

/** The distribution of misses among all trusts: of one supplier, which is the most work, and of six. */
export async function forecasting(): Promise<Line[]> {
  const lines: Line[] = [];
  for (const suppliers of [1, 6]) {
    const question = questionOf(suppliers);
    const first = await timed(() => Promise.resolve(deadlineForecast(question)));
    const runs: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      runs.push(await timed(() => Promise.resolve(deadlineForecast(question))));
    }
    lines.push({
      what: `miss distribution, ${TRUSTS} trusts of ${suppliers} supplier${suppliers > 1 ? 's' : ''}`,
      median: ms(medianOf(runs)),
      detail: `the first run ${ms(first)}, the slowest of ${String(RUNS)} after it ${ms(Math.max(...runs))}; each at three correlations`,
      aim: 'under 100 ms',
    });
  }
  return lines;
}

/** Plans over three years, and as many slips observed as 150 go-lives with four horizons each would leave. */
function questionOf(suppliers: number): DeadlineQuestion {
  const [asOf, statedBy] = [isoDate('2025-07-31'), isoDate('2025-01-31')];
  const courses = Array.from({ length: TRUSTS }, (_, index): Course => {
    const expected = addDays(addMonths(asOf, 1 + (index % 36)), index % 28);
    return {
      id: `T${String(index)}`,
      expectations: [{ statedBy, expected }],
      states: [{ statedBy, state: index % 2 === 0 ? 'procurement' : 'implementation' }],
    };
  });
  return {
    asOf,
    deadline: isoDate('2026-03-31'),
    awaited: courses.map((course, index) => ({
      id: course.id,
      group: String(index % suppliers),
      course,
    })),
    slips: Array.from({ length: 600 }, (_, index) => ({
      id: `P${String(index)}`,
      value: ((index * 7) % 31) - 3,
      censored: index % 4 === 0,
      state: index % 2 === 0 ? 'procurement' : 'implementation',
      horizon: (['0-3', '4-9', '10-18', '19+'] as const)[index % 3] ?? '19+',
      checkedOn: statedBy,
      expected: asOf,
    })),
    waits: [],
  };
}
