import { idOf, labelled, nameOf, unremembered } from '../asked.ts';
import type { FieldDefinition } from '../definition.ts';
import type { FieldKind } from './kind.ts';
import { textSchema } from './words.ts';

const maxOf = (field: FieldDefinition): number => field.max ?? 250;

/** Words on one line: names, references. */
export const text: FieldKind = {
  missing: 'error.missing',
  schema: field => textSchema({ max: maxOf(field), oneLine: true }),
  write: (field, answer) => ({ [nameOf(field)]: String(answer) }),
  read: (field, sent) => sent.one(nameOf(field)).trim() || undefined,
  component: (field, asked) => ({
    kind: 'input',
    options: {
      ...labelled(asked),
      ...unremembered,
      id: idOf(field),
      name: nameOf(field),
      value: asked.sent.one(nameOf(field)),
    },
  }),
  show: (_, answer) => [String(answer)],
  example: field => 'Example words'.slice(0, maxOf(field)),
};
