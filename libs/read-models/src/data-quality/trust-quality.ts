import type { KnownFact } from '#facts';
import {
  declaredAlone,
  evidenceOn,
  inputsKnown,
  stageOf,
  type InputsKnown,
  type LinkedBenefits,
  type ShownBy,
  type StageFigure,
} from '#figures';
import type { BenefitId, EvidenceId, IsoDate, OdsCode } from '#vocabulary';
import { silentAmong } from '../attention/silent-trusts.js';
import { benefitsByHome } from '../benefits/benefit-on.js';
import { benefitsOn, type BenefitMeasured } from '../benefits/benefits-on.js';
import { linkedBenefits } from '../benefits/linked.js';
import { figuresOf, type Member } from '../cohorts/cohort.js';
import { modelAt, onModel, type ModelAt } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import type { ClaimsOfOwners, ClaimsTold } from '../facts-ledger/kept-claims.js';
import { benefitParts } from './benefit-parts.js';
import type { ClaimJudged, QualityFound, QualityPart } from './quality-lines.js';

/** Facts mended after a period of their time was closed, by owner. */
export type MendedLate = ReadonlyMap<string, number>;

/** What is found of each of these trusts on a day. */
export async function qualityOf(
  ledger: LedgerAt,
  members: readonly Member[],
  asOf: IsoDate,
  mendedLate?: MendedLate,
): Promise<ReadonlyMap<OdsCode, QualityFound>> {
  const codes = members.map(({ trust }) => trust.code);
  const homes = benefitsByHome(ledger, asOf);
  const ownersOf = (code: OdsCode): readonly string[] => [code, ...(homes.get(code) ?? [])];
  const inputs = await inputsOfEach(ledger, codes, asOf);
  const { silent } = await silentAmong(ledger, codes, asOf);
  const claims = await ledger.each.claims.of(ledger, { owners: codes, on: asOf }, (others) =>
    claimsOfEach(ledger, others, { ownersOf, asOf }),
  );
  const shownBy = shownIn(ledger, asOf);
  const found = new Map<OdsCode, QualityFound>();
  for (const code of codes) {
    const { told, withdrawn } = claims.get(code) ?? NOTHING;
    const mended = {
      ...{ told, withdrawn },
      ...(mendedLate && { late: sumOf(ownersOf(code), mendedLate) }),
    };
    const benefits = await benefitsOf(ledger, homes.get(code) ?? [], asOf);
    found.set(code, {
      parts: [
        ...(inputs.get(code) ?? []),
        ...benefitParts(benefits, asOf),
        ...correctionParts(mended),
        { measure: 'silent', of: 'trusts', numerator: silent.has(code) ? 1 : 0, denominator: 1 },
      ],
      claims: told.map((each) => judged(each, shownBy)),
    });
  }
  return found;
}

const NOTHING: ClaimsOfOwners = { told: [], withdrawn: 0 };

async function claimsOfEach(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  { ownersOf, asOf }: Readonly<{ ownersOf: (code: OdsCode) => readonly string[]; asOf: IsoDate }>,
): Promise<ReadonlyMap<OdsCode, ClaimsOfOwners>> {
  const claims = await ledger.claimsOf(codes.map(ownersOf), asOf);
  return new Map(codes.map((code, index) => [code, claims[index] ?? NOTHING] as const));
}

const sumOf = (owners: readonly string[], counts: MendedLate): number =>
  owners.reduce((sum, owner) => sum + (counts.get(owner) ?? 0), 0);

type InputsOfTrust = Readonly<{ known: InputsKnown | undefined; stage: StageFigure }>;

/** Empty where no model is known: then nothing is expected of anybody. */
async function inputsOfEach(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  asOf: IsoDate,
): Promise<ReadonlyMap<OdsCode, readonly QualityPart[]>> {
  const model = modelAt(ledger, asOf);
  if (model === undefined) return new Map();
  const asked = { owners: codes, on: onModel(asOf, model) };
  return ledger.each.inputs.of(ledger, asked, async (others) => {
    const linked = await linkedBenefits(ledger, others, asOf);
    return figuresOf(ledger, others, asOf, (values, code) =>
      inputParts(inputsOfOne(values, model.content, { asOf, linked: linked.get(code) })),
    );
  });
}

const inputsOfOne = (
  values: readonly KnownFact[],
  model: ModelAt['content'],
  { asOf, linked }: Readonly<{ asOf: IsoDate; linked: LinkedBenefits | undefined }>,
): InputsOfTrust => ({
  known: inputsKnown(values, model, asOf, linked),
  stage: stageOf(values, model, asOf),
});

function inputParts({ known, stage }: InputsOfTrust): readonly QualityPart[] {
  const type: QualityPart = {
    ...{ measure: 'missing', of: 'trust-type' },
    ...{ numerator: known === undefined ? 1 : 0, denominator: 1 },
  };
  const declared: QualityPart = {
    ...{ measure: 'self-assessed', of: 'declared-stages' },
    ...declaredAlone([stage]),
  };
  if (known === undefined) return [type, declared];
  const { stage: ofStage, gap, lacks } = known;
  const capabilities = gap.denominator / INPUTS_OF_GAP;
  const missing = (of: string, numerator: number): QualityPart => ({
    ...{ measure: 'missing', of, numerator, denominator: capabilities },
  });
  return [
    { measure: 'completeness', of: 'stage-inputs', ...ofStage },
    { measure: 'completeness', of: 'gap-inputs', ...gap },
    type,
    missing('deployment', lacks.deployment),
    missing('adoption', lacks.adoption),
    missing('adoption-in-date', lacks.adoptionOutOfDate),
    missing('realisation', lacks.realisation),
    declared,
    {
      ...{ measure: 'overdue', of: 'adoption', numerator: lacks.adoptionOutOfDate },
      denominator: capabilities - lacks.adoption,
    },
  ];
}

/** Deployment, adoption and realisation. */
const INPUTS_OF_GAP = 3;

/** Claims that stand corrected, that were withdrawn, and that were mended once a period was closed on them. */
function correctionParts({
  told,
  withdrawn,
  late,
}: Readonly<{ told: readonly ClaimsTold[]; withdrawn: number; late?: number }>): QualityPart[] {
  const corrected = told.reduce((sum, each) => sum + each.corrected, 0);
  const denominator = told.reduce((sum, { facts }) => sum + facts, 0) + withdrawn;
  return [
    { measure: 'corrections', of: 'corrected', numerator: corrected, denominator },
    { measure: 'corrections', of: 'withdrawn', numerator: withdrawn, denominator },
    ...(late === undefined
      ? []
      : [{ measure: 'corrections' as const, of: 'after-close', numerator: late, denominator }]),
  ];
}

async function benefitsOf(
  ledger: LedgerAt,
  ids: readonly BenefitId[],
  asOf: IsoDate,
): Promise<readonly BenefitMeasured[]> {
  // From memory: a trust costs no question to the database.
  const benefits = await benefitsOn(ledger, ids, asOf);
  return benefits.filter(({ on }) => on.writeOff === undefined);
}

/** What evidence amounts to by its grade on a day; what expired or was withdrawn shows nothing more. */
function shownIn(ledger: LedgerAt, asOf: IsoDate): (shows: string) => ShownBy {
  const known = new Map<string, ShownBy>();
  const gradeOf = (id: EvidenceId): ShownBy => {
    const evidence = evidenceOn(id, ledger.stated(id), asOf);
    if (evidence?.state !== 'counts') return 'nothing';
    return evidence.grade === null ? 'ungraded' : `grade-${evidence.grade}`;
  };
  return (shows) => {
    if (shows === 'nothing' || shows === 'in-words') return shows;
    const shown = known.get(shows) ?? gradeOf(shows as EvidenceId);
    known.set(shows, shown);
    return shown;
  };
}

const judged = (
  { kind, days, said, shows, facts }: ClaimsTold,
  shownBy: (shows: string) => ShownBy,
): ClaimJudged => ({ kind, days, said, facts, shown: shownBy(shows) });
