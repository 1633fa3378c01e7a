import { z } from 'zod';
import type { Json } from '../../pure/json.ts';
import { groupOf } from '../components.ts';
import { grouped, idOf, nameOf } from '../asked.ts';
import type { FieldDefinition } from '../definition.ts';
import type { Sent } from '../inputs.ts';
import { textsOf } from './choices.ts';
import { codesOf } from './codes.ts';
import { box, foundSchema, readBox } from './find.ts';
import { complain, type FieldKind } from './kind.ts';

const mostOf = (field: FieldDefinition): number => field.max ?? 10;

/** Several of a list too long to be sent: one box each, and always one more than was chosen. */
export const finds: FieldKind = {
  missing: 'error.find-missing',
  schema: (field, given) =>
    z
      .array(foundSchema(field, given), { error: 'error.not-a-list' })
      .min(1, { error: 'error.find-missing' })
      .superRefine((codes, context) => {
        if (codes.length > mostOf(field)) complain(context, 'error.too-many', { max: mostOf(field) });
        if (new Set(codes).size < codes.length) complain(context, 'error.twice');
        if (codes.length > 1 && codes.some(code => field.options?.includes(code)))
          complain(context, 'error.alone');
      })
      .meta({ uniqueItems: true, maxItems: mostOf(field) }),
  write: (field, answer) =>
    Object.fromEntries(
      textsOf(answer).map((code, place) => [nameOf(field, `${place + 1}.is`), code] as const),
    ),
  read: (field, sent) => {
    const answers = [...new Set(boxesSent(field, sent))];
    return answers.length > 0 ? answers : undefined;
  },
  soundPart: (field, answer, kept, given) => {
    const isSound = (one: Json) => foundSchema(field, given).safeParse(one).success;
    const sound = textsOf(answer).filter(isSound);
    return sound.length > 0 ? finds.schema(field, given).safeParse(sound).data : (kept ?? undefined);
  },
  component: (field, asked) => {
    const { wording } = asked;
    const chosen = boxesSent(field, asked.sent).length;
    const boxes = Math.min(mostOf(field), Math.max(2, chosen + 1));
    const parts = Array.from({ length: boxes }, (_, place) => {
      const number = place + 1;
      const label = wording.words('form.numbered', { label: wording.label, number });
      return box(field, asked, {
        name: nameOf(field, String(number)),
        id: place === 0 ? idOf(field) : idOf(field, String(number)),
        label: { label: { text: label }, hint: undefined, errorMessage: undefined },
        apart: place === 0 ? (field.options ?? []) : [],
      });
    });
    return { kind: 'fieldset', options: groupOf(idOf(field), grouped(asked), parts.flat()) };
  },
  target: (field, { below: [place] }) =>
    place === undefined || place === '0' ? idOf(field) : idOf(field, String(Number(place) + 1)),
  show: (_, answer, { option }) => textsOf(answer).map(option),
  example: (field, given) => codesOf(field, given).slice(0, 1),
};

/** More boxes than the page has are not looked at. */
const boxesSent = (field: FieldDefinition, sent: Sent): readonly string[] =>
  Array.from({ length: mostOf(field) }, (_, place) =>
    readBox(nameOf(field, String(place + 1)), field, sent),
  ).filter(answer => answer !== undefined);
