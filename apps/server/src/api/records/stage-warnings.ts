import type { QueryBus } from '@nestjs/cqrs';
import type { AnyMessage } from '#event-sourcing';
import type { OptimisationOrder } from '#optimisation';
import { TrustStage } from '#read-models';
import { effectiveDay, type Stage } from '#vocabulary';
import type { Warning } from '../http/answer.js';

/** What is recorded all the same, but that who records it should know: the evidence shows less. */
export async function stageWarnings(
  command: AnyMessage,
  queries: QueryBus,
): Promise<readonly Warning[]> {
  const order = orderIn(command as OptimisationOrder | Correcting);
  if (order.type !== 'DeclareStage' && order.type !== 'ValidateStage') return [];
  const { organisation, stage, when } = order.data;
  const day = effectiveDay(when)?.latest;
  if (day === undefined) return [];
  const moment = { asOf: day, knownAt: undefined };
  const answer = await queries.execute(new TrustStage(organisation, moment));
  const evidenced = answer?.stage?.evidenced;
  if (evidenced === undefined) return [];
  const low = evidenced === 'not-reported' ? 0 : evidenced.low;
  return stage > low ? [warnings[order.type](stage, low)] : [];
}

type Correcting = Readonly<{ type: 'CorrectFact'; data: Readonly<{ order: OptimisationOrder }> }>;

const orderIn = (command: OptimisationOrder | Correcting): OptimisationOrder =>
  command.type === 'CorrectFact' ? command.data.order : command;

const shown = (low: number): string =>
  low === 0 ? 'no stage on that day' : `stage ${String(low)} on that day`;

const warnings = {
  DeclareStage: (stage: Stage, low: number): Warning => ({
    code: 'declared-above-evidenced',
    message: `Your evidence supports ${low === 0 ? 'no stage' : `stage ${String(low)}`}. Declaring stage ${String(stage)} will show as a difference until the criteria are met.`,
  }),
  ValidateStage: (stage: Stage, low: number): Warning => ({
    code: 'validated-above-evidenced',
    message: `The evidence in this record shows ${shown(low)}. The validation of stage ${String(stage)} is shown with a warning.`,
  }),
};
