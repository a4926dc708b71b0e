/** The log itself is damaged: what follows from it would be wrong, so readers stop and people look. */
export class BrokenLog extends Error {}
