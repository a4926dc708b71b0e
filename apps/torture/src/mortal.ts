/** Whatever can be killed in the middle of its work and comes back with its data. */
export interface Mortal {
  readonly kind: Kind;
  /** Only what serves is worth killing. */
  readonly isUp: boolean;
  /** Without warning. */
  kill(): Promise<void>;
  /** Settles when it serves again. */
  revive(): Promise<void>;
  end(): Promise<void>;
}

export const kinds = ['postgres', 'backend', 'writer', 'server', 'projector'] as const;

export type Kind = (typeof kinds)[number];

/** One kill, and how long it took until the victim served again. */
export type Kill = Readonly<{ kind: Kind; recovery: number }>;
