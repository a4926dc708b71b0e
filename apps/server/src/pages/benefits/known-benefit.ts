import { benefitRefusals, benefitStream } from '#benefits';
import type { StoredEvent } from '#event-sourcing';
import { factsAt } from '#facts';
import { BenefitProfile, type BenefitProfileAnswer } from '#read-models';
import { parseBenefitId } from '#vocabulary';
import { notFound, Problem } from '../../api/http/problem.js';
import { read } from '../audit/stored-history.js';
import type { Asking } from '../forms/form.js';

/** The benefit that a form is about, as it is known today. */
export type KnownBenefit = Readonly<{
  answer: BenefitProfileAnswer;
  history: readonly StoredEvent[];
  /** Whether whoever fills in the form is an approver of the trust. */
  isApprover: boolean;
}>;

/** The benefit of this trust that the address names; throws what answers 404 where there is none. */
export async function knownBenefit(asking: Asking): Promise<KnownBenefit> {
  const { queries, store, code, today, actor, params } = asking;
  const benefit = parseBenefitId(params['benefit'] ?? '');
  if (benefit === undefined) throw noSuchBenefit(code);
  const answer = await queries.execute(new BenefitProfile(code, benefit, { asOf: today }));
  if (answer === undefined) throw noSuchBenefit(code);
  const history = await store.readStream(benefitStream(benefit));
  return {
    answer,
    history,
    isApprover: actor.kind === 'known' && actor.role === 'trust-approver',
  };
}

/** Why nothing is recorded of it that comes after an approval. */
export function whyNotYet(
  asked: Readonly<{ code: string; known: KnownBenefit }>,
): Problem | undefined {
  if (isApproved(asked.known)) return undefined;
  const { href, text } = benefitHome(asked);
  return new Problem(422, 'benefit-not-approved', benefitRefusals['benefit-not-approved'], {
    wayOut: { href, text: `Go to ${text}` },
  });
}

/** By its record itself: what was approved a moment ago may not be shown yet. */
const isApproved = ({ history }: KnownBenefit): boolean =>
  factsAt(history.map(read), Number.MAX_SAFE_INTEGER).some(
    ({ type, retracted }) => type === 'BenefitApproved' && retracted === undefined,
  );

/** Opaque ids of whoever wrote the profile or the baseline, or corrected one of them. */
export function authorsOf({ history }: KnownBenefit): readonly string[] {
  const written = new Set(
    history.filter(({ type }) => AUTHORED.includes(type)).map(({ id }) => id),
  );
  return history
    .filter(({ id, type, data }) => {
      const mended = type === 'FactCorrected' ? (JSON.parse(data) as Mending).factId : id;
      return written.has(mended);
    })
    .map(({ metadata }) => (JSON.parse(metadata) as Readonly<{ actor: string }>).actor);
}

const AUTHORED: readonly string[] = ['BenefitProfiled', 'BenefitBaselineAgreed'];
type Mending = Readonly<{ factId: string }>;

/** The benefit is named on every page of its forms, which may have been opened from a list. */
export const benefitTitle = ({ known }: Readonly<{ known: KnownBenefit }>): string =>
  known.answer.profile.title;

/** Back to the page of the benefit. */
export const benefitHome = ({
  code,
  known,
}: Readonly<{ code: string; known: KnownBenefit }>): Readonly<{ href: string; text: string }> => ({
  href: `/organisations/${code}/benefits/${known.answer.benefit.benefit}`,
  text: known.answer.profile.title,
});

const NO_BENEFIT =
  'This trust has no benefit with this reference. The register of benefits lists those it has.';

const NONE_THEN =
  'As far as was known at the moment you chose, this trust had no benefit with this reference on that day. Leave the dates out of the address to see whether it has one today.';

/** A page may look back to before the benefit was recorded; both lead to the register. */
export const noSuchBenefit = (
  code: string,
  { lookingBack }: Readonly<{ lookingBack?: string | undefined }> = {},
): Problem =>
  notFound(lookingBack === undefined ? NO_BENEFIT : NONE_THEN, undefined, {
    href: `/organisations/${code}/benefits`,
    text: 'See the benefits of this trust',
  });
