import type { CommandBus } from '@nestjs/cqrs';
import { sideBySide } from '#event-sourcing';
import type { Register, SeriesOptions } from '../registers/register.js';
import { foundIn, type Found } from './problems.js';
import type { Planned } from './plan.js';
import type { Cells } from './read-rows.js';

/** What became of a row, or would. */
export type Settled = Readonly<{ row: number; cells: Cells; position?: bigint | undefined }> &
  (
    | Readonly<{ is: 'new' | 'changed' | 'identical' }>
    | Readonly<{ is: 'wrong'; found: readonly Found[] }>
  );

type Asked = Extract<Planned, { is: 'asked' }>;

/** Records that are written side by side. */
const SIDE_BY_SIDE = 4;

/** Puts the rows that ask for something to their contexts, record by record, each in the file's order. */
export async function putRows(
  commands: CommandBus,
  planned: readonly Planned[],
  { register, ...options }: SeriesOptions & Readonly<{ register: Register }>,
): Promise<readonly Settled[]> {
  const settled: Settled[] = new Array<Settled>(planned.length);
  const records = new Map<string, number[]>();
  planned.forEach((row, index) => {
    if (row.is !== 'asked') {
      settled[index] = row;
      return;
    }
    const indexes = records.get(row.place.stream) ?? [];
    indexes.push(index);
    records.set(row.place.stream, indexes);
  });
  const told = counting(options.onAnswered);
  await sideBySide([...records.values()], SIDE_BY_SIDE, async (indexes) => {
    const rows = indexes.map((index) => planned[index] as Asked);
    const [first] = rows;
    if (first === undefined) return;
    const series = first.place.series(rows, { ...options, onAnswered: told() });
    const answers = await commands.execute(series);
    answers.forEach((answer, n) => {
      const [index, row] = [indexes[n], rows[n]];
      if (index === undefined || row === undefined) return;
      const { command, cells } = row;
      settled[index] =
        answer.outcome !== 'accepted'
          ? { row: row.row, cells, is: 'wrong', found: [foundIn(answer, register)] }
          : {
              row: row.row,
              cells,
              is: whatWas(answer.events.length, command.type),
              position: answer.position,
            };
    });
  });
  return settled;
}

function whatWas(events: number, command: string): 'new' | 'changed' | 'identical' {
  if (events === 0) return 'identical';
  return command === 'CorrectFact' ? 'changed' : 'new';
}

/** Adds up what each record tells of itself. */
function counting(told: ((count: number) => void) | undefined) {
  const counts: number[] = [];
  return () => {
    const own = counts.push(0) - 1;
    return (count: number) => {
      counts[own] = count;
      told?.(counts.reduce((sum, each) => sum + each, 0));
    };
  };
}
