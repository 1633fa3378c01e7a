import { z } from 'zod';
import type { Json } from '../../pure/json.ts';
import { grouped, idOf, nameOf, type Asked } from '../asked.ts';
import { nested } from '../components.ts';
import type { FieldDefinition } from '../definition.ts';
import { sentFrom, type Sent } from '../inputs.ts';
import { isSealed, sealedSchema } from '../sealed.ts';
import type { FieldKind } from './kind.ts';

/**
 * A field whose answer is sealed. What was given is never shown again, not even to whoever typed it, and not on the same page
 * when something else on it is wrong: it is kept, replaced or taken out.
 */
export const sealed = (inner: FieldKind): FieldKind => ({
  ...inner,
  schema: (field, given) => {
    const typed = inner.schema(field, given);
    return given.ofDraft ? z.union([sealedSchema, typed]) : typed;
  },
  write: () => ({}),
  component: (field, asked) => {
    const { words } = asked.wording;
    const hint = [asked.wording.hint, words('form.sealed.hint')].filter(part => part !== undefined).join(' ');
    const empty = { ...asked, sent: sentFrom({}), wording: { ...asked.wording, hint } };
    return asked.isGiven ? given(inner, field, empty) : inner.component(field, empty);
  },
  show: (field, answer, wording) =>
    isSealed(answer) ? [wording.words('form.sealed.given')] : inner.show(field, answer, wording),
});

const choices = ['keep', 'replace', 'remove'] as const;

/** Nothing is chosen beforehand: without JavaScript, typing another answer is enough. */
function given(inner: FieldKind, field: FieldDefinition, asked: Asked) {
  const { words } = asked.wording;
  const input = { ...asked, label: words('form.sealed.replace'), isHeading: false };
  return {
    kind: 'radios' as const,
    options: {
      ...grouped({ ...asked, wording: { ...asked.wording, hint: words('form.sealed.given') } }),
      idPrefix: idOf(field, 'sealed'),
      name: nameOf(field, 'sealed'),
      items: choices.map(choice => ({
        value: choice,
        text: words(`form.sealed.${choice}`),
        conditional: choice === 'replace' ? { html: nested(inner.component(field, input)) } : undefined,
      })),
    },
  };
}

/** What a page says of a sealed field: what was typed, else what was given before unless it is taken out. */
export function sealedAnswer(
  field: FieldDefinition,
  sent: Sent,
  { typed, kept }: { readonly typed: Json | undefined; readonly kept: Json | undefined },
): Json | undefined {
  const choice = sent.one(nameOf(field, 'sealed'));
  if (kept !== undefined && choice === 'remove') return undefined;
  return kept !== undefined && (choice === 'keep' || typed === undefined) ? kept : typed;
}
