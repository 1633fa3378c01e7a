import { idOf, labelled, nameOf, type Asked } from '../asked.ts';
import { type Language, localeOf } from '../../text/language.ts';
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
  const items = codes.map(code => ({ value: code, text: wording.option(code), selected: code === chosen }));
  return [empty, ...(field.list === undefined ? items : byLabel(items, wording.language))];
}

/** A list is looked through by its words, in the order of the viewer's language; what stands apart stays last. */
function byLabel<Item extends { readonly value: string; readonly text: string }>(
  items: readonly Item[],
  language: Language,
): readonly Item[] {
  const isApart = ({ value }: Item) => /(^|-)(not-known|prefers-not-to-say|other)$/.test(value);
  const { compare } = new Intl.Collator(localeOf(language));
  const sorted = items
    .filter(item => !isApart(item))
    .toSorted((one, other) => compare(sortedUnder(one.text), sortedUnder(other.text)));
  return [...sorted, ...items.filter(isApart)];
}
const sortedUnder = (label: string): string => label.replace(/^(The|Y|Yr) /, '');
