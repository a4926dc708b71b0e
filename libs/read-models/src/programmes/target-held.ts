import type { LedgerValues, TargetPredicate, VersionUsed } from '#facts';
import {
  cohortMembers,
  coverageOf,
  heldAgainst,
  stageOf,
  type CoverageFigure,
  type HeldAgainst,
} from '#figures';
import type { IsoDate, OdsCode, PartId, ProgrammeId } from '#vocabulary';
import { modelAt, onModel } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { ofKind } from '../facts-ledger/known-facts.js';
import { organisationOn } from '../organisations/organisation-on.js';

/** A trust held against a target's definition, and why it counts or not. */
export type TrustHeld = HeldAgainst & Readonly<{ code: OdsCode; name: string }>;

/** Versions to be used in place of those that the terms name, and of the model in force. */
export type VersionsAsked = Readonly<{
  models: readonly VersionUsed[];
  definitions: readonly VersionUsed[];
  cohorts: readonly VersionUsed[];
}>;

export type TargetHeld = Readonly<{
  terms: LedgerValues['target'];
  definition: LedgerValues['definition'];
  /** Undefined where the cohort's version is not known. */
  revision: LedgerValues['cohort'] | undefined;
  trusts: readonly TrustHeld[];
  coverage: CoverageFigure;
}>;

const asItIs: VersionsAsked = { models: [], definitions: [], cohorts: [] };

/** The trusts of a target's cohort held against it by its terms of a day; undefined without terms. */
export async function targetOn(
  ledger: LedgerAt,
  programme: ProgrammeId,
  { target, asOf }: Readonly<{ target: PartId; asOf: IsoDate }>,
  versions: VersionsAsked = asItIs,
): Promise<TargetHeld | undefined> {
  const terms = ofKind(ledger.statedAt(programme, asOf), 'target').find(
    ({ subject }) => subject === target,
  )?.value;
  if (terms === undefined) return undefined;
  const definitionVersion =
    versionOf(versions.definitions, terms.definition) ?? terms.definitionVersion;
  const cohortVersion = versionOf(versions.cohorts, terms.cohort) ?? terms.cohortVersion;
  // A target may cite a version that only comes into force later: it is read whatever its day.
  const definition = ledger
    .stated(programme, 'definition')
    .find(
      ({ subject, value }) => subject === terms.definition && value.version === definitionVersion,
    )?.value;
  if (definition === undefined) return undefined;
  const revision = ledger
    .stated(programme, 'cohort')
    .find(({ subject, value }) => subject === terms.cohort && value.version === cohortVersion);
  const members = cohortMembers(
    ledger.stated(programme, 'cohort-member'),
    terms.cohort,
    cohortVersion,
  );
  const trusts = await held(ledger, definition.predicate, {
    codes: members.map(({ code }) => code),
    asOf,
    modelVersion: versions.models[0]?.version,
  });
  const coverage = coverageOf(
    trusts.map(({ code, ...rest }) => ({ organisation: code, ...rest })),
    {
      definition: { name: terms.definition, version: definitionVersion },
      cohort: { name: terms.cohort, version: cohortVersion },
    },
  );
  return { terms, definition, revision: revision?.value, trusts, coverage };
}

/** The same trusts held against the same definition on another day. */
export const heldOn = (
  ledger: LedgerAt,
  { definition, trusts }: TargetHeld,
  asOf: IsoDate,
): Promise<readonly TrustHeld[]> =>
  held(ledger, definition.predicate, {
    codes: trusts.map(({ code }) => code),
    asOf,
    modelVersion: undefined,
  });

const versionOf = (versions: readonly VersionUsed[], of: string): number | undefined =>
  versions.find(({ name }) => name === of)?.version;

type Held = Readonly<{
  codes: readonly OdsCode[];
  asOf: IsoDate;
  modelVersion: number | undefined;
}>;

async function held(
  ledger: LedgerAt,
  predicate: TargetPredicate,
  { codes, asOf, modelVersion }: Held,
): Promise<readonly TrustHeld[]> {
  const model = namesStage(predicate) ? modelAt(ledger, asOf, modelVersion) : undefined;
  const on = `${model === undefined ? asOf : onModel(asOf, model)} ${JSON.stringify(predicate)}`;
  const kept = await ledger.each.held.of(ledger, { owners: codes, on }, async (others) => {
    const values = model && (await ledger.valuesAt(others, asOf, ['adoption']));
    return new Map(
      others.map((code) => {
        const stage = model && stageOf(values?.get(code) ?? [], model.content, asOf);
        const inputs = { values: ledger.statedAt(code, asOf), ...(stage && { stage }) };
        return [code, heldAgainst(predicate, inputs)];
      }),
    );
  });
  return codes.flatMap((code) => {
    const against = kept.get(code);
    const name = organisationOn(ledger, code, asOf)?.name ?? code;
    return against === undefined ? [] : [{ code, name, ...against }];
  });
}

/** Does a definition ask for the stages of trusts? */
export function namesStage(predicate: TargetPredicate): boolean {
  if ('all' in predicate) return predicate.all.some(namesStage);
  if ('any' in predicate) return predicate.any.some(namesStage);
  if ('not' in predicate) return namesStage(predicate.not);
  return 'stageAtLeast' in predicate;
}
