import { Inject, Optional } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EVENT_STORE, handle, type Asker, type EventStore, type Handled } from '#event-sourcing';
import { readMaturityModels } from '#maturity-models';
import { readStandings, RequestOf } from '#organisations';
import { londonDay, type OdsCode, type PackAsked, type ProgrammeId, type Role } from '#vocabulary';
import { programmeDecider } from './domain/programme.decider.js';
import {
  programmeStream,
  type ProgrammeCircumstances,
  type ProgrammeCommand,
  type ProgrammeOrder,
} from './domain/programme.orders.js';
import type { ProgrammeRefusal } from './domain/programme.refusals.js';

/** Asks for a fact of a programme to be recorded, corrected or taken back. */
export class ProgrammeRequest extends RequestOf<ProgrammeCommand, ProgrammeRefusal, ProgrammeId> {}

/** Token of a function that says which entry of the log is the last; rejects as the store does. */
export const LAST_ENTRY = Symbol('LAST_ENTRY');
export type LastEntry = () => Promise<number>;

/**
 * Token of a function that makes a board pack again and says the SHA-256 of its manifest, in hexadecimal;
 * undefined where there is no such pack. Rejects as read models do.
 */
export const PACK_MANIFEST = Symbol('PACK_MANIFEST');
export type PackManifest = (programme: ProgrammeId, pack: PackAsked) => Promise<string | undefined>;

@CommandHandler(ProgrammeRequest)
export class ProgrammeHandler implements ICommandHandler<ProgrammeRequest> {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    /** Only needed where the store's positions are no entry numbers. */
    @Optional() @Inject(LAST_ENTRY) private readonly numbered?: LastEntry,
    /** Without it there are no packs: they are made by who shows them. */
    @Optional() @Inject(PACK_MANIFEST) private readonly manifestOf?: PackManifest,
  ) {}

  execute({ command, asker, options }: ProgrammeRequest): Promise<Handled<ProgrammeRefusal>> {
    return handle(this.store, programmeDecider, {
      stream: programmeStream(programmeOf(command, options)),
      command,
      asker,
      ifRevision: options.ifRevision,
      circumstances: () => this.circumstances(command, asker),
    });
  }

  private async circumstances(
    command: ProgrammeCommand,
    asker: Asker,
  ): Promise<ProgrammeCircumstances> {
    const order = orderIn(command);
    const [now, lastEntry, models, named, manifest] = await Promise.all([
      this.store.now(),
      this.lastEntry(),
      order?.type === 'PublishReport' ? readMaturityModels(this.store) : [],
      readStandings(this.store, namedIn(order)),
      this.manifestIn(order),
    ]);
    return {
      today: londonDay(now),
      asker: { ...asker, role: asker.role as Role },
      lastEntry,
      models: models.map(({ model: name, version }) => ({ name, version })),
      named,
      manifest,
    };
  }

  private async manifestIn(order: ProgrammeOrder | undefined): Promise<string | undefined> {
    if (order?.type !== 'SignOffBoardPack') return undefined;
    return this.manifestOf?.(order.data.programme, order.data.pack);
  }

  private async lastEntry(): Promise<number> {
    if (this.numbered !== undefined) return this.numbered();
    return Number((await this.store.head())?.position ?? 0n);
  }
}

function programmeOf(
  command: ProgrammeCommand,
  { subject }: ProgrammeRequest['options'],
): ProgrammeId {
  const order = orderIn(command);
  if (order !== undefined) return order.data.programme;
  if (subject === undefined) throw new Error('RetractFact does not say of which programme.');
  return subject;
}

function orderIn(command: ProgrammeCommand): ProgrammeOrder | undefined {
  if (command.type === 'RetractFact') return undefined;
  return command.type === 'CorrectFact' ? command.data.order : command;
}

/** The trusts that an order names and its rules ask about. */
function namedIn(order: ProgrammeOrder | undefined): readonly OdsCode[] {
  if (order?.type === 'ReviseCohort') return order.data.added;
  if (order?.type === 'RecordForecastJudgement') return [order.data.trust];
  if (order?.type !== 'PublishForecast') return [];
  return order.data.trusts.map(({ organisation }) => organisation);
}
