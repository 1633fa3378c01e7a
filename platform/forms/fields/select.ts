import { idOf, labelled, nameOf, type Asked } from '../asked.ts';
import type { FieldDefinition } from '../definition.ts';
import { choice, offered } from './choice.ts';
import type { FieldKind } from './kind.ts';

/** One of many, from a list that opens. */
export const select: FieldKind = {
  ...choice,
  component: (field, asked) => ({
    kind: 'select',
    options: {
      ...labelled(asked),
      id: idOf(field),
      name: nameOf(field),
      items: selectItems(field, asked, asked.sent.one(nameOf(field))),
    },
  }),
};

/** An empty item first, so that nothing is chosen by not choosing. */
export function selectItems(field: FieldDefinition, { given, wording }: Asked, chosen: string) {
  const codes = offered(field, given, chosen ? [chosen] : []);
  const empty = { value: '', text: wording.words('form.choose-from-list') };
  return [
    empty,
    ...codes.map(code => ({ value: code, text: wording.option(code), selected: code === chosen })),
  ];
}
