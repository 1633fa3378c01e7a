import { parseDate, type PlainDate } from '../../pure/time.ts';
import { grouped, idOf, nameOf, unremembered, type Asked } from '../asked.ts';
import { html } from '../../views/safe-html.ts';
import type { Component } from '../components.ts';
import { beside } from '../second.ts';
import type { FieldDefinition } from '../definition.ts';
import type { Inputs, Sent } from '../inputs.ts';

/** Nobody alive, and no account of one, is older. */
export const earliest = '1900-01-01';

interface DateRules {
  /** Year alone, or year and month, will do. */
  readonly partial: boolean;
  /** The last day it can be; undefined where it may lie ahead. */
  readonly latest: PlainDate | undefined;
  /** The first day it can be; undefined where it may lie behind. */
  readonly first?: PlainDate | undefined;
}

export const isPast = (field: FieldDefinition): boolean =>
  field.past === true || field.concept === 'birth-date';

/** What is wrong with a date, as a message id; undefined where nothing is. Absent parts are empty: `2026--04`. */
export function dateFault(text: string, { partial, latest, first }: DateRules): string | undefined {
  const parts = /^(\d*|\?)(?:-(\d*|\?)(?:-(\d*|\?))?)?$/.exec(text);
  if (!parts) return 'error.date';
  const [, year = '', month = '', day = ''] = parts;
  if (year === '') return 'error.date-year';
  if (month === '' && (day !== '' || !partial)) return 'error.date-month';
  if (day === '' && !partial) return 'error.date-day';
  if (!/^\d{4}$/.test(year)) return 'error.date-year-digits';
  const whole = `${year}-${month || '01'}-${day || '01'}`;
  if (!parseDate(whole)) return 'error.date';
  if (year < earliest.slice(0, 4)) return 'error.date-early';
  if (first !== undefined && whole < first.toString()) return 'error.date-over';
  const isAhead = latest !== undefined && text > latest.toString().slice(0, text.length);
  return isAhead ? 'error.date-ahead' : undefined;
}

const partNames = ['day', 'month', 'year'] as const;

export function writeDate(field: FieldDefinition, answer: string): Inputs {
  const [year = '', month = '', day = ''] = answer.split('-');
  const shown = { year, month: month.replace(/^0/, ''), day: day.replace(/^0/, '') };
  return Object.fromEntries(partNames.map(part => [nameOf(field, part), shown[part]]));
}

/** `2026-03-02` out of three inputs. Parts that are no numbers become `?`, so that the schema can say what is wrong. */
export function readDate(field: FieldDefinition, sent: Sent): string | undefined {
  const part = (name: (typeof partNames)[number]): string => {
    const typed = sent.one(nameOf(field, name)).trim();
    return typed === '' || /^\d{1,8}$/.test(typed) ? typed : '?';
  };
  const pad = (digits: string): string =>
    digits === '' ? '' : digits.replace(/^0+(?=\d)/, '').padStart(2, '0');
  const [year, month, day] = [part('year'), pad(part('month')), pad(part('day'))];
  if (year + month + day === '') return undefined;
  return `${year}-${month}-${day}`.replace(/-+$/, '');
}

export function dateComponent(field: FieldDefinition, asked: Asked): Component {
  const wrong = faultyParts(asked.fault?.message);
  const items = partNames.map(part => ({
    name: nameOf(field, part),
    id: idOf(field, part),
    label: asked.wording.words(`form.${part}`),
    value: asked.sent.one(nameOf(field, part)),
    classes: part === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2',
    error: wrong.includes(part),
    autocomplete: unremembered.autocomplete,
  }));
  return { kind: 'date', options: { ...withParts(asked, grouped(asked)), id: idOf(field), items } };
}

/** The labels of the three boxes are plain text: in a second language they stand beneath the hint, in their order. */
function withParts<Group extends ReturnType<typeof grouped>>({ wording }: Asked, group: Group): Group {
  const { second, words } = wording;
  if (!second) return group;
  const names = partNames.map(part => second.words[`form.${part}`]);
  const parts = names.some(name => name === undefined) ? undefined : names.join(' · ');
  const hint = group.hint?.html ?? html``;
  return { ...group, hint: { html: html`${hint} ${beside(second, parts, words)}` } };
}

function faultyParts(message: string | undefined): readonly string[] {
  if (message === undefined) return [];
  if (message === 'error.date-day') return ['day'];
  if (message === 'error.date-month') return ['month'];
  if (message === 'error.date-year' || message === 'error.date-year-digits') return ['year'];
  return partNames;
}

/** The input that the error summary leads to. */
export const firstFaultyPart = (message: string): string => faultyParts(message)[0] ?? 'day';
