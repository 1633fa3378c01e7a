/** Runs the compiler over files that are not in the project, as the project is compiled. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

export const root = join(import.meta.dirname, '../..');

export interface Diagnostic {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** What the compiler says of the given files; what it says of the project's own is left to the project's own check. */
export async function typeCheck(files: ReadonlyMap<string, string>): Promise<readonly Diagnostic[]> {
  const folder = await mkdtemp(join(tmpdir(), 'opennrm-templates-'));
  try {
    await Promise.all([...files].map(([name, text]) => writeFile(join(folder, name), text)));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(configuration([...files.keys()])));
    return diagnostics(await compile(folder), folder, new Set(files.keys()));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const configuration = (files: readonly string[]) => ({
  extends: join(root, 'tsconfig.json'),
  compilerOptions: {
    noUnusedLocals: false,
    noUnusedParameters: false,
    incremental: false,
    tsBuildInfoFile: null,
    typeRoots: [join(root, 'node_modules/@types')],
  },
  include: [],
  exclude: [],
  files,
});

async function compile(folder: string): Promise<string> {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024 };
  try {
    await promisify(execFile)(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], options);
    return '';
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    if (!stdout) throw new Error(`The compiler did not run: ${stderr || String(error)}`, { cause: error });
    return stdout;
  }
}

function diagnostics(output: string, folder: string, ours: ReadonlySet<string>): readonly Diagnostic[] {
  const found: { file: string; line: number; message: string }[] = [];
  let about: (typeof found)[number] | undefined;
  for (const line of output.split('\n')) {
    const [, path, at, message] = /^(.+?)\((\d+),\d+\): error (TS\d+: .*)$/.exec(line) ?? [];
    if (path && at && message) {
      about = { file: basename(path), line: Number(at), message };
      if (ours.has(about.file)) found.push(about);
    } else if (/^error TS\d+/.test(line))
      throw new Error(`The compiler refused its configuration in ${folder}: ${line}`);
    else if (about && line.trim()) about.message += ` ${line.trim()}`;
  }
  return found;
}
