import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { plainToInstance } from 'class-transformer';
import { EVENT_STORE, type Asker, type EventStore, type Handled } from '#event-sourcing';
import { FROM_TEXT } from '#organisations';
import type { FreeText, OdsCode } from '#vocabulary';
import { ImportRequest } from './import.handler.js';
import { readImport } from './import.reader.js';
import { readKnownSubjects } from './known-subjects.js';
import { cellsOf } from './registers/columns-of.js';
import type { RecordPlace, Register, RowCommand, RowOrder } from './registers/register.js';
import { registerNamed } from './registers/registers.js';
import type { ImportReport } from './report.js';
import { reportOf } from './report-of.js';
import { commandIdOf, reasonOf } from './rows/plan.js';
import { entryIn } from './rows/read-rows.js';
import { readStatements, type Statement } from './rows/statements.js';

/** What became of the entries of an import that was withdrawn. */
export type Withdrawn = Readonly<{ withdrawn: number; restored: number; left: number }>;

export type WithdrawalOf = Readonly<{
  importId: string;
  organisation: OdsCode;
  reason: FreeText;
  asker: Omit<Asker, 'commandId' | 'correlation'>;
}>;

/** Takes an import back: exactly its rows, each by an event of its own. */
@Injectable()
export class Withdrawing {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /**
   * Withdraws the entries the import recorded, and lets those it corrected say again what they said
   * before. What somebody mended since is left as it is. Asked again, it goes on, or answers the
   * first result. Undefined where this trust has no such import.
   */
  async withdraw(of: WithdrawalOf): Promise<(Withdrawn & { report: ImportReport }) | undefined> {
    const { importId, organisation } = of;
    const seen = await readImport(this.store, importId);
    const file = seen.started?.of;
    const register = registerNamed(file?.register);
    if (file?.organisation !== organisation || register === undefined) return undefined;
    if (seen.withdrawn === undefined) {
      const counts = await this.takeBack(register, of);
      const { reason } = of;
      await this.note(of, { type: 'WithdrawImport', data: { importId, reason, ...counts } });
    }
    const { withdrawn, ...rest } = await readImport(this.store, importId);
    const report = reportOf(importId, { ...rest, ...(withdrawn && { withdrawn }) });
    if (withdrawn === undefined || report === undefined) throw new Error('It was not noted.');
    const { withdrawn: entries, restored, left } = withdrawn;
    return { withdrawn: entries, restored, left, report };
  }

  private async takeBack(register: Register, of: WithdrawalOf): Promise<Withdrawn> {
    const known = await readKnownSubjects(this.store, of.organisation, register);
    const counts = { withdrawn: 0, restored: 0, left: 0 };
    for (const place of register.places(of.organisation, known)) {
      const { done, left, orders } = await this.ordersFor(register, place, of);
      const answers = await this.commands.execute(place.series(orders, {}));
      counts.left += left;
      for (const type of done) counts[type === 'FactRetracted' ? 'withdrawn' : 'restored'] += 1;
      for (const [n, { outcome }] of answers.entries()) {
        if (outcome !== 'accepted') counts.left += 1;
        else counts[orders[n]?.command.type === 'RetractFact' ? 'withdrawn' : 'restored'] += 1;
      }
    }
    return counts;
  }

  private async ordersFor(register: Register, { stream }: RecordPlace, of: WithdrawalOf) {
    const { importId, asker } = of;
    const { current, obeyed } = await readStatements(this.store, {
      stream,
      fact: register.fact,
      importId,
    });
    const withdrawalOf = (id: string) => commandIdOf(importId, `withdraw ${id}`);
    const byEvent = new Map([...obeyed.values()].map(({ id }) => [withdrawalOf(id), id]));
    const done: string[] = [];
    const orders: RowOrder[] = [];
    let left = 0;
    for (const [command, { id, factId }] of obeyed) {
      if (byEvent.has(command)) continue;
      const earlier = obeyed.get(withdrawalOf(id));
      const back = takingBack(register, current.get(factId), id, of);
      if (earlier !== undefined) done.push(earlier.type);
      else if (back === undefined) left += 1;
      else {
        const commandId = withdrawalOf(id);
        orders.push({ command: back, asker: { ...asker, commandId, correlation: importId } });
      }
    }
    return { done, orders, left };
  }

  private async note({ asker }: WithdrawalOf, command: ImportRequest['command']): Promise<void> {
    const { importId } = command.data;
    const commandId = commandIdOf(importId, command.type);
    const handled: Handled<string> = await this.commands.execute(
      new ImportRequest(command, { ...asker, commandId, correlation: importId }),
    );
    const isNoted = handled.outcome === 'accepted' || handled.outcome === 'refused';
    if (!isNoted) throw new Error(`The withdrawal was not noted: ${handled.outcome}`);
  }
}

/** Undefined where the entry no longer says what the event made it say: somebody mended it since. */
function takingBack(
  register: Register,
  statement: Statement | undefined,
  eventId: string,
  { importId, organisation, reason }: WithdrawalOf,
): RowCommand | undefined {
  if (statement?.statedIn !== eventId) return undefined;
  const { factId, before } = statement;
  if (before === undefined) {
    return { type: 'RetractFact', data: { factId, reason } };
  }
  const entry = plainToInstance(
    register.entry,
    entryIn(register, cellsOf(register, before)),
    FROM_TEXT,
  );
  const why = `${reasonOf(importId)} was withdrawn` as FreeText;
  return {
    type: 'CorrectFact',
    data: { factId, reason: why, order: entry.toCommand(organisation) },
  };
}
