/** What is put beside a record that was told: marks that no form asks for, somebody who looked, and grants that count for nothing. */
import { sql } from 'kysely';
import { recordSight } from '../../platform/ledger/append.ts';
import type { DataClass } from '../../platform/pure/classes.ts';
import { ok } from '../../platform/pure/result.ts';
import { Temporal } from '../../platform/pure/time.ts';
import type { Stage } from '../support/stage.ts';
import { mark } from './marks.ts';
import type { StageOfRecord } from './telling.ts';

export async function recordIdOf(stage: Stage, reference: string): Promise<string> {
  const row = await stage.database.superuser
    .selectFrom('access.record')
    .select('record_id')
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow();
  return row.record_id;
}

export async function sealOf({ database }: Stage, recordId: string): Promise<string> {
  const row = await database.superuser
    .selectFrom('seal.data_key')
    .select('seal_id')
    .where('record_id', '=', recordId)
    .executeTakeFirstOrThrow();
  return row.seal_id;
}

/** Classes that no form asks for yet, a mark in the one that asks for codes alone, and somebody who has looked already. */
export async function plant(
  stage: Stage,
  number: number,
  recordId: string,
  { to, foreign }: { readonly to: StageOfRecord; readonly foreign: boolean },
): Promise<void> {
  const { superuser } = stage.database;
  const look = async (access: 'referral:list' | 'queue:view', name: string) => {
    const onlooker = { ...stage.person(name), name: mark(number, 'trail') };
    await stage.run(onlooker, access, undefined, async work =>
      ok(await recordSight(work, [recordId], 'case-seen', ['identity'])),
    );
  };
  const strange = JSON.stringify({ place: { circumstances: [mark(number, 'immigration')] } });
  if (to === 'draft') {
    await sql`UPDATE referrals.draft_answer SET answers = ${strange} WHERE record_id = ${recordId} AND data_class = 'immigration'`.execute(
      superuser,
    );
    return look('referral:list', foreign ? 'Priya Raman' : 'Bethan Lloyd');
  }
  await sql`UPDATE ledger.payload_immigration SET body = ${`{"answers":${strange}}`} WHERE record_id = ${recordId}`.execute(
    superuser,
  );
  for (const name of ['intelligence'] as const) {
    const body = JSON.stringify({ answers: { person: { language: mark(number, name) } } });
    await sql`INSERT INTO ${sql.table(`ledger.payload_${name.replaceAll('-', '_')}`)} (entry_id, record_id, salt, body)
      SELECT entry_id, record_id, sha256(${body}::bytea), ${body} FROM ledger.entry WHERE record_id = ${recordId} AND type = 'referral-submitted'`.execute(
      superuser,
    );
  }
  await look('queue:view', foreign ? 'Noor Siddiq' : 'Kit Drummond');
}

const allClasses = sql<string>`unnest(ARRAY['process', 'identity', 'account', 'contact', 'location', 'health', 'immigration', 'support', 'third-party', 'reasoning', 'trail'])`;

/** Grants that are over, for something else, or for less than the whole; and what somebody declared of themselves. */
export async function lend(
  stage: Stage,
  recordId: string,
  { toRecipient = false }: { readonly toRecipient?: boolean } = {},
): Promise<void> {
  const { superuser } = stage.database;
  const to = async (
    name: string,
    purpose: string,
    more: { until?: string; closed?: string; classes?: readonly DataClass[] } = {},
  ) => {
    const { team, personId } = stage.person(name);
    const classes = more.classes ? sql`unnest(${[...more.classes]}::text[])` : allClasses;
    await sql`INSERT INTO access."grant" (record_id, party_id, data_class, purpose, basis, given_by, given_at, until_at, closed_at)
      SELECT ${recordId}::uuid, ${team.id}::uuid, class, ${purpose}, 'lent', ${personId}::uuid, now() - interval '9 days',
        ${more.until ?? null}::timestamptz, ${more.closed ?? null}::timestamptz FROM ${classes} AS class`.execute(
      superuser,
    );
  };
  const yesterday = Temporal.Now.instant().subtract({ hours: 24 }).toString();
  await to('Lars Pending', 'referral', { until: yesterday });
  await to('Cleo Shutt', 'referral', { closed: yesterday });
  await to('Otto Sidewise', 'identification-decision');
  await to('Pia Halfway', 'referral', { classes: ['process', 'identity'] });
  if (toRecipient) await to('Rue Given', 'referral', { classes: ['process', 'identity'] });
  await to('Wally Stone', 'immigration-control', { classes: ['process', 'identity', 'immigration'] });
  await sql`INSERT INTO access.relation (record_id, party_id, relation) VALUES (${recordId}, ${stage.person('Con Flint').personId}, 'conflicted')`.execute(
    superuser,
  );
}
