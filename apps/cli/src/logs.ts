import { StoreUnavailable, type EventStore } from '#event-sourcing';
import { openEventStore, type BundlePositions } from '#event-store';
import { openStore, PlainFailure, readStoreSettings, reasonOf, type Environment } from '#settings';
import { UsageError } from './terminal.js';

/** A log that a command works on. */
export type OpenLog = Readonly<{ store: EventStore; positions: BundlePositions; name: string }>;

export const isAddress = (text: string): boolean => /^[a-z+]+:\/\//i.test(text);

/** Runs work on the log at an address, or on the one that the settings name. */
export async function onLog<T>(
  environment: Environment,
  address: Readonly<{ flag: string; url: string | undefined }>,
  work: (log: OpenLog) => Promise<T>,
): Promise<T> {
  const log = await opened(environment, address);
  try {
    return await work(log);
  } finally {
    await log.store.close();
  }
}

async function opened(
  environment: Environment,
  { flag, url }: Readonly<{ flag: string; url: string | undefined }>,
): Promise<OpenLog> {
  if (url === undefined) {
    const settings = readStoreSettings(environment);
    const { positions, keepsEventsInPostgres, databaseUrl, eventStoreUrl } = settings;
    const name = masked(keepsEventsInPostgres ? databaseUrl : eventStoreUrl);
    return { store: await openStore(settings), positions, name };
  }
  const positions = checked(flag, url);
  const kind = positions === 'gapless' ? 'postgres' : 'eventstoredb';
  try {
    const store = await openEventStore({ kind, connectionString: url });
    return { store, positions, name: masked(url) };
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    const sentence = `The log at ${masked(url)} cannot be opened: ${reasonOf(error)}. Check --${flag}.`;
    throw new StoreUnavailable(sentence, { cause: error });
  }
}

/** By the rules of the settings, so that an address is as good here as there. */
function checked(flag: string, url: string): BundlePositions {
  const isPostgres = /^postgres(ql)?:/.test(url);
  if (!isPostgres && !/^esdb(\+discover)?:/.test(url)) {
    throw new UsageError(`--${flag} must be an address like postgres://… or esdb://….`);
  }
  try {
    const setting = isPostgres ? { DATABASE_URL: url } : { ...UNUSED, EVENTSTORE_URL: url };
    return readStoreSettings(setting).positions;
  } catch (error) {
    if (!(error instanceof PlainFailure)) throw error;
    throw new UsageError(error.message.replace(/^\w+_URL/, `--${flag}`));
  }
}

const UNUSED = { DATABASE_URL: 'postgres://unused/unused' };

/** An address without user, password and parameters; what can't be told apart is left out. */
function masked(url: string): string {
  const parts = /^([a-z+]+:\/\/)(?:[^@/?#]*@)?([\w.,:[\]-]*(?:\/[\w.%-]*)?)(?:[?#][^@]*)?$/i.exec(
    url,
  );
  return parts === null
    ? `${/^[a-z+]*/i.exec(url)?.[0] ?? ''}://…`
    : `${parts[1] ?? ''}${parts[2] ?? ''}`;
}
