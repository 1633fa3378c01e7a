import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';

/** What the database itself says of who may see and do what; each line stands in `policies.txt` for review. */
export async function listPolicies(db: Kysely<Tables>): Promise<readonly string[]> {
  const { rows } = await sql<{ line: string }>`
    SELECT format('%s.%s %s %s for %s using %s check %s', schemaname, tablename, cmd, policyname, array_to_string(roles, '+'),
      coalesce(regexp_replace(qual, '\\s+', ' ', 'g'), '-'), coalesce(regexp_replace(with_check, '\\s+', ' ', 'g'), '-')) AS line
    FROM pg_policies WHERE schemaname NOT IN ('pgboss') ORDER BY 1`.execute(db);
  return rows.map(row => row.line);
}

export const ownSchemas = [
  'access',
  'consent',
  'decisions',
  'erasure',
  'files',
  'http',
  'identification',
  'ledger',
  'organisations',
  'oversight',
  'referrals',
  'seal',
];
const own = sql`n.nspname = ANY (${ownSchemas})`;

/** Questions to which the only right answer is: none. */
export const mustBeNone: Readonly<Record<string, (db: Kysely<Tables>) => Promise<readonly string[]>>> = {
  'a table without forced row-level security': db =>
    lines(
      db,
      sql`SELECT n.nspname || '.' || c.relname AS line FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${own} AND c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
    ),
  'a table that somebody else than nrm_owner owns': db =>
    lines(
      db,
      sql`SELECT n.nspname || '.' || c.relname AS line FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${own} AND c.relkind IN ('r', 'p', 'v', 'm') AND pg_get_userbyid(c.relowner) <> 'nrm_owner'`,
    ),
  'a role of ours that is more than it should be': db =>
    lines(
      db,
      sql`SELECT rolname AS line FROM pg_roles WHERE rolname IN ('nrm_owner', 'nrm_migrator', 'nrm_app')
      AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication OR (rolname = 'nrm_owner' AND rolcanlogin))`,
    ),
  'a role that nrm_app is a member of': db =>
    lines(
      db,
      sql`SELECT r.rolname AS line FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid
      WHERE pg_get_userbyid(m.member) = 'nrm_app'`,
    ),
  'a view that sees with its owner’s eyes': db =>
    lines(
      db,
      sql`SELECT n.nspname || '.' || c.relname AS line FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${own} AND (c.relkind = 'm' OR (c.relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)))`,
    ),
  'a function that acts as its owner': db =>
    lines(
      db,
      sql`SELECT n.nspname || '.' || p.proname AS line FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE ${own} AND p.prosecdef`,
    ),
  'a right of nrm_app to change or delete what the ledger holds': db =>
    lines(
      db,
      sql`SELECT table_name || ' ' || privilege_type AS line FROM information_schema.role_table_grants
      WHERE table_schema = 'ledger' AND grantee = 'nrm_app' AND privilege_type NOT IN ('SELECT', 'INSERT')`,
    ),
  'a right that everybody has': db =>
    lines(
      db,
      sql`SELECT table_schema || '.' || table_name || ' ' || privilege_type AS line FROM information_schema.role_table_grants
      WHERE table_schema = ANY (${ownSchemas}) AND grantee = 'PUBLIC'`,
    ),
  'a unique key over what people type, which would tell of another organisation’s row': db =>
    lines(
      db,
      sql`SELECT i.indexrelid::regclass::text AS line FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${own} AND i.indisunique AND i.indexrelid::regclass::text <> ALL (${[...knownUnique]})
        AND NOT EXISTS (SELECT 1 FROM unnest(i.indkey) k JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k
          WHERE a.atttypid = 'uuid'::regtype)`,
    ),
};

/** Made by the server at random or by counting, or told by the pack; nobody can choose their values. */
const knownUnique = [
  'access.legal_ground_pkey',
  'access.record_reference_key',
  'http.session_pkey',
  'http.kept_form_pkey',
  'ledger.leaf_pkey',
  'ledger.checkpoint_pkey',
];

async function lines(
  db: Kysely<Tables>,
  query: ReturnType<typeof sql<{ line: string }>>,
): Promise<readonly string[]> {
  return (await query.execute(db)).rows.map(row => row.line);
}
