import type { FieldDefinition, FormDefinition } from '../forms/definition.ts';
import { itemsField } from '../forms/items.ts';
import { checkMessage, sameArguments } from '../text/message.ts';
import { coreRules, isCoreRule } from './core-rules.ts';
import { wordsOfConsent } from './consent-terms.ts';
import type { Problem } from './files.ts';
import { isCoreLanguage } from '../text/language.ts';
import type { Pack } from './pack.ts';

/** What a person may be told to do when signs were noted; the pack knows whom to call. */
export const adviceIds = [
  'advice.danger',
  'advice.child',
  'advice.adult',
  'advice.refused',
  'advice.signs',
  'advice.help',
] as const;

/** The messages that the core looks up for a pack's codes. Hints and guidance are optional, so they are not here. */
export function wordsNeeded(pack: Pack): string[] {
  const { signs } = pack;
  return [
    'pack.name',
    // The core names its own languages; others are named in themselves.
    ...pack.languages.filter(each => !isCoreLanguage(each)).map(each => `chrome.language.${each}`),
    ...adviceIds,
    ...pack.nations.flatMap(({ code, contacts }) => [
      `nation.${code}`,
      // With what stands before it: in some languages that changes the name.
      `nation.${code}.in`,
      ...contacts.map(({ id }) => `nation.${code}.contact.${id}`),
      // Who finds a bed tonight: of an adult, and of a child.
      `nation.${code}.bed.adult`,
      `nation.${code}.bed.child`,
    ]),
    ...(pack.firstResponders ?? []).map(({ code }) => `first-responder.${code}`),
    ...pack.roles.map(({ code }) => `role.${code}`),
    ...(pack.systems ?? []).map(({ code }) => `system.${code}`),
    ...pack.authorities.map(({ code }) => `authority.${code}`),
    ...new Set(pack.grants.map(({ basis }) => `basis.${basis}`)),
    ...wordsOfConsent(pack.consent),
    ...wordsOfWithdrawal(pack),
    ...pack.protection.map(({ id }) => `protection.${id}`),
    ...pack.glass.outcomes.map(({ code }) => `glass-outcome.${code}`),
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
    ...Object.values(pack.forms).flatMap(form => formWords(form, pack)),
  ];
}

/** Every reason for which a referral may be withdrawn, at whatever time it held. */
const wordsOfWithdrawal = ({ rules }: Pack): string[] => [
  ...new Set(
    rules.flatMap(({ id, value }) => {
      const read =
        id.startsWith('withdraw.') && isCoreRule(id)
          ? coreRules['withdraw.adult'].safeParse(value)
          : undefined;
      return read?.success ? read.data.reasons.map(({ code }) => `withdrawal-reason.${code}`) : [];
    }),
  ),
];

/**
 * `form.<form>.<step>.title`; for each field `.label`, unless it is the step's only one, and `.option.<code>`; of several
 * of a kind `.item`, and the words of what is asked of each.
 */
function formWords(form: FormDefinition, pack: Pack): string[] {
  const sections = new Set(form.steps.flatMap(({ section }) => section ?? []));
  const titles = [...sections].map(section => `form.${form.id}.section.${section}.title`);
  const words = form.steps.flatMap(step => {
    const base = `form.${form.id}.${step.id}`;
    const items = itemsField(step);
    if (items)
      return [
        `${base}.title`,
        `${base}.${items.id}.item`,
        ...items.fields.flatMap(field => fieldWords(`${base}.${field.id}`, field, false, pack)),
      ];
    const isOnly = step.fields.length === 1;
    return [
      `${base}.title`,
      ...step.fields.flatMap(field => fieldWords(`${base}.${field.id}`, field, isOnly, pack)),
    ];
  });
  return [...titles, ...words];
}

/** Answers that any question may offer; the forms have words for them (`form.option.<code>`). */
const sharedOptions = ['not-known', 'prefers-not-to-say', 'yes', 'no'];

function fieldWords(id: string, field: FieldDefinition, isOnly: boolean, { lists }: Pack): string[] {
  const isListed = (code: string) => field.list !== undefined && lists[field.list]?.byCode.has(code) === true;
  const own =
    field.type === 'signs'
      ? []
      : (field.options ?? []).filter(
          code => !sharedOptions.includes(code) && !isTime(code) && !isListed(code),
        );
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
    for (const [id, text] of Object.entries(pack.messages[language] ?? {})) {
      const file = `messages/${language}.json`;
      const broken = checkMessage(text, language);
      const original = english[id];
      if (broken) problems.push({ file, path: id, message: broken });
      // The words of the core that a pack brings in a language of its own have their original there.
      else if (original === undefined && !isCoreLanguage(language)) continue;
      else if (original === undefined) problems.push({ file, path: id, message: 'has no English original' });
      else if (!checkMessage(original, 'en') && !sameArguments(original, text))
        problems.push({ file, path: id, message: 'has other arguments than the English original' });
    }
  return problems;
}

/** A time of day says itself. */
const isTime = (code: string): boolean => /^\d\d:\d\d$/.test(code);
