/**
 * Where contents are kept, by a random key and sealed. A content is written once and whole, or it is not there.
 * Made anew for another kind of store, it is all that has to be.
 */
export interface FilePlace {
  put(key: string, content: AsyncIterable<Buffer>): Promise<void>;
  /** @throws where there is none */
  get(key: string): AsyncIterable<Buffer>;
  /** Does nothing where there is none. */
  remove(key: string): Promise<void>;
}
