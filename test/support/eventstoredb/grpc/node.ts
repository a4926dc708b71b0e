import gossipPb from '@eventstore/db-client/generated/gossip_pb.js';
import featuresPb from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { ClusterInfo, MemberInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { Endpoint } from '../faults.js';
import { toUuid } from './messages.js';

const VERSION = '23.10.8';
const STREAMS = 'event_store.client.streams.streams';

/** A client that is not offered batches appends one call at a time. */
export function supportedMethods(offersBatches: boolean): SupportedMethods {
  const methods: [string, ...string[]][] = [
    ['read', 'position', 'events'],
    ['append'],
    ['delete'],
    ['tombstone'],
    ...(offersBatches ? [['batchappend', 'deadline_duration'] as [string, string]] : []),
  ];
  const supported = new featuresPb.SupportedMethods().setEventStoreServerVersion(VERSION);
  for (const [name, ...features] of methods) {
    supported.addMethods(
      new featuresPb.SupportedMethod()
        .setServiceName(STREAMS)
        .setMethodName(name)
        .setFeaturesList(features),
    );
  }
  return supported;
}

export type Member = Endpoint & Readonly<{ state: 'leader' | 'follower' | 'unknown' }>;

export function clusterInfo(members: readonly Member[]): ClusterInfo {
  const info = new gossipPb.ClusterInfo();
  members.forEach((member, index) => info.addMembers(toMemberInfo(member, index)));
  return info;
}

function toMemberInfo({ host, port, state }: Member, index: number): MemberInfo {
  const { LEADER, FOLLOWER, UNKNOWN } = gossipPb.MemberInfo.VNodeState;
  return new gossipPb.MemberInfo()
    .setInstanceId(toUuid(`00000000-0000-4000-8000-${(index + 1).toString().padStart(12, '0')}`))
    .setTimeStamp('0')
    .setState({ leader: LEADER, follower: FOLLOWER, unknown: UNKNOWN }[state])
    .setIsAlive(true)
    .setHttpEndPoint(new gossipPb.EndPoint().setAddress(host).setPort(port));
}
