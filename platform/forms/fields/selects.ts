import { groupOf, nested, type Component } from '../components.ts';
import { grouped, idOf, nameOf, type Asked } from '../asked.ts';
import type { FieldDefinition } from '../definition.ts';
import type { Sent } from '../inputs.ts';
import { choices, textsOf } from './choices.ts';
import { complain, type FieldKind } from './kind.ts';
import { selectItems } from './select.ts';

/** More than anyone has of anything that is asked so; each costs a whole list on the page. */
const most = 10;

/** Several of many: one list each, and always one more than was chosen. */
export const selects: FieldKind = {
  ...choices,
  missing: 'error.choose',
  schema: (field, given) =>
    choices
      .schema(field, given)
      .superRefine((codes, context) => {
        if (textsOf(codes).length > most) complain(context, 'error.too-many', { max: most });
      })
      .meta({ maxItems: most }),
  write: (field, answer) =>
    Object.fromEntries(textsOf(answer).map((code, place) => [nameOf(field, String(place + 1)), code])),
  read: (field, sent) => {
    const codes = [...new Set(chosenIn(field, sent))];
    return codes.length > 0 ? codes : undefined;
  },
  component: (field, asked) => ({ kind: 'fieldset', options: lists(field, asked) }),
};

/** More boxes than the page has are not looked at. */
const chosenIn = (field: FieldDefinition, sent: Sent): readonly string[] =>
  Array.from({ length: most }, (_, place) => sent.one(nameOf(field, String(place + 1)))).filter(
    code => code !== '',
  );

function lists(field: FieldDefinition, asked: Asked) {
  const chosen = chosenIn(field, asked.sent);
  const boxes = Math.min(most, Math.max(2, chosen.length + 1));
  const parts = Array.from({ length: boxes }, (_, place) =>
    nested(oneList(field, asked, chosen[place] ?? '', place)),
  );
  return groupOf(idOf(field), grouped(asked), parts);
}

function oneList(field: FieldDefinition, asked: Asked, chosen: string, place: number): Component {
  const { wording } = asked;
  return {
    kind: 'select',
    options: {
      id: place === 0 ? idOf(field) : idOf(field, String(place + 1)),
      name: nameOf(field, String(place + 1)),
      label: { text: wording.words('form.numbered', { label: wording.label, number: place + 1 }) },
      items: selectItems(field, asked, chosen),
    },
  };
}
