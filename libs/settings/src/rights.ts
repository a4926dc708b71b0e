import { isNativeError } from 'node:util/types';
import { PlainFailure } from './plain-failure.js';

/** What PostgreSQL answers to a role that may not do what it asked for. */
const INSUFFICIENT_PRIVILEGE = '42501';

/** Does what needs rights in the database; says in a sentence which one the role lacks. */
export async function withRights<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isNativeError(error) || !('code' in error)) throw error;
    if (error.code !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new PlainFailure(sentenceFor(error.message));
  }
}

function sentenceFor(message: string): string {
  const database = /^permission denied for database (.+)$/.exec(message)?.[1];
  const mending =
    database === undefined
      ? 'name the role that owns what earlier starts created, or let it grant that'
      : `it needs the right CREATE on the database ${database}`;
  return `The database cannot be used by the role that DATABASE_URL names (${message}): ${mending}.`;
}
