import { IsInt, Matches, Max, Min, ValidateIf } from 'class-validator';
import { numberOf, readSettings, StoreSettings, type Environment, type Given } from '#settings';

/** What the projector is told from outside, beside where facts are kept. */
export class ProjectorConfiguration extends StoreSettings {
  /** Undefined: nobody can ask over HTTP how it is. */
  @ValidateIf(({ healthPort }: ProjectorConfiguration) => healthPort !== undefined)
  @IsInt({ message: 'HEALTH_PORT must be a whole number from 0 to 65535, like 3001.' })
  @Min(0, { message: 'HEALTH_PORT must be a whole number from 0 to 65535, like 3001.' })
  @Max(65_535, { message: 'HEALTH_PORT must be a whole number from 0 to 65535, like 3001.' })
  readonly healthPort: number | undefined;

  @Matches(/^[\w.:-]+$/, { message: 'HOST must be an address or a name, like 127.0.0.1.' })
  readonly host: string;

  constructor(given: Given, terminal: boolean) {
    super(given, terminal);
    const healthPort = given('HEALTH_PORT', '');
    this.healthPort = healthPort === '' ? undefined : numberOf(healthPort);
    this.host = given('HOST', '127.0.0.1');
  }
}

export const readConfiguration = (
  environment: Environment,
  terminal = false,
): ProjectorConfiguration =>
  readSettings(environment, (given) => new ProjectorConfiguration(given, terminal));
