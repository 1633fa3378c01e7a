/** Somebody who is to be erased, known in every place that keeps anything: each of their words begins with the mark. */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { erasers } from '../../app/compose.ts';
import { makeId } from '../../app/clock.ts';
import { answerStep, startDraft, withdrawReferral } from '../../contexts/referrals/public.ts';
import type { Tables } from '../../platform/db/tables.ts';
import { type Erasing, eraseDue } from '../../platform/erasure/erase.ts';
import { openErasures } from '../../platform/erasure/list.ts';
import { listTables } from '../../platform/backup/queries.ts';
import { contentsOf } from '../../platform/ledger/rebuild.ts';
import { Temporal } from '../../platform/pure/time.ts';
import { bytesIn } from '../access/sealed-marks.ts';
import { openScene } from '../backup/scene.ts';
import type { Stage } from '../support/stage.ts';

export const mark = 'Zqerase';

export const inMonths = (months: number): Temporal.Instant =>
  Temporal.Now.zonedDateTimeISO('Europe/London').add({ months }).toInstant();

export async function openErasureScene() {
  const scene = await openScene();
  const { stage, folder } = scene;
  const list = join(folder, 'list-of-erasures');
  const erasing = (now: Temporal.Instant): Erasing => ({
    database: stage.database.migrator,
    pack: stage.composed.pack,
    projections: stage.composed.projections,
    erasers,
    newId: makeId,
    now,
  });
  return {
    ...scene,
    list,
    erasing,
    /** Everything that is due then. */
    erase: (now: Temporal.Instant, isTrial = false) => eraseDue(erasing(now), openErasures(list), isTrial),
  };
}

/** Of an adult, so that everything is asked. */
export function marked(stage: Stage) {
  for (;;) {
    const drawn = stage.answers();
    if (drawn['age']?.['ageStatus'] !== 'adult' || drawn['consent']?.['consent'] !== 'given') continue;
    return {
      ...drawn,
      person: { ...drawn['person'], givenName: `${mark}given`, familyName: `${mark}family` },
      account: { ...drawn['account'], statement: `${mark}statement of what happened.` },
      place: { ...drawn['place'], circumstances: ['none'], safeAddress: `3 ${mark}sealed Road, Westmere` },
    };
  }
}

/** A case with a file, which was withdrawn. */
export async function withdrawnCase(stage: Stage): Promise<string> {
  const sam = stage.person('Sam Okafor');
  const reference = await stage.refer(sam, marked(stage));
  const browser = await stage.signIn(sam);
  const form = new FormData();
  for (const [name, value] of Object.entries({
    _csrf: browser.csrf,
    _key: randomUUID(),
    description: `${mark}about`,
  }))
    form.append(name, value);
  form.append('files', new Blob([`${mark}content, a text`.repeat(200)]), `${mark}name.txt`);
  const encoded = new Response(form);
  const added = await stage.app.inject({
    method: 'POST',
    url: `/referrals/${reference}/evidence`,
    headers: { cookie: browser.cookie, 'content-type': encoded.headers.get('content-type') ?? '' },
    payload: Buffer.from(await encoded.arrayBuffer()),
  });
  if (added.statusCode !== 303) throw new Error(`The file was not added: ${added.statusCode}`);
  await stage.run(sam, 'referral:withdraw', reference, (work, permit) =>
    withdrawReferral(work, permit, () => ({
      reason: 'person-withdrew',
      askedBy: 'person',
      words: 'They rang and said so.',
    })),
  );
  return reference;
}

/** A draft with answers, and words that were typed and are no answer yet. */
export async function untouchedDraft(stage: Stage): Promise<string> {
  const sam = stage.person('Sam Okafor');
  const { reference } = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, marked(stage)),
  );
  await stage.run(sam, 'referral:draft', reference, (work, permit) =>
    answerStep(work, permit, {
      step: 'account',
      body: { statement: `${mark}typed` },
      isTyping: true,
    }),
  );
  await sql`INSERT INTO http.kept_form (session_digest, person_id, path, sealed, at)
    SELECT digest, person_id, ${`/referrals/${reference}/account`}, ${Buffer.from(`${mark}kept`)}, now() FROM http.session LIMIT 1`.execute(
    stage.database.superuser,
  );
  return reference;
}

export const endedRegistration = (stage: Stage) =>
  sql`
    WITH asked AS (
      INSERT INTO organisations.registration (registration_id, name, domain, about, team_name, asked_at, until_at, ended_at, outcome)
      VALUES (gen_random_uuid(), 'A charity', 'charity.example', 'What we do', 'Office', now(), now(), now(), 'refused')
      RETURNING registration_id)
    INSERT INTO organisations.registrant (registrant_id, registration_id, name, email)
    SELECT gen_random_uuid(), registration_id, ${`${mark} Person`}, ${`${mark.toLowerCase()}@charity.example`} FROM asked`.execute(
    stage.database.superuser,
  );

/** In which tables the mark stands, in whatever letters, and also in what stands for bytes. */
export async function tablesWithMark(db: Kysely<Tables>): Promise<readonly string[]> {
  const names = [...(await listTables(db)).map(({ name }) => name), 'http.kept_form', 'http.session'];
  const contents = await contentsOf(db, names);
  return names.filter(name => contents[name]?.some(row => hasMark(row) || hasMark(bytesIn(row)))).sort();
}

export const hasMark = (text: string): boolean => text.toLowerCase().includes(mark.toLowerCase());

/** Names of files beneath a folder in which the mark stands, byte for byte. */
export function filesWithMark(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(each => each.isFile() && hasMark(read(join(each.parentPath, each.name))))
    .map(({ name }) => name);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return ''; // of another test’s database, gone meanwhile
  }
}
