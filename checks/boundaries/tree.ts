import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { type Import, type ModuleFacts, readModule } from './module.ts';

/** The project as the rules see it: paths from its folder, with `/`. */
export interface Tree {
  readonly modules: readonly Module[];
  /** Everything else that is ours, by its path. */
  readonly others: readonly string[];
}

export interface Module extends Omit<ModuleFacts, 'imports'> {
  readonly file: string;
  readonly text: string;
  readonly imports: readonly Resolved[];
}

export interface Resolved extends Import {
  /** The project's file that it leads to; undefined for packages and Node's own modules. */
  readonly to: string | undefined;
  /** The package or Node module: `kysely`, `@fastify/cookie`, `node:fs`. */
  readonly package: string | undefined;
  /** Could it be followed? */
  readonly there: boolean;
}

export interface Problem {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

const notOurs = ['node_modules/**', '.git/**', '.data/**', 'tmp/**', '.installing/**', 'checks/**/canary/**'];
const isModule = /\.(ts|mts|mjs|js)$/;

/** @throws where a module does not parse: what was not read was not checked */
export function readTree(root: string): Tree {
  const files = globSync('**/*', { cwd: root, exclude: notOurs, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
  const modules = files.filter(file => isModule.test(file) && !isMade(file)).map(file => read(root, file));
  return { modules, others: files.filter(file => !isModule.test(file)) };
}

/** Made by a program from something that is itself checked. */
export const isMade = (file: string): boolean => /(^|\/)generated\/|\.generated\.\w+$/.test(file);

/** Tests, and what only they use. */
export const isTest = (file: string): boolean =>
  /\.test\.ts$|^(checks|journeys|bench)\/|^platform\/testing\/|(^|\/)testing\.ts$/.test(file);

function read(root: string, file: string): Module {
  const text = readFileSync(join(root, file), 'utf8');
  const facts = readModule(file, text);
  return {
    ...facts,
    file,
    text,
    imports: facts.imports.map(one => ({ ...one, ...resolve(root, file, one.from) })),
  };
}

function resolve(
  root: string,
  file: string,
  from: string | undefined,
): Pick<Resolved, 'to' | 'package' | 'there'> {
  if (from === undefined) return { to: undefined, package: undefined, there: false };
  if (!/^\.{0,2}\//.test(from)) return { to: undefined, package: packageOf(from), there: true };
  const to = normalize(join(dirname(file), from));
  const there = isMade(to) || existsSync(join(root, to)) || isServed(file);
  return { to, package: undefined, there };
}

/** Scripts for the browser import by the address at which they are served. */
const isServed = (file: string): boolean => file.startsWith('platform/views/islands/');

function packageOf(from: string): string {
  if (from.startsWith('node:')) return from;
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
}
