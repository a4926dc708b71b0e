import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EVENT_STORE, handle, handleSeries, type EventStore, type Handled } from '#event-sourcing';
import { readAllCited, readCited } from '#evidence';
import { readCircumstances, RequestOf, SeriesOf } from '#organisations';
import { assessmentDecider } from './domain/assessment.decider.js';
import {
  assessmentStream,
  type AssessmentCommand,
  type AssessmentSubject,
} from './domain/assessment.orders.js';
import type { AssessmentRefusal } from './domain/assessment.refusals.js';

/** Asks for an assessment to be recorded, corrected or taken back. */
export class AssessmentRequest extends RequestOf<
  AssessmentCommand,
  AssessmentRefusal,
  AssessmentSubject
> {}

@CommandHandler(AssessmentRequest)
export class AssessmentHandler implements ICommandHandler<AssessmentRequest> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  execute({ command, asker, options }: AssessmentRequest): Promise<Handled<AssessmentRefusal>> {
    const subject = subjectOf(command, options);
    const stream = assessmentStream(subject);
    return handle(this.store, assessmentDecider, {
      stream,
      command,
      asker,
      ifRevision: options.ifRevision,
      circumstances: async () => {
        const [common, evidence] = await Promise.all([
          readCircumstances(this.store, subject.organisation, asker),
          readCited(this.store, command, subject.organisation),
        ]);
        return { ...common, evidence, stream };
      },
    });
  }
}

/** Asks for many assessments of one trust in one edition: those of a file. */
export class AssessmentSeries extends SeriesOf<
  AssessmentCommand,
  AssessmentRefusal,
  AssessmentSubject
> {}

@CommandHandler(AssessmentSeries)
export class AssessmentSeriesHandler implements ICommandHandler<AssessmentSeries> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async execute({
    subject,
    orders,
    options,
  }: AssessmentSeries): Promise<readonly Handled<AssessmentRefusal>[]> {
    const [first] = orders;
    if (first === undefined) return [];
    const { organisation } = subject;
    const commands = orders.map(({ command }) => command);
    const stream = assessmentStream(subject);
    return handleSeries(this.store, assessmentDecider, {
      ...options,
      stream,
      orders,
      circumstances: async () => {
        const [common, citedBy] = await Promise.all([
          readCircumstances(this.store, organisation, first.asker),
          readAllCited(this.store, commands, organisation),
        ]);
        return (command) => ({ ...common, evidence: citedBy(command), stream });
      },
    });
  }
}

function subjectOf(
  command: AssessmentCommand,
  { subject }: AssessmentRequest['options'],
): AssessmentSubject {
  if (command.type !== 'CorrectFact' && command.type !== 'RetractFact') return command.data;
  if (subject !== undefined) return subject;
  if (command.type === 'RetractFact') throw new Error('RetractFact does not say of which edition.');
  return command.data.order.data;
}
