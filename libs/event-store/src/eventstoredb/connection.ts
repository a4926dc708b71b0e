import { EventStoreDBClient } from '@eventstore/db-client';
import services, { type StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { CallOptions, Channel, Metadata } from '@grpc/grpc-js';
import type { Readable } from 'node:stream';
import { StoreUnavailable } from '#event-sourcing';
import { ServerClock } from './server-clock.js';

/**
 * What the client keeps for its own commands: a channel that is discovered, signed in to, and
 * given up for another one when it breaks or another node leads.
 */
type Channels = Readonly<{
  GRPCStreamCreator: <Call extends Readable>(
    service: typeof StreamsClient,
    name: string,
    open: (client: StreamsClient) => Call,
  ) => () => Promise<Call>;
  callArguments: (
    options: Readonly<{ requiresLeader: boolean }>,
    call: CallOptions,
  ) => [Metadata, CallOptions];
  getChannel: () => Promise<Channel>;
  dispose: () => Promise<void>;
}>;

/** How the client comes by another channel; it tells nobody when there is none to be had. */
type Reconnecting = { handleError: (client: StreamsClient, error: Error) => Promise<void> };

const LONGEST_WAIT_MS = 5_000;

/** The way to a server or a cluster, as the client of EventStoreDB finds and keeps it. */
export class Connection {
  readonly clock = new ServerClock();
  private readonly channels: Channels;

  constructor(
    connectionString: string,
    readonly longestWait = LONGEST_WAIT_MS,
  ) {
    const client = clientOf(connectionString);
    const reconnecting = client as unknown as Reconnecting;
    const { handleError } = reconnecting;
    // Nobody awaits it: a cluster that has no leader meanwhile would end the process.
    reconnecting.handleError = (failed, error) => handleError(failed, error).catch(() => undefined);
    this.channels = client as unknown as Channels;
  }

  /** Opens a call on the leader. */
  async open<Call extends Readable>(
    call: (client: StreamsClient, metadata: Metadata, options: CallOptions) => Call,
  ): Promise<Call> {
    const create = this.channels.GRPCStreamCreator(services.StreamsClient, 'tracker', (client) => {
      const begun = performance.now();
      const opened = call(
        client,
        ...this.channels.callArguments({ requiresLeader: true }, { deadline: Infinity }),
      );
      opened.once('metadata', (answered: Metadata) => {
        this.clock.heard(answered.get('date')[0]?.toString(), performance.now() - begun);
      });
      return opened;
    });
    return withinTime(create(), this.longestWait);
  }

  async close(): Promise<void> {
    await this.channels.dispose();
    const channel = await withinTime(this.channels.getChannel(), this.longestWait).catch(
      () => undefined,
    );
    channel?.close();
  }
}

/** Of several hosts to discover by, the client takes the first alone; as a list it asks them all. */
const asList = (connectionString: string): string =>
  connectionString.replace(/^esdb\+discover:(?=\/\/[^/?]*,)/, 'esdb:');

function clientOf(connectionString: string): EventStoreDBClient {
  try {
    return EventStoreDBClient.connectionString(asList(connectionString));
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new StoreUnavailable(`The address of EventStoreDB cannot be read: ${reason}`);
  }
}

/** A name that does not resolve, or a cluster without a leader, would be waited for too long. */
async function withinTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new StoreUnavailable('EventStoreDB has no leader that can be reached.'));
    }, milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
