import { z } from 'zod';
import { idOf, labelled, nameOf, unremembered } from '../asked.ts';
import type { FieldDefinition } from '../definition.ts';
import { complain, type FieldKind } from './kind.ts';
import { text } from './text.ts';

const maxOf = (field: FieldDefinition): number => field.max ?? 1_000_000;

/** A whole number, counting from nought. */
export const number: FieldKind = {
  ...text,
  missing: 'error.number',
  schema: field =>
    z
      .int({ error: 'error.number' })
      .superRefine((count, context) => {
        if (count < 0) complain(context, 'error.number');
        if (count > maxOf(field)) complain(context, 'error.too-great', { max: maxOf(field) });
      })
      .meta({ minimum: 0, maximum: maxOf(field) }),
  read: (field, sent) => {
    const typed = sent.one(nameOf(field)).trim();
    if (typed === '') return undefined;
    return /^\d{1,15}$/.test(typed) ? Number(typed) : typed;
  },
  component: (field, asked) => ({
    kind: 'input',
    options: {
      ...labelled(asked),
      ...unremembered,
      id: idOf(field),
      name: nameOf(field),
      inputmode: 'numeric',
      classes: 'govuk-input--width-5',
      value: asked.sent.one(nameOf(field)),
    },
  }),
  example: field => Math.min(2, maxOf(field)),
};
