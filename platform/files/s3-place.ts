import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { folderPlace } from './folder-place.ts';
import type { FilePlace } from './place.ts';
import { authorization, type S3Keys } from './s3-signature.ts';

export interface S3Settings extends S3Keys {
  /** With the bucket as its path: `https://s3.example/evidence`. */
  readonly bucket: string;
  /** Where a sealed content waits until its length is known, which S3 asks for first. */
  readonly waiting: string;
}

const patienceMilliseconds = 60_000;

/** A bucket of S3, or of what speaks like it. Contents are sealed before they come here. */
export function s3Place(settings: S3Settings): FilePlace {
  const waiting = folderPlace(settings.waiting);
  return {
    put: async (key, content) => {
      await waiting.put(key, content);
      const file = join(settings.waiting, key.slice(0, 2), key);
      try {
        const { size } = await stat(file);
        const sending = ask(settings, 'PUT', key, { 'content-length': String(size) });
        const [answer] = await Promise.all([
          sending.answer,
          pipeline(createReadStream(file), sending.request),
        ]);
        expect(answer, 200);
        answer.resume();
      } finally {
        await waiting.remove(key);
      }
    },
    get: async function* (key) {
      const asking = ask(settings, 'GET', key);
      asking.request.end();
      const answer = await asking.answer;
      expect(answer, 200);
      yield* answer as AsyncIterable<Buffer>;
    },
    remove: async key => {
      const asking = ask(settings, 'DELETE', key);
      asking.request.end();
      const answer = await asking.answer;
      expect(answer, 204, 200, 404);
      answer.resume();
    },
  };
}

function ask(settings: S3Settings, method: string, key: string, more: Readonly<Record<string, string>> = {}) {
  const url = new URL(`${settings.bucket.replace(/\/$/, '')}/${key}`);
  const signed = {
    host: url.host,
    'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
    'x-amz-date': new Date().toISOString().replaceAll(/[-:]|\.\d+/g, ''),
  };
  const headers = {
    ...more,
    ...signed,
    authorization: authorization(method, url.pathname, signed, settings),
  };
  const request = (url.protocol === 'https:' ? overHttps : overHttp)(url, {
    method,
    headers,
    timeout: patienceMilliseconds,
  });
  request.on('timeout', () => request.destroy(new Error('The store of files is silent')));
  const answer = once(request, 'response').then(([came]) => came as IncomingMessage);
  return { request, answer };
}

/** Its words may name what was asked for: the status is enough. */
function expect({ statusCode = 0 }: IncomingMessage, ...wanted: readonly number[]): void {
  if (!wanted.includes(statusCode)) throw new Error(`The store of files answered ${statusCode}`);
}
