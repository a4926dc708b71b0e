import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EVENT_STORE, handle, type Asker, type EventStore, type Handled } from '#event-sourcing';
import { readCircumstances, RequestOf } from '#organisations';
import { effectiveDay, type BenefitId, type IsoDate, type PoolTag } from '#vocabulary';
import { readBenefit, readPool } from './benefit.reader.js';
import { approvedShareOf, homeOn } from './domain/benefit.state.js';
import { poolDecider } from './domain/pool.decider.js';
import {
  poolStream,
  type Claimant,
  type PoolCircumstances,
  type PoolCommand,
  type PoolOrder,
  type PoolSubject,
} from './domain/pool.orders.js';
import type { PoolRefusal } from './domain/pool.refusals.js';

/** Asks for a share of a pool to be claimed or released. */
export class PoolRequest extends RequestOf<PoolCommand, PoolRefusal, PoolSubject> {}

@CommandHandler(PoolRequest)
export class PoolHandler implements ICommandHandler<PoolRequest> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  execute({ command, asker, options }: PoolRequest): Promise<Handled<PoolRefusal>> {
    const subject = options.subject ?? orderIn(command)?.data;
    if (subject === undefined) throw new Error('RetractFact does not say of which pool.');
    return handle(this.store, poolDecider, {
      stream: poolStream(subject.pool),
      command,
      asker,
      ifRevision: options.ifRevision,
      circumstances: () => this.circumstances(command, subject, asker),
    });
  }

  private async circumstances(
    command: PoolCommand,
    { organisation, pool }: PoolSubject,
    asker: Asker,
  ): Promise<PoolCircumstances> {
    const common = await readCircumstances(this.store, organisation, asker);
    const order = orderIn(command);
    const day = (order && effectiveDay(order.data.when)?.latest) ?? common.today;
    const holders = (await readPool(this.store, pool)).current.map(({ data }) => data.benefit);
    const named = order === undefined ? holders : [...holders, order.data.benefit];
    const claimants = await Promise.all(
      [...new Set(named)].map(
        async (benefit) => [benefit, await this.claimant(benefit, { pool, day })] as const,
      ),
    );
    return { ...common, pool, claimants: Object.fromEntries(claimants) };
  }

  private async claimant(
    benefit: BenefitId,
    { pool, day }: Readonly<{ pool: PoolTag; day: IsoDate }>,
  ): Promise<Claimant> {
    const state = await readBenefit(this.store, benefit);
    return { home: homeOn(state, day), approvedShare: approvedShareOf(state, pool) };
  }
}

const orderIn = (command: PoolCommand): PoolOrder | undefined => {
  if (command.type === 'RetractFact') return undefined;
  return command.type === 'CorrectFact' ? command.data.order : command;
};
