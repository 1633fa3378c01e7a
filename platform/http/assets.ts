import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { assetCaching, assetManifest, assetsFolder, assetsPath } from '../views/assets.ts';

/**
 * Style, scripts and icon: named by their content, so kept for ever; nothing else of the folder is served. They hold nothing
 * of anybody, so they may be compressed; pages are not, since what is typed stands beside secrets in them (BREACH).
 */
export async function registerAssets(app: FastifyInstance): Promise<void> {
  const compressed = new Map(
    Object.values(assetManifest).map(name => [
      `/${name}`,
      gzipSync(readFileSync(join(assetsFolder, name)), { level: 9 }),
    ]),
  );
  await app.register(async assets => {
    assets.addHook('onSend', async (request, reply, payload) => {
      const path = request.url.slice(assetsPath.length - 1).replace(/\?.*/, '');
      const small = reply.statusCode === 200 ? compressed.get(path) : undefined;
      if (!small) return payload;
      reply.header('vary', 'accept-encoding');
      if (!takesGzip(request.headers['accept-encoding'])) return payload;
      (payload as { destroy?: () => void } | null)?.destroy?.();
      reply.header('content-encoding', 'gzip').header('content-length', small.length);
      return small;
    });
    await assets.register(fastifyStatic, {
      root: assetsFolder,
      prefix: assetsPath,
      wildcard: true,
      index: false,
      list: false,
      cacheControl: false,
      acceptRanges: false,
      allowedPath: path => compressed.has(path),
      setHeaders: response => {
        response.header('cache-control', assetCaching);
      },
    });
  });
}

const takesGzip = (accepted: string | string[] | undefined): boolean =>
  /(^|,)\s*(gzip|\*)\s*(,|$|;\s*q=(0\.0*[1-9]|1))/i.test(String(accepted ?? ''));
