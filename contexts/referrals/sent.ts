/** What was said of a referral that was sent, in the order in which it was said: a correction stands after what it corrects. */
import { joinParts } from '../../platform/forms/concepts.ts';
import type { Answers } from '../../platform/forms/definition.ts';
import type { StoredEntry } from '../../platform/ledger/entry.ts';
import { type DataClass, payloadClasses } from '../../platform/pure/classes.ts';
import type { Json, JsonObject } from '../../platform/pure/json.ts';
import { type Instant, Temporal } from '../../platform/pure/time.ts';
import { type Authors, oneMoreAdded } from './model.ts';

export interface Given {
  readonly step: string;
  readonly field: string;
  readonly value: Json;
  /** One more of several: it stands beside what was said, and takes the place of nothing. */
  readonly adds: boolean;
  readonly classes: readonly DataClass[];
  /** Who wrote it, as they were called then; whoever sent the referral need not be who was told. */
  readonly by: JsonObject;
  readonly at: Instant;
  /** Of a correction: why what was said before was wrong, where the reader holds the class `account`. */
  readonly why: string | undefined;
}

export const givenIn = (entries: readonly StoredEntry[]): readonly Given[] =>
  entries.filter(({ type }) => saying.includes(type)).flatMap(givenBy);
const saying = ['referral-submitted', 'answer-corrected', oneMoreAdded, 'protection-confirmed'];
const explained = ['answer-corrected', oneMoreAdded];

function givenBy(entry: StoredEntry): readonly Given[] {
  const authors = (entry.payload.process?.['answered'] ?? {}) as Authors;
  const own = (entry.payload.process?.['by'] ?? {}) as JsonObject;
  const why = entry.payload.account?.['why'];
  const given = new Map<string, Given>();
  for (const dataClass of payloadClasses) {
    const answers = (entry.payload[dataClass]?.['answers'] ?? {}) as Answers;
    for (const [step, fields] of Object.entries(answers))
      for (const [field, part] of Object.entries(fields)) {
        const author = authors[step];
        const known = given.get(`${step}.${field}`);
        given.set(`${step}.${field}`, {
          step,
          field,
          value: joinParts(known?.value, part),
          adds: entry.type === oneMoreAdded,
          classes: [...(known?.classes ?? []), dataClass],
          by: author?.by ?? own,
          at: author ? Temporal.Instant.from(author.at) : entry.at,
          why: explained.includes(entry.type) && typeof why === 'string' ? why : undefined,
        });
      }
  }
  return [...given.values()];
}
