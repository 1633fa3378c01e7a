import type { z } from 'zod';
import { idOf, labelled, nameOf, unremembered } from '../asked.ts';
import { complain, type FieldKind } from './kind.ts';
import { text } from './text.ts';
import { textSchema } from './words.ts';

const longest = 254; // RFC 5321, section 4.5.3.1.3, less the two brackets

export const email: FieldKind = {
  ...text,
  missing: 'error.email',
  schema: () =>
    (textSchema({ max: longest, oneLine: true }) as z.ZodString)
      .superRefine((address, context) => {
        if (!isAddress(address)) complain(context, 'error.email');
      })
      .meta({ format: 'email', minLength: 3, maxLength: longest }),
  component: (field, asked) => ({
    kind: 'input',
    options: {
      ...labelled(asked),
      ...unremembered,
      id: idOf(field),
      name: nameOf(field),
      type: 'email',
      value: asked.sent.one(nameOf(field)),
    },
  }),
  example: () => 'someone@example.org',
};

/** Something, an @, and a name with a dot in it. Whether it can be reached is found by writing to it. */
function isAddress(address: string): boolean {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  const labels = domain.split('.');
  return (
    at > 0 &&
    labels.length > 1 &&
    labels.every(label => label !== '') &&
    !/[\s<>,;:"()\\@]/.test(domain) &&
    !/\s/.test(address)
  );
}
