import { idOf, labelled, nameOf, unremembered } from '../asked.ts';
import type { FieldDefinition } from '../definition.ts';
import type { FieldKind } from './kind.ts';
import { inTextarea, textSchema } from './words.ts';

const maxOf = (field: FieldDefinition): number => field.max ?? 15_000;

/** Words on as many lines as are needed; a `statement` keeps each of its bytes. */
export const paragraph: FieldKind = {
  missing: 'error.missing',
  schema: field => textSchema({ max: maxOf(field), verbatim: field.statement === true }),
  write: (field, answer) => ({ [nameOf(field)]: String(answer) }),
  read: (field, sent) => {
    const typed = sent.one(nameOf(field)).replaceAll('\r\n', '\n');
    return typed.trim() === '' ? undefined : typed;
  },
  component: (field, asked) => ({
    kind: 'textarea',
    options: {
      ...labelled(asked),
      ...unremembered,
      id: idOf(field),
      name: nameOf(field),
      rows: field.statement ? 12 : 5,
      value: inTextarea(asked.sent.one(nameOf(field))),
    },
  }),
  show: (_, answer) => [String(answer)],
  example: field =>
    (field.statement ? 'They took my passport.\nI could not leave.' : 'Example words').slice(0, maxOf(field)),
};
