import { Server, type ServerCredentials } from '@grpc/grpc-js';
import featuresGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { IGossipServer } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import type { IServerFeaturesServer } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import type { IStreamsServer } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { Faults } from './faults.js';
import { serveAppend } from './grpc/append.js';
import { serveBatchAppend } from './grpc/batch-append.js';
import { serveDelete, serveTombstone } from './grpc/deletion.js';
import { unauthenticated } from './grpc/errors.js';
import { News } from './grpc/news.js';
import { clusterInfo, type Member, supportedMethods } from './grpc/node.js';
import { serveRead } from './grpc/read.js';
import type { Served } from './grpc/served.js';
import type { Journal } from './journal.js';
import { Line } from './line.js';
import type { Log } from './log.js';
import { Writer } from './writer.js';

export type NodeSettings = Readonly<{
  port: number;
  offersBatches: boolean;
  maxAppendSize: number;
  users: Readonly<Record<string, string>> | undefined;
  members: (() => readonly Member[]) | undefined;
  credentials: ServerCredentials;
}>;

/** One life of the server, from its start to its death. */
export class RunningNode {
  private readonly timers = new Set<NodeJS.Timeout>();
  private dead: Promise<void> | undefined;

  private constructor(
    readonly writer: Writer,
    private readonly rpc: Server,
    private readonly line: Line,
    private readonly news: News,
    private readonly journal: Journal | undefined,
  ) {}

  static async start(
    log: Log,
    journal: Journal | undefined,
    faults: Faults,
    settings: NodeSettings,
  ): Promise<RunningNode> {
    const news = new News();
    const lives: { node?: RunningNode } = {};
    const writer = new Writer({
      log,
      journal,
      faults,
      die: () => void lives.node?.die(),
      announce: () => news.announce(),
    });
    const served: Served = {
      ...settings,
      log,
      writer,
      faults,
      news,
      clearTimersWhenDead: (timer) => lives.node?.timers.add(timer),
    };
    const rpc = new Server({ 'grpc.max_receive_message_length': 20 * 1024 * 1024 });
    const injector = rpc.createConnectionInjector(settings.credentials);
    const line = await Line.listen(settings.port, (socket) => injector.injectConnection(socket));
    const self: Member = { host: '127.0.0.1', port: line.port, state: 'leader' };
    const members = settings.members ?? (() => [{ ...self, state: stateOf(faults) }]);
    rpc.addService(streamsGrpc.StreamsService, streamsServer(served));
    rpc.addService(featuresGrpc.ServerFeaturesService, featuresServer(settings, faults));
    rpc.addService(gossipGrpc.GossipService, gossipServer(members));
    const node = new RunningNode(writer, rpc, line, news, journal);
    lives.node = node;
    return node;
  }

  get port(): number {
    return this.line.port;
  }

  cutConnections(): void {
    this.line.cutConnections();
  }

  /** As kill -9: nobody is answered any more, and every connection is cut. */
  die(): Promise<void> {
    this.dead ??= this.end();
    return this.dead;
  }

  private async end(): Promise<void> {
    this.writer.stop();
    for (const timer of this.timers) clearTimeout(timer);
    await this.line.close();
    this.rpc.forceShutdown();
    this.news.announce();
    this.journal?.close();
  }
}

const stateOf = ({ leader }: Faults): Member['state'] =>
  leader === 'self' ? 'leader' : leader === 'none' ? 'unknown' : 'follower';

const streamsServer = (served: Served): IStreamsServer => ({
  append: (call, answer) => serveAppend(served, call, answer),
  batchAppend: (call) => serveBatchAppend(served, call),
  read: (call) => void serveRead(served, call),
  delete: (call, answer) => serveDelete(served, call, answer),
  tombstone: (call, answer) => serveTombstone(served, call, answer),
});

const featuresServer = (settings: NodeSettings, faults: Faults): IServerFeaturesServer => ({
  getSupportedMethods: (_call, answer) =>
    faults.refusesEveryone
      ? answer(unauthenticated())
      : answer(null, supportedMethods(settings.offersBatches)),
});

const gossipServer = (members: () => readonly Member[]): IGossipServer => ({
  read: (_call, answer) => answer(null, clusterInfo(members())),
});
