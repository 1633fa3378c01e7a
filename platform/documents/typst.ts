import { createRequire } from 'node:module';

/** What we use of the compiler. */
export interface Compiler {
  compile(order: {
    readonly mainFilePath: string;
    readonly inputs: Readonly<Record<string, string>>;
  }): Compiled;
  pdf(document: object, options: { readonly pdfStandard: 'ua-1' }): Buffer;
  /** Forgets what was set, where it is older than so many documents. */
  evictCache(age: number): void;
}
interface Compiled {
  readonly result: object | null;
}
interface Typst {
  readonly NodeCompiler: {
    create(options: {
      readonly workspace: string;
      readonly fontArgs: readonly { readonly fontBlobs: readonly Buffer[] }[];
    }): Compiler;
  };
}

/**
 * Typst's compiler, from the package for this platform: the package above it also wants builds that its registry lacks,
 * and with those in the lock `npm ci` fails for everybody.
 * @throws where there is none for this platform
 */
export function loadTypst(): Typst {
  const require = createRequire(import.meta.url);
  const found =
    attempt(() => require('@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu') as Typst) ??
    attempt(() => require('@myriaddreamin/typst-ts-node-compiler-linux-x64-musl') as Typst);
  if (!found) throw new Error(`No compiler of documents for ${process.platform} on ${process.arch}`);
  return found;
}

function attempt<T>(load: () => T): T | undefined {
  try {
    return load();
  } catch {
    return undefined;
  }
}
