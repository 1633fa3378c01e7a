/** What the page before sending would carry of a draft as it stands: for those who send without having opened that page. */
import { sql, type Kysely } from 'kysely';
import { writeChecked } from '../../contexts/referrals/draft/checked.ts';
import { joinClasses } from '../../platform/forms/concepts.ts';
import type { Answers, FormDefinition } from '../../platform/forms/definition.ts';
import type { Tables } from '../../platform/db/tables.ts';

/** A draft as a superuser sees it. */
export interface DraftHeld {
  readonly salt: string;
  readonly answers: readonly string[];
  readonly files: readonly string[];
}

/** `record` names the record in the statement that this stands in. */
export const draftHeld = sql<DraftHeld | null>`(SELECT jsonb_build_object('salt', salt,
    'answers', ARRAY(SELECT answers::text FROM referrals.draft_answer WHERE draft_answer.record_id = draft.record_id ORDER BY step),
    'files', ARRAY(SELECT file_id::text FROM referrals.draft_file WHERE draft_file.record_id = draft.record_id ORDER BY file_id))
  FROM referrals.draft WHERE draft.record_id = record.record_id)`;

export const checkedOf = (form: FormDefinition, { salt, answers, files }: DraftHeld): string =>
  writeChecked({
    form,
    salt,
    answers: joinClasses(answers.map(text => JSON.parse(text) as Answers)),
    files: files.map(fileId => ({ fileId })),
  });

export async function checkedNow(
  superuser: Kysely<Tables>,
  form: FormDefinition | undefined,
  recordId: string,
): Promise<string> {
  const { rows } = await sql<{ held: DraftHeld | null }>`
    SELECT ${draftHeld} AS held FROM access.record WHERE record_id = ${recordId}`.execute(superuser);
  const held = rows[0]?.held;
  return form && held ? checkedOf(form, held) : '';
}

/** What a page before sending says that it showed. */
export const checkedIn = (body: string): string => /name="_base" value="([^"]*)"/.exec(body)?.[1] ?? '';

/** The same at the end of a check in several parts. */
export async function checkedAt(get: (url: string) => Promise<string>, url: string): Promise<string> {
  const body = await get(url);
  const [, next] = /govuk-pagination__next">\s*<a [^>]*href="([^"#]*)/.exec(body) ?? [];
  return next === undefined ? checkedIn(body) : checkedAt(get, next.replaceAll('&amp;', '&'));
}
