import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  EVENT_STORE,
  handleSeries,
  type Asker,
  type EventStore,
  type Handled,
  type Named,
} from '#event-sourcing';
import { readAllCited } from '#evidence';
import type { CorrectionOrders } from '#facts';
import { readCapabilities } from '#maturity-models';
import { readCircumstances, SeriesOf } from '#organisations';
import { readGateShares } from './benefit.reader.js';
import { benefitDecider } from './domain/benefit.decider.js';
import {
  benefitStream,
  type BenefitCircumstances,
  type BenefitOrder,
  type BenefitSubject,
} from './domain/benefit.orders.js';
import type { BenefitRefusal } from './domain/benefit.refusals.js';

/** What trusts keep in files; what takes an approver or a successor is asked for one by one. */
type FiledOrder = Named<
  BenefitOrder,
  'ProfileBenefit' | 'AgreeBaseline' | 'RecordActual' | 'ReviseBenefitForecast'
>;
export type FiledBenefitCommand = FiledOrder | CorrectionOrders<FiledOrder>;

/** Asks for many entries about one benefit: those of a file. */
export class BenefitSeries extends SeriesOf<FiledBenefitCommand, BenefitRefusal, BenefitSubject> {}

@CommandHandler(BenefitSeries)
export class BenefitSeriesHandler implements ICommandHandler<BenefitSeries> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async execute({
    subject,
    orders,
    options,
  }: BenefitSeries): Promise<readonly Handled<BenefitRefusal>[]> {
    const [first] = orders;
    if (first === undefined) return [];
    const commands = orders.map(({ command }) => command);
    return handleSeries(this.store, benefitDecider, {
      ...options,
      stream: benefitStream(subject.benefit),
      orders,
      circumstances: () => this.circumstances(commands, subject, first.asker),
    });
  }

  private async circumstances(
    commands: readonly FiledBenefitCommand[],
    { organisation, benefit }: BenefitSubject,
    asker: Asker,
  ): Promise<(command: FiledBenefitCommand) => BenefitCircumstances> {
    const [common, models, citedBy, adoption] = await Promise.all([
      readCircumstances(this.store, organisation, asker),
      readCapabilities(this.store),
      readAllCited(this.store, commands, organisation),
      readGateShares(this.store, { organisation, benefit }),
    ]);
    const capabilities = [...models.keys()];
    const all = { ...common, benefit, capabilities, adoption, poolShare: 0, successor: undefined };
    return (command) => {
      const evidence = citedBy(command);
      return { ...all, evidence, evidenceGrade: evidence?.grade };
    };
  }
}
