import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EVENT_STORE, handle, type Asker, type EventStore, type Handled } from '#event-sourcing';
import { readCited } from '#evidence';
import { readCapabilities } from '#maturity-models';
import {
  readCircumstances,
  readOrganisationStanding,
  readSuccessors,
  RequestOf,
} from '#organisations';
import { effectiveDay, type OdsCode } from '#vocabulary';
import { readGateShares, readPoolShare } from './benefit.reader.js';
import { benefitDecider } from './domain/benefit.decider.js';
import {
  benefitStream,
  type BenefitCircumstances,
  type BenefitCommand,
  type BenefitOrder,
  type BenefitSubject,
} from './domain/benefit.orders.js';
import type { BenefitRefusal } from './domain/benefit.refusals.js';

/** Asks for something to be recorded of a benefit. */
export class BenefitRequest extends RequestOf<BenefitCommand, BenefitRefusal, BenefitSubject> {}

@CommandHandler(BenefitRequest)
export class BenefitHandler implements ICommandHandler<BenefitRequest> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  execute({ command, asker, options }: BenefitRequest): Promise<Handled<BenefitRefusal>> {
    const subject = subjectOf(command, options);
    return handle(this.store, benefitDecider, {
      stream: benefitStream(subject.benefit),
      command,
      asker,
      ifRevision: options.ifRevision,
      circumstances: () => this.circumstances(command, subject, asker),
    });
  }

  private async circumstances(
    command: BenefitCommand,
    { organisation, benefit }: BenefitSubject,
    asker: Asker,
  ): Promise<BenefitCircumstances> {
    const order = orderIn(command);
    const [common, capabilities, evidence, adoption, poolShare, successor] = await Promise.all([
      readCircumstances(this.store, organisation, asker),
      readCapabilities(this.store),
      readCited(this.store, command, organisation),
      order?.type === 'RecordActual' ? readGateShares(this.store, order.data) : {},
      order === undefined ? 0 : this.poolShare(order),
      order?.type === 'TransferToSuccessor' ? this.successor(order) : undefined,
    ]);
    return {
      ...common,
      benefit,
      capabilities: [...capabilities.keys()],
      adoption,
      poolShare,
      evidence,
      evidenceGrade: evidence?.grade,
      successor,
    };
  }

  /** What the benefit holds, on the day of the approval, of the pool that it names. */
  private async poolShare({ type, data }: BenefitOrder): Promise<number> {
    if (type !== 'ApproveBenefit' && type !== 'RebaselineBenefit') return 0;
    const { pool, benefit, when } = data;
    const on = effectiveDay(when)?.latest;
    return pool === undefined || on === undefined
      ? 0
      : readPoolShare(this.store, pool, { benefit, on });
  }

  /** The successor an order names, once it has taken over. */
  private async successor({
    data: { organisation, successor },
  }: Ordered<'TransferToSuccessor'>): Promise<BenefitCircumstances['successor']> {
    const successors = await readSuccessors(this.store, organisation);
    return successors.has(successor) ? readOrganisationStanding(this.store, successor) : undefined;
  }
}

type Ordered<Type extends BenefitOrder['type']> = Extract<BenefitOrder, { type: Type }>;

const orderIn = (command: BenefitCommand): BenefitOrder | undefined => {
  if (command.type === 'RetractFact') return undefined;
  return command.type === 'CorrectFact' ? command.data.order : command;
};

function subjectOf(
  command: BenefitCommand,
  { subject }: BenefitRequest['options'],
): Readonly<{ organisation: OdsCode; benefit: BenefitSubject['benefit'] }> {
  const order = orderIn(command);
  const named = subject ?? order?.data;
  if (named === undefined) throw new Error('RetractFact does not say of which benefit.');
  return named;
}
