import {
  accept,
  refuse,
  refuseAt,
  type Decide,
  type MessagesOf,
  type Refused,
} from '#event-sourcing';
import {
  basisOf,
  factDecider,
  NATIONAL_BODY,
  settle,
  type Capability,
  type Circumstances,
  type CorrectionOrders,
  type MaturityModel,
  type OrderBasis,
} from '#facts';
import { BEFORE_RECORDS, careSettings, stages, type EffectiveDay, type ModelId } from '#vocabulary';
import type { MaturityModelFact } from './maturity-model.events.js';
import type { MaturityModelRefusal } from './maturity-model.refusals.js';
import { publishedIn, type PublishedModel } from './maturity-model.state.js';

/** What can be asked of a maturity model. */
export type MaturityModelOrder = MessagesOf<{
  PublishMaturityModel: OrderBasis & { model: ModelId; content: MaturityModel };
}>;
export type MaturityModelCommand = MaturityModelOrder | CorrectionOrders<MaturityModelOrder>;

export type MaturityModelCircumstances = Omit<Circumstances, 'organisation'>;

const rules: Decide<
  MaturityModelOrder,
  PublishedModel,
  MaturityModelFact,
  MaturityModelRefusal,
  MaturityModelCircumstances
> = {
  PublishMaturityModel(published, { model, content, ...order }, circumstances) {
    const settled = inForce(order, circumstances);
    if (settled.outcome === 'refused') return settled;
    const fact: MaturityModelFact = {
      type: 'MaturityModelPublished',
      data: { model, content, ...settled.basis },
    };
    const same = JSON.stringify(fact.data);
    if (published.current.some(({ data }) => JSON.stringify(data) === same)) return accept();
    if (content.model !== model) {
      return refuse('content-of-another-model', { named: content.model, model });
    }
    return outOfTurn(published, content) ?? whyUnusable(content) ?? accept(fact);
  },
};

export const maturityModelDecider = factDecider(rules, ['MaturityModelPublished']);

/** From when on it holds. A model that stands for all our records is not recorded late. */
function inForce(order: OrderBasis, circumstances: MaturityModelCircumstances) {
  if ('since' in order.when) {
    return { outcome: 'settled', basis: basisOf(order, BEFORE_ALL, []) } as const;
  }
  const organisation = NATIONAL_BODY;
  return settle(order, { ...circumstances, organisation }, { ahead: true });
}

const BEFORE_ALL: EffectiveDay = {
  earliest: BEFORE_RECORDS,
  latest: BEFORE_RECORDS,
  precision: 'before-records',
};

/** Versions follow each other without a hole, except that a retracted one may be published afresh. */
function outOfTurn(
  published: PublishedModel,
  { version }: MaturityModel,
): Refused<MaturityModelRefusal> | undefined {
  const versions = publishedIn(published).map(({ data }) => data.content.version);
  const next = firstFree(versions);
  if (versions.includes(version)) {
    return refuseAt('version', 'version-exists', { version: String(version), next: String(next) });
  }
  return version === next
    ? undefined
    : refuseAt('version', 'version-out-of-turn', { next: String(next) });
}

const firstFree = (versions: readonly number[], from = 1): number =>
  versions.includes(from) ? firstFree(versions, from + 1) : from;

function whyUnusable({ capabilities }: MaturityModel): Refused<MaturityModelRefusal> | undefined {
  const codes = capabilities.map(({ code }) => code);
  for (const [index, code] of codes.entries()) {
    if (codes.indexOf(code) === index) continue;
    return refuseAt(`capabilities/${String(index)}/code`, 'capability-twice', { capability: code });
  }
  const empty = stages.find(
    (stage) => !capabilities.some((each) => each.stage === stage && each.mandatory),
  );
  if (empty !== undefined)
    return refuseAt('capabilities', 'stage-without-criteria', { stage: String(empty) });
  for (const [index, capability] of capabilities.entries()) {
    const flaw = flawOf(capability, `capabilities/${String(index)}`);
    if (flaw !== undefined) return flaw;
  }
  return undefined;
}

function flawOf(capability: Capability, at: string): Refused<MaturityModelRefusal> | undefined {
  const { code, settings, thresholds, weight, validForMonths } = capability;
  const named = { capability: code };
  if (settings.length === 0)
    return refuseAt(`${at}/settings`, 'capability-without-settings', named);
  const known: readonly string[] = careSettings;
  const stranger = settings.find((setting) => !known.includes(setting));
  if (stranger !== undefined)
    return refuseAt(`${at}/settings`, 'setting-unknown', { ...named, setting: stranger });
  if (!isThreshold(thresholds.adoption) || !isThreshold(thresholds.deployment)) {
    return refuseAt(`${at}/thresholds`, 'threshold-out-of-range', named);
  }
  if (!(weight > 0)) return refuseAt(`${at}/weight`, 'weight-not-positive', named);
  const wholeMonths = Number.isInteger(validForMonths) && validForMonths > 0;
  return wholeMonths
    ? undefined
    : refuseAt(`${at}/validForMonths`, 'validity-not-whole-months', named);
}

const isThreshold = (share: number): boolean => share > 0 && share <= 1;
