import { statSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { projectedTables } from '../../app/compose.ts';
import { listTables } from '../../platform/backup/queries.ts';
import { digestOf } from '../../platform/backup/store.ts';
import type { DatabaseAddress } from '../../platform/db/connect.ts';
import { inSession } from '../../platform/db/session.ts';
import { readVerifier } from '../../platform/ledger/note.ts';
import { rebuildProjections } from '../../platform/ledger/rebuild.ts';
import { sequenceAll, signCheckpoint } from '../../platform/ledger/sequencer.ts';
import { verify } from '../../platform/ledger/verify.ts';
import { releaseTestServer } from '../../platform/testing/server.ts';
import { openEmpty, openScene, type Scene } from './scene.ts';

export interface Drilled {
  readonly took: Readonly<Record<'backup' | 'restore' | 'rebuild', number>>;
  readonly rows: number;
  readonly bytes: number;
  readonly entries: number;
  /** Referrals that were sent while the backup was taken. */
  readonly meanwhile: number;
  /** Bytes of memory that backup and restore took beyond what was taken before. */
  readonly peak: number;
  readonly problems: readonly string[];
}

const atOnce = 8;

/** Refers so many, backs up while others go on referring, restores, and holds the one against the other. */
export async function drill(cases: number, onCase: (done: number) => void): Promise<Drilled> {
  const ends: (() => Promise<void> | void)[] = [];
  const atEnd = (end: () => Promise<void> | void) => void ends.push(end);
  try {
    const scene = await openScene(atEnd);
    ends.unshift(() => scene.stage.database.close());
    return await drillIn(scene, cases, onCase, atEnd);
  } finally {
    for (const end of ends.toReversed()) await end();
    await releaseTestServer();
  }
}

async function drillIn(
  scene: Scene,
  cases: number,
  onCase: (done: number) => void,
  atEnd: (end: () => Promise<void> | void) => void,
): Promise<Drilled> {
  const { stage, signer, folder } = scene;
  const before = await referMany(scene, cases, onCase);
  await sequenceAll(stage.database.app);
  await signCheckpoint(stage.database.app, signer);
  const over = new AbortController();
  const meanwhile = Promise.all(Array.from({ length: 3 }, () => referUntil(scene, over.signal)));
  const memory = watchMemory();
  const taken = await timed(() => scene.back('drill'));
  over.abort();
  const sent = (await meanwhile).reduce((sum, each) => sum + each, 0);
  const empty = await openEmpty(scene, atEnd);
  const restored = await timed(() => empty.restore('drill'));
  const peak = memory.end();
  const known = [readVerifier(signer.verifier)];
  const verified = await verify(empty.migrator, { known });
  const { rows } = await sql<{ reference: string }>`SELECT reference FROM access.record`.execute(
    empty.superuser,
  );
  const found = new Set(rows.map(row => row.reference));
  const was = await digestsOf(empty.config);
  const rebuilt = await timed(() =>
    rebuildProjections(empty.migrator, { ...stage.composed, tables: projectedTables }),
  );
  const is = await digestsOf(empty.config);
  const { head } = taken.result;
  return {
    took: { backup: taken.took, restore: restored.took, rebuild: rebuilt.took },
    rows: head.tables.reduce((sum, table) => sum + table.rows, 0),
    bytes: statSync(join(folder, 'drill')).size,
    entries: head.ledger.entries,
    meanwhile: sent,
    peak,
    problems: [
      ...(verified.isSound ? [] : ['the restored ledger does not verify']),
      ...(verified.entries + verified.notInTree === head.ledger.entries ? [] : ['entries are missing']),
      ...(sent > 0 ? [] : ['nobody referred anybody while the backup was taken: this proves nothing']),
      ...before.filter(reference => !found.has(reference)).map(reference => `${reference} is lost`),
      ...[...was]
        .filter(([name, digest]) => is.get(name) !== digest)
        .map(([name]) => `${name} is not what its entries say`),
    ],
  };
}

async function referMany({ stage }: Scene, cases: number, onCase: (done: number) => void): Promise<string[]> {
  const sam = stage.person('Sam Okafor');
  const references: string[] = [];
  let begun = 0;
  const refer = async () => {
    while (begun < cases) {
      begun += 1;
      references.push(await stage.refer(sam));
      onCase(references.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, refer));
  return references;
}

async function referUntil({ stage }: Scene, over: AbortSignal): Promise<number> {
  let sent = 0;
  while (!over.aborted) {
    await stage.refer(stage.person('Priya Raman'));
    sent += 1;
    if (sent % 5 === 0) await sequenceAll(stage.database.app);
  }
  return sent;
}

/** Of each projected table, in any order of rows. */
const digestsOf = (database: DatabaseAddress): Promise<ReadonlyMap<string, string>> =>
  inSession(database, async session => {
    const digests = new Map<string, string>();
    for (const table of await listTables(session.db))
      if (table.name === 'access.record' || projectedTables.includes(table.name))
        digests.set(table.name, (await digestOf(session, table)).digest);
    return digests;
  });

async function timed<T>(act: () => Promise<T>): Promise<{ readonly result: T; readonly took: number }> {
  const began = performance.now();
  return { result: await act(), took: performance.now() - began };
}

function watchMemory() {
  const from = process.memoryUsage.rss();
  let most = from;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 50);
  return {
    end() {
      clearInterval(timer);
      return most - from;
    },
  };
}
