import type { BenefitEvent, BenefitFact, PoolEvent, PoolFact } from '#benefits';
import type { AnyMessage, Entry } from '#event-sourcing';
import type { Corrections, FactBasis, FactKind, LedgerValues } from '#facts';
import { editionOf, type AssessmentEvent, type AssessmentFact } from '#assessments';
import type { EvidenceEvent, EvidenceFact } from '#evidence';
import type { MaturityModelEvent, MaturityModelFact } from '#maturity-models';
import type { MeasurementEvent, MeasurementFact } from '#measurements';
import type { OptimisationEvent, OptimisationFact } from '#optimisation';
import type { OrganisationEvent, OrganisationFact } from '#organisations';
import type { ProgrammeEvent, ProgrammeFact } from '#programmes';
import type { EffectiveDay, FactId } from '#vocabulary';
import { benefitRows } from './benefit-rows.js';
import { programmeRows } from './programme-rows.js';
import { given, row, type Stated } from './stated.js';

/** Every event that states, corrects or retracts a fact. */
export type FactEvent =
  | OrganisationEvent
  | MaturityModelEvent
  | OptimisationEvent
  | MeasurementEvent
  | BenefitEvent
  | PoolEvent
  | EvidenceEvent
  | AssessmentEvent
  | ProgrammeEvent;
type StatedFact =
  | OrganisationFact
  | MaturityModelFact
  | OptimisationFact
  | MeasurementFact
  | BenefitFact
  | PoolFact
  | EvidenceFact
  | AssessmentFact
  | ProgrammeFact;

/** One row of the ledger: a value of one series, as one event states it. */
export type LedgerRow<Kind extends FactKind = FactKind> = {
  [K in Kind]: Readonly<{
    /** What the row is about: an organisation, a model, a programme, a benefit, a pool or evidence. */
    owner: string;
    kind: K;
    subject: string;
    effective: EffectiveDay;
    /** Place among statements of the same day, as its source states it; 0 without one. */
    order: number;
    factId: FactId;
    eventId: string;
    entry: number;
    /** Undefined on a correction, which can't know it: it is that of the rows it takes the place of. */
    firstEntry: number | undefined;
    value: LedgerValues[K];
    /** Source, evidence, reason and marks; null where there are none. */
    basis: Omit<FactBasis, 'effective'> | null;
  }>;
}[Kind];

/** What one event does to the ledger. */
export type LedgerChange = Readonly<{ opens: readonly LedgerRow[]; closes?: FactId }>;

/** The ledger and the tables that follow from it ask about the same event in turn. */
let last: Readonly<{ event: Entry; change: LedgerChange }> | undefined;

/** The rows an event opens, and the fact whose open rows it closes. */
export function ledgerRowsOf(event: Entry): LedgerChange {
  if (last?.event !== event) last = { event, change: changeOf(event) };
  return last.change;
}

function changeOf(event: Entry): LedgerChange {
  const { type, data } = event as unknown as FactEvent;
  if (type === 'FactRetracted') return { opens: [], closes: data.factId };
  if (type === 'FactCorrected') {
    const { factId, fact } = data as Corrections<StatedFact>['data'] & { fact: StatedFact };
    return { opens: rowsOf(fact, { event, factId }), closes: factId };
  }
  const fact = { type, data } as StatedFact;
  return { opens: rowsOf(fact, { event, factId: event.id as FactId, firstEntry: event.entry }) };
}

type Place = Readonly<{ event: Entry; factId: FactId; firstEntry?: number }>;

type States = {
  readonly [Name in StatedFact['type']]: (
    data: Extract<StatedFact, { type: Name }>['data'],
  ) => Stated | readonly Stated[];
};

function rowsOf(fact: AnyMessage, { event, factId, firstEntry }: Place): readonly LedgerRow[] {
  const states = stating[fact.type as StatedFact['type']] as
    ((data: object) => Stated | readonly Stated[]) | undefined;
  if (states === undefined) return [];
  const data = fact.data as FactBasis;
  const basis = basisOf(data);
  const stated = states(data);
  return (isList(stated) ? distinctSeries(stated) : [stated]).map(
    ({ owner, kind, subject, value }) =>
      ({
        owner,
        kind,
        subject,
        effective: data.effective,
        order: data.source?.order ?? 0,
        factId,
        eventId: event.id,
        entry: event.entry,
        firstEntry,
        value,
        basis,
      }) as LedgerRow,
  );
}

const isList = (stated: Stated | readonly Stated[]): stated is readonly Stated[] =>
  Array.isArray(stated);

function basisOf(data: FactBasis): Omit<FactBasis, 'effective'> | null {
  const basis = given(data, 'source', 'evidence', 'reason', 'marks');
  return Object.keys(basis).length === 0 ? null : basis;
}

/** A list that names a site twice states it once. */
function distinctSeries(rows: readonly Stated[]): readonly Stated[] {
  const bySeries = new Map(
    rows.map((row) => [`${row.owner}\n${row.kind}\n${row.subject}`, row] as const),
  );
  return bySeries.size === rows.length ? rows : [...bySeries.values()];
}

/** Subject, or site, of what touches all. */
const EVERYTHING = '*';

/** What each fact says of which series; a fact without an entry does not compile. */
const stating: States = {
  OrganisationRegistered: (data) => {
    const { organisation: owner, kind, name, icb, region, demonstration = false } = data;
    return [
      row(owner, 'status', '', { open: true, kind, demonstration }),
      row(owner, 'name', '', { name }),
      row(owner, 'classification', '', given(data, 'trustType', 'trustSubtype')),
      row(owner, 'icb', '', { icb: icb ?? null }),
      row(owner, 'region', '', { region: region ?? null }),
    ];
  },
  OrganisationRenamed: ({ organisation, name }) => row(organisation, 'name', '', { name }),
  OrganisationReclassified: ({ organisation, ...data }) =>
    row(organisation, 'classification', '', given(data, 'trustType', 'trustSubtype')),
  // A move without a region leaves it to the region of the new ICB.
  OrganisationMovedToIcb: ({ organisation, icb, region }) => [
    row(organisation, 'icb', '', { icb: icb ?? null }),
    row(organisation, 'region', '', { region: region ?? null }),
  ],
  OrganisationClosed: ({ organisation, lastDay }) =>
    row(organisation, 'status', '', { open: false, lastDay }),
  OrganisationSucceeded: ({ organisation, successor, succession }) => [
    row(organisation, 'succeeded-by', successor, { successor, succession }),
    row(successor, 'succession-of', organisation, { predecessor: organisation, succession }),
  ],

  AssessmentImported: ({ organisation, scores, selfAssessed, ...data }) => {
    const place = placeOf(data);
    const value = { ...place, scores, selfAssessed };
    return row(organisation, 'assessment', `${place.instrument}/${place.edition}`, value);
  },
  SurveyResultRecorded: ({ organisation, positive, negative, respondents, ...data }) => {
    const place = placeOf(data);
    const value = { ...place, positive, negative, respondents };
    return row(organisation, 'survey', `${place.instrument}/${place.edition}`, value);
  },

  EvidenceAttached: ({ evidenceId, organisation, title, ...data }) =>
    row(evidenceId, 'evidence', '', {
      organisation,
      title,
      ...given(data, 'sha256', 'mediaType', 'bytes', 'url', 'period', 'validUntil'),
    }),
  EvidenceGraded: ({ evidenceId, grade, names }) =>
    row(evidenceId, 'evidence-grade', '', { grade, names }),
  EvidenceWithdrawn: ({ evidenceId, why }) => row(evidenceId, 'evidence-withdrawn', '', { why }),

  MaturityModelPublished: ({ model, content }) =>
    row(model, 'model', String(content.version), content),

  DeploymentPlanned: ({ organisation, instance, ...data }) =>
    row(organisation, 'go-live-plan', instance, {
      state: 'planned',
      ...given(data, 'plannedGoLive', 'supplier'),
    }),
  GoLiveForecastRevised: ({ organisation, instance, plannedGoLive }) =>
    row(organisation, 'go-live-plan', instance, { state: 'revised', plannedGoLive }),
  GoLiveDeferred: ({ organisation, instance, module, ...data }) =>
    row(organisation, 'go-live-plan', module === undefined ? instance : `${instance}/${module}`, {
      state: 'deferred',
      ...given(data, 'plannedGoLive', 'supplier'),
    }),
  GoLiveCancelled: ({ organisation, instance, ...data }) =>
    row(organisation, 'go-live-plan', instance, { state: 'cancelled', ...given(data, 'supplier') }),
  EprWentLive: ({ organisation, instance, sites, ...data }) => {
    const place = data.module === undefined ? instance : `${instance}/${data.module}`;
    const value = { live: true, instance, ...given(data, 'module', 'supplier') };
    const subjects = some(sites)?.map((site) => `${place}@${site}`) ?? [place];
    return subjects.map((subject) => row(organisation, 'live', subject, value));
  },
  EprReplaced: ({ organisation, fromInstance, toInstance, capabilities, ...data }) =>
    (some(capabilities) ?? [EVERYTHING]).map((subject) =>
      row(organisation, 'replaced', subject, {
        fromInstance,
        toInstance,
        ...given(data, 'supplier'),
      }),
    ),
  EprRetired: ({ organisation, instance }) =>
    row(organisation, 'live', instance, { live: false, instance }),
  EprStatusReported: ({ organisation, hasEpr, ...data }) =>
    row(organisation, 'epr-status', '', { hasEpr, ...given(data, 'supplier') }),
  MilestoneStated: ({ organisation, milestone, ...data }) =>
    row(organisation, 'milestone', milestone, {
      milestone,
      ...given(data, 'supplier', 'amountPence', 'plannedFor', 'detail'),
    }),
  CapabilityScopeSet: ({ organisation, capability, sites }) =>
    row(organisation, 'scope', capability, { sites }),
  CapabilityEnabled: ({ organisation, capability, sites }) =>
    sites.map((site) => row(organisation, 'enabled', `${capability}@${site}`, { live: true })),
  CapabilityWithdrawn: ({ organisation, capability, sites }) =>
    (some<string>(sites) ?? [EVERYTHING]).map((site) =>
      row(organisation, 'enabled', `${capability}@${site}`, { live: false }),
    ),
  PartnerFlowEnabled: ({ organisation, partner, direction }) =>
    row(organisation, 'partner-flow', partner, { live: true, direction }),
  PartnerFlowWithdrawn: ({ organisation, partner }) =>
    row(organisation, 'partner-flow', partner, { live: false }),
  StageDeclared: ({ organisation, stage, ...data }) =>
    row(organisation, 'stage-declared', '', { stage, ...given(data, 'cause') }),
  StageValidated: ({ organisation, stage, validator, expires, ...data }) =>
    row(organisation, 'stage-validated', String(stage), {
      validator,
      expires,
      withdrawn: false,
      ...given(data, 'scope'),
    }),
  // Nothing is left to expire: the withdrawal's own day stands in.
  StageValidationWithdrawn: ({ organisation, stage, validator, effective }) =>
    row(organisation, 'stage-validated', String(stage), {
      validator,
      expires: effective.latest,
      withdrawn: true,
    }),

  AdoptionMeasured: ({ organisation, capability, numerator, denominator, window: { from } }) =>
    row(organisation, 'adoption', capability, { numerator, denominator, from }),
  RealisationMeasured: ({ organisation, capability, validated, expected, window: { from } }) =>
    row(organisation, 'realisation', capability, { validated, expected, from }),
  SharedRecordUseMeasured: ({ organisation, partner, window: { from }, ...data }) => {
    const { eligible, available, used } = data;
    return row(organisation, 'exchange', partner, { eligible, available, used, from });
  },
  DriverMeasured: ({ organisation, driver, numerator, denominator, window: { from } }) =>
    row(organisation, 'driver', driver, { numerator, denominator, from }),

  ...benefitRows,
  ...programmeRows,
};

/** Which instrument in which edition; one that this build does not know keeps its name. */
function placeOf({ edition: named, source }: Pick<AssessmentFact['data'], 'edition' | 'source'>) {
  const { instrument, edition } = editionOf(named) ?? { instrument: named, edition: '' };
  return { instrument, edition, ...(source === undefined ? {} : given(source, 'publishedOn')) };
}

/** A list that names something; an empty one says as much as none. */
const some = <Item>(list: readonly Item[] | undefined): readonly Item[] | undefined =>
  list === undefined || list.length === 0 ? undefined : list;

/** The types of event that state a fact by themselves, and those that mend one. */
export const factTypes = Object.keys(stating) as readonly StatedFact['type'][];
export const correctionTypes = ['FactCorrected', 'FactRetracted'] as const;
