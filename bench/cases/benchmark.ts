/** How long pages take when there are ten times as many cases. */
import { interleave, median, ratioOf } from '../measure.ts';
import { report } from '../report.ts';
import { type MeasuredPage, pages, seenSoOften } from './pages.ts';
import { openVisitor, type Request, type Visitor } from './visitor.ts';
import { type Deployment, makeWorld, type ViewerName, type World } from './world.ts';

export const pageNames: readonly string[] = [...pages.map(({ name }) => name), 'trail'];

const target = { atMost: 2 };
const visits = 40;
/** PostgreSQL keeps a statement's plan from the sixth time on. */
const warmUp = 8;

const granted: Readonly<Record<ViewerName, string>> = {
  all: 'granted 100 %',
  hundredth: 'granted 1 %',
  referrer: 'the team that referred all',
  watcher: 'data protection',
};

/** Prints each comparison of the pages named in `chosen`; answers how many targets were missed. */
export async function measurePages(
  chosen: ReadonlySet<string>,
  cases: { readonly small: number; readonly large: number },
): Promise<number> {
  const world = await makeWorld(cases);
  let missed = 0;
  try {
    for (const page of pages.filter(({ name }) => chosen.has(name)))
      for (const viewer of page.viewers) if (!(await comparePage(world, page, viewer))) missed += 1;
    if (chosen.has('trail') && !(await compareTrails(world))) missed += 1;
  } finally {
    await world.end();
  }
  return missed;
}

async function comparePage(world: World, page: MeasuredPage, viewer: ViewerName): Promise<boolean> {
  const open = async (deployment: Deployment): Promise<Round> => ({
    visitor: openVisitor(deployment.serving.port, world.cookies[viewer]),
    asks: await page.asks(deployment, viewer),
    links: page.links[viewer],
  });
  const { small, large } = world;
  const figures = await compare(await open(large), await open(small));
  return tell(`${page.name}, ${granted[viewer]}`, figures, [
    `${inThousands(large.cases)} cases`,
    `${inThousands(small.cases)} cases`,
  ]);
}

async function compareTrails({ large, cookies }: World): Promise<boolean> {
  const open = async (sights: number): Promise<Round> => ({
    visitor: openVisitor(large.serving.port, cookies.watcher),
    asks: [await seenSoOften(large, sights)],
    links: undefined,
  });
  const figures = await compare(await open(10_000), await open(1_000));
  return tell(`trail, ${granted.watcher}`, figures, ['seen 10,000 times', 'seen 1,000 times']);
}

function tell(
  name: string,
  { large, small }: Record<Size, number[]>,
  [more, fewer]: readonly [string, string],
): boolean {
  return report({
    name,
    ours: { is: more, value: median(large), unit: 'ms' },
    against: { is: fewer, value: median(small), unit: 'ms' },
    ratio: ratioOf(large, small),
    target,
  });
}

type Size = 'large' | 'small';
interface Round {
  readonly visitor: Visitor;
  readonly asks: readonly Request[];
  readonly links: number | undefined;
}

async function compare(large: Round, small: Round): Promise<Record<Size, number[]>> {
  const each = { large: visitNext(large), small: visitNext(small) };
  await interleave(warmUp, each);
  const figures = await interleave(visits, each);
  for (const { visitor } of [large, small]) visitor.end();
  return figures;
}

const visitNext =
  ({ visitor, asks, links }: Round) =>
  async (place: number): Promise<number> => {
    const { milliseconds, html } = await visitor.visit(asks[place % asks.length] ?? { path: '/' });
    const found = html.match(/href="\/(cases|referrals)\/NRM-/g)?.length ?? 0;
    if (links !== undefined && found !== links)
      throw new Error(`A page has ${found} cases and should have ${links}`);
    return milliseconds;
  };

const inThousands = (cases: number): string => cases.toLocaleString('en-GB');
