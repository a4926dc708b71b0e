/** Something the person who starts a process can mend: one sentence, exit code 1, no stack. */
export class PlainFailure extends Error {}
