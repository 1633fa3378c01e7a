import { type Kysely, sql } from 'kysely';
import { listApplied, problemOf, standingOf } from './applied.ts';
import { listMigrations } from './migrate.ts';
import type { Tables } from './tables.ts';

/**
 * Why this connection must not serve, as one line that says what to do; undefined where nothing stands against it.
 * No policy binds a superuser or a role that bypasses row-level security, and the owner's members may change the policies.
 */
export async function findUnfit(db: Kysely<Tables>): Promise<string | undefined> {
  const { rows } = await sql<{ free: boolean; migrated: boolean }>`
    SELECT (role.rolsuper OR role.rolbypassrls OR role.rolcreaterole OR EXISTS (
        SELECT 1 FROM pg_roles AS high WHERE high.rolname IN ('nrm_owner', 'nrm_migrator')
          AND pg_has_role(current_user, high.oid, 'MEMBER'))) AS free,
      to_regclass('http.session') IS NOT NULL AS migrated
    FROM pg_roles AS role WHERE role.rolname = current_user`.execute(db);
  if (rows[0]?.free !== false)
    return 'The role of DATABASE_URL stands above row-level security. Use nrm_app, which sees only what is granted.';
  if (!rows[0].migrated) return 'The database is not prepared. Run ./opennrm migrate first.';
  const standing = standingOf(await listApplied(db), listMigrations());
  return standing === 'behind'
    ? 'The database is of an older version. Run ./opennrm migrate first.'
    : problemOf(standing);
}

/** Whether no policy binds this role: a superuser, or one that bypasses row-level security. */
export async function isAboveRowSecurity(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ above: boolean }>`
    SELECT rolsuper OR rolbypassrls AS above FROM pg_roles WHERE rolname = current_user`.execute(db);
  return rows[0]?.above !== false;
}
