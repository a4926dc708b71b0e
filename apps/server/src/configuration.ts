import { IsBoolean, IsIn, IsInt, Matches, Max, Min, validateSync } from 'class-validator';
import { PlainFailure } from './plain-failure.js';

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const environments = ['development', 'production', 'test'] as const;
/** The value of an environment variable, or what holds where it is not set or empty. */
type Given = (name: string, otherwise: string) => string;

const waysToSignIn = ['development', 'tokens'] as const;

/** Everything that can be set from outside, by the names of its environment variables. */
export class Configuration {
  @IsInt({ message: 'PORT must be a whole number from 0 to 65535, like 3000.' })
  @Min(0, { message: 'PORT must be a whole number from 0 to 65535, like 3000.' })
  @Max(65_535, { message: 'PORT must be a whole number from 0 to 65535, like 3000.' })
  readonly port: number;

  @Matches(/^[\w.:-]+$/, { message: 'HOST must be an address or a name, like 127.0.0.1.' })
  readonly host: string;

  @Matches(/^postgres(ql)?:\/\/\S+$/, {
    message:
      'DATABASE_URL must name a PostgreSQL database, like postgres://user:password@host:5432/name; npm start brings a database of its own.',
  })
  readonly databaseUrl: string;

  @IsBoolean({ message: 'EMBEDDED_DATABASE must be true or false.' })
  readonly embeddedDatabase: boolean;

  @IsIn(environments, { message: `NODE_ENV must be one of ${environments.join(', ')}.` })
  readonly environment: (typeof environments)[number];

  @IsIn(logLevels, { message: `LOG_LEVEL must be one of ${logLevels.join(', ')}.` })
  readonly logLevel: (typeof logLevels)[number];

  /** Empty: no machine has a token. */
  readonly tokensFile: string;

  @IsBoolean({ message: 'DEMONSTRATION must be true or false.' })
  readonly demonstration: boolean;

  /** Whether the public facts are loaded at start. */
  @IsBoolean({ message: 'REFERENCE_DATA must be true or false.' })
  readonly referenceData: boolean;

  @IsIn(waysToSignIn, { message: `SIGN_IN must be one of ${waysToSignIn.join(', ')}.` })
  readonly signIn: (typeof waysToSignIn)[number];

  @IsInt({ message: 'RATE_LIMIT must be a whole number of requests per minute, like 6000.' })
  @Min(1, { message: 'RATE_LIMIT must be a whole number of requests per minute, like 6000.' })
  readonly rateLimit: number;

  /** Where the launcher keeps the embedded database. */
  readonly dataFolder: string;

  constructor(given: Given, terminal: boolean) {
    this.port = numberOf(given('PORT', '3000'));
    this.host = given('HOST', '127.0.0.1');
    this.databaseUrl = given('DATABASE_URL', '');
    this.embeddedDatabase = flagOf(given('EMBEDDED_DATABASE', 'false'));
    this.environment = given('NODE_ENV', 'development') as Configuration['environment'];
    this.logLevel = given('LOG_LEVEL', terminal ? 'warn' : 'info') as Configuration['logLevel'];
    const onTrial = this.embeddedDatabase && this.environment === 'development';
    this.demonstration = flagOf(given('DEMONSTRATION', String(onTrial)));
    this.referenceData = flagOf(given('REFERENCE_DATA', 'true'));
    const signIn = this.isPrivate ? 'development' : 'tokens';
    this.signIn = given('SIGN_IN', signIn) as Configuration['signIn'];
    this.rateLimit = numberOf(given('RATE_LIMIT', '6000'));
    this.tokensFile = given('TOKENS_FILE', '');
    this.dataFolder = given('DATA_FOLDER', '');
  }

  /** The demonstration programme is open to everybody while it runs on an embedded store. */
  get opensDemonstration(): boolean {
    return this.demonstration && this.embeddedDatabase;
  }

  /** Only people at this machine can reach the server, and nobody relies on it. */
  get isPrivate(): boolean {
    return (
      this.environment !== 'production' && ['127.0.0.1', '::1', 'localhost'].includes(this.host)
    );
  }
}

/** The configuration, or one sentence that says what is wrong with it. */
export function readConfiguration(
  environment: Readonly<Record<string, string | undefined>>,
  terminal = false,
): Configuration {
  const unknown = Object.keys(environment).find((name) => name.startsWith('TRACKER_'));
  if (unknown !== undefined) {
    throw new PlainFailure(
      `There is no setting named ${unknown}: the README lists the settings, none of which begins with TRACKER_.`,
    );
  }
  if ((environment['EVENTSTORE_URL'] ?? '') !== '') {
    throw new PlainFailure(
      'EVENTSTORE_URL is set, but this build has no adapter for EventStoreDB yet: unset it, and the events are kept in PostgreSQL.',
    );
  }
  const configuration = new Configuration(givenIn(environment), terminal);
  const [wrong] = validateSync(configuration);
  const sentence = Object.values(wrong?.constraints ?? {})[0] ?? unsafe(configuration);
  if (sentence !== undefined) throw new PlainFailure(sentence);
  return configuration;
}

function unsafe({ signIn, isPrivate, demonstration, environment }: Configuration) {
  if (signIn === 'development' && !isPrivate) {
    return 'SIGN_IN=development lets anybody in as anybody: it runs only on a loopback HOST, and never with NODE_ENV=production.';
  }
  if (demonstration && environment === 'production') {
    return 'DEMONSTRATION=true would put fictional trusts into a record that people rely on: unset it, or unset NODE_ENV=production.';
  }
  return undefined;
}

const numberOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) : Number.NaN);

/** What is neither yes nor no stays what it is, for the validation to name. */
const flagOf = (text: string): boolean =>
  flags.get(text.toLowerCase()) ?? (text as unknown as boolean);

const flags = new Map([
  ['true', true],
  ['on', true],
  ['false', false],
  ['off', false],
]);

const givenIn =
  (environment: Readonly<Record<string, string | undefined>>): Given =>
  (name, otherwise) => {
    const value = environment[name]?.trim() ?? '';
    return value === '' ? otherwise : value;
  };
