import { type SealedAnswer, sealedIn } from '../../platform/forms/sealed.ts';
import type { Answers, FormDefinition } from '../../platform/forms/definition.ts';
import type { StoredEntry } from '../../platform/ledger/entry.ts';
import { type DataClass, payloadClasses } from '../../platform/pure/classes.ts';

/** Why something sealed may be opened. Words say the rest. */
export const openingReasons = [
  'danger',
  'emergency-services',
  'journey',
  'visit',
  'delivery',
  'check',
] as const;
export type OpeningReason = (typeof openingReasons)[number];

/** Something sealed of a record, as everybody who sees its class may know it: that it is there, and who gave it. */
export interface SealedFound {
  readonly seal: string;
  readonly step: string;
  readonly field: string;
  readonly dataClass: DataClass;
  readonly answer: SealedAnswer;
  readonly entry: StoredEntry;
}

/** What is sealed in the entries that the viewer sees. */
export const sealedOf = (form: FormDefinition, entries: readonly StoredEntry[]): readonly SealedFound[] =>
  entries.flatMap(entry =>
    payloadClasses.flatMap(dataClass => {
      const answers = (entry.payload[dataClass]?.['answers'] ?? {}) as Answers;
      return sealedIn(form, answers).map(({ step, field, answer }) => ({
        seal: answer.seal,
        step,
        field,
        dataClass,
        answer,
        entry,
      }));
    }),
  );
