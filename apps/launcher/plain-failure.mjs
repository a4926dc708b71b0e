/** Something the person at the terminal can mend: one sentence, no stack trace. */
export class PlainFailure extends Error {
  constructor(sentence, exitCode = 1) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

/** Runs file system work on the data folder, and says plainly why it could not be done. */
export async function inFolder(folder, work) {
  try {
    return await work();
  } catch (error) {
    const reason = { EACCES: 'may not be written', EPERM: 'may not be written' }[error.code];
    const known = reason ?? REASONS[error.code];
    if (known === undefined) throw error;
    throw new PlainFailure(
      `The data folder ${folder} ${known}: mend that, or name another folder in DATA_FOLDER.`,
    );
  }
}

const REASONS = {
  EROFS: 'is on a disk that may only be read',
  ENOTDIR: 'lies below something that is not a folder',
  EEXIST: 'is a file and not a folder',
  ENOSPC: 'is on a disk that is full',
  ENOENT: 'cannot be made',
};
