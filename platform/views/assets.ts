import { join } from 'node:path';
import manifest from './assets/generated/manifest.json' with { type: 'json' };

/** Served under `/assets/` as they are. Their names change with their content, so a browser may keep them for ever. */
export const assetsFolder = join(import.meta.dirname, 'assets/generated');
export const assetsPath = '/assets/';
export const assetCaching = 'public, max-age=31536000, immutable';

export type AssetName = keyof typeof manifest;
/** The name under which each asset is served now. Nothing else in the folder is to be served. */
export const assetManifest: Readonly<Record<AssetName, string>> = manifest;

export const assetHref = (name: AssetName): string => `${assetsPath}${assetManifest[name]}`;
