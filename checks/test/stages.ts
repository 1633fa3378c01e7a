/** What `npm test` runs, in order. Budgets are seconds on two cores; together about twenty minutes. */
export interface Stage {
  readonly name: string;
  readonly budget: number;
  readonly work: Programs | Tests;
  /** Runs with one PostgreSQL that all stages share (NRM_TEST_SERVER). */
  readonly database?: boolean;
  /** Only in `npm run test:all`. */
  readonly long?: boolean;
}

/** Passes where every program ends with 0. */
export interface Programs {
  readonly programs: readonly (readonly string[])[];
  /** What `npm run test:all` runs in their place. */
  readonly all?: readonly (readonly string[])[];
}

/** Passes where node:test ran at least one test in every file, and all passed: none failed, none skipped. */
export interface Tests {
  readonly files: readonly string[];
  readonly except?: readonly string[];
  /** Only files that import this module, or only those that do not. */
  readonly using?: { readonly module: string; readonly does: boolean };
  /** Test files at the same time. */
  readonly atOnce?: number;
  /** The file that takes longest: begun last, it would go on alone. */
  readonly first?: string;
  /** Files take turns in one process, so that they start, load and compose once; each may leave nothing behind. */
  readonly together?: boolean;
}

const folders = '{app,bench,bin,checks,contexts,packs,platform}';
const tests = (kind: string): string => `${folders}/**/*.${kind}.test.ts`;
/** Tests that need neither database nor browser. */
const pure: Tests = {
  files: [`${folders}/**/*.test.ts`],
  except: ['db', 'http', 'matrix', 'browser', 'start', 'soak', 'fuzz'].map(tests),
};

export const stages: readonly Stage[] = [
  { name: 'format', budget: 5, work: { programs: [['biome', 'format', '--colors=off', '.']] } },
  { name: 'lint', budget: 15, work: { programs: [['oxlint']] } },
  { name: 'types', budget: 15, work: { programs: [['tsc'], ['tsc', '-p', 'bin']] } },
  { name: 'boundaries', budget: 5, work: { programs: [['node', 'checks/boundaries.ts']] } },
  { name: 'templates', budget: 15, work: { programs: [['node', 'checks/templates/check.ts']] } },
  { name: 'unused', budget: 10, work: { programs: [['knip', '--no-progress', '--no-config-hints']] } },
  {
    name: 'unit',
    budget: 75,
    work: { ...pure, using: { module: 'fast-check', does: false }, together: true },
  },
  {
    name: 'property',
    budget: 100,
    work: { ...pure, using: { module: 'fast-check', does: true }, together: true },
  },
  { name: 'database', budget: 90, database: true, work: { files: [tests('db')], together: true } },
  {
    name: 'http',
    budget: 130,
    database: true,
    work: { files: [tests('http')], first: 'checks/access/oracle.http.test.ts', together: true },
  },
  // Starts of its own, each with its own PostgreSQL: what npm start and the documents promise.
  { name: 'start', budget: 80, work: { files: [tests('start')], atOnce: 1 } },
  {
    name: 'matrix',
    budget: 190,
    database: true,
    work: { files: [tests('matrix')], first: 'checks/access/matrix.matrix.test.ts' },
  },
  {
    name: 'accessibility',
    budget: 120,
    database: true,
    work: { files: [tests('browser')], first: 'platform/views/pages.browser.test.ts' },
  },
  {
    name: 'journeys',
    budget: 75,
    database: true,
    work: { files: ['journeys/**/*.test.ts'], first: 'journeys/typing.test.ts', together: true },
  },
  {
    name: 'fuzz',
    budget: 100,
    database: true,
    work: {
      programs: [['node', 'checks/fuzz.ts', '--requests', '10000']],
      all: [['node', 'checks/fuzz.ts', '--requests', '100000']],
    },
  },
  {
    name: 'crash',
    budget: 150,
    work: {
      programs: [['node', 'checks/soak-kill.ts', '--cycles', '30']],
      all: [['node', 'checks/soak-kill.ts', '--cycles', '1000']],
    },
  },
  {
    name: 'restore-drill',
    budget: 120,
    database: true,
    long: true,
    work: { programs: [['node', 'checks/restore-drill.ts', '--cases', '2000']] },
  },
  // Short runs of fuzz and crash, as tests with names: what the planted faults are tried on.
  {
    name: 'short-runs',
    budget: 90,
    database: true,
    long: true,
    work: { files: ['soak', 'fuzz'].map(tests), atOnce: 1 },
  },
  {
    name: 'faults',
    budget: 900,
    database: true,
    long: true,
    work: { programs: [['node', 'checks/faults.ts']] },
  },
];

/** @throws where a name is not a stage's */
export function choose(options: { all: boolean; only: readonly string[] }): readonly Stage[] {
  const unknown = options.only.filter(name => !stages.some(stage => stage.name === name));
  if (unknown.length > 0) {
    const known = stages.map(stage => stage.name).join(', ');
    throw new Error(`No stage is called ${unknown.join(' or ')}: the stages are ${known}.`);
  }
  if (options.only.length > 0) return stages.filter(stage => options.only.includes(stage.name));
  return stages.filter(stage => options.all || !stage.long);
}
