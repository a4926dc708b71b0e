import { evidenceRecords } from '../../api/evidence.controller.js';
import { collectionAt, shaped } from '../forms/form-entry.js';

/** What the shape of an entry says of a link that was typed; undefined where it is right. */
export async function wrongLink(url: string): Promise<string | undefined> {
  const entry = collectionAt(evidenceRecords, 'evidence');
  const { errors } = await shaped({ ...entry, act: 'record', body: { url } });
  return errors.find(({ pointer }) => pointer === '/url')?.message;
}
