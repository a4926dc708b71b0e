import { readdirSync } from 'node:fs';

const libs = readdirSync(new URL('libs', import.meta.url)).join('|');

/** TypeScript by swc, as native ES modules; `#lib` names lead to the sources instead of to dist. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  testPathIgnorePatterns: [
    // These need a server of their own: npm run test:eventstore.
    ...(process.env.EVENTSTORE_URL ? [] : ['real-server\\.int\\.spec\\.ts$']),
    // And these a browser, by the path of its program, which sees all that is seen without one.
    process.env.CHROMIUM ? 'accessibility\\.e2e\\.spec\\.ts$' : '\\.browser\\.spec\\.ts$',
  ],
  reporters: ['default', '<rootDir>/apps/launcher/counts-reporter.mjs'],
  // One more than there are cores: suites wait for the database and the browser a fifth of the time.
  maxWorkers: 3,
  // Under native modules the heap of a worker grows with every suite that loads the framework.
  workerIdleMemoryLimit: '512MB',
  // Only a stop against tests that hang, on a machine however busy; nothing is measured by it.
  testTimeout: 300_000,
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    [`^#(${libs})$`]: '<rootDir>/libs/$1/src/index.ts',
    [`^#(${libs})/testing$`]: '<rootDir>/libs/$1/src/testing/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2022',
          keepClassNames: true,
          parser: { syntax: 'typescript', decorators: true },
          transform: {
            legacyDecorator: true,
            decoratorMetadata: true,
            useDefineForClassFields: false,
          },
        },
      },
    ],
  },
};
