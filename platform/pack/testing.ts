/** Merrow with mistakes planted, for the tests of what is said of them. */
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Problem } from './files.ts';
import { loadPack, PackError } from './load.ts';

export const merrow = join(import.meta.dirname, '..', '..', 'packs', 'example');

/** File → what to replace, or a whole new text. */
export type Faults = Readonly<Record<string, readonly [from: string | RegExp, to: string] | string>>;

/** A copy of Merrow with the mistakes in it, gone when the test has ended. */
export async function planted(context: TestContext, faults: Faults): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'opennrm-pack-'));
  context.after(() => rm(dir, { recursive: true }));
  await cp(merrow, dir, { recursive: true });
  for (const [file, fault] of Object.entries(faults)) {
    const sound = typeof fault === 'string' ? '' : await readFile(join(dir, file), 'utf8');
    const broken = typeof fault === 'string' ? fault : sound.replace(fault[0], fault[1]);
    assert.notEqual(broken, sound, `the fault in ${file} was not planted`);
    await writeFile(join(dir, file), broken);
  }
  return dir;
}

export async function foundIn(context: TestContext, faults: Faults): Promise<readonly Problem[]> {
  const error: unknown = await loadPack(await planted(context, faults)).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (error === undefined) return [];
  assert.ok(error instanceof PackError, String(error));
  return error.problems;
}

export const problemsIn = async (context: TestContext, faults: Faults): Promise<string[]> =>
  (await foundIn(context, faults)).map(({ file, path, message }) => `${file} | ${path} | ${message}`);
