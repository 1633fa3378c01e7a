import { z } from 'zod';
import type { Pack, SignLibrary } from '../../pack/pack.ts';
import type { Json, JsonObject } from '../../pure/json.ts';
import { component } from '../../views/render.ts';
import { html, type SafeHtml } from '../../views/safe-html.ts';
import { grouped, idOf, nameOf, type Asked } from '../asked.ts';
import { groupOf, nested } from '../components.ts';
import type { FieldDefinition } from '../definition.ts';
import type { Sent } from '../inputs.ts';
import { complain, type FieldKind } from './kind.ts';

/** Signs that were seen, each with how it is known. They are counted and shown, never scored. */
export const signs: FieldKind = {
  missing: 'error.choose-some',
  schema: (field, { pack }) => {
    const offered = new Set(groupsOf(field, pack).flatMap(group => group.signs.map(({ code }) => code)));
    const sign = oneOf(offered, 'error.not-an-option').meta({ description: 'A code of the sign library.' });
    const known = oneOf(new Set(pack.signs.howKnown), 'error.how-known').meta({
      enum: [...pack.signs.howKnown],
    });
    return z
      .array(z.strictObject({ sign, known }, { error: 'error.how-known' }), { error: 'error.not-a-list' })
      .min(1, { error: 'error.choose-some' })
      .superRefine((answer, context) => {
        if (new Set(answer.map(({ sign }) => sign)).size < answer.length) complain(context, 'error.twice');
      });
  },
  write: (field, answer) => {
    const seen = seenIn(answer);
    const known = seen.map(({ sign, known }) => [nameOf(field, sign), known] as const);
    return { [nameOf(field)]: seen.map(({ sign }) => sign), ...Object.fromEntries(known) };
  },
  read: (field, sent) => {
    const answer = signsSent(field, sent).map(
      (sign): JsonObject => ({ sign, known: sent.one(nameOf(field, sign)) }),
    );
    return answer.length > 0 ? answer : undefined;
  },
  soundPart: (field, answer, kept, given) => {
    const schema = signs.schema(field, given);
    const isSound = (one: Json) => schema.safeParse([one]).success;
    const before = seenIn(kept).filter(isSound);
    const members = seenIn(answer).flatMap(one =>
      isSound(one) ? [one] : before.filter(({ sign }) => sign === one.sign),
    );
    return members.length > 0 ? members : undefined;
  },
  component: (field, asked) => {
    const groups = groupsAsked(field, asked);
    const isFolded = groups.length > 1 && field.asks !== 'how-known';
    const parts = groups.map((group, place) => {
      const boxes = nested(groupBoxes(field, asked, group, { place, isFolded }));
      return isFolded ? folded(boxes, field, asked, group) : boxes;
    });
    return { kind: 'fieldset', options: groupOf(idOf(field), grouped(asked), parts) };
  },
  target: (field, { below: [place, part], sent, pack }) => {
    const seen = signsSent(field, sent)[Number(place)];
    if (seen !== undefined) return part === 'known' ? idOf(field, `${seen}-known`) : idOf(field, seen);
    const first = groupsOf(field, pack)[0]?.signs[0];
    return first && idOf(field, first.code);
  },
  show: (_, answer, { words }) =>
    seenIn(answer).map(({ sign, known }) =>
      words('form.sign-and-how-known', { sign: words(`sign.${sign}`), known: words(`sign-known.${known}`) }),
    ),
  example: (field, { pack }) => {
    const sign = groupsOf(field, pack)[0]?.signs[0]?.code ?? '';
    return [{ sign, known: pack.signs.howKnown[0] ?? '' }];
  },
};

/** As with `textsOf`: what has another shape is passed over. */
const seenIn = (answer: Json): readonly { readonly sign: string; readonly known: string }[] =>
  Array.isArray(answer) ? answer.filter(isSeen) : [];
const isSeen = (member: Json): member is { readonly sign: string; readonly known: string } =>
  typeof member === 'object' &&
  member !== null &&
  'sign' in member &&
  typeof member['sign'] === 'string' &&
  typeof member['known'] === 'string';

const signsSent = (field: FieldDefinition, sent: Sent): readonly string[] =>
  [...new Set(sent.many(nameOf(field)))].filter(sign => sign !== '');

/** In the library's order, or in that of the field's options where it names groups. */
export function groupsOf(field: FieldDefinition, pack: Pack): SignLibrary['groups'] {
  const { groups } = pack.signs;
  return field.options?.flatMap(named => groups.filter(({ code }) => code === named)) ?? groups;
}

function oneOf(codes: ReadonlySet<string>, message: string): z.ZodType<string> {
  return z.string({ error: message }).superRefine((code, context) => {
    if (!codes.has(code)) complain(context, message);
  });
}

/** Where it is asked how each is known, what was not ticked is left out: a hundred questions are none that is read. */
function groupsAsked(field: FieldDefinition, { given, sent }: Asked): SignLibrary['groups'] {
  const groups = groupsOf(field, given.pack);
  if (field.asks !== 'how-known') return groups;
  const chosen = new Set(signsSent(field, sent));
  return groups
    .map(group => ({ ...group, signs: group.signs.filter(({ code }) => chosen.has(code)) }))
    .filter(group => group.signs.length > 0);
}

function groupBoxes(
  field: FieldDefinition,
  asked: Asked,
  group: SignLibrary['groups'][number],
  { place, isFolded }: { readonly place: number; readonly isFolded: boolean },
) {
  const { words } = asked.wording;
  const chosen = new Set(asked.sent.many(nameOf(field)));
  const items = group.signs.map(({ code }) => ({
    id: idOf(field, code),
    value: code,
    text: words(`sign.${code}`),
    checked: chosen.has(code),
    conditional: field.asks === 'noticed' ? undefined : { html: nested(howKnown(field, asked, code)) },
  }));
  const legend = {
    text: words(`sign-group.${group.code}`),
    classes: isFolded ? 'govuk-visually-hidden' : 'govuk-fieldset__legend--s',
  };
  return {
    kind: 'checkboxes' as const,
    options: {
      name: nameOf(field),
      idPrefix: idOf(field, `group-${place + 1}`),
      fieldset: { legend },
      items,
    },
  };
}

/** A hundred signs are a long way on a phone: each group opens by itself, and is open where something in it is ticked. */
function folded(boxes: SafeHtml, field: FieldDefinition, asked: Asked, group: SignLibrary['groups'][number]) {
  const { words } = asked.wording;
  const chosen = new Set(asked.sent.many(nameOf(field)));
  return component('govukDetails', {
    summaryText: words('form.signs-in-group', {
      group: words(`sign-group.${group.code}`),
      count: group.signs.length,
    }),
    html: boxes,
    open: group.signs.some(({ code }) => chosen.has(code)),
  });
}

function howKnown(field: FieldDefinition, asked: Asked, code: string) {
  const { words, pack } = asked.wording;
  const known = asked.sent.one(nameOf(field, code));
  const empty = { value: '', text: words('form.choose-from-list') };
  const items = pack.signs.howKnown.map(how => ({
    value: how,
    text: words(`sign-known.${how}`),
    selected: how === known,
  }));
  return {
    kind: 'select' as const,
    options: {
      id: idOf(field, `${code}-known`),
      name: nameOf(field, code),
      label: {
        html: html`${words('form.how-known')}<span class="govuk-visually-hidden"> ${words(`sign.${code}`)}</span>`,
      },
      items: [empty, ...items],
    },
  };
}
