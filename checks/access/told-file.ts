import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { addEvidence } from '../../contexts/referrals/public.ts';
import type { Person, Stage } from '../support/stage.ts';
import { mark } from './marks.ts';

/** A file whose name, description and content are marked, and which has a copy as pictures have one. */
export async function addFile(stage: Stage, as: Person, reference: string, number: number): Promise<string> {
  const text = (which: number) => Readable.from([Buffer.from(`Read out: ${mark(number, 'account', which)}`)]);
  const received = await stage.files.receive(text(8));
  if (!received.ok) throw new Error(`The marked file was not taken: ${received.error}`);
  const about = {
    description: mark(number, 'account', 6),
    exhibit: '',
    source: '',
    handling: 'ordinary',
  } as const;
  const files = [{ ...received.value, name: `${mark(number, 'account', 7)}.txt`, number: 1 }];
  const { fileIds } = await stage.run(as, 'evidence:add', reference, (work, permit) =>
    addEvidence(work, permit, { fields: about, files, faults: [] }),
  );
  const copy = await stage.files.keep(text(9));
  await sql`UPDATE files.file SET scan = 'not-scanned', copy = 'made', copy_kind = 'png', copy_size = size,
    copy_place = ${copy.place}, copy_key_id = ${copy.wrapped.keyId},
    copy_wrapped = ${copy.wrapped.bytes} WHERE file_id = ${fileIds[0] ?? null}`.execute(
    stage.database.superuser,
  );
  await sql`DELETE FROM files.unowned WHERE place = ${copy.place}`.execute(stage.database.superuser);
  return fileIds[0] ?? '';
}
