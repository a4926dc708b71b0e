import type { Metadata, ServiceError } from '@grpc/grpc-js';
import type { Faults } from '../faults.js';
import type { Log } from '../log.js';
import type { Writer } from '../writer.js';
import { accessDenied, notLeader, serverNotReady, unauthenticated } from './errors.js';
import type { News } from './news.js';

/** What the calls are served from, for as long as the server runs. */
export type Served = Readonly<{
  log: Log;
  writer: Writer;
  faults: Faults;
  news: News;
  maxAppendSize: number;
  /** Passwords by name; without it everyone may do everything. */
  users: Readonly<Record<string, string>> | undefined;
  clearTimersWhenDead: (timer: NodeJS.Timeout) => void;
}>;

type Purpose = 'read' | 'write';

/** Why a call is turned away before anyone looks at what it asks for. */
export function refusal(
  served: Served,
  metadata: Metadata,
  purpose: Purpose,
): ServiceError | undefined {
  return (
    notAuthenticated(served, metadata) ??
    (isAnonymous(served, metadata) ? accessDenied() : undefined) ??
    notLeading(served, metadata, purpose)
  );
}

/** Wrong credentials end the call; missing ones only deny access, which batch says per append. */
export function notAuthenticated(
  { users, faults }: Served,
  metadata: Metadata,
): ServiceError | undefined {
  if (faults.refusesEveryone) return unauthenticated();
  const credentials = credentialsIn(metadata);
  if (users === undefined || credentials === undefined) return undefined;
  const known = Object.entries(users).some((pair) => pair.join(':') === credentials);
  return known ? undefined : unauthenticated();
}

export const isAnonymous = ({ users }: Served, metadata: Metadata): boolean =>
  users !== undefined && credentialsIn(metadata) === undefined;

export function notLeading(
  { faults: { leader } }: Served,
  metadata: Metadata,
  purpose: Purpose,
): ServiceError | undefined {
  if (leader === 'self') return undefined;
  if (leader === 'none') return serverNotReady();
  const needsLeader = purpose === 'write' || metadata.get('requires-leader')[0] === 'true';
  return needsLeader ? notLeader(leader.host, leader.port) : undefined;
}

function credentialsIn(metadata: Metadata): string | undefined {
  const header = metadata.get('authorization')[0]?.toString();
  const encoded = header === undefined ? null : /^Basic (.+)$/i.exec(header);
  return encoded?.[1] === undefined
    ? undefined
    : Buffer.from(encoded[1], 'base64').toString('utf8');
}
