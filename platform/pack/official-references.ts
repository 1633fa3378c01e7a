import { itemsField } from '../forms/items.ts';
import type { FieldDefinition, FormDefinition } from '../forms/definition.ts';
import type { Problem } from './files.ts';
import type { Pack } from './pack.ts';
import type { OfficialForm } from './schema-official.ts';

/** The question of ours at `step.field` or `step.list.field`. */
export function questionAt(form: FormDefinition | undefined, at: string): FieldDefinition | undefined {
  const [stepId, ...rest] = at.split('.');
  const step = form?.steps.find(({ id }) => id === stepId);
  const own = step?.fields.find(({ id }) => id === rest[0]);
  if (rest.length === 1) return own;
  return step && own === itemsField(step) ? own?.fields?.find(({ id }) => id === rest[1]) : undefined;
}

/** What an official form is told from must be asked, must have its codes, and must not be sealed. */
export function findBrokenOfficialForm(
  pack: Pick<Pack, 'forms'>,
  official: OfficialForm,
): readonly Problem[] {
  const problems: Problem[] = [];
  const tell = (path: string, message: string) =>
    problems.push({ file: 'official-form.yaml', path, message });
  const form = pack.forms[official.form];
  const ids = new Set<string>();
  for (const [nth, { id, from = [], codes = {}, option }] of official.fields.entries()) {
    if (ids.has(id)) tell(`fields.${nth}.id`, `"${id}" is defined twice`);
    ids.add(id);
    for (const at of from) {
      const asked = questionAt(form, at);
      if (!asked) tell(`fields.${nth}.from`, `there is no question "${at}"`);
      else if (asked.sealed) tell(`fields.${nth}.from`, `"${at}" is sealed: it goes nowhere`);
      for (const code of [...Object.keys(codes), ...(option === undefined ? [] : [option])])
        if (asked && !asked.options?.includes(code))
          tell(`fields.${nth}.codes`, `"${code}" is no answer to "${at}"`);
    }
  }
  return problems;
}
