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

/** A test, a suite or a file that has ended. */
export interface Finished {
  readonly name: string;
  /** Where it is declared. */
  readonly file: string | undefined;
  readonly passed: boolean;
  readonly isSuite: boolean;
  readonly isIdle: boolean;
  /** It failed for what is in it, not of its own. */
  readonly failedWithin: boolean;
}

export function finishedOf({ type, data }: TestEvent): Finished | undefined {
  if (type !== 'test:pass' && type !== 'test:fail') return undefined;
  const error = type === 'test:fail' ? data.details.error : undefined;
  return {
    name: data.name,
    file: data.file,
    passed: type === 'test:pass',
    isSuite: data.details.type === 'suite',
    isIdle: data.skip !== undefined || data.todo !== undefined,
    failedWithin: (error as { failureType?: string } | undefined)?.failureType === 'subtestsFailed',
  };
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
  for await (const event of events) {
    const finished = finishedOf(event);
    if (!finished) continue;
    const { name, file } = finished;
    const ofFile = file === undefined || resolve(name) === file;
    if (!finished.passed) failed += 1;
    if (ofFile || finished.isSuite) continue;
    if (finished.isIdle) idle.push(name);
    else if (finished.passed) passed += 1;
    else failures.push(name);
    if (file) files.add(file);
  }
  yield `${JSON.stringify({ passed, failed, failures, idle, files: [...files] } satisfies Counts)}\n`;
}
