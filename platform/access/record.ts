/** Where every record stands until an entry moves it. */
export const openedAs = 'draft';

/** What policy may know of a record: where it stands and what the viewer is to it. Never its contents. */
export interface RecordFacts {
  readonly recordId: string;
  readonly reference: string;
  readonly stage: string;
  readonly nation: string | null;
  /** The newest change's number; commands append against it. */
  readonly version: number;
  /** Of the viewer's person to this record: `referrer`, `decider`, `proposer`, `second-reader`, `conflicted`; `on-duty` by a roster, `by-glass` by an opening that lasts. */
  readonly relations: readonly string[];
  readonly packVersion: string;
}
