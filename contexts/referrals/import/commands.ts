/** Referrals out of a file, by the rules of the API: several at once, in one transaction. */
import { createHash, createHmac } from 'node:crypto';
import { newRecord } from '../../../platform/access/open.ts';
import type { Permit } from '../../../platform/access/permit.ts';
import type { RecordFacts } from '../../../platform/access/record.ts';
import type { Answers, FormDefinition } from '../../../platform/forms/definition.ts';
import { fieldErrors } from '../../../platform/forms/errors.ts';
import { answersSchema } from '../../../platform/forms/schema.ts';
import { appendOpening } from '../../../platform/ledger/append.ts';
import type { Refusal } from '../../../platform/pure/result.ts';
import { sealApart } from '../../../platform/seal/answers.ts';
import { type KeptDataKey, saveDataKeys } from '../../../platform/seal/store.ts';
import type { Work } from '../../../platform/work.ts';
import { theForm } from '../forms.ts';
import { notifyTeam } from '../jobs.ts';
import { findParties } from '../parties.ts';
import { decideSending, type Decided } from '../sending.ts';
import type { Fault, ReadRow } from './rows.ts';
import { findImported, type Imported, saveImported } from './store.ts';

export type Outcome =
  /** Sent now; in a trial, it would be. */
  | { readonly is: 'sent' }
  /** By an earlier import, of this file or another. */
  | { readonly is: 'there' }
  | { readonly is: 'bad'; readonly faults: readonly Fault[] };

export interface Importing {
  /** In a trial nothing is written. */
  readonly isTrial: boolean;
  /** Of a trial, which writes down no keys: those of the rows before, in hex, with the row of each. */
  readonly seen: Map<string, number>;
  /** Keys the digests that are kept. */
  readonly secret: string;
  /** SHA-256 of the file. */
  readonly file: Buffer;
}

interface Judged {
  readonly row: ReadRow;
  readonly key: Buffer;
  readonly answers: Answers;
}
/** To be written. */
interface Ready extends Judged, Decided {
  readonly record: RecordFacts;
  readonly dataKeys: readonly KeptDataKey[];
}

/** What became of each row, in their order. Where one was refused, nothing of it was written; the others are not held up. */
export async function importRows(
  work: Work,
  _permit: Permit<'referral:import'>,
  rows: readonly ReadRow[],
  importing: Importing,
): Promise<readonly Outcome[]> {
  const outcomes = new Map<number, Outcome>();
  const read = rows.flatMap(row => {
    const judged = judge(work, row, importing);
    if ('faults' in judged) outcomes.set(row.row, { is: 'bad', faults: judged.faults });
    return 'faults' in judged ? [] : [judged];
  });
  const known = await findImported(
    work,
    read.map(({ key }) => key),
  );
  const here = importing.isTrial ? importing.seen : new Map<string, number>();
  const partiesOf = remembered((authority: string) => findParties(work, authority));
  const ready: Ready[] = [];
  for (const judged of read) {
    const { row, key, answers } = judged;
    const before = repeated(key.toString('hex'), row.row, { known, here, importing });
    if (before) {
      outcomes.set(row.row, before);
      continue;
    }
    const record = newRecord(work);
    const dataKeys: KeptDataKey[] = [];
    const seal = async (form: FormDefinition) => {
      if (importing.isTrial) return answers;
      const sealed = await sealApart(work, record.recordId, form, answers);
      dataKeys.push(...sealed.keys);
      return sealed.answers;
    };
    const decided = await decideSending(work, answers, { stage: record.stage, opens: true, seal, partiesOf });
    if (decided.ok) {
      here.set(key.toString('hex'), row.row);
      ready.push({ ...judged, ...decided.value, record, dataKeys });
    }
    outcomes.set(row.row, decided.ok ? { is: 'sent' } : { is: 'bad', faults: faultsOf(decided.error) });
  }
  if (!importing.isTrial && ready.length > 0) await writeReferrals(work, ready, importing);
  return rows.map(({ row }) => {
    const outcome = outcomes.get(row);
    if (!outcome) throw new Error('nobody said what became of a row');
    return outcome;
  });
}

async function writeReferrals(work: Work, ready: readonly Ready[], importing: Importing): Promise<void> {
  await appendOpening(work, ready);
  await saveDataKeys(
    work,
    ready.flatMap(({ dataKeys }) => dataKeys),
  );
  // That work waits for a team is said once for all that comes together.
  for (const team of new Set(ready.map(({ authority }) => authority)))
    await work.jobs.add(notifyTeam, { team, about: 'work-waiting' });
  const file = keyed(importing, 'file', importing.file);
  await saveImported(
    work,
    ready.map(({ key, row, record }) => ({ key, file, row: row.row, recordId: record.recordId })),
  );
}

/** A row that stands in the file twice is told; one that another reading imported is passed over. */
function repeated(
  key: string,
  row: number,
  {
    known,
    here,
    importing,
  }: {
    readonly known: ReadonlyMap<string, Omit<Imported, 'key'>>;
    readonly here: ReadonlyMap<string, number>;
    readonly importing: Importing;
  },
): Outcome | undefined {
  const before = known.get(key);
  const isOfThisFile = before?.file.equals(keyed(importing, 'file', importing.file)) === true;
  const first = here.get(key) ?? (isOfThisFile && before.row !== row ? before.row : undefined);
  if (first !== undefined)
    return { is: 'bad', faults: [{ column: '', message: 'import.fault.same-row', values: { row: first } }] };
  return before ? { is: 'there' } : undefined;
}

function judge(
  work: Work,
  row: ReadRow,
  importing: Importing,
): Judged | { readonly faults: readonly Fault[] } {
  // What could not be read is told by itself: what the form misses then follows from it.
  if (row.faults.length > 0) return { faults: row.faults };
  const read = schemaOf(work, theForm(work.pack)).safeParse(row.answers);
  if (!read.success) return { faults: faultsOf({ code: 'invalid', fields: fieldErrors(read.error.issues) }) };
  const key =
    row.id === undefined
      ? keyed(importing, 'row', createHash('sha256').update(JSON.stringify(read.data)).digest())
      : keyed(importing, 'id', Buffer.from(row.id));
  return { row, key, answers: read.data };
}

const keyed = ({ secret }: Importing, kind: 'row' | 'id' | 'file', what: Buffer): Buffer =>
  createHmac('sha256', secret).update(`import-${kind}:`).update(what).digest();

/** The API's own, of today: making it takes ten times what using it does. */
function schemaOf({ pack, today }: Work, form: FormDefinition) {
  const known = kept.get(form);
  if (known?.today === today.toString()) return known.schema;
  const schema = answersSchema(form, pack, today);
  kept.set(form, { today: today.toString(), schema });
  return schema;
}
const kept = new WeakMap<FormDefinition, { today: string; schema: ReturnType<typeof answersSchema> }>();

const faultsOf = ({ code, fields = [] }: Refusal): readonly Fault[] =>
  fields.length > 0
    ? fields.map(({ field, message, values }) => ({ column: field, message, values }))
    : [{ column: '', message: `refusal.${code}.what-to-do` }];

function remembered<T>(find: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const found = new Map<string, Promise<T>>();
  return key => {
    const known = found.get(key) ?? find(key);
    found.set(key, known);
    return known;
  };
}
