/** Builds what browsers load into platform/views/assets/: stylesheet, scripts, icon, each named by its own content. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from 'sass';

const views = join(import.meta.dirname, '../../platform/views');
const govuk = join(import.meta.dirname, '../../node_modules/govuk-frontend/dist');
export const assetsFolder = join(views, 'assets/generated');

/** In the order in which they name one another: a script is built after those that it imports. */
const scripts = [
  'enabled.js',
  'radio-state.js',
  'session-warning.js',
  'hide-sealed.js',
  'typing.js',
  'passkey.js',
  'opennrm.js',
];

/** Every file of the folder by its name there. */
export function buildAssets(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const manifest: Record<string, string> = {};
  const add = (name: string, text: string) => {
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
    manifest[name] = name.replace(/\.(\w+)$/, `.${hash}.$1`);
    files.set(manifest[name], text);
  };
  add('opennrm.css', styles());
  add('govuk-frontend.js', withoutMap(readFileSync(join(govuk, 'govuk/govuk-frontend.min.js'), 'utf8')));
  for (const name of scripts) add(name, linked(readFileSync(join(views, 'islands', name), 'utf8'), manifest));
  add('icon.svg', readFileSync(join(views, 'islands/icon.svg'), 'utf8'));
  files.set('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);
  return files;
}

function styles(): string {
  const { css } = compile(join(views, 'styles/opennrm.scss'), {
    loadPaths: [govuk],
    style: 'compressed',
    quietDeps: true,
  });
  const foreign = /GDS Transport|crown|crest|url\(/i.exec(css);
  if (foreign)
    throw new Error(`The stylesheet holds "${foreign[0]}", which only gov.uk may show or which loads a file`);
  return `${css}\n`;
}

const withoutMap = (script: string) => script.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n');

const linked = (script: string, manifest: Readonly<Record<string, string>>) =>
  script.replace(/from '\.\/([\w-]+\.js)'/g, (_, name: string) => {
    const built = manifest[name];
    if (!built) throw new Error(`${name} is imported before it is built: see the order in build-assets.ts`);
    return `from './${built}'`;
  });

/** What stands in the folder now. */
export const committedAssets = (): ReadonlyMap<string, string> =>
  new Map(readdirSync(assetsFolder).map(name => [name, readFileSync(join(assetsFolder, name), 'utf8')]));

if (import.meta.main) {
  rmSync(assetsFolder, { recursive: true, force: true });
  mkdirSync(assetsFolder, { recursive: true });
  for (const [name, text] of buildAssets()) writeFileSync(join(assetsFolder, name), text);
}
