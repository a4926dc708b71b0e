import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { readConfiguration as readProjector } from '../../apps/projector/src/configuration.js';
import { readConfiguration as readServer } from '../../apps/server/src/configuration.js';

type Service = Readonly<{
  image: string;
  build?: string;
  command?: readonly string[];
  profiles: readonly string[];
  environment?: Readonly<Record<string, string>>;
  ports?: readonly string[];
  volumes?: readonly string[];
  networks?: readonly string[];
  restart?: string;
  healthcheck?: object;
  depends_on?: Readonly<Record<string, unknown>>;
}>;

type Compose = Readonly<{
  services: Readonly<Record<string, Service>>;
  volumes: Readonly<Record<string, unknown>>;
  networks: Readonly<Record<string, unknown>>;
}>;

/** What somebody has to set before anything starts. */
const needed = { POSTGRES_PASSWORD: 'Longer4Than8', TOKENS_FILE: './tokens.json' };

const text = readFileSync('docker-compose.yml', 'utf8');
const dockerfile = readFileSync('Dockerfile', 'utf8');
const compose = parse(interpolated(needed), { merge: true }) as Compose;
const services = Object.entries(compose.services);
const imageEnvironment = Object.fromEntries(
  [...(/^ENV (.*)$/m.exec(dockerfile)?.[1] ?? '').matchAll(/(\w+)=(\S+)/g)].map(
    ([, name = '', value = '']) => [name, value],
  ),
);

describe('docker-compose.yml', () => {
  // No Docker engine is needed for it: a linter of compose files brings the specification's schema.
  it('is as the compose specification has it', () => {
    const schema = JSON.parse(
      readFileSync('node_modules/dclint/schemas/compose.schema.json', 'utf8'),
    ) as object;
    // It names draft 7 by an address that draft 7 itself does not have.
    const $schema = 'http://json-schema.org/draft-07/schema#';
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const validate = ajv.compile({ ...schema, $schema });
    validate(compose);
    expect(validate.errors).toBeNull();
    expect(validate({ services: { tracker: { imag: 'typing-error' } } })).toBe(false);
  });

  it.each(Object.keys(needed))('starts nothing without %s, and says what to set', (name) => {
    const others = Object.entries(needed).filter(([each]) => each !== name);
    expect(() => interpolated(Object.fromEntries(others))).toThrow(`Set ${name} to `);
  });

  it('writes no password down', () => {
    const secrets = text.split('\n').filter((line) => /PASSWORD|:\/\/[^\s/]*:[^\s/]*@/.test(line));
    expect(secrets.filter((line) => !line.includes('${POSTGRES_PASSWORD:?'))).toEqual([]);
  });

  it('opens its ports to this machine alone unless told otherwise, and none of a store', () => {
    const published = services.flatMap(([name, { ports = [] }]) =>
      ports.map((port) => `${name} ${port}`),
    );
    expect(published).toEqual([
      'tracker 127.0.0.1:3000:3000',
      'tracker-on-eventstoredb 127.0.0.1:3000:3000',
      'proxy 127.0.0.1:3000:3000',
    ]);
    expect(compose.networks['stores']).toEqual({ internal: true });
    const stores = services.filter(([name]) => /^(eventstore|postgres)/.test(name));
    expect(stores.flatMap(([, { networks }]) => networks)).toEqual(stores.map(() => 'stores'));
  });

  it('has what each profile is for', () => {
    const of = (profile: string) =>
      services.filter(([, { profiles }]) => profiles.includes(profile)).map(([name]) => name);
    expect(of('postgres')).toEqual(['postgres', 'tracker']);
    expect(of('eventstoredb')).toEqual(['postgres', 'tracker-on-eventstoredb', 'eventstore']);
    expect(of('cluster')).toEqual([
      'postgres',
      'proxy',
      'server-one',
      'server-two',
      'projector-one',
      'projector-two',
      'eventstore-one',
      'eventstore-two',
      'eventstore-three',
    ]);
  });

  it.each(services)(
    '%s comes back, tells of its health and waits for what it needs',
    (_, service) => {
      const { restart, healthcheck, build, image, depends_on = {}, volumes = [] } = service;
      expect(restart).toBe('unless-stopped');
      // The image that is built here brings its own.
      expect(healthcheck !== undefined || build === '.').toBe(true);
      expect(build === '.' || /:\d+[\w.-]*$/.test(image)).toBe(true);
      for (const name of Object.keys(depends_on)) {
        expect(compose.services[name]?.profiles).toEqual(expect.arrayContaining(service.profiles));
      }
      for (const volume of volumes) {
        expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
      }
    },
  );

  it.each(services.filter(([, { build }]) => build === '.'))(
    'sets nothing for %s that its configuration does not read and accept',
    (_, { command = [], environment = {} }) => {
      const read = new Set<string>();
      const watched = new Proxy<Record<string, string>>(
        { ...imageEnvironment, ...environment },
        {
          get: (all, name) => {
            read.add(String(name));
            return Reflect.get(all, name) as unknown;
          },
        },
      );
      const readConfiguration = command.join().includes('projector') ? readProjector : readServer;
      const configuration = readConfiguration(watched);
      expect(configuration.keepsEventsInPostgres).toBe(!('EVENTSTORE_URL' in environment));
      expect(Object.keys(environment).filter((name) => !read.has(name))).toEqual([]);
    },
  );
});

it('keeps files of evidence in one volume that every server can write', () => {
  const servers = services.filter(([, { build, command }]) => build === '.' && !command);
  expect(servers).toHaveLength(4);
  for (const [, { volumes, environment }] of servers) {
    expect(volumes).toEqual(['evidence:/data']);
    expect(readServer({ ...imageEnvironment, ...environment }).dataFolder).toBe('/data');
  }
  expect(dockerfile).toContain('mkdir -p /volumes/data');
  expect(dockerfile).toContain('COPY --from=build --chown=node:node /volumes /');
});

describe('The Dockerfile', () => {
  it('installs what production needs, runs as nobody special and tells of its health', () => {
    const stages = dockerfile.split(/^FROM /m).slice(1);
    expect(stages.map((stage) => stage.split(/\s/)[0])).toEqual(
      stages.map(() => 'node:22-bookworm-slim'),
    );
    expect(stages[1]).toContain('npm ci --omit=dev');
    const last = stages.at(-1) ?? '';
    expect(last).not.toContain('RUN ');
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^HEALTHCHECK /m);
    expect(imageEnvironment).toMatchObject({ NODE_ENV: 'production', PORT: '3000' });
  });
});

/** As compose does it: `:-` gives what holds otherwise, `:?` the sentence to stop with. */
function interpolated(environment: Readonly<Record<string, string>>): string {
  return text.replace(
    /\$\{(\w+):([-?])([^}]*)\}/g,
    (_, name: string, kind: string, otherwise: string) => {
      const value = environment[name] ?? '';
      if (value !== '') return value;
      if (kind === '?') throw new Error(otherwise);
      return otherwise;
    },
  );
}
