import { resolve } from 'node:path';
import type { TestEvent } from 'node:test/reporters';

/** What a run of node:test did, as the reporter below writes it. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** The names of tests that ran and failed; a file that broke before its tests ran is in `failed` alone. */
  readonly failures: readonly string[];
  /** Tests that were skipped or left for later, by name: they prove nothing, so they fail the stage. */
  readonly idle: readonly string[];
  /** Files in which at least one test ran. */
  readonly files: readonly string[];
}

/**
 * A reporter of node:test that writes one line of JSON. A file without any test counts as one passed test in Node's own
 * summary; here only tests inside files count.
 */
// oxlint-disable-next-line import/no-default-export -- node:test takes a reporter from the default export
export default async function* counts(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  let passed = 0;
  let failed = 0;
  const failures: string[] = [];
  const idle: string[] = [];
  const files = new Set<string>();
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const ofFile = data.file === undefined || resolve(data.name) === data.file;
    if (type === 'test:fail') failed += 1;
    if (ofFile || data.details.type === 'suite') continue;
    if (data.skip !== undefined || data.todo !== undefined) idle.push(data.name);
    else if (type === 'test:pass') passed += 1;
    else failures.push(data.name);
    if (data.file) files.add(data.file);
  }
  yield `${JSON.stringify({ passed, failed, failures, idle, files: [...files] } satisfies Counts)}\n`;
}
