/** What one referral writes, read back from the database that wrote it. */
import type pg from 'pg';

export interface CapturedTable {
  readonly table: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | null)[])[];
}
interface Column {
  readonly name: string;
  readonly type: string;
}
export interface Captured {
  readonly tables: readonly CapturedTable[];
  /** Values that are another for each referral: ids, the reference, the key. */
  readonly own: readonly string[];
}

/** Values arrive as PostgreSQL writes them. */
const asText = { getTypeParser: () => (text: string) => text };

/** Every row, of whatever table, that the transaction of this referral wrote. */
export async function capture(client: pg.Client, reference: string): Promise<Captured> {
  const found = await client.query<{ xid: string }>(
    `SELECT xmin::text AS xid FROM referrals.referral JOIN access.record AS record USING (record_id)
     WHERE record.reference = $1 AND record.xmin = referral.xmin`.replace('xmin::text', 'record.xmin::text'),
    [reference],
  );
  const xid = found.rows[0]?.xid;
  if (!xid) throw new Error('The referral was not written in one transaction, or was changed since');
  const tables: CapturedTable[] = [];
  for (const { table, columns } of await listTables(client)) {
    const names = columns.map(({ name }) => `"${name}"`).join(', ');
    const text = `SELECT ${names} FROM ${table} WHERE xmin = $1::xid`;
    const { rows } = await client.query<(string | null)[]>({
      text,
      values: [xid],
      rowMode: 'array',
      types: asText,
    });
    if (rows.length > 0) tables.push({ table, columns, rows });
  }
  return { tables, own: [reference, ...ownIds(tables)] };
}

/** What the database itself computes is left to it, as it is for the product. */
async function listTables(client: pg.Client): Promise<readonly Omit<CapturedTable, 'rows'>[]> {
  const { rows } = await client.query<{ table: string; columns: Column[] }>(`
    SELECT c.oid::regclass::text AS table,
      json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum) AS columns
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace JOIN pg_attribute AS a ON a.attrelid = c.oid
    WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'migration')
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.attidentity = ''
      AND a.atttypid <> 'xid8'::regtype AND c.oid <> 'http.session'::regclass
    GROUP BY c.oid ORDER BY min(c.oid)`);
  return rows;
}

function ownIds(tables: readonly CapturedTable[]): readonly string[] {
  const isOwn = (table: string, column: string) =>
    ['record_id', 'entry_id', 'seal_id', 'waiting_id', 'task_id', 'lapses'].includes(column) ||
    `${table}.${column}` === 'http.write_key.key' ||
    (table.startsWith('pgboss.') && column === 'id');
  const ids = tables.flatMap(({ table, columns, rows }) =>
    rows.flatMap(row =>
      row.filter((value, place) => value !== null && isOwn(table, columns[place]?.name ?? '')),
    ),
  );
  return [...new Set(ids.filter(id => id !== null))];
}
