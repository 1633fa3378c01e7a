import type { DataClass } from '../../../platform/pure/classes.ts';
import type { JsonObject } from '../../../platform/pure/json.ts';

/** How a file may be handled, as whoever adds it says. */
export const handlings = ['ordinary', 'distressing', 'ask-first'] as const;
export type Handling = (typeof handlings)[number];

/** What whoever adds a file says of it; every text may be empty. */
export interface About {
  /** As they call the file. */
  readonly name: string;
  /** What it shows, and from when it is. */
  readonly description: string;
  /** An exhibit's or a body-worn video's. */
  readonly exhibit: string;
  /** Whom or what it is from. */
  readonly source: string;
  readonly handling: Handling;
}

/** Who added a file, as they were called then, and when. */
export interface Added {
  readonly personId: string;
  readonly at: string;
  readonly by: JsonObject;
}

/** A file of a referral or of its draft, as people spoke of it. */
export interface Evidence {
  readonly fileId: string;
  readonly dataClass: DataClass;
  readonly about: About;
  readonly added: Added;
}
