import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import type { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { LoggedEvent, ProposedEvent } from '../log.js';

const { ReadEvent } = streamsPb.ReadResp;

type ProposedMessage = Readonly<{
  getId(): UUID | undefined;
  getMetadataMap(): Readonly<{ get(key: string): string | undefined }>;
  getCustomMetadata_asU8(): Uint8Array;
  getData_asU8(): Uint8Array;
}>;

/** Throws where a real server does: on an id that is no UUID, and on an empty type. */
export function toProposedEvent(message: ProposedMessage): ProposedEvent {
  const id = uuidText(message.getId());
  if (!UUID_FORM.test(id) || id === EMPTY_UUID) throw new Error(`'${id}' is not an event id.`);
  const type = message.getMetadataMap().get('type') ?? '';
  if (type === '') throw new Error('Empty eventType provided.');
  return {
    id,
    type,
    json: message.getMetadataMap().get('content-type') === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

const UUID_FORM = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
const EMPTY_UUID = '00000000-0000-0000-0000-000000000000';

export function uuidText(uuid: UUID | undefined): string {
  const halves = uuid?.getStructured();
  if (halves === undefined) return uuid?.getString().toLowerCase() ?? '';
  const hex = [halves.getMostSignificantBits(), halves.getLeastSignificantBits()]
    .map((half) => BigInt.asUintN(64, BigInt(half)).toString(16).padStart(16, '0'))
    .join('');
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}

export const toUuid = (text: string): UUID => new sharedPb.UUID().setString(text);

export const streamName = (identifier: StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

export const toIdentifier = (stream: string): StreamIdentifier =>
  new sharedPb.StreamIdentifier().setStreamName(Buffer.from(stream).toString('base64'));

export function toReadResponse(event: LoggedEvent): ReadResp {
  const position = event.position.toString();
  const record = new ReadEvent.RecordedEvent()
    .setId(toUuid(event.id))
    .setStreamIdentifier(toIdentifier(event.stream))
    .setStreamRevision(event.revision.toString())
    .setPreparePosition(position)
    .setCommitPosition(position)
    .setCustomMetadata(event.metadata)
    .setData(event.data);
  record
    .getMetadataMap()
    .set('type', event.type)
    .set('created', event.created.toString())
    .set('content-type', event.json ? 'application/json' : 'application/octet-stream');
  return new streamsPb.ReadResp().setEvent(
    new ReadEvent().setEvent(record).setCommitPosition(position),
  );
}

export const toNotFound = (stream: string): ReadResp =>
  new streamsPb.ReadResp().setStreamNotFound(
    new streamsPb.ReadResp.StreamNotFound().setStreamIdentifier(toIdentifier(stream)),
  );

export const toConfirmation = (subscription: string): ReadResp =>
  new streamsPb.ReadResp().setConfirmation(
    new streamsPb.ReadResp.SubscriptionConfirmation().setSubscriptionId(subscription),
  );

export const toCaughtUp = (): ReadResp =>
  new streamsPb.ReadResp().setCaughtUp(new streamsPb.ReadResp.CaughtUp());

export const toCheckpoint = (position: bigint): ReadResp =>
  new streamsPb.ReadResp().setCheckpoint(
    new streamsPb.ReadResp.Checkpoint()
      .setCommitPosition(position.toString())
      .setPreparePosition(position.toString()),
  );
