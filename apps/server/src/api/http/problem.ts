/**
 * One thing wrong with what was sent: where, a code for machines, a sentence for people. The pointer
 * leads into the body (RFC 6901), or is `?name` for a parameter, `{name}` for a part of the address,
 * the name of a header, and empty for the whole.
 */
export type FieldError = Readonly<{
  pointer: string;
  code: string;
  message: string;
  /** Of a row of a file: what stands in the cell, and in the others that the rule is about. */
  value?: string | null;
  others?: readonly Readonly<{ pointer: string; value: string | null }>[];
}>;

export type ProblemStatus =
  400 | 401 | 403 | 404 | 405 | 406 | 409 | 412 | 413 | 415 | 422 | 428 | 429 | 500 | 503;

/** A link that a page about a problem offers, to where its reader can go on. */
export type WayOut = Readonly<{ href: string; text: string }>;

/** RFC 9457: why a request got no answer, in the same sentences a page would show. */
export class Problem extends Error {
  constructor(
    readonly status: ProblemStatus,
    readonly code: string,
    /** A sentence a person can act on. */
    readonly detail: string,
    readonly more: Readonly<{
      errors?: readonly FieldError[];
      headers?: Readonly<Record<string, string>>;
      wayOut?: WayOut;
    }> = {},
  ) {
    super(detail);
  }
}

export type ProblemBody = Readonly<{
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  /** Names the request, as X-Request-Id does. */
  instance: string;
  errors?: readonly FieldError[];
}>;

export function bodyOf(problem: Problem, requestId: string): ProblemBody {
  const { status, code, detail } = problem;
  const errors = errorsOf(problem);
  return {
    // A name and no address: what it means is said in every problem itself.
    type: `urn:problem-type:${code}`,
    title: titles[status],
    status,
    code,
    detail,
    instance: `urn:request:${requestId}`,
    ...(errors === undefined ? {} : { errors }),
  };
}

/** What was sent is to blame for every 400 and 422; where no part of it stands out, the whole is. */
const errorsOf = ({ status, code, detail, more: { errors } }: Problem) =>
  errors ?? ([400, 422].includes(status) ? [{ pointer: '', code, message: detail }] : undefined);

/** What was sent has one wrong field or parameter. */
export const wrong = (pointer: string, code: string, message: string): Problem =>
  new Problem(400, code, message, { errors: [{ pointer, code, message }] });

export const notFound = (
  sentence = 'There is nothing here under this address.',
  code = 'not-found',
  wayOut?: WayOut,
): Problem => new Problem(404, code, sentence, { ...(wayOut && { wayOut }) });

const titles: Readonly<Record<ProblemStatus, string>> = {
  400: 'The request is not right',
  401: 'Sign in first',
  403: 'You may not do this',
  404: 'Not found',
  405: 'This cannot be done here',
  406: 'No such format',
  409: 'Somebody else was first',
  412: 'Changed in the meantime',
  413: 'Too large',
  415: 'This format is not read',
  422: 'The rules say no',
  428: 'Say what you are changing',
  429: 'Too many requests',
  500: 'Something went wrong',
  503: 'Not available for now',
};

const answered = new WeakMap<object, string>();

/** Remembers why a request got no answer. */
export const answeredWith = (request: object, { code }: Problem): void => {
  answered.set(request, code);
};

/** The code of the problem that a request was answered with. */
export const codeAnswered = (request: object): string | undefined => answered.get(request);
