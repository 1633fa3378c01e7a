import pg from 'pg';

/** Statements differ in how many rows they write or look for; past this many they are sent unprepared. */
const most = 500;
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= most) return known;
  const name = `nrm_${names.size}`;
  names.set(text, name);
  return name;
}

/**
 * Prepares what is asked with parameters, once a connection: under row-level security PostgreSQL plans a statement for
 * longer than it runs it (docs/decisions/0007-prepared-statements.md).
 */
export class PreparingClient extends pg.Client {
  // oxlint-disable-next-line typescript/no-explicit-any -- the overloads of pg have no type in common
  override query(...args: any[]): any {
    const sent: readonly unknown[] = args;
    const [text, values, ...rest] = sent;
    const name =
      typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
    return super.query(...((name ? [{ name, text, values }, ...rest] : sent) as [never]));
  }
}
