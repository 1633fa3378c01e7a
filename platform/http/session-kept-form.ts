import { type Kysely, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../db/tables.ts';
import { asService } from '../db/transaction.ts';
import { baseName } from '../forms/based.ts';
import type { Typed } from './route.ts';
import { deriveKey, openSeal, seal } from './seal.ts';
import { digestOf } from './session.ts';

/**
 * What was typed when a session had ended is not lost, and not open to anybody either: it is sealed with a key made from
 * the session id, which is in that browser alone and in no table.
 *
 * A form arrives with an id whose session is over: `keepForm`. The same person signs in again in that browser:
 * `carryKeptForm` hands it from the old id to the new one. The form's page is shown: `takeKeptForm`, once.
 */
export interface KeptForm {
  /** Of the form's page. */
  readonly path: string;
  readonly typed: Typed;
}

/** It waits so long for its person, and is then swept. */
export const keptFormHours = 24;
const mostBytes = 512 * 1024;
const typedSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const keyOf = (sessionId: string): Buffer => deriveKey(sessionId, 'kept-form');
/** Sealed in: a row that was moved to another person or page does not open. */
const about = (personId: string, path: string): string => JSON.stringify([personId, path]);

/**
 * Keeps a form for the person whose session this was; the newest form of a session is kept. Answers whether it was.
 * Not for a session that was ended on purpose, by signing out or by taking access away.
 */
export function keepForm(db: Kysely<Tables>, sessionId: string, { path, typed }: KeptForm): Promise<boolean> {
  // What stands beside the answers is not kept, but for what the page was made from: others may save it in the meantime.
  const isKept = (name: string) => !name.startsWith('_') || name === baseName;
  const fields = Object.fromEntries(Object.entries(typed).filter(([name]) => isKept(name)));
  const body = JSON.stringify(fields);
  return asService(db, 'sign-in', async transaction => {
    const session = await transaction
      .selectFrom('http.session')
      .select('person_id')
      .where('digest', '=', digestOf(sessionId))
      .where('kind', '=', 'browser')
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (!session || Buffer.byteLength(body) > mostBytes) return false;
    await put(transaction, sessionId, session.person_id, path, body);
    return true;
  });
}

/**
 * After a sign-in: hands what the browser's old session kept to its new one, and answers the page to go to.
 * For another person than before there is nothing, and what was kept is gone.
 */
export function carryKeptForm(
  db: Kysely<Tables>,
  from: string,
  to: { readonly sessionId: string; readonly personId: string },
): Promise<string | undefined> {
  return asService(db, 'sign-in', async transaction => {
    const kept = await take(transaction, from);
    if (kept?.personId !== to.personId) return undefined;
    await put(transaction, to.sessionId, to.personId, kept.path, kept.body);
    return kept.path;
  });
}

/** What was kept for this page, once. */
export function takeKeptForm(
  db: Kysely<Tables>,
  sessionId: string,
  wanted: { readonly personId: string; readonly path: string },
): Promise<Typed | undefined> {
  return asService(db, 'sign-in', async transaction => {
    const kept = await take(transaction, sessionId, wanted.path);
    return kept?.personId === wanted.personId ? typedSchema.parse(JSON.parse(kept.body)) : undefined;
  });
}

/**
 * Takes away what forms under a path left behind, in the caller's own transaction: kept forms of anybody, and outcomes of
 * writes, also those with faults of these people. A write that is then repeated is judged anew.
 */
export async function forgetForms(
  db: Transaction<Tables>,
  path: string,
  people: readonly string[],
): Promise<void> {
  await sql`SELECT http.forget_forms(${path}, ${[...people]}::uuid[])`.execute(db);
}

async function put(
  db: Transaction<Tables>,
  sessionId: string,
  personId: string,
  path: string,
  body: string,
): Promise<void> {
  const row = {
    person_id: personId,
    path,
    sealed: seal(keyOf(sessionId), body, about(personId, path)),
    at: sql<Date>`now()`,
  };
  await db
    .insertInto('http.kept_form')
    .values({ session_digest: digestOf(sessionId), ...row })
    .onConflict(conflict => conflict.column('session_digest').doUpdateSet(row))
    .execute();
}

interface Taken {
  readonly personId: string;
  readonly path: string;
  readonly body: string;
}

/** Removes and opens. Of two who ask at once, one gets it. */
async function take(db: Transaction<Tables>, sessionId: string, path?: string): Promise<Taken | undefined> {
  const row = await db
    .deleteFrom('http.kept_form')
    .where('session_digest', '=', digestOf(sessionId))
    .$if(path !== undefined, query => query.where('path', '=', path ?? ''))
    .where('at', '>', sql<Date>`now() - make_interval(hours => ${keptFormHours})`)
    .returning(['person_id', 'path', 'sealed'])
    .executeTakeFirst();
  const body = row && openSeal(keyOf(sessionId), row.sealed, about(row.person_id, row.path));
  return row && body !== undefined ? { personId: row.person_id, path: row.path, body } : undefined;
}
