/** Who may know whom (STYLE.md). Run by `npm run arch`; STYLE.md says the same in words. */

const SPECS = '[.]spec[.]ts$|/testing/';
const CONTEXTS =
  'organisations|maturity-models|optimisation|measurements|benefits|programmes|assessments|evidence|imports';
const WORDS = '^libs/(event-sourcing|vocabulary|facts)/src/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea, or hide a third.',
      ...error({}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    },
    {
      name: 'resolvable',
      comment: 'Every import leads to a file or an installed package.',
      ...error({}, { couldNotResolve: true }),
    },
    {
      name: 'kernel-stands-alone',
      comment: 'The kernel needs nothing but Node.',
      ...error(
        { path: '^libs/event-sourcing/', pathNot: SPECS },
        { pathNot: '^libs/event-sourcing/', dependencyTypesNot: ['core'] },
      ),
    },
    {
      name: 'vocabulary-stands-alone',
      comment: 'Words need no other words.',
      ...error({ path: '^libs/vocabulary/', pathNot: SPECS }, { pathNot: '^libs/vocabulary/' }),
    },
    {
      name: 'facts-know-the-words',
      comment: 'Facts are said with the kernel and the vocabulary.',
      ...error(
        { path: '^libs/facts/', pathNot: SPECS },
        { pathNot: '^libs/(facts|event-sourcing|vocabulary)/' },
      ),
    },
    {
      name: 'domain-is-pure',
      comment:
        'Domain code knows the kernel, the vocabulary, facts and its own folder: no framework, no database, no Node.',
      ...error(
        { path: '^libs/([^/]+)/src/domain/', pathNot: SPECS },
        { pathNot: [WORDS, '^libs/$1/src/domain/'] },
      ),
    },
    {
      name: 'figures-are-pure',
      comment: 'A figure is a function of facts: no framework, no database, no Node, no package.',
      ...error({ path: '^libs/figures/', pathNot: SPECS }, { pathNot: [WORDS, '^libs/figures/'] }),
    },
    {
      name: 'state-stays-home',
      comment: 'Others see the events of a context and send it commands; its state is its own.',
      ...error(
        { path: '^(libs/[^/]+/src/index|apps/.+|libs/read-models/.+)[.]ts$', pathNot: SPECS },
        { path: '[.]state[.]ts$' },
      ),
    },
    {
      name: 'contexts-do-not-know-read-models',
      comment: 'What a rule needs it reads from the store, not from a read model.',
      ...error(
        { path: `^libs/(${CONTEXTS})/`, pathNot: SPECS },
        { path: '^libs/(read-models|event-store|demonstration|reference-data)/' },
      ),
    },
    {
      name: 'adapters-know-only-the-port',
      comment: 'An event store knows messages, not what they mean.',
      ...error(
        { path: '^libs/event-store/' },
        { path: '^(libs|apps)/', pathNot: '^libs/(event-store|event-sourcing)/' },
      ),
    },
    {
      name: 'settings-open-the-store',
      comment:
        'They say where facts are kept and open the store there; what facts mean is not theirs.',
      ...error(
        { path: '^libs/settings/', pathNot: SPECS },
        { path: '^(libs|apps)/', pathNot: '^libs/(settings|event-store|event-sourcing)/' },
      ),
    },
    {
      name: 'only-apps-know-settings',
      comment: 'A lib gets what it needs as an argument.',
      ...error(
        { path: '^libs/', pathNot: `^libs/settings/|${SPECS}` },
        { path: '^libs/settings/' },
      ),
    },
    {
      name: 'through-the-front-door',
      comment: 'A lib is entered by its #name, which leads to index.ts or testing/index.ts.',
      ...error(
        { path: '^(?:apps|libs|test)/([^/]+)/' },
        {
          path: '^libs/',
          pathNot: ['^libs/$1/', '^libs/[^/]+/src/(testing/)?index[.]ts$'],
        },
      ),
    },
    {
      name: 'testing-is-for-tests',
      comment: 'What a lib offers to tests and to the bench is not for the product.',
      ...error(
        { path: '^(apps|libs)/', pathNot: `${SPECS}|^apps/bench/` },
        { path: '^libs/[^/]+/src/testing/' },
      ),
    },
    {
      name: 'libs-do-not-know-apps',
      ...error({ path: '^libs/' }, { path: '^(apps|test)/', pathNot: '^test/(support|oracle)/' }),
    },
    {
      name: 'test-support-is-for-tests',
      comment: 'The bench measures our adapter on the test server for EventStoreDB.',
      ...error({ path: '^(apps|libs)/', pathNot: `${SPECS}|^apps/bench/` }, { path: '^test/' }),
    },
    {
      name: 'apps-do-not-know-each-other',
      ...error({ path: '^apps/([^/]+)/' }, { path: '^apps/', pathNot: '^apps/$1/' }),
    },
    {
      name: 'launcher-needs-no-packages',
      comment: 'It runs in a checkout before anything is installed; only then may it load pg.',
      ...error(
        { path: '^apps/launcher/' },
        { pathNot: ['^apps/launcher/', '^node_modules/pg/'], dependencyTypesNot: ['core'] },
      ),
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^dist/'] },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.tooling.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};

function error(from, to) {
  return { severity: 'error', from, to };
}
