import { status } from '@grpc/grpc-js';
import { BrokenLog, StoreUnavailable, UnknownOutcome } from '#event-sourcing';

/** What a call failed with: the code of the protocol, and the name the server gave it. */
type Failure = Readonly<{ code: number | undefined; name: string; message: string }>;

function failureIn(error: unknown): Failure {
  const { code, metadata } = (error ?? {}) as {
    code?: unknown;
    metadata?: { get?: (key: string) => readonly (string | Buffer)[] };
  };
  return {
    code: typeof code === 'number' ? code : undefined,
    name: metadata?.get?.('exception')[0]?.toString() ?? '',
    message: error instanceof Error ? error.message : String(error),
  };
}

/** The server knows no event at the position asked for. */
export const isUnknownPosition = (error: unknown): boolean => {
  const { code, name } = failureIn(error);
  return name === '' && (code === status.UNKNOWN || code === status.INVALID_ARGUMENT);
};

/** The connection is gone, or the node no longer leads: another one is opened by asking again. */
export const isCut = (error: unknown): boolean => {
  const { code, name } = failureIn(error);
  return code === status.UNAVAILABLE || name === 'not-leader';
};

/** What a failed read, or a failed attempt to connect, means. */
export function failureOfRead(cause: unknown): Error {
  if (cause instanceof StoreUnavailable || cause instanceof BrokenLog) return cause;
  const { code, name, message } = failureIn(cause);
  if (name === 'stream-deleted') {
    return new BrokenLog(`A stream was deleted from the event store: ${message}`, { cause });
  }
  if (
    name === 'access-denied' ||
    code === status.UNAUTHENTICATED ||
    code === status.PERMISSION_DENIED
  ) {
    return new StoreUnavailable(
      'EventStoreDB does not accept the user name and password of EVENTSTORE_URL.',
      { cause },
    );
  }
  return new StoreUnavailable(`EventStoreDB cannot be reached at the moment: ${inWords(message)}`, {
    cause,
  });
}

/** What the client and its transport say, as far as it helps whoever reads it. */
function inWords(message: string): string {
  if (/failed to discover|leader info/i.test(message)) return 'no leader is to be found';
  if (/wrong version number/i.test(message)) {
    return 'it does not speak TLS; give tls=false, or let it';
  }
  return message
    .replace(/ ?Resolution note:.*$/s, '')
    .replace(/^(\d+ [A-Z_]+: )?(No connection established\. Last error: (Error: )?)?/, '');
}

/** A rejected append may have been written, so only what surely was not is called that. */
export function failureOfAppend(cause: unknown): Error {
  const failure = failureOfRead(cause);
  const surelyNot = failure instanceof BrokenLog || failureIn(cause).name === 'access-denied';
  if (surelyNot || failure instanceof UnknownOutcome) return failure;
  return new UnknownOutcome('The connection to EventStoreDB was lost during an append.', { cause });
}
