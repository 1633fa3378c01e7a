import { z } from 'zod';
import { code, exactDate, sources, words } from './schema-values.ts';

/** `step.field`, or `step.list.field` of several of a kind. */
const at = z.string().regex(/^[a-z][a-zA-Z0-9]*(\.[a-z][a-zA-Z0-9]*){1,2}$/, 'must be "step.field"');
const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'must be the id of a field, as the official form has it');

const field = z.strictObject({ id, from: z.array(at).min(1).exactOptional() }).extend({
  /** What it calls our codes. A code that it has no word for is told in the remainder. */
  codes: z.record(code.or(z.string().regex(/^[A-Z]{2,3}$/)), words).exactOptional(),
  /** It has a box of its own for this option. */
  option: code.exactOptional(),
  /** It asks whether there are more than so many of several of a kind. */
  moreThan: z.int().min(0).exactOptional(),
  /** All of several of a kind in its one box; otherwise the first, and the others in the remainder. */
  together: z.boolean().exactOptional(),
  /** It has so many boxes for one list: `id-1`, `id-2` … */
  boxes: z.int().min(2).max(50).exactOptional(),
  /** Why nothing of ours stands there. */
  leftOut: words.exactOptional(),
});

/** The country's own form, field by field in its order: where each of its answers stands in ours. */
export const officialFormFile = z.strictObject({
  form: z.literal('referral'),
  /** What it is called, and when it was read. */
  name: words,
  readOn: exactDate,
  source: sources,
  fields: z
    .array(
      field.refine(
        each => (each.from === undefined) !== (each.leftOut === undefined),
        'is told from somewhere (`from`) or left out with a reason (`leftOut`), and not both',
      ),
    )
    .min(1),
});

export type OfficialForm = z.output<typeof officialFormFile>;
export type OfficialField = OfficialForm['fields'][number];
