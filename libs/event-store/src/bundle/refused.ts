/** A bundle, or a file for one, can't be used as it is; the sentence says why. */
export class BundleRefused extends Error {}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  EISDIR: 'is a folder',
  ENOTDIR: 'lies below something that is not a folder',
  EACCES: 'may not be used by this account',
  EPERM: 'may not be used by this account',
  EROFS: 'is on a disk that may only be read',
  ENOSPC: 'is on a disk that is full; make room and begin again: what was written is taken up',
};

/** Says plainly what the file system refuses; anything else is a bug and stays what it is. */
export async function onFile<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = UNREADABLE[codeOf(error)];
    if (reason === undefined) throw error;
    throw new BundleRefused(`${file} ${reason}.`, { cause: error });
  }
}

/** What Node calls a failure of the system; empty where it was another one. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
