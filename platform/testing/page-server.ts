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
  const assets = await readAssets();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const asset = assets.get(path);
    if (asset) {
      response.writeHead(200, { ...headers, 'content-type': asset.type, 'cache-control': 'max-age=3600' });
      return response.end(asset.text);
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

async function readAssets(): Promise<ReadonlyMap<string, { readonly type: string; readonly text: Buffer }>> {
  const entries = Object.values(assetManifest).map(async name => {
    const type = types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    return [`${assetsPath}${name}`, { type, text: await readFile(join(assetsFolder, name)) }] as const;
  });
  return new Map(await Promise.all(entries));
}
