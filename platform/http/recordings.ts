import { extname } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Information } from '../pack/information.ts';

export const recordingsPath = '/information/audio/';

/** By the name that the pack's check let pass; nothing is guessed from what a file holds. */
const types: Readonly<Record<string, string>> = {
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
};

/** Sections of the sheet read aloud, in parts where a player asks for parts; no other file of the pack is served. */
export async function registerRecordings(
  app: FastifyInstance,
  information: Information | undefined,
): Promise<void> {
  if (!information || information.recordings.files.length === 0) return;
  const { folder, files } = information.recordings;
  const served = new Set(files.map(file => `/${file}`));
  await app.register(fastifyStatic, {
    root: folder,
    prefix: recordingsPath,
    decorateReply: false,
    index: false,
    list: false,
    cacheControl: false,
    etag: false,
    lastModified: false,
    acceptRanges: true,
    contentType: false,
    allowedPath: path => served.has(path),
    setHeaders: (response, path) => {
      response.header('content-type', types[extname(path)] ?? 'application/octet-stream');
      // Like the pages: a phone that is looked through keeps nothing of it.
      response.header('cache-control', 'no-store');
    },
  });
}
