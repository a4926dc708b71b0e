/** Something the person who starts a process can mend: one sentence, exit code 1, no stack. */
export class PlainFailure extends Error {}

/** A store or database that a setting names does not answer; it may be there a moment later. */
export class Unreachable extends PlainFailure {}
