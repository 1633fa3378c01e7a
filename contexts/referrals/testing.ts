/** Marks of a person in every answer that could tell who or where they are, and what finds them again wherever they went. */
import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Answers, FormDefinition, StepDefinition } from '../../platform/forms/definition.ts';
import { aboutItem, itemsField, itemsIn, itemsOf } from '../../platform/forms/items.ts';
import { inputsOf } from '../../platform/forms/step-page.ts';
import type { TestDatabase } from '../../platform/testing/database.ts';

export const [born, phone, area] = ['1987-06-05', '+447700900321', 'region-kent'] as const;
const protectedClasses: readonly string[] = ['identity', 'contact', 'location'];

/** However a mark may be written: as a name, a key, a number with or without its country. */
export const traces = (tag: string): readonly string[] => [
  tag.toLowerCase(),
  born,
  '7700900321',
  '7700 900321',
  area,
];

/** Answers in which everything of a protected class that takes words is a mark. A birth date is that of an adult. */
export function marked(of: FormDefinition, answers: Answers, tag: string, isAdult: boolean): Answers {
  const steps = of.steps.map(step => {
    const given = { ...answers[step.id] };
    const items = itemsField(step);
    if (items && Object.hasOwn(given, items.id))
      given[items.id] = itemsOf(given[items.id]).map(item => ({
        ...item,
        ...Object.fromEntries(
          items.fields
            .filter(({ id, type }) => Object.hasOwn(item, id) && ['text', 'paragraph'].includes(type))
            .map(({ id }) => [id, tag]),
        ),
      }));
    for (const field of step.fields) {
      if (!Object.hasOwn(given, field.id) || !protectedClasses.includes(field.class)) continue;
      if (field.type === 'text' || field.type === 'paragraph') given[field.id] = tag;
      if (field.type === 'email') given[field.id] = `${tag.toLowerCase()}@mail.example`;
      if (field.type === 'phone') given[field.id] = phone;
      if (field.list === 'regions') given[field.id] = area;
      if (field.concept === 'birth-date') given[field.id] = born;
      if (field.concept === 'birth-date' && !isAdult) delete given[field.id];
    }
    return [step.id, given] as const;
  });
  return Object.fromEntries(steps.filter(([id]) => Object.hasOwn(answers, id)));
}

export const answerAt = (answers: Answers, [step = '', field = '']: readonly string[]) =>
  answers[step]?.[field];
export const withAnswer = (
  answers: Answers,
  [step = '', field = '']: readonly string[],
  value: string,
): Answers => ({ ...answers, [step]: { ...answers[step], [field]: value } });

/** What a browser sends of the page of each of several of a kind. */
export const itemPages = (of: FormDefinition, answers: Answers, step: StepDefinition) =>
  itemsIn(answers, step).map(({ id }) => {
    const about = aboutItem(of, answers, step, id);
    return { path: `${step.id}/items/${id}`, body: inputsOf(about.form, about.step, about.answers) };
  });

export interface Way {
  readonly name: string;
  /** Leaves marks in the draft of somebody in this nation, and refuses. */
  readonly go: (reference: string, nation: string, tag: string, nth: number) => Promise<void>;
}

let tags = 0;
/** A word that occurs nowhere else, another each time. */
export const tagFor = (): string =>
  `Zqvxr${String.fromCharCode(97 + (tags % 26), 97 + (Math.floor(tags++ / 26) % 26))}q`;

/** How many forms that were sent wait for a sign-in, or are remembered as refused. */
export async function keptForms(
  { superuser }: Pick<TestDatabase, 'superuser'>,
  reference: string,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT (SELECT count(*) FROM http.kept_form WHERE path LIKE ${`/referrals/${reference}%`})
      + (SELECT count(*) FROM http.write_key WHERE status = 422) AS count`.execute(superuser);
  return Number(rows[0]?.count);
}

/** Reads every row of every table as the superuser, and the logs: where any of the texts stands. */
export async function findTraces(
  { superuser }: Pick<TestDatabase, 'superuser'>,
  texts: readonly string[],
  logs: () => string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname !~ '^(pg_|information_schema)'`.execute(superuser);
  assert.ok(rows.length > 25, `${rows.length} tables`);
  const found: string[] = [];
  for (const { name } of rows) {
    const held = await sql<{
      row: string;
    }>`SELECT to_jsonb(t)::text AS row FROM ${sql.raw(name)} AS t`.execute(superuser);
    for (const { row } of held.rows)
      found.push(...texts.filter(text => row.toLowerCase().includes(text)).map(text => `${name}: ${text}`));
  }
  const logged = logs().toLowerCase();
  return [...found, ...texts.filter(text => logged.includes(text)).map(text => `log: ${text}`)];
}
