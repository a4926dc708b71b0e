import type { FactKind, KnownFact, MaturityModel } from '#facts';
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
import {
  linesOf,
  withParts,
  type ClaimJudged,
  type QualityFound,
  type QualityLine,
  type QualityPart,
} from './quality-lines.js';

/** Facts mended after a period of their time was closed, by owner. */
export type MendedLate = ReadonlyMap<string, number>;

/** What is found of a trust on a day, and its measures. */
export type TrustFound = Readonly<{ found: QualityFound; lines: readonly QualityLine[] }>;

/** Of each of these trusts on a day; what was mended late only where it is known. */
export async function qualityOf(
  ledger: LedgerAt,
  members: readonly Member[],
  asOf: IsoDate,
  mendedLate?: MendedLate,
): Promise<ReadonlyMap<OdsCode, TrustFound>> {
  const codes = members.map(({ trust }) => trust.code);
  const homes = benefitsByHome(ledger, asOf);
  const model = modelAt(ledger, asOf);
  // Evidence is no fact of the trust itself.
  const on = `${model === undefined ? asOf : onModel(asOf, model)} ${ledger.versionOf(ofEvidence)}`;
  const own = await ledger.each.quality.of(ledger, { owners: codes, on }, (others) =>
    ownQuality(ledger, others, { homes, model, asOf }),
  );
  const { silent } = await silentAmong(ledger, codes, asOf);
  return new Map(
    [...own].map(([code, { found, lines }]) => {
      const more: readonly QualityPart[] = [
        ...(mendedLate === undefined
          ? []
          : [mendedPart(found, sumOf([code, ...(homes.get(code) ?? [])], mendedLate))]),
        { measure: 'silent', of: 'trusts', numerator: silent.has(code) ? 1 : 0, denominator: 1 },
      ];
      const all = { ...found, parts: [...found.parts, ...more] };
      return [code, { found: all, lines: withParts(lines, more) }];
    }),
  );
}

const ofEvidence = [
  'evidence',
  'evidence-grade',
  'evidence-withdrawn',
] as const satisfies readonly FactKind[];

type OwnAsked = Readonly<{
  homes: ReadonlyMap<OdsCode, readonly BenefitId[]>;
  model: ModelAt | undefined;
  asOf: IsoDate;
}>;

/** What rests on what is said of a trust, of its benefits and of their evidence. */
async function ownQuality(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  { homes, model, asOf }: OwnAsked,
): Promise<ReadonlyMap<OdsCode, TrustFound>> {
  const inputs = model && (await inputsOfEach(ledger, codes, { model: model.content, asOf }));
  const claims = await ledger.claimsOf(
    codes.map((code) => [code, ...(homes.get(code) ?? [])]),
    asOf,
  );
  const shownBy = shownIn(ledger, asOf);
  const own = new Map<OdsCode, TrustFound>();
  for (const [index, code] of codes.entries()) {
    const { told, withdrawn } = claims[index] ?? NOTHING;
    const benefits = await benefitsOf(ledger, homes.get(code) ?? [], asOf);
    const found: QualityFound = {
      parts: [
        ...(inputs?.get(code) ?? []),
        ...benefitParts(benefits, asOf),
        ...correctionParts({ told, withdrawn }),
      ],
      claims: judged(told, shownBy),
    };
    own.set(code, { found, lines: linesOf([found]) });
  }
  return own;
}

const NOTHING: ClaimsOfOwners = { told: [], withdrawn: 0 };

const sumOf = (owners: readonly string[], counts: MendedLate): number =>
  owners.reduce((sum, owner) => sum + (counts.get(owner) ?? 0), 0);

type InputsOfTrust = Readonly<{ known: InputsKnown | undefined; stage: StageFigure }>;

async function inputsOfEach(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  { model, asOf }: Readonly<{ model: MaturityModel; asOf: IsoDate }>,
): Promise<ReadonlyMap<OdsCode, readonly QualityPart[]>> {
  const linked = await linkedBenefits(ledger, codes, asOf);
  return figuresOf(ledger, codes, asOf, (values, code) =>
    inputParts(inputsOfOne(values, model, { asOf, linked: linked.get(code) })),
  );
}

const inputsOfOne = (
  values: readonly KnownFact[],
  model: MaturityModel,
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

/** Claims that stand corrected, and that were withdrawn, of all that were made. */
function correctionParts({ told, withdrawn }: ClaimsOfOwners): readonly QualityPart[] {
  const corrected = told.reduce((sum, each) => sum + each.corrected, 0);
  const denominator = told.reduce((sum, { facts }) => sum + facts, 0) + withdrawn;
  return [
    { measure: 'corrections', of: 'corrected', numerator: corrected, denominator },
    { ...WITHDRAWN, numerator: withdrawn, denominator },
  ];
}

const WITHDRAWN = { measure: 'corrections', of: 'withdrawn' } as const;

/** Claims that were mended once a period was closed on them, of as many. */
function mendedPart({ parts }: QualityFound, late: number): QualityPart {
  const { denominator = 0 } = parts.find(({ of }) => of === WITHDRAWN.of) ?? {};
  return { measure: 'corrections', of: 'after-close', numerator: late, denominator };
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

/** By what a measure may tell them apart: of the thousands of a trust, some hundreds are left. */
function judged(
  told: readonly ClaimsTold[],
  shownBy: (shows: string) => ShownBy,
): readonly ClaimJudged[] {
  const alike = new Map<string, ClaimJudged>();
  for (const { kind, days, said, shows, facts } of told) {
    const shown = shownBy(shows);
    const key = `${kind} ${String(days)} ${said} ${shown}`;
    const others = alike.get(key)?.facts ?? 0;
    alike.set(key, { kind, days, said, shown, facts: facts + others });
  }
  return [...alike.values()];
}
