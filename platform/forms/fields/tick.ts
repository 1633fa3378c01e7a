import { z } from 'zod';
import { described, idOf, nameOf } from '../asked.ts';
import { said } from '../second.ts';
import type { FieldKind } from './kind.ts';

/** One box. Unticked is not an answer: a required one must be ticked. */
export const tick: FieldKind = {
  missing: 'error.tick',
  schema: () => z.literal(true, { error: 'error.tick' }),
  write: field => ({ [nameOf(field)]: 'true' }),
  read: (field, sent) => (sent.one(nameOf(field)) === '' ? undefined : true),
  component: (field, asked) => ({
    kind: 'checkboxes',
    options: {
      ...described(asked),
      idPrefix: idOf(field),
      name: nameOf(field),
      items: [
        {
          value: 'true',
          ...said(asked.label, asked.wording.labelId, asked.wording),
          checked: asked.sent.one(nameOf(field)) !== '',
        },
      ],
    },
  }),
  show: (_field, _answer, { words }) => [words('form.ticked')],
  example: () => true,
};
