import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { assetCaching, assetManifest, assetsFolder, assetsPath } from '../views/assets.ts';

/** Style, scripts and icon: named by their content, so kept for ever; nothing else of the folder is served. */
export async function registerAssets(app: FastifyInstance): Promise<void> {
  const served = new Set(Object.values(assetManifest).map(name => `/${name}`));
  await app.register(fastifyStatic, {
    root: assetsFolder,
    prefix: assetsPath,
    wildcard: true,
    index: false,
    list: false,
    cacheControl: false,
    allowedPath: path => served.has(path),
    setHeaders: response => {
      response.header('cache-control', assetCaching);
    },
  });
}
