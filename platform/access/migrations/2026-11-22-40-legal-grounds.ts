import { type Kysely, sql } from 'kysely';
import { force, permit } from '../../db/row-security.ts';

/**
 * What the pack's rules (`grants.yaml`) let be shown without a permission: on which legal ground, for which purpose, which
 * class. A grant that rests on neither a consent nor an override must be one of these.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE access.legal_ground (
      basis text NOT NULL CHECK (basis NOT IN ('consent', 'override')),
      purpose text NOT NULL,
      data_class text NOT NULL,
      PRIMARY KEY (basis, purpose, data_class)
    )`.execute(db);
  await force(db, 'access.legal_ground');
  // It names no record and nobody.
  await permit(db, 'access.legal_ground', 'select', 'access.person() IS NOT NULL');
  await sql`
    CREATE POLICY "on a legal ground" ON access."grant" AS RESTRICTIVE FOR INSERT TO nrm_app
    WITH CHECK (rests_on IS NOT NULL OR EXISTS (
      SELECT 1 FROM access.legal_ground AS ground WHERE ground.basis = "grant".basis
        AND ground.purpose = "grant".purpose AND ground.data_class = "grant".data_class))`.execute(db);
}
