/** A responder with a browser, a folder for contents and a scanner: what the checks of files ask. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { listEvidence, type Listed, startDraft } from '../../contexts/referrals/public.ts';
import { clamd } from '../../platform/files/clamd.ts';
import { folderPlace } from '../../platform/files/folder-place.ts';
import { examineFile } from '../../platform/files/jobs.ts';
import type { JobWorld } from '../../platform/jobs/world.ts';
import { ok } from '../../platform/pure/result.ts';
import { Temporal } from '../../platform/pure/time.ts';
import { testFiles } from '../../platform/testing/files.ts';
import { openStage } from '../support/stage.ts';
import { startFakeClamd } from './fake-clamd.ts';

export async function openScene() {
  const folder = mkdtempSync(join(tmpdir(), 'opennrm-files-'));
  const scanner = await startFakeClamd();
  const stage = await openStage({
    files: database => testFiles(database, { place: folderPlace(folder), scan: clamd(scanner.address) }),
  });
  const sam = stage.person('Sam Okafor');
  const browser = await stage.signIn(sam);
  const world: JobWorld = {
    database: stage.database.app,
    files: stage.files,
    mailer: { send: () => Promise.resolve() },
    pack: stage.composed.pack,
    signInWays: [],
    now: () => Temporal.Now.instant(),
    newId: randomUUID,
  };
  return {
    stage,
    browser,
    openDraft: async (): Promise<string> =>
      (
        await stage.run(sam, 'referral:start', undefined, (work, permit) =>
          startDraft(work, permit, { age: { nation: 'ENG', ageStatus: 'child' } }),
        )
      ).reference,
    async add(reference: string, files: readonly { readonly name: string; readonly bytes: Buffer }[]) {
      const form = new FormData();
      form.append('_csrf', browser.csrf);
      form.append('_key', randomUUID());
      for (const { name, bytes } of files) form.append('files', new Blob([new Uint8Array(bytes)]), name);
      const encoded = new Response(form);
      const type = encoded.headers.get('content-type') ?? '';
      return stage.app.inject({
        method: 'POST',
        url: `/referrals/${reference}/evidence`,
        headers: { cookie: browser.cookie, 'content-type': type },
        payload: Buffer.from(await encoded.arrayBuffer()),
      });
    },
    listed: (reference: string): Promise<readonly Listed[]> =>
      stage.run(sam, 'evidence:view', reference, async (work, { record }) =>
        ok(await listEvidence(work, record)),
      ),
    examine: (file: string) =>
      examineFile.run(
        world,
        { file },
        { token: randomUUID(), attempt: 1, signal: new AbortController().signal },
      ),
    get: (url: string) => stage.app.inject({ url, headers: { cookie: browser.cookie } }),
    post: (url: string) =>
      stage.app.inject({
        method: 'POST',
        url,
        headers: { cookie: browser.cookie, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ _csrf: browser.csrf, _key: randomUUID() }).toString(),
      }),
    /** Everything that lies in the store. */
    contents: (): readonly Buffer[] =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => readFileSync(join(entry.parentPath, entry.name))),
    close() {
      scanner.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Asks the kernel what the processes that this one started hold at most, in kilobytes. */
export function watchChildren() {
  let [peak, seen] = [0, 0];
  const known = new Set<string>();
  const over = new AbortController();
  const children = () =>
    readdirSync('/proc/self/task').flatMap(task =>
      readNow(`/proc/self/task/${task}/children`).split(' ').filter(Boolean),
    );
  const look = async () => {
    while (!over.signal.aborted) {
      for (const pid of children()) {
        const held = Number(/VmHWM:\s+(\d+)/.exec(readNow(`/proc/${pid}/status`))?.[1] ?? 0);
        if (!known.has(pid)) seen += 1;
        known.add(pid);
        peak = Math.max(peak, held);
      }
      await pause(20);
    }
  };
  const looking = look();
  return async () => {
    over.abort();
    await looking;
    return { peak, seen };
  };
}

function readNow(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
