import type { DataClass } from '../pure/classes.ts';
import type { Json } from '../pure/json.ts';

/**
 * A form as data. Answers are `{ [stepId]: { [fieldId]: value } }`, the same for pages, drafts, API and ledger.
 * Words are messages: `form.<form>.<step>.title|hint|guidance`, `form.<form>.<step>.<field>.label|hint|missing`,
 * `form.<form>.<step>.<field>.option.<code>` (or the code list's labels; the codes `not-known` and `prefers-not-to-say`
 * have words of their own in `messages.en.json`). A hint, guidance or `missing` may be left out; so may the label of a
 * step's only field, which then is the step's title.
 * Several of one kind (`items`) have `.item`, which takes `{number}`, in place of a label.
 */
export interface FormDefinition {
  readonly id: string; // referral
  /** Set where the pack is read, in a country of one nation: what a question with the concept `nation` would say. */
  readonly nation?: string;
  readonly steps: readonly StepDefinition[];
  /** Questions that take no “not known” or no “prefers not to say”, and why; all others that offer answers take both. */
  readonly withoutUnknown?: readonly { readonly because: string; readonly questions: readonly string[] }[];
}

export interface StepDefinition {
  readonly id: string;
  /** Named by `form.<form>.section.<id>.title`. Steps of one section stand together. */
  readonly section?: string;
  /** Need not be answered before sending: no route leads there, a list of sections does. Nothing in it is required. */
  readonly more?: boolean;
  readonly when?: Condition;
  readonly fields: readonly FieldDefinition[];
}

export interface FieldDefinition {
  readonly id: string;
  readonly type: FieldType;
  readonly class: Exclude<DataClass, 'trail'>;
  readonly required: boolean;
  readonly when?: Condition;
  /** The codes to choose from; for `signs`, the groups of the pack's sign library that are asked (all, where absent). */
  readonly options?: readonly string[];
  /** Of `choices`: options that stand alone, such as "none of these"; with any other they contradict themselves. */
  readonly alone?: readonly string[];
  /** The name of a pack code list whose codes are the options, with those that `options` adds. */
  readonly list?: string;
  /** Of `items`, which stands alone in its step: what is asked of each. Conditions name these as fields of the step. */
  readonly fields?: readonly FieldDefinition[];
  /**
   * Longest accepted text, in characters (default 15,000 for `paragraph`, 250 otherwise); for `number`, the greatest number;
   * for `items`, how many there may be (default 20).
   */
  readonly max?: number;
  /** A statement is kept byte for byte: no trimming, no normalising. */
  readonly statement?: boolean;
  /** For a statement: the field of the same step that says how it was taken (verbatim, summarised, interpreted, …). */
  readonly taken?: string;
  /** Of `signs`, set by a page and never by a pack: first what was noticed, then of what was ticked how each is known. */
  readonly asks?: 'noticed' | 'how-known';
  /** Of a choice among items: by option, the statement (`step.field`) that the words of the same item correct. Both stand. */
  readonly corrects?: Readonly<Record<string, string>>;
  /** Stands folded at the end of its page: it may be left out, and most leave it out. */
  readonly more?: boolean;
  /**
   * Of the situation, not of the person: a referral of somebody else from the same situation may begin with it. No
   * answer without this is ever copied.
   */
  readonly situation?: boolean;
  /**
   * What it may not fit together with: an answer about the nation (of a list whose codes have one), or a date that comes
   * before it, each as `step.field`. It may be right nevertheless: whoever sends is asked, and not stopped.
   */
  readonly doubt?: { readonly nation: string } | { readonly after: string };
  /** What the country's official form calls it, or each of its options: for adapters, never shown. */
  readonly src?: string | Readonly<Record<string, string>>;
  /** A date that cannot lie after today. Birth dates never can, whatever this says. */
  readonly past?: boolean;
  /** A day that cannot lie before today: until when something holds. */
  readonly future?: boolean;
  /**
   * Nobody reads this answer but those on duty, one at a time (docs/decisions/0010-sealed-data.md): from its first word on it
   * is kept as ciphertext, in drafts too. It has no concept, and nothing depends on it.
   */
  readonly sealed?: boolean;
  /** It names somebody beside the person, such as a witness: where a notice may not say who it is, its texts are searched for it. */
  readonly names?: boolean;
  /** What the core calls this answer; a closed vocabulary (`concepts`). */
  readonly concept?: Concept;
}

/** Value shapes: choice 'code' · choices ['code'] · text, paragraph, phone, email 'words' · tick true ·
 *  date '2026-03-02' · partial-date '2026', '2026-03' or '2026-03-02' · select, find 'code' · selects, finds ['code'] · number 3 ·
 *  signs [{ sign: 'g01', known: 'observed' }] · items [{ id: 'a name of its own, for good', …answers }] */
export const fieldTypes = [
  'choice',
  'choices',
  'text',
  'paragraph',
  'tick',
  'date',
  'partial-date',
  'phone',
  'email',
  'select',
  'selects',
  'number',
  'find',
  'finds',
  'signs',
  'items',
] as const;
export type FieldType = (typeof fieldTypes)[number];

/** Closed conditions: nothing Turing-complete. `field` is `step.field`; `is` matches a value, or any member of a list answer. */
export type Condition =
  | { readonly field: string; readonly is: readonly (string | boolean)[] }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

/** What rules, routing and search know of a referral, whatever the pack calls its questions. */
export const concepts = [
  'nation', // code of pack.nations: where the report is made
  'age-status', // adult | child | not-known
  'consent', // given | refused | without-capacity
  'capacity-decider', // of an adult without capacity: how it was decided for them, a code of the pack's deciders
  'age-decided', // child | adult-challenged | adult: how a dispute about age ended
  'identification', // given | refused: whether a notice without consent may say who it is
  'urgency', // choices: of the closed list `urgencies`
  'given-name',
  'family-name',
  'other-names',
  'birth-date',
  'phone',
  'other-reference',
  'immigration-circumstances', // choices: codes that routing.ieca lists
  'statement', // the account
  'read-back', // corrected | confirmed | not-done: whether the person was read their words
  'responder-name',
] as const;
export type Concept = (typeof concepts)[number];

export type Answers = { readonly [step: string]: { readonly [field: string]: Json } };
