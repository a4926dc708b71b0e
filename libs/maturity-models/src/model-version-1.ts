import type { Capability, MaturityModel } from '#facts';
import type { CapabilityCode, CareSetting, ModelId, Stage } from '#vocabulary';
import type { MaturityModelOrder } from './domain/maturity-model.decider.js';

/**
 * The model whose versions every figure uses, and whose capabilities may be measured. Models under
 * other ids are kept and listed; to figure with one of them is to change this line and rebuild.
 */
export const MODEL_ID = 'nhs-epr' as ModelId;

const ACUTE = ['acute'] as const;
const INPATIENT = ['acute', 'mental-health'] as const;
const ALL_BUT_AMBULANCE = ['acute', 'mental-health', 'community'] as const;
const EVERYWHERE = ['acute', 'mental-health', 'community', 'ambulance'] as const;

type Line = readonly [
  code: string,
  stage: Stage,
  settings: readonly CareSetting[],
  name: string,
  measure: string,
];

const lines: readonly Line[] = [
  [
    'C101',
    1,
    EVERYWHERE,
    'Patient administration and demographics (NHS number traced)',
    'traced records / active records',
  ],
  [
    'C102',
    1,
    EVERYWHERE,
    'Clinical noting replaces paper notes',
    'inpatient days with electronic note / inpatient days',
  ],
  ['C103', 1, INPATIENT, 'Electronic observations', 'e-obs sets / obs sets due'],
  [
    'C104',
    1,
    ALL_BUT_AMBULANCE,
    'Scanned or legacy record viewing',
    'requests met electronically / requests',
  ],
  [
    'C105',
    1,
    INPATIENT,
    'Electronic prescribing and administration (ePMA)',
    'doses charted electronically / doses',
  ],
  [
    'C106',
    1,
    ACUTE,
    'Maternity, ED, theatre modules in the record',
    'episodes recorded / episodes',
  ],
  ['C201', 2, INPATIENT, 'Order communications', 'e-orders / orders'],
  ['C202', 2, INPATIENT, 'Results acknowledgement', 'acknowledged in standard / results'],
  [
    'C203',
    2,
    ALL_BUT_AMBULANCE,
    'Structured problem, allergy and medication lists (coded)',
    'patients with reviewed coded list / patients',
  ],
  [
    'C204',
    2,
    EVERYWHERE,
    'Structured note templates, not free text or PDF',
    'structured notes / notes',
  ],
  [
    'C205',
    2,
    INPATIENT,
    'Discharge and transfer documents sent on time',
    'sent in standard / discharges',
  ],
  [
    'C206',
    2,
    EVERYWHERE,
    'Shared care record viewed in context',
    'eligible encounters with view / eligible encounters',
  ],
  ['C207', 2, ALL_BUT_AMBULANCE, 'Patient portal', 'active patients / invited patients'],
  [
    'C301',
    3,
    INPATIENT,
    'Order-time decision support',
    'orders with rule evaluated / eligible orders',
  ],
  [
    'C302',
    3,
    ACUTE,
    'Closed-loop medicines administration',
    'scanned administrations / administrations',
  ],
  [
    'C303',
    3,
    ACUTE,
    'Deterioration and sepsis pathway alerts acted on',
    'acted in standard / alerts valid',
  ],
  ['C304', 3, INPATIENT, 'Pathway order sets', 'pathway starts from set / pathway starts'],
  [
    'C305',
    3,
    INPATIENT,
    'Patient flow and bed management in real time',
    'moves recorded within 15 min / moves',
  ],
  [
    'C306',
    3,
    EVERYWHERE,
    'Predictive model in live use, governed',
    'eligible cases scored and seen / eligible cases',
  ],
  [
    'C307',
    3,
    EVERYWHERE,
    'Bi-directional record exchange',
    'partner flows live both ways / required flows',
  ],
  [
    'C401',
    4,
    EVERYWHERE,
    'Unit-level quality dashboards used in improvement cycles',
    'units with cycle in last quarter / units',
  ],
  [
    'C402',
    4,
    EVERYWHERE,
    'Outcome measures captured at source',
    'episodes with outcome / eligible episodes',
  ],
  [
    'C403',
    4,
    EVERYWHERE,
    'Variation analysis drives pathway change',
    'pathways with closed loop change / pathways in scope',
  ],
  [
    'C404',
    4,
    EVERYWHERE,
    'Population health use across the system',
    'cohorts with live action list / cohorts agreed',
  ],
  [
    'C405',
    4,
    EVERYWHERE,
    'Benefit validated and sustained 12 months',
    'sustained benefits / benefits confirmed',
  ],
];

const OPTIONAL = ['C104', 'C207'];

const capabilities = lines.map(([code, stage, settings, name, measure]): Capability => ({
  code: code as CapabilityCode,
  name,
  stage,
  mandatory: !OPTIONAL.includes(code),
  settings,
  weight: 1,
  thresholds: { adoption: 0.8, deployment: 0.9 },
  validForMonths: 12,
  measure,
}));

/** Version 1: the four stages in 25 capabilities, drafted from public descriptions. */
export const maturityModelV1: MaturityModel = {
  model: MODEL_ID,
  version: 1,
  title: 'Use of the electronic patient record in four stages',
  illustrative: true,
  settingsOf: {
    Acute: ['acute'],
    'Mental Health': ['mental-health'],
    'Mental Health and Community (Combined)': ['mental-health', 'community'],
    Community: ['community'],
    Ambulance: ['ambulance'],
  },
  capabilities,
};

/** The one order that publishes version 1, so that whoever asks first or again changes nothing. */
export const publishVersion1: MaturityModelOrder = {
  type: 'PublishMaturityModel',
  data: {
    model: MODEL_ID,
    content: maturityModelV1,
    when: { since: 'before-records' },
    source: {
      name: 'Capability catalogue of the tracker, version 1',
      caution: 'Illustrative until clinicians have signed it off',
    },
  },
};
