import type { TestEvent } from 'node:test/reporters';
import { type Finished, finishedOf } from './counts.ts';

/** A reporter of node:test that tells the parent process of each test as it ends, so that a process that dies has told. */
// oxlint-disable-next-line import/no-default-export -- node:test takes a reporter from the default export
export default async function* tell(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    const finished = finishedOf(event);
    if (finished) process.send?.(finished satisfies Finished);
  }
  yield '';
}
