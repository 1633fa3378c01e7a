/** The raw limit: the rows of a referral by one multi-row INSERT per table, as the owner, without policies. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { makeId } from '../../app/clock.ts';
import { makeReference } from '../../platform/pure/reference.ts';
import type { Captured } from './captured.ts';

type Own = ReadonlyMap<string, string>;
interface Statement {
  readonly name: string;
  readonly text: string;
  readonly valuesFor: (own: Own) => (string | null)[];
}

export interface RawWriter {
  /** Writes referrals over so many connections for so long; answers how many a second were committed. */
  write(seconds: number): Promise<number>;
  end(): Promise<void>;
}

/** Policies go, and everything else stays: constraints, indexes, defaults, durability. */
export async function takePoliciesAway(client: pg.Client): Promise<void> {
  await client.query(`
    DO $$ DECLARE each regclass; BEGIN
      FOR each IN SELECT oid FROM pg_class WHERE relkind IN ('r', 'p') AND relrowsecurity LOOP
        EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY', each);
      END LOOP;
    END $$`);
}

export async function openRaw(
  config: pg.ClientConfig,
  captured: readonly Captured[],
  connections: number,
): Promise<RawWriter> {
  const plans = captured.map(({ tables, own }) => ({
    own,
    statements: tables.map(table => statementFor(table, own)),
  }));
  const clients = await Promise.all(Array.from({ length: connections }, () => openClient(config)));
  let written = 0;
  const writeOne = async (client: pg.Client) => {
    const plan = plans[written++ % plans.length];
    if (!plan) throw new Error('Nothing was captured');
    const own = new Map(plan.own.map(value => [value, freshFor(value)]));
    await client.query('BEGIN');
    for (const { name, text, valuesFor } of plan.statements)
      await client.query({ name, text, values: valuesFor(own) });
    await client.query('COMMIT');
  };
  return {
    async write(seconds) {
      const until = performance.now() + seconds * 1_000;
      const began = performance.now();
      const counts = await Promise.all(
        clients.map(async client => {
          let count = 0;
          for (; performance.now() < until; count++) await writeOne(client);
          return count;
        }),
      );
      return (counts.reduce((sum, count) => sum + count, 0) * 1_000) / (performance.now() - began);
    },
    end: async () => void (await Promise.all(clients.map(client => client.end()))),
  };
}

async function openClient(config: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(config);
  await client.connect();
  await client.query('SET ROLE nrm_owner');
  return client;
}

const names = new Map<string, string>();

/** Prepared, so that it is parsed and planned once a connection: the least that PostgreSQL can be asked to do. */
function statementFor(
  { table, columns, rows }: Captured['tables'][number],
  own: readonly string[],
): Statement {
  let place = 0;
  const list = rows.map(() => `(${columns.map(({ type }) => `$${++place}::${type}`).join(', ')})`);
  const text = `INSERT INTO ${table} (${columns.map(({ name }) => `"${name}"`).join(', ')}) VALUES ${list.join(', ')}`;
  const name = names.get(text) ?? `raw_${names.size}`;
  names.set(text, name);
  const values = rows.flat().map(value => parts(value, own));
  return {
    name,
    text,
    valuesFor: fresh => values.map(value => (typeof value === 'function' ? value(fresh) : value)),
  };
}

type Value = string | null | ((own: Own) => string);

function parts(value: string | null, own: readonly string[]): Value {
  const held = own.filter(each => value?.includes(each));
  if (value === null || held.length === 0) return value;
  return fresh => held.reduce((text, each) => text.replaceAll(each, fresh.get(each) ?? each), value);
}

const freshFor = (value: string): string =>
  /^[0-9a-f]{8}-/.test(value) ? makeId() : makeReference(value.split('-')[0] ?? '', randomBytes);
