import { z } from 'zod';
import type { Json } from '../../pure/json.ts';
import { grouped, idOf, nameOf } from '../asked.ts';
import { optionItems } from './choice.ts';
import { codeSchema, codesOf } from './codes.ts';
import { complain, type FieldKind } from './kind.ts';

/** Any of a few. */
export const choices: FieldKind = {
  missing: 'error.choose-some',
  schema: (field, given) =>
    z
      .array(codeSchema(field, given), { error: 'error.not-a-list' })
      .min(1, { error: 'error.choose-some' })
      .superRefine((codes, context) => {
        if (new Set(codes).size < codes.length) complain(context, 'error.twice');
      })
      .meta({ uniqueItems: true }),
  write: (field, answer) => ({ [nameOf(field)]: textsOf(answer) }),
  read: (field, sent) => {
    const codes = [...new Set(sent.many(nameOf(field)))].filter(code => code !== '');
    return codes.length > 0 ? codes : undefined;
  },
  component: (field, asked) => ({
    kind: 'checkboxes',
    options: {
      ...grouped(asked),
      idPrefix: idOf(field),
      name: nameOf(field),
      items: optionItems(field, asked, asked.sent.many(nameOf(field))),
    },
  }),
  show: (_, answer, { option }) => textsOf(answer).map(option),
  example: (field, given) => codesOf(field, given).slice(0, 1),
};

/** An answer that an older form left in another shape shows nothing rather than failing to open. */
export const textsOf = (answer: Json): readonly string[] =>
  Array.isArray(answer) ? answer.filter(code => typeof code === 'string') : [];
