/**
 * Where the keys live that seal what must not be read from the database: outside of it, behind this port
 * (docs/decisions/0010-sealed-data.md). Data keys go in and come out; the key that wraps them never leaves.
 */
export interface KeyService {
  /** The id of the key that new data keys are wrapped with. @throws KeyProblem as all of these */
  newest(): Promise<string>;
  /** Wraps a data key. `about` is not kept, and must be the same to unwrap. */
  wrap(dataKey: Buffer, about: string): Promise<Wrapped>;
  unwrap(wrapped: Wrapped, about: string): Promise<Buffer>;
  /** The same data key, wrapped by the newest key: nobody but the service sees it meanwhile. */
  rewrap(wrapped: Wrapped, about: string): Promise<Wrapped>;
  /** Makes a new key, which is the newest from now on. Older ones stay for what they have wrapped. */
  rotate(): Promise<string>;
}

export interface Wrapped {
  readonly keyId: string;
  readonly bytes: Buffer;
}

export const keyProblems = ['keys-unreachable', 'key-missing', 'seal-altered'] as const;
export type KeyProblemKind = (typeof keyProblems)[number];

/**
 * Why something could not be sealed or opened. `keys-unreachable`: the service does not answer. `key-missing`: it does not
 * have the key. `seal-altered`: what is sealed, or what it is about, is not what it was.
 */
export class KeyProblem extends Error {
  readonly kind: KeyProblemKind;
  readonly keyId: string | undefined;
  constructor(kind: KeyProblemKind, keyId?: string) {
    super(kind);
    this.kind = kind;
    this.keyId = keyId;
  }
}
