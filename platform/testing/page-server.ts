/** Serves finished pages on the loopback address as the web server would: same headers, same assets. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { securityHeaders } from '../http/headers.ts';
import { assetManifest, assetsFolder, assetsPath } from '../views/assets.ts';

export interface PageServer {
  /** Without a slash at its end. */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
};

/** @param pages HTML by path with its query: `/problem/not-found?lang=en`. More may be put in while it serves. */
export async function servePages(
  pages: ReadonlyMap<string, string>,
  headers: Readonly<Record<string, string>> = securityHeaders,
): Promise<PageServer> {
  const assets = new Set(Object.values(assetManifest));
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    const asset = path.startsWith(assetsPath) ? path.slice(assetsPath.length) : '';
    if (assets.has(asset)) {
      const type = types[asset.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
      response.writeHead(200, { ...headers, 'content-type': type, 'cache-control': 'max-age=3600' });
      return response.end(await readFile(join(assetsFolder, asset)));
    }
    const html = pages.get(path);
    response.writeHead(html === undefined ? 404 : 200, {
      ...headers,
      'content-type': 'text/html; charset=utf-8',
    });
    return response.end(html ?? 'no such page');
  });
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise(done => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
