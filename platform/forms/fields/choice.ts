import { grouped, idOf, nameOf, type Asked } from '../asked.ts';
import type { FieldDefinition } from '../definition.ts';
import { said } from '../second.ts';
import { codeSchema, codesOf } from './codes.ts';
import type { FieldKind } from './kind.ts';

/** One of a few. */
export const choice: FieldKind = {
  missing: 'error.choose',
  schema: codeSchema,
  write: (field, answer) => ({ [nameOf(field)]: String(answer) }),
  read: (field, sent) => sent.one(nameOf(field)) || undefined,
  component: (field, asked) => ({
    kind: 'radios',
    options: {
      ...grouped(asked),
      idPrefix: idOf(field),
      name: nameOf(field),
      items: optionItems(field, asked, [asked.sent.one(nameOf(field))]),
    },
  }),
  show: (_, answer, { option }) => [option(String(answer))],
  example: (field, given) => codesOf(field, given)[0] ?? '',
};

/** One item per option, with what it reveals. What was chosen and is no longer offered stays to be seen. */
export function optionItems(
  field: FieldDefinition,
  { given, wording, reveals }: Asked,
  chosen: readonly string[],
) {
  return offered(field, given, chosen).map(code => {
    const revealed = reveals.get(code);
    return {
      value: code,
      ...said(wording.option(code), wording.optionId?.(code), wording),
      checked: chosen.includes(code),
      conditional: revealed && { html: revealed },
    };
  });
}

export function offered(
  field: FieldDefinition,
  given: Asked['given'],
  chosen: readonly string[],
): readonly string[] {
  const codes = codesOf(field, given);
  const known = field.list === undefined ? undefined : given.pack.lists[field.list]?.byCode;
  return [...codes, ...chosen.filter(code => known?.has(code) && !codes.includes(code))];
}
