/** Files of records, and contents that nothing owns. */
import { sql } from 'kysely';
import { probesOf } from './by-grant.ts';
import type { Fixture } from './fixture.ts';
import { ask as probe, type Probe } from './probe.ts';

const bytes = sql`decode('00', 'hex')`;
const service = (f: Fixture) => f.service('files');
const otherService = (f: Fixture) => f.service('sequencer');
const files = ({ here }: Fixture) => sql`SELECT 1 FROM files.file WHERE record_id = ${here}`;
const examined = () => sql`UPDATE files.file SET scan = 'clean'`;

const unowned = {
  select: () => sql`SELECT 1 FROM files.unowned`,
  insert: ({ empty }: Fixture) => sql`INSERT INTO files.unowned (place, remove_at) VALUES (${empty}, now())`,
  delete: () => sql`DELETE FROM files.unowned`,
} as const;
const refused = { select: 'none', insert: 'refused', delete: 'none' } as const;

export const probesOfFiles: readonly Probe[] = [
  ...probesOf({
    table: 'files.file',
    of: 'account',
    parties: ({ refer }) => refer,
    insert: ({ empty }) =>
      sql`INSERT INTO files.file (file_id, record_id, data_class, kind, size, sha256, place, key_id, wrapped, added_at, scan, copy)
        VALUES (${empty}, ${empty}, 'account', 'jpeg', 1, ${bytes}, ${empty}, 'k', ${bytes}, now(), 'waiting', 'waiting')`,
    delete: true,
  }),
  probe(
    'files.file delete',
    'what was sent stays',
    'none',
    f => f.refer.holder,
    ({ sent }) => sql`DELETE FROM files.file WHERE record_id = ${sent}`,
  ),
  ...(['lapsed', 'closed', 'sideways', 'elsewhere'] as const).map(who =>
    probe(
      'files.file delete',
      `whose grant of the class is ${who} may not`,
      'none',
      f => f.almost[who],
      () => sql`DELETE FROM files.file`,
    ),
  ),
  probe('files.file select', 'the service that looks at files sees it', 'rows', service, files),
  probe('files.file select', 'another service does not', 'none', otherService, files),
  probe('files.file update', 'the service that looks at files says what it found', 'rows', service, examined),
  probe('files.file update', 'another service does not', 'none', otherService, examined),
  probe('files.file update', 'nor does who holds a grant', 'none', f => f.refer.holder, examined),
  probe(
    'files.file update',
    'nobody moves a file to another record',
    'refused',
    service,
    f => sql`UPDATE files.file SET record_id = ${f.empty}`,
  ),
  ...(['select', 'insert', 'delete'] as const).flatMap(doing => [
    probe(`files.unowned ${doing}`, 'the service that looks at files may', 'rows', service, unowned[doing]),
    probe(`files.unowned ${doing}`, 'another service may not', refused[doing], otherService, unowned[doing]),
    probe(`files.unowned ${doing}`, 'who is signed in may', 'rows', f => f.refer.stranger, unowned[doing]),
    probe(`files.unowned ${doing}`, 'nobody may not', refused[doing], f => f.nobody, unowned[doing]),
    probe(`files.unowned ${doing}`, 'who watches may not', refused[doing], f => f.watcher, unowned[doing]),
  ]),
];
