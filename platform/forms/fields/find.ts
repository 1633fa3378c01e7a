import { z } from 'zod';
import { component } from '../../views/render.ts';
import { html, type SafeHtml } from '../../views/safe-html.ts';
import { idOf, labelled, nameOf, unremembered, type Asked } from '../asked.ts';
import type { Component } from '../components.ts';
import type { FieldDefinition } from '../definition.ts';
import type { Sent } from '../inputs.ts';
import { said } from '../second.ts';
import { choice } from './choice.ts';
import { codeDocs, codeTest } from './codes.ts';
import { asSearch, exactCode, findCodes, searchIn } from './find-codes.ts';
import { complain, type FieldKind, type Given } from './kind.ts';

/**
 * One of a list too long to be sent: some of its name is typed, and what matches is offered on the same page. It works
 * without scripts. `options` beside the list (not known) can be chosen without looking for anything.
 */
export const find: FieldKind = {
  ...choice,
  missing: 'error.find-missing',
  schema: foundSchema,
  write: (field, answer) => ({ [nameOf(field, 'is')]: String(answer) }),
  read: (field, sent) => readBox(nameOf(field), field, sent),
  component: (field, asked) => ({
    kind: 'several',
    options: box(field, asked, {
      name: nameOf(field),
      id: idOf(field),
      label: labelled(asked),
      apart: field.options ?? [],
    }),
  }),
  target: (field, { message }) => (message === 'error.find-which' ? idOf(field, 'is') : idOf(field)),
};

/** A code; and of what was typed on a page the one code that is meant beyond doubt, or what is still to be done. */
export function foundSchema(field: FieldDefinition, given: Given): z.ZodType<string> {
  const isCode = codeTest(field, given);
  return z
    .string({ error: 'error.not-an-option' })
    .overwrite(answer => {
      const search = searchIn(answer);
      // A code that was chosen before is no search: nobody looks for it among two thousand.
      return search === undefined ? answer : (exactCode(field, search, given) ?? answer);
    })
    .superRefine((answer, context) => {
      const search = searchIn(answer);
      if (search === undefined) {
        if (!isCode(answer)) complain(context, 'error.not-an-option');
        return;
      }
      const found = findCodes(field, search, given).codes;
      complain(context, found.length > 0 ? 'error.find-which' : 'error.find-none');
    })
    .meta(codeDocs(field, given));
}

/** What one box and the choices beneath it say: `.was` is what the box held when those were offered. */
export function readBox(name: string, field: FieldDefinition, sent: Sent): string | undefined {
  const typed = sent.one(name).trim();
  const chosen = sent.one(`${name}.is`);
  const isUnchanged = typed === sent.one(`${name}.was`).trim();
  const isApart = typed === '' && field.options?.includes(chosen);
  if (chosen !== '' && (isUnchanged || isApart)) return chosen;
  return typed === '' ? undefined : asSearch(typed);
}

interface Box {
  readonly name: string;
  readonly id: string;
  readonly label: ReturnType<typeof labelled>;
  readonly apart: readonly string[];
}

/** A text box; beneath it what matches, what was chosen, and what can be chosen without looking. */
export function box(
  field: FieldDefinition,
  asked: Asked,
  { name, id, label, apart }: Box,
): readonly SafeHtml[] {
  const { given, sent, wording } = asked;
  const { words, option } = wording;
  const answer = readBox(name, field, sent) ?? '';
  const search = searchIn(answer);
  const exact = search === undefined ? undefined : exactCode(field, search, given);
  const chosen = exact ?? (search === undefined ? answer : '');
  const isOfList = chosen !== '' && !apart.includes(chosen);
  const value = isOfList ? option(chosen) : (search ?? '');
  const matches = isOfList || search === undefined ? undefined : findCodes(field, search, given);
  const offered = [...(isOfList ? [chosen] : (matches?.codes ?? [])), ...apart];
  const input: Component = {
    kind: 'input',
    options: { ...label, ...unremembered, id, name, value },
  };
  const was = html`<input type="hidden" name="${name}.was" value="${value}">`;
  if (isOfList && apart.length === 0)
    return [
      component('govukInput', input.options),
      was,
      html`<input type="hidden" name="${name}.is" value="${chosen}">`,
    ];
  if (offered.length === 0) return [component('govukInput', input.options), was];
  const legend = matches && matches.codes.length > 0 ? 'form.find-which' : 'form.find-or';
  const radios = component('govukRadios', {
    name: `${name}.is`,
    idPrefix: `${id}-is`,
    classes: 'govuk-radios--small',
    fieldset: { legend: { text: words(legend), classes: 'govuk-fieldset__legend--s' } },
    hint: matches?.hasMore ? { text: words('form.find-more') } : undefined,
    items: offered.map(code => ({
      value: code,
      ...said(option(code), wording.optionId?.(code), wording),
      checked: code === chosen,
    })),
  });
  return [component('govukInput', input.options), was, radios];
}
