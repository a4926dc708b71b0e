import { IsIn, Matches } from 'class-validator';
import { readSettings, type Environment, type Given } from './reading.js';

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** The client ignores what it does not know, so a slip of the pen would pass unseen. */
const texts = ['tlsCAFile', 'userCertFile', 'userKeyFile', 'connectionName'];
const numbers = [
  'defaultDeadline',
  'discoveryInterval',
  'gossipTimeout',
  'keepAliveInterval',
  'keepAliveTimeout',
  'maxDiscoverAttempts',
];
const parameters = ['tls', ...texts, ...numbers];

const CREDENTIALS = String.raw`(?:[^\s:@/?]+:[^\s:@/?]+@)?`;
const PORT = String.raw`(?:6553[0-5]|655[0-2]\d|65[0-4]\d\d|6[0-4]\d{3}|[1-5]?\d{1,4})`;
const HOST = String.raw`[\w.-]+(?::${PORT})?`;
/** A host with its port. */
export const ADDRESS = String.raw`[\w.-]+:${PORT}`;
const TEXT = String.raw`(?:${texts.join('|')})=[^\s&?]+`;
const NUMBER = String.raw`(?:${numbers.join('|')})=\d+`;
const PARAMETER = String.raw`(?:tls=(?:true|false)|${TEXT}|${NUMBER})`;
const EVENTSTORE_URL = new RegExp(
  String.raw`^(?:esdb(?:\+discover)?://${CREDENTIALS}${HOST}(?:,${HOST})*/?(?:\?${PARAMETER}(?:&${PARAMETER})*)?)?$`,
);

/** Where facts and read models are kept, and how much is logged: what every process has to know. */
export class StoreSettings {
  @Matches(/^postgres(ql)?:\/\/\S+$/, {
    message:
      'DATABASE_URL must name a PostgreSQL database, like postgres://user:password@host:5432/name; npm start brings a database of its own.',
  })
  readonly databaseUrl: string;

  /** Empty: the events are kept in PostgreSQL, beside the read models. */
  @Matches(EVENTSTORE_URL, {
    message: `EVENTSTORE_URL must name an EventStoreDB, like esdb://user:password@host:2113 or esdb+discover://one:2113,two:2113, and may set ${parameters.join(', ')} (tls to true or false, all but ${texts.join(', ')} to whole numbers).`,
  })
  readonly eventStoreUrl: string;

  @IsIn(logLevels, { message: `LOG_LEVEL must be one of ${logLevels.join(', ')}.` })
  readonly logLevel: (typeof logLevels)[number];

  constructor(given: Given, terminal: boolean) {
    this.databaseUrl = given('DATABASE_URL', '');
    this.eventStoreUrl = given('EVENTSTORE_URL', '');
    this.logLevel = given('LOG_LEVEL', terminal ? 'warn' : 'info') as StoreSettings['logLevel'];
  }

  get keepsEventsInPostgres(): boolean {
    return this.eventStoreUrl === '';
  }

  /** What the projection engine may expect: PostgreSQL counts its entries, EventStoreDB does not. */
  get positions(): 'gapless' | 'opaque' {
    return this.keepsEventsInPostgres ? 'gapless' : 'opaque';
  }
}

/** For a process that needs no other settings. */
export const readStoreSettings = (environment: Environment, terminal = false): StoreSettings =>
  readSettings(environment, (given) => new StoreSettings(given, terminal));
