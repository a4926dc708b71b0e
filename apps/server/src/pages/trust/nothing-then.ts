import type { QueryBus } from '@nestjs/cqrs';
import { FirstRegistration, KnowledgeAt, OrganisationProfile } from '#read-models';
import { parseOdsCode } from '#vocabulary';
import { Problem } from '../../api/http/problem.js';
import { notYetRecorded } from '../freshness.js';
import type { MomentAsked } from '../moment-typed.js';

/**
 * What is said in place of the page of an organisation that was not there yet on the day asked about, or
 * not known by then. Throws a 404 for a code nobody has.
 */
export async function nothingThen(
  queries: QueryBus,
  ods: string,
  { today, asOf, moment }: MomentAsked,
) {
  const code = parseOdsCode(ods);
  const now = code && (await queries.execute(new OrganisationProfile(code, { asOf: today })));
  if (now === undefined) {
    throw new Problem(
      404,
      'not-found',
      `No organisation with the code ${ods.slice(0, 20)} is known. ODS codes have 3 to 8 letters and digits, like RCF: check it, or find the trust by its name.`,
    );
  }
  const { organisation } = now;
  const first = await queries.execute(new FirstRegistration({ code: organisation.code }));
  const { knownAt } = moment;
  const known = knownAt && (await queries.execute(new KnowledgeAt(knownAt)));
  const asKnownNow = `/organisations/${organisation.code}?asOf=${moment.asOf}`;
  const name = `${organisation.name} (${organisation.code})`;
  return {
    title: 'Nothing is known for that day',
    ...(first !== undefined && known !== undefined && first.entry > known.entry
      ? {
          sentence: notYetRecorded(`${name} was`, first),
          wayOut: { href: asKnownNow, text: `See it as it was on ${asOf}, by what is known now` },
        }
      : {
          sentence: `${name} was not registered on ${asOf}, as far as was known at the moment you chose.`,
          wayOut: { href: `/organisations/${organisation.code}`, text: 'See today' },
        }),
  };
}
