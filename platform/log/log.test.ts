import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { LogLine } from './events.ts';
import { createLog, type Log } from './log.ts';

const marker = 'Zebedee-Marker-7f3a';

function listening(settings: { names?: string[]; messages?: string[] } = {}): {
  log: Log;
  lines: () => Record<string, unknown>[];
  text: () => string;
} {
  let text = '';
  const log = createLog({ ...settings, destination: { write: (line: string) => void (text += line) } });
  const lines = () =>
    text
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as Record<string, unknown>);
  return { log, lines, text: () => text };
}

/** As a careless or hurried caller would: anything, in every field and in fields that do not exist. */
const careless = (line: object): LogLine => line as LogLine;

test('what a person typed is not written, whichever field it was put in', () => {
  const { log, lines, text } = listening({ names: ['/referrals/:reference'] });
  const fields = [
    'event',
    'request',
    'record',
    'entry',
    'job',
    'route',
    'queue',
    'action',
    'outcome',
    'refusal',
    'part',
    'pack',
    'method',
    'signal',
    'status',
    'milliseconds',
    'seconds',
    'count',
    'bytes',
    'attempt',
    'port',
    'error',
    'headers',
    'body',
    'msg',
    'message',
    'err',
    'req',
    'res',
    'url',
    'toJSON',
    'level',
    'time',
  ];
  const values: unknown[] = [
    marker,
    [marker],
    { authorization: marker, deep: { deeper: [{ name: marker }] } },
    `/referrals/${marker}`,
    { toJSON: () => marker },
    { toString: () => marker },
    Object.assign(() => marker, { note: marker }),
    new Map([[marker, marker]]),
  ];
  let tried = 0;
  for (const write of [log.info, log.warn, log.error])
    for (const field of fields)
      for (const value of values) {
        write(careless({ event: 'request', [field]: value }));
        tried += 1;
      }
  assert.equal(lines().length, tried);
  assert.ok(tried > 600);
  assert.ok(!text().toLowerCase().includes('zebedee'));
});

test('every line says when, in UTC', () => {
  const { log, lines } = listening();
  const before = new Date().toISOString();
  log.info({ event: 'request', request: randomUUID() });
  const [time] = lines().map(line => String(line['time']));
  assert.match(time ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.ok(before <= (time ?? '') && (time ?? '') <= new Date().toISOString());
});

class RefusedByRow extends Error {}

test('an error is written as its class, code and frames, never its message or properties', () => {
  const { log, lines, text } = listening();
  const fake = `${marker}\n    at ${marker} (${process.cwd()}/${marker}.ts:1:1)\n    at ${marker} (${import.meta.filename}:9:9)`;
  const errors = [
    new Error(marker),
    new Error(fake),
    new RefusedByRow(fake, { cause: new Error(marker, { cause: { detail: marker } }) }),
    Object.assign(new Error(marker), {
      code: '23505',
      detail: marker,
      where: marker,
      constraint: marker,
      name: marker,
    }),
    Object.assign(new Error(marker), { code: marker.toUpperCase().replaceAll('-', '_') }),
    Object.assign(new Error('changed afterwards: ' + marker), { message: 'other' }),
    new AggregateError([new Error(marker)], marker),
    Object.defineProperty(new Error(marker), 'constructor', { value: { name: marker } }),
    marker,
    { message: marker, stack: marker },
  ];
  for (const error of errors) log.error({ event: 'request-failed', request: randomUUID(), error });
  assert.equal(lines().length, errors.length);
  assert.ok(!text().toLowerCase().includes('zebedee'));
  const faults = lines().map(
    line => line['error'] as { kind: string; code?: string; at?: string[]; cause?: { kind: string } },
  );
  assert.equal(faults[2]?.kind, 'RefusedByRow');
  assert.equal(faults[2]?.cause?.kind, 'Error');
  assert.equal(faults[3]?.code, '23505');
  assert.equal(faults[4]?.code, undefined);
  assert.equal(faults[6]?.kind, 'AggregateError');
  assert.match(faults[0]?.at?.[0] ?? '', /^platform\/log\/log\.test\.ts:\d+$/);
});

test('a line says what happened by event, ids, listed names and numbers', () => {
  const { log, lines } = listening({ names: ['/referrals/:reference'] });
  const request = randomUUID();
  log.info({
    event: 'request',
    request,
    method: 'GET',
    route: '/referrals/:reference',
    status: 200,
    milliseconds: 12,
  });
  const [line] = lines();
  const { time, ...rest } = line ?? {};
  assert.deepEqual(rest, {
    level: 'info',
    event: 'request',
    request,
    method: 'GET',
    route: '/referrals/:reference',
    status: 200,
    milliseconds: 12,
  });
  assert.match(String(time), /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
});

test('a name is written only after the source code has listed it', () => {
  const { log, lines } = listening();
  log.info({ event: 'job-done', queue: 'remind' });
  log.allow(['remind']);
  log.info({ event: 'job-done', queue: 'remind' });
  assert.deepEqual(
    lines().map(line => line['queue']),
    ['unlisted', 'remind'],
  );
});

test('an error message is written only where it is one that the source code declared', () => {
  const { log, lines } = listening({ messages: ['The data folder is from a newer version'] });
  log.error({ event: 'unexpected', error: new Error('The data folder is from a newer version') });
  log.error({ event: 'unexpected', error: new Error(`The data folder is from a newer version ${marker}`) });
  assert.deepEqual(
    lines().map(line => (line['error'] as { message?: string }).message),
    ['The data folder is from a newer version', undefined],
  );
});
