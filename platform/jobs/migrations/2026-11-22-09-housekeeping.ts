import type { Kysely } from 'kysely';
import { permit } from '../../db/row-security.ts';

/** To delete by age one must see the age. Sessions can go only when they have long been over. */
export async function up(db: Kysely<any>): Promise<void> {
  const isHousekeeping = `access.service() = 'housekeeping'`;
  await permit(db, 'http.write_key', 'select', isHousekeeping, 'housekeeping sees');
  await permit(db, 'http.kept_form', 'select', isHousekeeping, 'housekeeping sees');
  const longOver = `${isHousekeeping} AND ends_at < now() - interval '30 days'`;
  await permit(db, 'http.session', 'select', longOver, 'housekeeping sees');
  await permit(db, 'http.session', 'delete', longOver, 'housekeeping');
}
