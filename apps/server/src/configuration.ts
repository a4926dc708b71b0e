import { IsBoolean, IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import {
  ADDRESS,
  flagOf,
  numberOf,
  PlainFailure,
  readSettings,
  StoreSettings,
  type Environment,
  type Given,
} from '#settings';

const environments = ['development', 'production', 'test'] as const;
const projectors = ['here', 'apart'] as const;
const waysToSignIn = ['development', 'tokens'] as const;

/** Everything that can be set from outside, by the names of its environment variables. */
export class Configuration extends StoreSettings {
  @IsInt({ message: 'PORT must be a whole number from 0 to 65535, like 3000.' })
  @Min(0, { message: 'PORT must be a whole number from 0 to 65535, like 3000.' })
  @Max(65_535, { message: 'PORT must be a whole number from 0 to 65535, like 3000.' })
  readonly port: number;

  @Matches(/^[\w.:-]+$/, { message: 'HOST must be an address or a name, like 127.0.0.1.' })
  readonly host: string;

  @IsBoolean({ message: 'EMBEDDED_DATABASE must be true or false.' })
  readonly embeddedDatabase: boolean;

  @IsIn(environments, { message: `NODE_ENV must be one of ${environments.join(', ')}.` })
  readonly environment: (typeof environments)[number];

  /** Empty: no machine has a token. */
  readonly tokensFile: string;

  @IsBoolean({ message: 'DEMONSTRATION must be true or false.' })
  readonly demonstration: boolean;

  /** Whether the public facts are loaded at start. */
  @IsBoolean({ message: 'REFERENCE_DATA must be true or false.' })
  readonly referenceData: boolean;

  /** Whether this process writes the read models, or only others do. */
  @IsIn(projectors, { message: `PROJECTOR must be one of ${projectors.join(', ')}.` })
  readonly projector: (typeof projectors)[number];

  @IsIn(waysToSignIn, { message: `SIGN_IN must be one of ${waysToSignIn.join(', ')}.` })
  readonly signIn: (typeof waysToSignIn)[number];

  @IsInt({ message: 'RATE_LIMIT must be a whole number of requests per minute, like 6000.' })
  @Min(1, { message: 'RATE_LIMIT must be a whole number of requests per minute, like 6000.' })
  readonly rateLimit: number;

  /** Whom people ask for help; empty where nobody is named yet. */
  @Matches(/^(?:[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+|https:\/\/[^\s<>]+)?$/, {
    message: 'CONTACT must be an email address or a link that starts with https://.',
  })
  readonly contact: string;

  /** The host and port of a ClamAV daemon; empty where nothing looks for viruses. */
  @Matches(new RegExp(`^(?:${ADDRESS})?$`), {
    message: 'VIRUS_SCANNER must be the host and port of a ClamAV daemon, like 127.0.0.1:3310.',
  })
  readonly virusScanner: string;

  /** Where files of evidence are kept, and where the launcher keeps the embedded database. */
  readonly dataFolder: string;

  constructor(given: Given, terminal: boolean) {
    super(given, terminal);
    this.port = numberOf(given('PORT', '3000'));
    this.host = given('HOST', '127.0.0.1');
    this.embeddedDatabase = flagOf(given('EMBEDDED_DATABASE', 'false'));
    this.environment = given('NODE_ENV', 'development') as Configuration['environment'];
    const onTrial = this.isEmbedded && this.environment === 'development';
    this.demonstration = flagOf(given('DEMONSTRATION', String(onTrial)));
    this.referenceData = flagOf(given('REFERENCE_DATA', 'true'));
    this.projector = given('PROJECTOR', 'here') as Configuration['projector'];
    const signIn = this.isPrivate ? 'development' : 'tokens';
    this.signIn = given('SIGN_IN', signIn) as Configuration['signIn'];
    this.rateLimit = numberOf(given('RATE_LIMIT', '6000'));
    this.tokensFile = given('TOKENS_FILE', '');
    this.contact = given('CONTACT', '');
    this.virusScanner = given('VIRUS_SCANNER', '');
    this.dataFolder = given('DATA_FOLDER', '.data');
  }

  /** The demonstration programme is open to everybody while it runs on an embedded store. */
  get opensDemonstration(): boolean {
    return this.demonstration && this.isEmbedded;
  }

  /** Events and read models are in the database that the launcher brought: nobody's record yet. */
  private get isEmbedded(): boolean {
    return this.embeddedDatabase && this.keepsEventsInPostgres;
  }

  /** Only people at this machine can reach the server, and nobody relies on it. */
  get isPrivate(): boolean {
    return (
      this.environment !== 'production' && ['127.0.0.1', '::1', 'localhost'].includes(this.host)
    );
  }
}

/** The configuration, or one sentence that says what is wrong with it. */
export function readConfiguration(environment: Environment, terminal = false): Configuration {
  const configuration = readSettings(environment, (given) => new Configuration(given, terminal));
  const sentence = unsafe(configuration);
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
