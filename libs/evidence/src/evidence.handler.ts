import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EVENT_STORE, handle, type Asker, type EventStore, type Handled } from '#event-sourcing';
import { readCircumstances, RequestOf } from '#organisations';
import type { EvidenceId } from '#vocabulary';
import { evidenceDecider } from './domain/evidence.decider.js';
import type { EvidenceCircumstances, EvidenceCommand } from './domain/evidence.orders.js';
import type { EvidenceRefusal } from './domain/evidence.refusals.js';
import { EvidenceFiles } from './evidence-files.js';
import { evidenceStream, organisationOf } from './evidence-id.js';

/** Asks for evidence to be attached, graded, withdrawn, or for an entry about it to be mended. */
export class EvidenceRequest extends RequestOf<EvidenceCommand, EvidenceRefusal, EvidenceId> {}

@CommandHandler(EvidenceRequest)
export class EvidenceHandler implements ICommandHandler<EvidenceRequest> {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly files: EvidenceFiles,
  ) {}

  execute({ command, asker, options }: EvidenceRequest): Promise<Handled<EvidenceRefusal>> {
    const evidenceId = subjectOf(command, options);
    return handle(this.store, evidenceDecider, {
      stream: evidenceStream(evidenceId),
      command,
      asker,
      ifRevision: options.ifRevision,
      circumstances: () => this.circumstances(command, evidenceId, asker),
    });
  }

  private async circumstances(
    command: EvidenceCommand,
    evidenceId: EvidenceId,
    asker: Asker,
  ): Promise<EvidenceCircumstances> {
    const organisation = organisationOf(evidenceId);
    const sha256 = fileIn(command);
    const [common, file] = await Promise.all([
      readCircumstances(this.store, organisation, asker),
      sha256 === undefined ? undefined : this.files.describe(organisation, sha256),
    ]);
    return { ...common, evidenceId, file };
  }
}

function fileIn(command: EvidenceCommand): string | undefined {
  if (command.type === 'RetractFact') return undefined;
  const order = command.type === 'CorrectFact' ? command.data.order : command;
  return order.type === 'AttachEvidence' ? order.data.sha256 : undefined;
}

function subjectOf(command: EvidenceCommand, { subject }: EvidenceRequest['options']): EvidenceId {
  if (subject !== undefined) return subject;
  if (command.type === 'RetractFact')
    throw new Error('RetractFact does not say of which evidence.');
  return command.type === 'CorrectFact'
    ? command.data.order.data.evidenceId
    : command.data.evidenceId;
}
