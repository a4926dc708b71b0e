import type { CommandBus } from '@nestjs/cqrs';
import { sideBySide, type Handled } from '#event-sourcing';
import type { Register, RowCommand, SeriesOptions } from '../registers/register.js';
import { foundIn } from './problems.js';
import type { Cells } from './read-rows.js';
import { Outcomes, type Right } from './outcomes.js';
import type { AskedOfRecord, AskedRow, Plan, RowsOf } from './plan.js';

/** Records that are written side by side: while one waits for the store, another is judged. */
const SIDE_BY_SIDE = 2;

export type HowToPut = SeriesOptions &
  Readonly<{
    /** Rows that were refused when they were rehearsed are not put again. */
    rehearsed?: Outcomes;
  }>;

/** Puts the rows that ask for something to their contexts, record by record, each in the file's order. */
export async function putRows(
  commands: CommandBus,
  { outcomes: planned, asked }: Plan,
  of: RowsOf,
  { rehearsed, ...options }: HowToPut,
): Promise<Outcomes> {
  const outcomes = Outcomes.after(planned);
  const told = counting(options.onAnswered);
  const atOnce = options.rehearsal === true ? 1 : SIDE_BY_SIDE;
  await sideBySide(asked, atOnce, async ({ place, rows }: AskedOfRecord) => {
    const put: AskedRow[] = [];
    for (const row of rows) {
      const wrong = rehearsed?.whyNot(row.row);
      if (wrong === undefined) put.push(row);
      else outcomes.refuse(wrong);
    }
    const orders = put.map(({ command, commandId }) => ({
      command,
      asker: { ...of.asker, commandId, correlation: of.importId },
    }));
    const series = place.series(orders, { ...options, onAnswered: told() });
    const answers = await commands.execute(series);
    for (const [n, row] of put.entries()) settle(outcomes, row, answers[n], of.register);
  });
  return outcomes;
}

function settle(
  outcomes: Outcomes,
  { row, cells: said, typed, command, ...shown }: AskedRow,
  answer: Handled<string> | undefined,
  register: Register,
): void {
  if (answer === undefined) throw new Error(`Row ${String(row)} was not answered.`);
  if (answer.outcome === 'accepted') outcomes.accept(whatWas(answer.events.length, command), shown);
  else {
    const cells = JSON.parse(said) as Cells;
    outcomes.refuse({ row, cells, typed, found: [foundIn(answer, register, cells)] });
  }
}

function whatWas(events: number, { type }: RowCommand): Right {
  if (events === 0) return 'identical';
  return type === 'CorrectFact' ? 'changed' : 'new';
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
