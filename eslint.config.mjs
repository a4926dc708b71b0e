import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Where nothing throws, awaits, reads the clock, draws chance or logs. */
const pureCode = [
  'libs/*/src/domain/**/*.ts',
  'libs/figures/src/**/*.ts',
  'libs/facts/src/**/*.ts',
  'libs/vocabulary/src/**/*.ts',
  'libs/*/src/**/*.projection.ts',
];

const specs = ['**/*.spec.ts', '**/testing/**/*.ts', 'test/**/*.ts'];

/** Globals of Node that the plain JavaScript files of the launcher and the tooling use. */
const nodeGlobals = [
  ...['process', 'console', 'URL', 'Buffer', 'fetch', 'performance', 'structuredClone'],
  ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate'],
  ...['AbortController', 'AbortSignal', 'TextEncoder', 'TextDecoder'],
];

export default defineConfig(
  { ignores: ['dist/**', 'node_modules/**', '.data/**', 'coverage/**'] },
  {
    files: ['**/*.{mjs,cjs,js}'],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: Object.fromEntries(nodeGlobals.map((name) => [name, 'readonly'])),
    },
  },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // STYLE.md: `type` for data, `interface` for ports that classes implement.
      '@typescript-eslint/consistent-type-definitions': 'off',
      // tsconfig's noPropertyAccessFromIndexSignature is off, yet process.env['PORT'] may stay.
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: false },
      ],
      // Modules and controllers of Nest are classes that exist for their decorators.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      // It would write the `!` that we forbid.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // Row classes name a shape for the database; the rows themselves are plain data.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      // A parser of branded words names the brand that it makes.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-console': 'error',
      'max-lines': ['warn', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-params': 'off',
      '@typescript-eslint/max-params': ['error', { max: 5 }],
      complexity: ['error', 16],
    },
  },
  {
    files: pureCode,
    ignores: specs,
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ThrowStatement', message: 'Refuse with a reason; do not throw.' },
        { selector: 'AwaitExpression', message: 'What is pure does not wait.' },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Time comes in with the command.',
        },
        {
          selector: 'SwitchCase[test=null]',
          message: 'Name every case, so that a new event is a compile error here.',
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time comes in with the command.' },
        { object: 'Math', property: 'random', message: 'Ids and chance come in with the command.' },
      ],
      'no-restricted-globals': [
        'error',
        ...['process', 'console', 'fetch', 'setTimeout', 'setInterval', 'crypto', 'performance'],
      ],
    },
  },
  {
    // The parsers of the vocabulary are the one pure place that may throw: on a bug, not on input.
    files: ['libs/vocabulary/src/**/*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // The front door of a lib only lists names.
    files: ['libs/*/src/index.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: specs,
    rules: {
      'max-lines': 'off',
      complexity: 'off',
      // Jest's own matchers answer promises, and describe/it take async functions.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
