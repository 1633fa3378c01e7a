/** What each page reads, and the sight of it that is recorded with the reading. */
import type { Speaking } from '../../platform/forms/wording.ts';
import type { Asked, Typed } from '../../platform/http/route.ts';
import { recordSight } from '../../platform/ledger/append.ts';
import { type FieldError, ok, refuse, type Result } from '../../platform/pure/result.ts';
import { type Instant, type PlainDate, Temporal } from '../../platform/pure/time.ts';
import type { Work } from '../../platform/work.ts';
import { contactWarningsOf } from '../consent/public.ts';
import { listColleagues } from '../organisations/public.ts';
import {
  countFiles,
  listSameSituation,
  longestTyped,
  mostKeys,
  readTerms,
  searchCases,
  type TermsFault,
  theForm,
} from '../referrals/public.ts';
import { definitionFor } from './definition.ts';
import { type CaseFile, classesIn } from './model.ts';
import { readDayAsked } from './pages/as-known-on.ts';
import type { CaseShown } from './pages/case.page.ts';
import { caseView } from './pages/case-view.ts';
import { type DecideShown, decideView } from './pages/decide.page.ts';
import { type QueueShown, queueView } from './pages/queue.page.ts';
import { readSearchCursor } from './pages/search-cursor.ts';
import { type SearchShown, searchView } from './pages/search.page.ts';
import { type SecondReadingShown, secondReadingView } from './pages/second-reading.page.ts';
import { findCase, findDraft, listQueue, type QueueView, readCursor } from './queries.ts';
import { mayMove } from './rules.ts';

type Query = Readonly<Record<string, unknown>>;
type Here = Pick<Asked<string>, 'words' | 'tokens'>;
type OnRecord = Pick<Asked<string>, 'permit' | 'words' | 'may' | 'tokens'>;

const speaking = (work: Work, { words }: Pick<Here, 'words'>): Speaking => ({
  words,
  pack: work.pack,
  language: work.language,
});

export async function loadQueue(
  work: Work,
  here: Here,
  {
    view,
    after,
    only,
  }: { readonly view: QueueView; readonly after?: string | undefined; readonly only?: 'urgent' | undefined },
): Promise<Result<QueueShown>> {
  const cursor = readCursor(after);
  const page = await listQueue(work, view, cursor, only !== undefined);
  const warned = await contactWarningsOf(
    work,
    page.rows.map(({ recordId }) => recordId),
  );
  const unreachable = new Set(
    [...warned].flatMap(([id, warnings]) => (warnings.includes('no-safe-way') ? [id] : [])),
  );
  return ok(
    queueView(
      { view, page, unreachable, isFirst: cursor === undefined, isUrgentOnly: only !== undefined },
      speaking(work, here),
      work.today,
      here.tokens,
    ),
  );
}

/** The box alone; with what was typed and what is wrong with it, where nothing can be looked for. */
export const loadSearch = async (
  work: Work,
  here: Here,
  typed = '',
  errors: readonly FieldError[] = [],
): Promise<Result<SearchShown>> =>
  ok(searchView({ typed, errors, found: undefined }, speaking(work, here), here.tokens));

/** Every match is a sight: a name beside a reference tells who was referred. */
export async function loadMatches(
  work: Work,
  here: Here,
  { q, after }: { readonly q: string; readonly after: string },
): Promise<Result<SearchShown>> {
  const terms = readTerms(q, work);
  if (!terms.ok) return refuse('invalid', [faultOfTerms(terms.error)]);
  const found = await searchCases(work, terms.value, readSearchCursor(after));
  const ids = found.matches.map(({ recordId }) => recordId);
  await recordSight(work, ids, 'search-result-seen', ['process', 'identity']);
  const warned = await contactWarningsOf(work, ids);
  return ok(searchView({ typed: q, errors: [], found, warned }, speaking(work, here), here.tokens));
}

const faultOfTerms = (fault: TermsFault): FieldError => ({
  field: 'q',
  message: `decisions.error.search-${fault}`,
  values: { longest: longestTyped, most: mostKeys },
});

export async function loadCase(
  work: Work,
  asked: OnRecord,
  { query = {}, errors = [] }: { readonly query?: Query; readonly errors?: readonly FieldError[] },
): Promise<Result<CaseShown>> {
  const { record } = asked.permit;
  const day = readDayAsked(query, work.today);
  const until = day.day && { asOf: endOf(day.day, work.pack.timeZone) };
  const file = await findCase(work, record.recordId, until);
  await recordSight(work, [record.recordId], 'case-seen', classesIn(file));
  const draft = asked.may('decision:record') ? await findDraft(work, record.recordId) : undefined;
  const asking = {
    reference: record.reference,
    file,
    form: theForm(work.pack),
    today: work.today,
    now: work.now,
    may: asked.may,
    viewerId: work.viewer.personId,
    colleagues: asked.may('case:allocate') ? await listColleagues(work) : [],
    files: await countFiles(work, record, file.entries),
    linked: await listSameSituation(work, record.recordId, until?.asOf),
    tokens: asked.tokens,
    draftSavedAt: draft && Temporal.Instant.fromEpochMilliseconds(draft.savedAt.getTime()),
    asked: day,
    part: typeof query['part'] === 'string' ? query['part'] : undefined,
    errors,
  };
  return ok(caseView(asking, speaking(work, asked)));
}

interface Again {
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

export async function loadDecision(work: Work, asked: OnRecord, again?: Again): Promise<Result<DecideShown>> {
  const { record } = asked.permit;
  const file = await seeCase(work, record.recordId, 'decision-form-seen');
  if (!mayMove(file, 'decide')) return refuse('not-in-this-stage');
  const definition = definitionFor(work.pack, file, work.today);
  if (!definition.ok) return definition;
  const draft = again ? undefined : await findDraft(work, record.recordId);
  const asking = {
    reference: record.reference,
    file,
    form: theForm(work.pack),
    definition: definition.value,
    today: work.today,
    tokens: asked.tokens,
    typed: again?.typed ?? draft?.inputs,
    errors: again?.errors,
  };
  return ok(decideView(asking, speaking(work, asked)));
}

export async function loadSecondReading(
  work: Work,
  asked: OnRecord,
  again?: Again,
): Promise<Result<SecondReadingShown>> {
  const { record } = asked.permit;
  const file = await seeCase(work, record.recordId, 'second-reading-seen');
  if (!mayMove(file, 'read-second') || !file.proposal) return refuse('not-in-this-stage');
  const asking = {
    reference: record.reference,
    file,
    proposal: file.proposal,
    form: theForm(work.pack),
    today: work.today,
    tokens: asked.tokens,
    ...again,
  };
  return ok(secondReadingView(asking, speaking(work, asked)));
}

async function seeCase(work: Work, recordId: string, sight: string): Promise<CaseFile> {
  const file = await findCase(work, recordId);
  await recordSight(work, [recordId], sight, classesIn(file));
  return file;
}

/** The last microsecond of a day, by the clocks of the pack. */
const endOf = (day: PlainDate, timeZone: string): Instant =>
  day.add({ days: 1 }).toZonedDateTime({ timeZone }).toInstant().subtract({ microseconds: 1 });
