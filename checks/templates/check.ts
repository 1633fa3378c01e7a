/**
 * Checks every template of the project: run as a program it prints `file:line: what is wrong` and fails.
 * What it judges and why stands in platform/views/README.md; each rule has a canary that it must catch.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { componentFolders } from '../../platform/views/components.generated.ts';
import { emit, type Emitted } from './emit.ts';
import type { Sources } from './inheritance.ts';
import { markupOf } from './markup-of.ts';
import type { Problem } from './parse.ts';
import { prelude, type ViewType } from './prelude.ts';
import { root, typeCheck } from './typescript.ts';

export const ours = ['app/**/*.njk', 'contexts/**/*.njk', 'platform/**/*.njk'];

/** Finds nothing wrong only where it found templates at all. */
export async function checkTemplates(patterns: readonly string[] = ours): Promise<readonly Problem[]> {
  const files = globSync(patterns, { cwd: root }).sort();
  if (files.length === 0)
    throw new Error(`No template matches ${patterns.join(' ')}: the check would prove nothing`);
  const problems: Problem[] = [];
  const sources: Sources = {
    components: new Set(Object.keys(componentFolders)),
    read: file => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : undefined),
    report: problem => problems.push(problem),
  };
  const shown: Shown[] = [];
  const included = new Set<string>();
  for (const file of files) {
    problems.push(...markupOf(file, sources));
    if (isPart(file)) continue;
    const view = viewOf(file);
    if (!view) {
      problems.push({
        rule: 'no-view',
        file,
        line: 1,
        message: `No view model: write ${pageOf(file)} beside it`,
      });
      continue;
    }
    const emitted = emit(file, sources);
    emitted.includes.forEach(part => included.add(part));
    shown.push({ file, view, emitted });
  }
  for (const file of files.filter(name => isPart(name) && !included.has(name))) {
    problems.push({
      rule: 'not-included',
      file,
      line: 1,
      message: 'No page includes this part, so nothing knows its view',
    });
  }
  return sorted([...problems, ...(await typeProblems(shown))]);
}

/** A part is included by pages and judged within each: `_signs.njk`. */
const isPart = (file: string) => /(^|\/)_[^/]+$/.test(file);
const pageOf = (file: string) => file.replace(/\.njk$/, '.page.ts');

/** Where the view model's type stands: a page file beside the template, or a layout's `{# view: path#Type #}`. */
function viewOf(file: string): ViewType | undefined {
  const [, module, type] =
    /^\{#-? view: (\S+)#(\w+) -?#\}/.exec(readFileSync(join(root, file), 'utf8')) ?? [];
  if (module && type) return { module, type };
  return existsSync(join(root, pageOf(file))) ? { module: pageOf(file) } : undefined;
}

/** A template with the TypeScript that says the same. */
interface Shown {
  readonly file: string;
  readonly view: ViewType;
  readonly emitted: Emitted;
}

async function typeProblems(shown: readonly Shown[]): Promise<readonly Problem[]> {
  const places = new Map<string, (line: number) => { file: string; line: number } | undefined>();
  const files = new Map<string, string>();
  for (const [index, { file, view, emitted }] of shown.entries()) {
    const head = prelude(file, view, emitted.extends.length > 0);
    const name = `t${index}.ts`;
    files.set(name, [...head, ...emitted.lines.map(line => line.text)].join('\n'));
    places.set(name, line => emitted.lines[line - head.length - 1] ?? { file, line: 1 });
  }
  if (files.size === 0) return [];
  const said = await typeCheck(files);
  return said.map(({ file: name, line: at, message }) => {
    const { file, line } = places.get(name)?.(at) ?? { file: name, line: at };
    return { rule: 'type', file, line, message };
  });
}

function sorted(problems: readonly Problem[]): readonly Problem[] {
  const once = new Map(problems.map(p => [`${p.file}:${p.line} ${p.rule} ${p.message}`, p]));
  return [...once.values()].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

if (import.meta.main) {
  const problems = await checkTemplates();
  for (const { file, line, message } of problems)
    process.stdout.write(`${relative(process.cwd(), join(root, file))}:${line}: ${message}\n`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
