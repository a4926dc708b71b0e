import type { Request } from 'express';
import {
  parseModelId,
  parseOdsCode,
  parseProgrammeId,
  type ModelId,
  type OdsCode,
  type ProgrammeId,
} from '#vocabulary';
import { notFound } from '../http/problem.js';

/** Those of one kind who have records, and how an address names one of them. */
export type OwnerAddress<Owner extends string> = Readonly<{
  /** Where they stand under /api/v1: "organisations". */
  path: string;
  /** The part of the address that names one: "ods". */
  parameter: string;
  description: string;
  example: string;
  /** Who a request names; what cannot be a name is not there (404). */
  in: (request: Request) => Owner;
}>;

export const organisation = owners<OdsCode>({
  path: 'organisations',
  parameter: 'ods',
  description: 'ODS code',
  example: 'RCF',
  parse: parseOdsCode,
});
export const model = owners<ModelId>({
  path: 'maturity-models',
  parameter: 'model',
  description: 'Name of a maturity model',
  example: 'nhs-epr',
  parse: parseModelId,
});
export const programme = owners<ProgrammeId>({
  path: 'programmes',
  parameter: 'programme',
  description: 'Name of a programme',
  example: 'frontline-digitisation',
  parse: parseProgrammeId,
});

function owners<Owner extends string>({
  parse,
  ...described
}: Omit<OwnerAddress<Owner>, 'in'> &
  Readonly<{ parse: (text: string) => Owner | undefined }>): OwnerAddress<Owner> {
  return {
    ...described,
    in: ({ params }) => {
      const owner = parse(String(params[described.parameter]));
      if (owner === undefined) throw notFound();
      return owner;
    },
  };
}
