import type { Pack } from '../pack/pack.ts';
import type { Language } from '../text/language.ts';
import type { Words } from '../views/page.ts';
import type { FieldDefinition, FormDefinition, StepDefinition } from './definition.ts';
import { itemsField } from './items.ts';
import type { SecondLanguage } from './second.ts';

/** Whose words a form is shown in. */
export interface Speaking {
  readonly words: Words;
  readonly pack: Pack;
  readonly language: Language;
  /** Shown beside the first, where somebody interprets. */
  readonly second?: SecondLanguage | undefined;
}

interface StepWording {
  readonly title: string;
  /** Paragraphs; a blank line in the message parts them. */
  readonly guidance: readonly string[];
}
/** What a pack says of one field, in one language. */
export interface FieldWording extends Speaking {
  readonly label: string;
  readonly hint: string | undefined;
  readonly option: (code: string) => string;
  /** The ids of these words, by which they are found in a second language. */
  readonly labelId?: string;
  readonly hintId?: string;
  readonly optionId?: (code: string) => string | undefined;
  /** Its answers are of a list, which is in the languages of the service alone. */
  readonly isListed?: boolean;
}

export function stepWording(form: FormDefinition, step: StepDefinition, speaking: Speaking): StepWording {
  const base = `form.${form.id}.${step.id}`;
  const guidance = optional(`${base}.guidance`, speaking);
  return { title: speaking.words(`${base}.title`), guidance: guidance?.split(/\n\s*\n/) ?? [] };
}

/** A question is put to whoever answers; a case file is read by somebody else. A pack words what would mislead them. */
export const titleToRead = (form: FormDefinition, step: StepDefinition, speaking: Speaking): string =>
  optional(`form.${form.id}.${step.id}.read-title`, speaking) ?? stepWording(form, step, speaking).title;

export const labelToRead = (
  form: FormDefinition,
  step: StepDefinition,
  field: FieldDefinition,
  speaking: Speaking,
): string | undefined => optional(`form.${form.id}.${step.id}.${field.id}.read-label`, speaking);

/** "Person 2": what one of several of a kind is called. */
export function itemTitle(
  form: FormDefinition,
  step: StepDefinition,
  number: number,
  { words }: Speaking,
): string {
  return words(`form.${form.id}.${step.id}.${itemsField(step)?.id ?? ''}.item`, { number });
}

export function fieldWording(
  form: FormDefinition,
  step: StepDefinition,
  field: FieldDefinition,
  speaking: Speaking,
): FieldWording {
  const base = `form.${form.id}.${step.id}`;
  const own = `${base}.${field.id}`;
  return {
    ...speaking,
    labelId: hasMessage(speaking.pack, `${own}.label`) ? `${own}.label` : `${base}.title`,
    hintId: `${own}.hint`,
    optionId: code => optionId(field, own, code, speaking),
    isListed: field.list !== undefined || field.type === 'signs',
    label: optional(`${own}.label`, speaking) ?? speaking.words(`${base}.title`),
    hint: optional(`${own}.hint`, speaking),
    option: code =>
      listLabel(field, code, speaking) ??
      optional(`${own}.option.${code}`, speaking) ??
      sharedOption(code, speaking),
  };
}

/** Answers that any question may offer have words of the core, unless the pack has its own. */
const sharedOptions = ['not-known', 'prefers-not-to-say', 'yes', 'no'];
/** A code that nobody has a word for is shown as it is, so that an old case never fails to open. */
const sharedOption = (code: string, { words }: Speaking): string =>
  sharedOptions.includes(code) ? words(`form.option.${code}`) : code;

function optionId(field: FieldDefinition, own: string, code: string, speaking: Speaking): string | undefined {
  if (listLabel(field, code, speaking) !== undefined) return undefined;
  if (hasMessage(speaking.pack, `${own}.option.${code}`)) return `${own}.option.${code}`;
  return sharedOptions.includes(code) ? `form.option.${code}` : undefined;
}

function listLabel(field: FieldDefinition, code: string, { pack, language }: Speaking): string | undefined {
  return field.list === undefined ? undefined : pack.lists[field.list]?.byCode.get(code)?.label[language];
}

/** The words of a message that a pack may leave out. */
export function optional(id: string, { words, pack }: Speaking): string | undefined {
  return hasMessage(pack, id) ? words(id) : undefined;
}
export function hasMessage(pack: Pack, id: string): boolean {
  // In English every message of a pack is, also where nobody is shown it.
  return ['en', ...pack.languages].some(language => Object.hasOwn(pack.messages[language] ?? {}, id));
}
