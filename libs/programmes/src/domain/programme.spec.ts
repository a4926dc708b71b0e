import type { Named } from '#event-sourcing';
import { givenId, specify } from '#event-sourcing/testing';
import type { OrganisationStanding, TargetTerms } from '#facts';
import {
  BEFORE_RECORDS,
  isoDate,
  odsCode,
  onDay,
  statedDate,
  type FactId,
  type FreeText,
  type PartId,
  type ProgrammeId,
} from '#vocabulary';
import { programmeDecider } from './programme.decider.js';
import type { ProgrammeFact } from './programme.events.js';
import type {
  ProgrammeCircumstances,
  ProgrammeCommand,
  ProgrammeOrder,
} from './programme.orders.js';

describe('Registering a programme', () => {
  const register = () =>
    order('RegisterProgramme', { name: 'National EPR', scopeAreas: ['Coverage'] });

  it('says what it covers', () => {
    spec.when(register()).then(registered);
  });

  it('happens once; the same again changes nothing', () => {
    spec.given(registered).when(register()).thenNothing();
    spec
      .given(registered)
      .when(order('RegisterProgramme', { name: 'Another', scopeAreas: [] }))
      .thenRefused('already-registered');
  });

  it('comes before everything else of it', () => {
    spec.when(define(1)).thenRefused('programme-unknown');
  });

  it('is refused on a day that has not come', () => {
    spec
      .when(order('RegisterProgramme', { name: 'N', scopeAreas: [], ...on('2025-12-01') }))
      .thenRefused('date-in-future');
  });
});

describe('Changing a definition', () => {
  it('gives it a next version; the one before is kept', () => {
    spec.given(registered).when(define(1)).then(defined(1));
    spec.given(registered, defined(1)).when(define(2)).then(defined(2));
    spec.given(registered, defined(1)).when(define(1)).thenNothing();
  });

  it('follows the order of versions and of days', () => {
    spec.given(registered).when(define(2)).thenRefused('definition-out-of-turn', { next: '1' });
    spec
      .given(registered, defined(1))
      .when(define(1, { title: 'Another' }))
      .thenRefused('definition-version-exists', { version: '1', next: '2' });
    spec
      .given(registered, defined(1))
      .when(define(2, on('2025-01-01')))
      .thenRefused('definition-before-previous', { previousOn: '2025-06-01' });
  });

  it('is refused where it changes nothing', () => {
    spec
      .given(registered, defined(1))
      .when(define(2, { title: 'Version 1' }))
      .thenRefused('definition-unchanged');
  });

  it('may come into force later', () => {
    spec
      .given(registered)
      .when(define(1, on('2025-12-01')))
      .thenLike({
        type: 'TargetDefinitionChanged',
        data: { effective: onDay(isoDate('2025-12-01')) },
      });
  });
});

describe('Revising a cohort', () => {
  it('says who joins and leaves, and why', () => {
    spec
      .given(registered, cohort(1, ['RXX', 'RYY']))
      .when(revise(2, ['RZZ'], ['RYY'], { cause: 'merger' }))
      .then(cohort(2, ['RZZ'], ['RYY'], { cause: 'merger' }));
  });

  it('takes a first version whose trusts were never listed, and a published count', () => {
    spec.given(registered).when(revise(1, [])).thenLike({ type: 'CohortRevised', data: {} });
    spec
      .given(registered, cohort(1, []))
      .when(revise(2, [], [], { counted: 211 }))
      .thenLike({ type: 'CohortRevised', data: { counted: 211 } });
    spec.given(registered, cohort(1, [])).when(revise(2, [])).thenRefused('cohort-unchanged');
  });

  it('follows the order of versions and of days', () => {
    spec
      .given(registered)
      .when(revise(3, ['RXX']))
      .thenRefused('cohort-out-of-turn');
    spec
      .given(registered, cohort(1, ['RXX']))
      .when(revise(1, ['RYY']))
      .thenRefused('cohort-version-exists');
    spec
      .given(registered, cohort(1, ['RXX']))
      .when(revise(2, ['RYY'], [], on('2025-01-01')))
      .thenRefused('cohort-before-previous');
  });

  it('takes trusts that were open on the day, each once', () => {
    const first = spec.given(registered);
    first.when(revise(1, ['RXX', 'QAA'])).thenRefusedAt('added/1', 'trust-unknown');
    first.when(revise(1, ['R99'])).thenRefused('trust-unknown', { code: 'R99' });
    first.when(revise(1, ['RCC'])).thenRefused('trust-not-open', { code: 'RCC', name: 'RCC' });
    first
      .when(revise(1, ['RCC'], [], on('2025-03-31')))
      .thenLike({ type: 'CohortRevised', data: {} });
    first.when(revise(1, ['RXX', 'RXX'])).thenRefusedAt('added/1', 'trust-twice');
  });

  it('lets nobody join who is in it, nor leave who is not', () => {
    const one = spec.given(registered, cohort(1, ['RXX']));
    one.when(revise(2, ['RXX'])).thenRefused('already-member', { code: 'RXX' });
    one.when(revise(2, ['RYY'], ['RZZ'])).thenRefusedAt('removed/0', 'not-a-member');
    one.when(revise(2, ['RYY'], ['RYY'])).thenRefusedAt('removed/0', 'trust-twice');
  });

  it('that was wrong is corrected, though later ones rest on it', () => {
    spec
      .given(registered, cohort(1, ['RXX', 'RYY']), cohort(2, [], ['RYY'], { cause: 'closed' }))
      .when(correct(2, revise(1, ['RXX', 'RYY', 'RZZ'])))
      .thenLike({ type: 'FactCorrected', data: { factId: givenId(2) } });
  });
});

describe('Setting a target', () => {
  it('says of whom it asks what by when, under versions that exist', () => {
    spec
      .given(...groundwork)
      .when(set())
      .then(targetSet());
    spec
      .given(...groundwork, targetSet())
      .when(set())
      .thenNothing();
    spec
      .given(...groundwork, targetSet())
      .when(set({ value: 95 }))
      .thenRefused('target-exists');
  });

  it('is refused for a definition or cohort that is not there', () => {
    const known = spec.given(...groundwork);
    known.when(set({ definitionVersion: 2 })).thenRefusedAt('definition', 'definition-unknown');
    known
      .when(set({ cohort: part('others') }))
      .thenRefused('cohort-unknown', { name: 'others', version: '1' });
  });

  it('takes a value in its range, and a deadline that lies ahead of it', () => {
    const known = spec.given(...groundwork);
    known.when(set({ value: 101 })).thenRefused('target-value-out-of-range');
    known.when(set({ value: -1, unit: 'trusts' })).thenRefused('target-value-out-of-range');
    known
      .when(set({ value: 206, unit: 'trusts' }))
      .thenLike({ type: 'ProgrammeTargetSet', data: {} });
    known.when(set({ deadline: statedDate('2025-05') })).thenRefused('deadline-before-target');
  });
});

describe('Rebaselining a target', () => {
  const later = () => ({ deadline: statedDate('2026-03'), ...on('2025-06-20'), source });

  it('gives it other terms and keeps what it measures', () => {
    spec
      .given(...groundwork, targetSet())
      .when(rebaseline(later()))
      .thenLike({
        type: 'ProgrammeTargetRebaselined',
        data: { metric: 'Trusts with an EPR', unit: 'percent', value: 100, deadline: '2026-03' },
      });
  });

  it('needs a source, a target, and a change', () => {
    const { source: _, ...unsourced } = later();
    spec
      .given(...groundwork, targetSet())
      .when(rebaseline(unsourced))
      .thenRefused('source-missing');
    spec
      .given(...groundwork)
      .when(rebaseline(later()))
      .thenRefused('target-unknown', { name: 'coverage' });
    spec
      .given(...groundwork, targetSet())
      .when(rebaseline({ ...on('2025-06-20'), source }))
      .thenRefused('target-unchanged');
  });

  it('is refused before it was set, and twice on a day', () => {
    spec
      .given(...groundwork, targetSet())
      .when(rebaseline({ ...later(), ...on('2025-05-31') }))
      .thenRefused('rebaselined-before-set', { setOn: '2025-06-01' });
    spec
      .given(...groundwork, targetSet(), rebaselined(later()))
      .when(rebaseline({ ...later(), value: 95 }))
      .thenRefused('rebaselined-that-day');
    spec
      .given(...groundwork, targetSet(), rebaselined(later()))
      .when(rebaseline(later()))
      .thenNothing();
  });

  it('back to the terms before the last is a change', () => {
    spec
      .given(...groundwork, targetSet(), rebaselined(later()))
      .when(rebaseline({ ...on('2025-06-25'), source }))
      .thenLike({ type: 'ProgrammeTargetRebaselined', data: { deadline: '2025-12' } });
  });
});

describe('Recording a public statement', () => {
  const said = () =>
    ({
      statement: part('feb'),
      kind: 'actual',
      words: words('91 % have one'),
      source,
    }) as const;

  it('keeps its figures and its source', () => {
    spec
      .given(registered)
      .when(order('MakeProgrammeStatement', { ...said(), value: 91, unit: 'percent' }))
      .thenLike({ type: 'ProgrammeStatementMade', data: { value: 91, source } });
  });

  it('needs a source, a name of its own and a target that exists', () => {
    const { source: _, ...unsourced } = said();
    const one = spec.given(registered);
    one.when(order('MakeProgrammeStatement', unsourced)).thenRefused('source-missing');
    one
      .when(order('MakeProgrammeStatement', { ...said(), about: part('coverage') }))
      .thenRefusedAt('about', 'target-unknown');
    one
      .when(order('MakeProgrammeStatement', { ...said(), value: NaN }))
      .thenRefused('number-not-valid', { field: 'value' });
    spec
      .given(registered, fact('ProgrammeStatementMade', { ...said(), kind: 'finding' }))
      .when(order('MakeProgrammeStatement', said()))
      .thenRefused('statement-exists');
  });
});

describe('Closing a reporting period', () => {
  it('names the last entry of the log, and counts from its last day', () => {
    spec.given(registered).when(close()).then(closed);
  });

  it('is refused before it is over, backwards, or again', () => {
    const one = spec.given(registered);
    const period = part('q2');
    const [june, july] = [isoDate('2025-06-01'), isoDate('2025-07-31')];
    one
      .when(order('CloseReportingPeriod', { period, from: june, to: isoDate('2025-07-01') }))
      .thenRefused('period-not-over', { closableFrom: '2025-07-02' });
    one
      .when(order('CloseReportingPeriod', { period, from: july, to: june }))
      .thenRefused('period-ends-before-start');
    const again = spec.given(registered, closed);
    again.when(close(), { lastEntry: 41 }).thenRefused('period-closed');
    again.when(close({ period: part('quarter-1') })).thenRefused('period-closed');
    again.when(close()).thenNothing();
  });

  it('stands: it is neither corrected nor taken back', () => {
    const after = spec.given(registered, closed);
    after.when(correct(2, close())).thenRefused('period-stays-closed');
    after.when(retract(2)).thenRefused('period-stays-closed');
  });
});

describe('Publishing a report', () => {
  it('includes what its period includes', () => {
    spec
      .given(...groundwork, closed)
      .when(publish())
      .thenLike({ type: 'ReportPublished', data: { entry: 40, figures: [coverage] } });
  });

  it('needs a closed period, a day within it, and figures that are told apart', () => {
    spec
      .given(...groundwork)
      .when(publish())
      .thenRefused('period-unknown', { name: 'q1' });
    const one = spec.given(...groundwork, closed);
    one.when(publish({ asOf: isoDate('2025-03-31') })).thenRefused('as-of-outside-period');
    one.when(publish({ figures: [] })).thenRefused('report-empty');
    one.when(publish({ figures: [coverage, coverage] })).thenRefusedAt('figures/1', 'figure-twice');
    one
      .when(publish({ figures: [{ ...coverage, low: 2, high: 1 }] }))
      .thenRefused('bounds-reversed', { figure: 'coverage of trusts' });
  });

  it('cites versions that can be read again', () => {
    const one = spec.given(...groundwork, closed);
    const absent = [{ name: 'absent', version: 1 }];
    one.when(publish({ models: absent })).thenRefusedAt('models/0', 'model-unknown');
    one.when(publish({ definitions: absent })).thenRefusedAt('definitions/0', 'definition-unknown');
    one.when(publish({ cohorts: absent })).thenRefusedAt('cohorts/0', 'cohort-unknown');
    one
      .when(publish({ models: [{ name: 'nhs-epr', version: 1 }] }))
      .thenLike({ type: 'ReportPublished', data: {} });
  });

  it('stands: a second one under its name is refused, and so is a correction', () => {
    const published = fact('ReportPublished', { ...report, entry: 40 });
    const after = spec.given(...groundwork, closed, published);
    after.when(publish()).thenNothing();
    after.when(publish({ asOf: isoDate('2025-05-31') })).thenRefused('report-exists');
    after.when(correct(5, publish())).thenRefused('report-stands');
    after.when(retract(5)).thenRefused('report-stands');
  });
});

describe('Publishing a forecast', () => {
  it('keeps the terms of the target that it is about', () => {
    spec
      .given(...groundwork, targetSet())
      .when(forecast())
      .thenLike({ type: 'ForecastPublished', data: { terms, distribution: [0.25, 0.5, 0.25] } });
  });

  it('needs a target, an entry that was recorded, and its own day or a later one', () => {
    spec
      .given(...groundwork)
      .when(forecast())
      .thenRefused('target-unknown');
    const one = spec.given(...groundwork, targetSet());
    one.when(forecast({ entry: 41 })).thenRefused('entry-ahead', { lastEntry: '40' });
    one.when(forecast({ entry: 0 })).thenRefused('entry-ahead');
    one.when(forecast({ asOf: isoDate('2025-06-30') })).thenRefused('forecast-after-publication');
  });

  it('needs chances that add up, and a count they cover', () => {
    const one = spec.given(...groundwork, targetSet());
    one.when(forecast({ distribution: [0.5, 0.4] })).thenRefused('distribution-not-whole');
    one.when(forecast({ distribution: [1.5, -0.5] })).thenRefused('chance-out-of-range');
    one.when(forecast({ distribution: [NaN, 1] })).thenRefused('chance-out-of-range');
    one.when(forecast({ insideView: 3 })).thenRefused('count-out-of-range', { most: '2' });
    one.when(forecast({ trusts: [chance('R99', 0.5)] })).thenRefused('trust-unknown');
    one.when(forecast({ trusts: [chance('RXX', 2)] })).thenRefused('chance-out-of-range');
    one
      .when(forecast({ trusts: [chance('RXX', 0.5), chance('RXX', 0.5)] }))
      .thenRefusedAt('trusts/1', 'trust-twice');
  });

  it('stands, so that it can be scored', () => {
    const after = spec.given(...groundwork, targetSet(), forecastPublished);
    after.when(forecast()).thenNothing();
    after.when(forecast({ insideView: 2 })).thenRefused('forecast-exists');
    after.when(correct(5, forecast({ insideView: 2 }))).thenRefused('forecast-stands');
    after.when(retract(5)).thenRefused('forecast-stands');
  });
});

describe('Judging a forecast', () => {
  const judged = () => ({
    forecast: part('june'),
    trust: odsCode('RXX'),
    why: words('Staff left'),
  });
  const judge = (missing: number, changed: object = {}) =>
    order('RecordForecastJudgement', { ...judged(), missing, ...changed });
  const after = () => spec.given(...groundwork, targetSet(), forecastPublished);

  it('stands beside it, in the role of who judges', () => {
    after()
      .when(judge(0.9))
      .thenLike({
        type: 'ForecastJudgementRecorded',
        data: { missing: 0.9, authorRole: 'programme-office' },
      });
  });

  it('needs a forecast, a trust and a chance', () => {
    after()
      .when(judge(0.9, { forecast: part('july') }))
      .thenRefused('forecast-unknown', { name: 'july' });
    after()
      .when(judge(0.9, { trust: odsCode('QAA') }))
      .thenRefusedAt('trust', 'trust-unknown');
    after().when(judge(1.1)).thenRefused('chance-out-of-range');
  });

  it('is made once a day; it can be corrected', () => {
    const data = { ...judged(), missing: 0.9, authorRole: 'programme-office' } as const;
    const once = spec.given(
      ...groundwork,
      targetSet(),
      forecastPublished,
      fact('ForecastJudgementRecorded', data),
    );
    once.when(judge(0.5)).thenRefused('judgement-exists');
    once.when(judge(0.9)).thenNothing();
    once
      .when(correct(6, judge(0.5)))
      .thenLike({ type: 'FactCorrected', data: { factId: givenId(6) } });
  });
});

describe('Signing off a board pack', () => {
  it('says who answers for which pack, and what its files are', () => {
    spec.given(registered).when(signOff()).then(signedOff());
    spec.given(registered, signedOff()).when(signOff()).thenNothing();
  });

  it('is refused of a pack that there is not, or whose files are others', () => {
    specify(programmeDecider, { ...circumstances, manifest: undefined })
      .given(registered)
      .when(signOff())
      .thenRefused('pack-unknown');
    const manifest = 'b'.repeat(64);
    spec.given(registered).when(signOff({ manifest })).thenRefused('pack-manifest-differs');
    spec.when(signOff()).thenRefused('programme-unknown');
  });

  it('is refused while its day is not over, and with a date that is not after it', () => {
    const today = { ...pack, day: isoDate('2025-07-01') };
    spec
      .given(registered)
      .when(signOff({ pack: today, ...on('2025-07-01') }))
      .thenRefused('pack-day-not-over', { signableFrom: '2025-07-02' });
    spec
      .given(registered)
      .when(signOff(on('2025-06-15')))
      .thenRefused('signed-off-before-day-over', { day: '2025-06-15' });
    spec
      .given(registered)
      .when(signOff(on('2025-07-02')))
      .thenRefused('date-in-future');
  });

  it('is given once by a role; a pack of other sections is another', () => {
    const again = signOff({ statement: words('Once more.') });
    spec.given(registered, signedOff()).when(again).thenRefused('pack-signed-off');
    const other = { pack: { ...pack, sections: ['stages'] as const } };
    spec.given(registered, signedOff()).when(signOff(other)).then(signedOff(other));
  });

  it('stands: it is neither corrected nor taken back, but withdrawn', () => {
    const history = [registered, signedOff(), withdrawn] as const;
    const changed = signOff({ statement: words('Another.') });
    spec
      .given(...history)
      .when(correct(2, changed))
      .thenRefused('sign-off-stands');
    spec
      .given(...history)
      .when(retract(2))
      .thenRefused('sign-off-stands');
    spec
      .given(...history)
      .when(retract(3))
      .thenRefused('sign-off-stands');
  });
});

describe('Withdrawing a sign-off', () => {
  it('leaves it where it is, and lets another one be given', () => {
    spec.given(registered, signedOff()).when(withdraw()).then(withdrawn);
    const anew = { statement: words('With the trust in it.') };
    const taken = spec.given(registered, signedOff(), withdrawn);
    taken.when(signOff({ ...anew, ...on('2025-06-25') })).then(signedOff(anew, '2025-06-25'));
    taken
      .when(signOff({ ...anew, ...on('2025-06-24') }))
      .thenRefused('signed-off-before-withdrawn', { withdrawnOn: '2025-06-25' });
  });

  it('is refused where none stands, and on a day before it was given', () => {
    spec.given(registered).when(withdraw()).thenRefused('pack-not-signed-off');
    spec
      .given(registered, signedOff(), withdrawn)
      .when(withdraw({ why: words('Again.') }))
      .thenRefused('pack-not-signed-off');
    spec
      .given(registered, signedOff())
      .when(withdraw(on('2025-06-19')))
      .thenRefused('withdrawn-before-signed-off', { signedOn: '2025-06-20' });
  });
});

type Data<Type extends ProgrammeOrder['type']> = Named<ProgrammeOrder, Type>['data'];

const programme = 'national-epr' as ProgrammeId;
function part(name: string) {
  return name as PartId;
}
function words(text: string) {
  return text as FreeText;
}
const source = { name: 'Board paper' };
const on = (day: string) => ({ when: { on: statedDate(day) } }) as const;

function order<Type extends ProgrammeOrder['type']>(
  type: Type,
  data: Omit<Data<Type>, 'programme' | 'when'> & Partial<ReturnType<typeof on>>,
): Named<ProgrammeOrder, Type> {
  const when = type === 'CloseReportingPeriod' ? {} : on('2025-06-01');
  return { type, data: { programme, ...when, ...data } } as unknown as Named<ProgrammeOrder, Type>;
}

/** A fact of the first of June as the rules record it: own fields in the order of their names. */
function fact<Type extends ProgrammeFact['type']>(
  type: Type,
  { source: from, ...data }: Readonly<Record<string, unknown>>,
  day = '2025-06-01',
): Named<ProgrammeFact, Type> {
  const own = Object.entries({ programme, ...data }).sort(([a], [b]) => (a < b ? -1 : 1));
  const basis = { effective: onDay(isoDate(day)), ...(from === undefined ? {} : { source: from }) };
  return { type, data: { ...Object.fromEntries(own), ...basis } } as unknown as Named<
    ProgrammeFact,
    Type
  >;
}

const registered = fact('ProgrammeRegistered', { name: 'National EPR', scopeAreas: ['Coverage'] });

const definition = (version: number) => ({
  definition: part('epr'),
  version,
  title: `Version ${String(version)}`,
  predicate: { has: 'epr-status' } as const,
});
const define = (version: number, changed: object = {}) =>
  order('ChangeTargetDefinition', { ...definition(version), ...changed });
const defined = (version: number) => fact('TargetDefinitionChanged', definition(version));

const revision = (version: number, added: readonly string[], removed: readonly string[] = []) => ({
  cohort: part('trusts'),
  version,
  cause: 'established' as const,
  added: added.map(odsCode),
  removed: removed.map(odsCode),
});
const revise = (
  version: number,
  added: readonly string[],
  removed: readonly string[] = [],
  changed: object = {},
) => order('ReviseCohort', { ...revision(version, added, removed), ...changed });
const cohort = (
  version: number,
  added: readonly string[],
  removed: readonly string[] = [],
  changed: object = {},
) => fact('CohortRevised', { ...revision(version, added, removed), ...changed });

const groundwork = [registered, defined(1), cohort(1, ['RXX', 'RYY'])] as const;

const terms: TargetTerms = {
  value: 100,
  deadline: statedDate('2025-12'),
  definition: part('epr'),
  definitionVersion: 1,
  cohort: part('trusts'),
  cohortVersion: 1,
};
const target = { target: part('coverage'), ...terms };
const measure = { metric: 'Trusts with an EPR', unit: 'percent' };
const set = (changed: object = {}) =>
  order('SetProgrammeTarget', { ...target, ...measure, ...changed });
const targetSet = () => fact('ProgrammeTargetSet', { ...target, ...measure });
const rebaseline = (changed: object) =>
  order('RebaselineProgrammeTarget', { ...target, ...changed });
const rebaselined = ({ when: _, ...changed }: Readonly<Record<string, unknown>>) =>
  fact('ProgrammeTargetRebaselined', { ...target, ...measure, ...changed }, '2025-06-20');

const quarter = { period: part('q1'), from: isoDate('2025-04-01'), to: isoDate('2025-06-30') };
const close = (changed: object = {}) => order('CloseReportingPeriod', { ...quarter, ...changed });
const closed = fact('ReportingPeriodClosed', { ...quarter, lastEntry: 40 }, '2025-06-30');

const coverage = { figure: 'coverage', of: 'trusts', unit: 'percent', formulaVersion: '1' };
const report = {
  report: part('q1-report'),
  period: part('q1'),
  asOf: isoDate('2025-06-30'),
  figures: [coverage],
  models: [],
  definitions: [{ name: 'epr', version: 1 }],
  cohorts: [{ name: 'trusts', version: 1 }],
};
const publish = (changed: object = {}) => order('PublishReport', { ...report, ...changed });

const chance = (code: string, missing: number) => ({ organisation: odsCode(code), missing });
const miss = {
  forecast: part('june'),
  target: part('coverage'),
  algorithm: 'slippage/1',
  asOf: isoDate('2025-06-01'),
  entry: 40,
  distribution: [0.25, 0.5, 0.25],
  insideView: 1,
  trusts: [chance('RXX', 0.5)],
};
const forecast = (changed: object = {}) => order('PublishForecast', { ...miss, ...changed });
const forecastPublished = fact('ForecastPublished', { ...miss, terms });

const MANIFEST = 'a'.repeat(64);
const pack = {
  day: isoDate('2025-06-15'),
  entry: 40,
  formulas: 1,
  sections: ['stages', 'gap'],
} as const;
const signing = (changed: object = {}) => ({
  ...{ pack, manifest: MANIFEST, statement: words('Read and agreed.') },
  ...changed,
});
const authorRole = 'programme-office';
const signOff = (changed: object = {}) =>
  order('SignOffBoardPack', { ...signing(), ...on('2025-06-20'), ...changed });
const signedOff = (changed: object = {}, day = '2025-06-20') =>
  fact('BoardPackSignedOff', { ...signing(changed), authorRole }, day);
const withdrawal = { pack, why: words('A trust was left out.') };
const withdraw = (changed: object = {}) =>
  order('WithdrawPackSignOff', { ...withdrawal, ...on('2025-06-25'), ...changed });
const withdrawn = fact('PackSignOffWithdrawn', { ...withdrawal, authorRole }, '2025-06-25');

const correct = (n: number, corrected: ProgrammeOrder): ProgrammeCommand => ({
  type: 'CorrectFact',
  data: { factId: givenId(n) as FactId, reason: words('It was wrong.'), order: corrected },
});
const retract = (n: number): ProgrammeCommand => ({
  type: 'RetractFact',
  data: { factId: givenId(n) as FactId, reason: words('It was never so.') },
});

const standing = (code: string, changed: Partial<OrganisationStanding> = {}) => ({
  [code]: {
    code: odsCode(code),
    name: code,
    kind: 'trust' as const,
    opened: BEFORE_RECORDS,
    ...changed,
  },
});
const circumstances: ProgrammeCircumstances = {
  today: isoDate('2025-07-01'),
  asker: { actor: 'office-1', role: 'programme-office', organisation: 'X26' },
  lastEntry: 40,
  named: {
    ...standing('RXX'),
    ...standing('RYY'),
    ...standing('RZZ'),
    ...standing('QAA', { kind: 'icb' }),
    ...standing('RCC', { closed: { lastDay: isoDate('2025-03-31'), successors: [] } }),
  },
  models: [{ name: 'nhs-epr', version: 1 }],
  manifest: MANIFEST,
};

const spec = specify(programmeDecider, circumstances);
