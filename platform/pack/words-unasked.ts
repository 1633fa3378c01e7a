/** Words of a pack that nothing asks for: a slip of the hand in an id, or what a question left behind that is gone. */
import type { FormDefinition, StepDefinition } from '../forms/definition.ts';
import { itemsField } from '../forms/items.ts';
import { meant } from './explain.ts';
import type { Problem } from './files.ts';
import { codesOf } from './form-references.ts';
import type { Pack } from './pack.ts';
import { wordsNeeded } from './words-needed.ts';

/** `core`: every id for which the core has words, in whose place a pack may put its own. */
export function findUnaskedWords(pack: Pack, core: ReadonlySet<string>): Problem[] {
  const asked = new Set([...wordsNeeded(pack), ...wordsTaken(pack), ...core]);
  return Object.entries(pack.messages).flatMap(([language, words]) =>
    Object.keys(words ?? {})
      .filter(id => !asked.has(id))
      .map(id => ({
        file: `messages/${language}.json`,
        path: id,
        message: `nothing asks for these words${meant(id, asked)}`,
      })),
  );
}

/** Words that are shown where a pack has them. */
const wordsTaken = (pack: Pack): readonly string[] => [
  ...pack.definition.versions.flatMap(({ heads }) => heads.map(({ code }) => `head.${code}.hint`)),
  ...pack.rules.map(({ id, from }) => `rule.${id}.${from ?? 'ever'}`),
  ...Object.values(pack.forms).flatMap(form => [
    ...form.steps.flatMap(step => ofStep(form, step, pack)),
    ...form.steps.flatMap(({ section }) =>
      section === undefined ? [] : [`form.${form.id}.section.${section}.why`],
    ),
  ]),
];

function ofStep(form: FormDefinition, step: StepDefinition, pack: Pack): readonly string[] {
  const base = `form.${form.id}.${step.id}`;
  const fields = [...step.fields, ...(itemsField(step)?.fields ?? [])];
  return [
    ...['hint', 'guidance', 'why', 'read-title'].map(part => `${base}.${part}`),
    ...fields.flatMap(field => [
      ...['label', 'read-label', 'hint', 'missing'].map(part => `${base}.${field.id}.${part}`),
      ...codesOf(field, pack).map(code => `${base}.${field.id}.option.${code}`),
    ]),
  ];
}
