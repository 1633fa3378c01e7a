import type { FieldDefinition, FormDefinition } from '../forms/definition.ts';
import { checkMessage, sameArguments } from '../text/message.ts';
import { wordsOfConsent } from './consent-terms.ts';
import type { Problem } from './files.ts';
import type { Pack } from './pack.ts';

/** What a person may be told to do when signs were noted; the pack knows whom to call. */
export const adviceIds = [
  'advice.danger',
  'advice.child',
  'advice.adult',
  'advice.signs',
  'advice.help',
] as const;

/** The messages that the core looks up for a pack's codes. Hints and guidance are optional, so they are not here. */
export function wordsNeeded(pack: Pack): string[] {
  const { signs } = pack;
  return [
    'pack.name',
    ...adviceIds,
    ...pack.nations.flatMap(({ code, contacts }) => [
      `nation.${code}`,
      ...contacts.map(({ id }) => `nation.${code}.contact.${id}`),
    ]),
    ...pack.roles.map(({ code }) => `role.${code}`),
    ...pack.authorities.map(({ code }) => `authority.${code}`),
    ...new Set(pack.grants.map(({ basis }) => `basis.${basis}`)),
    ...wordsOfConsent(pack.consent),
    ...signs.groups.flatMap(group => [
      `sign-group.${group.code}`,
      ...group.signs.map(({ code }) => `sign.${code}`),
    ]),
    ...signs.howKnown.map(code => `sign-known.${code}`),
    ...new Set(
      pack.definition.versions.flatMap(({ heads }) =>
        heads.flatMap(head => [
          `head.${head.code}`,
          ...head.elements.map(({ code }) => `head.${head.code}.${code}`),
        ]),
      ),
    ),
    ...Object.values(pack.forms).flatMap(formWords),
  ];
}

/** `form.<form>.<step>.title`; for each field `.label`, unless it is the step's only one, and `.option.<code>`. */
function formWords(form: FormDefinition): string[] {
  return form.steps.flatMap(step => [
    `form.${form.id}.${step.id}.title`,
    ...step.fields.flatMap(field =>
      fieldWords(`form.${form.id}.${step.id}.${field.id}`, field, step.fields.length === 1),
    ),
  ]);
}

/** Answers that any question may offer; the forms have words for them (`form.option.<code>`). */
const sharedOptions = ['not-known', 'prefers-not-to-say', 'yes', 'no'];

function fieldWords(id: string, field: FieldDefinition, isOnly: boolean): string[] {
  const own =
    field.type === 'signs' ? [] : (field.options ?? []).filter(code => !sharedOptions.includes(code));
  return [...(isOnly ? [] : [`${id}.label`]), ...own.map(code => `${id}.option.${code}`)];
}

/** English must be whole and sound; another language may lack words, but what it has must be sound and fit. */
export function findMissingWords(pack: Pack, broken: ReadonlySet<string>): Problem[] {
  if (broken.has('messages/en.json')) return [];
  const problems: Problem[] = [];
  const english = pack.messages.en;
  for (const id of wordsNeeded(pack))
    if (!Object.hasOwn(english, id))
      problems.push({ file: 'messages/en.json', path: id, message: 'is missing' });
  for (const language of pack.languages)
    for (const [id, text] of Object.entries(pack.messages[language])) {
      const file = `messages/${language}.json`;
      const broken = checkMessage(text, language);
      const original = english[id];
      if (broken) problems.push({ file, path: id, message: broken });
      else if (original === undefined) problems.push({ file, path: id, message: 'has no English original' });
      else if (!checkMessage(original, 'en') && !sameArguments(original, text))
        problems.push({ file, path: id, message: 'has other arguments than the English original' });
    }
  return problems;
}
