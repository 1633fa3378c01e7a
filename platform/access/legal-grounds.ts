import type { Kysely } from 'kysely';
import type { Tables } from '../db/tables.ts';
import type { Pack } from '../pack/pack.ts';

type Ground = Pick<Pack['grants'][number], 'basis' | 'purpose' | 'classes'>;

/**
 * Tells the database what the pack's rules let be shown on a legal ground, in place of what it was told before. Grants that
 * were given stay; no more are given on a rule that has gone. `db` is connected as nrm_migrator.
 */
export async function keepLegalGrounds(
  db: Kysely<Tables>,
  { grants }: { readonly grants: readonly Ground[] },
): Promise<void> {
  const named = grants.flatMap(({ basis, purpose, classes }) =>
    classes.map(dataClass => ({ basis, purpose, data_class: dataClass })),
  );
  await db.transaction().execute(async work => {
    await work.deleteFrom('access.legal_ground').execute();
    if (named.length === 0) return;
    await work
      .insertInto('access.legal_ground')
      .values(named)
      .onConflict(known => known.doNothing())
      .execute();
  });
}
