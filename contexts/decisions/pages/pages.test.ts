import { test } from 'node:test';
import assert from 'node:assert/strict';
import {
  exampleChrome,
  exampleWords,
  listPageFiles,
  loadPage,
} from '../../../platform/testing/page-examples.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import type { PageView } from '../../../platform/views/page.ts';
import { renderPage } from '../../../platform/views/render.ts';
import type { CaseFile } from '../model.ts';
import { readDayAsked } from './as-known-on.ts';
import { page as casePage } from './case.page.ts';
import { caseView, type ToShow } from './case-view.ts';
import { decideView, page as decidePage } from './decide.page.ts';
import {
  exampleCase,
  exampleForm,
  exampleShown,
  type ExampleState,
  exampleToday,
  exampleTokens,
} from './examples.ts';
import { queueOf } from './examples.ts';
import { queueView } from './queue.page.ts';

const words = await exampleWords();
const chrome = exampleChrome(words.en, 'en', '/', {});
const reference = 'NRM-7KBC-9QXD-R4T';
const nasty = '\n  First line.\r\nSecond,\twith   spaces \n\n<b>"quoted" & \'plain\'</b> \u202E 🙂 \n';

function show(file: CaseFile, more: Partial<ToShow> = {}) {
  const { speaking, today, colleagues, deciderId } = exampleShown(words.en, file);
  const base = {
    reference,
    file,
    form: exampleForm,
    today,
    colleagues,
    viewerId: deciderId,
    files: 0,
    linked: [],
    tokens: exampleTokens,
    now: Temporal.Instant.from('2026-11-24T16:20:00Z'),
  };
  return caseView({ ...base, may: () => true, asked: readDayAsked({}, today), ...more }, speaking);
}

const decoded = (html: string): string =>
  html
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

test('an account is shown byte for byte', () => {
  const file = exampleCase('unallocated');
  const statements = file.statements.map(each =>
    each.step === 'account' && each.field === 'words' ? { ...each, value: nasty } : each,
  );
  const html = renderPage(casePage, show({ ...file, statements }), chrome);
  const quoted = /<blockquote[^>]*>([^]*?)<\/blockquote>/.exec(html)?.[1];
  assert.equal(decoded(quoted ?? ''), nasty);
});

test('what was typed of a decision comes back as it was typed', () => {
  const file = exampleCase('allocated');
  const { speaking, definition, today } = exampleShown(words.en, file);
  const typed = { 'trade.reasons': nasty, reasons: nasty, 'trade.act': 'not-shown', outcome: 'negative' };
  const base = { reference, file, form: exampleForm, definition, today, tokens: exampleTokens };
  const html = renderPage(decidePage, decideView({ ...base, typed, errors: [] }, speaking), chrome);
  for (const name of ['trade.reasons', 'reasons']) {
    const held = new RegExp(`<textarea[^>]*name="${name}"[^>]*>([^]*?)</textarea>`).exec(html)?.[1] ?? '';
    // A parser drops one line end at the start.
    assert.equal(decoded(held).replace(/^\n/, ''), nasty, name);
  }
  for (const chosen of [
    'name="trade.act" type="radio" value="not-shown" checked',
    'value="negative" checked',
  ])
    assert.ok(html.includes(chosen), chosen);
});

test('every statement of a case shows who said it, in which role and organisation, and when', () => {
  const file = exampleCase('unallocated');
  const source = 'Robin Example, First responder, Example Council, 23 November 2026 at 10:15am';
  const { statements } = show(file);
  assert.equal(statements.flatMap(section => section.list.rows).length, file.statements.length);
  for (const { said, list } of statements)
    for (const { value } of list.rows) {
      const own = String('html' in value ? value.html : '');
      assert.ok(said === source || own.includes(source), own);
      assert.equal(own.includes('<blockquote'), own.includes(source), 'an account carries its own source');
    }
});

test('statements of one section that several people gave each show their own source', () => {
  const file = exampleCase('unallocated');
  const [first] = file.statements;
  const another = { ...first?.entry, actorName: 'Ash Example' } as (typeof file.statements)[number]['entry'];
  const step = file.statements.find(
    each => file.statements.filter(other => other.step === each.step).length > 1,
  )?.step;
  let changed = false;
  const statements = file.statements.map(each => {
    if (changed || each.step !== step) return each;
    changed = true;
    return { ...each, entry: another };
  });
  assert.ok(changed, 'a section of the example has two statements');
  const mixed = show({ ...file, statements }).statements.find(({ list }) =>
    list.rows.some(({ value }) => String('html' in value ? value.html : '').includes('Ash Example')),
  );
  assert.equal(mixed?.said, undefined);
  for (const { value } of mixed?.list.rows ?? [])
    assert.match(String('html' in value ? value.html : ''), /(Ash|Robin) Example, First responder/);
});

test('what can be done is what the stage allows and policy permits', () => {
  const offered = (state: ExampleState, may: ToShow['may'], viewerId?: string) => {
    const {
      heading: _,
      tokens: __,
      draft: ___,
      ...actions
    } = show(exampleCase(state), { may, ...(viewerId && { viewerId }) }).actions ?? {
      heading: '',
      tokens: exampleTokens,
      draft: undefined,
    };
    return Object.entries(actions).flatMap(([name, action]) => (action ? [name] : []));
  };
  const all = () => true;
  assert.deepEqual(offered('unallocated', all), ['take', 'allocate']);
  assert.deepEqual(offered('allocated', all), ['decide', 'allocate']);
  assert.deepEqual(offered('allocated', all, 'somebody else'), ['allocate']);
  assert.deepEqual(offered('second-reading', all), ['read']);
  assert.deepEqual(offered('positive', all), []);
  assert.deepEqual(
    offered('unallocated', action => action !== 'case:allocate'),
    ['take'],
  );
  for (const state of ['unallocated', 'allocated', 'second-reading', 'positive'] as const)
    assert.deepEqual(
      offered(state, () => false),
      [],
    );
});

test('a page about the past says so and offers nothing to do', () => {
  for (const state of ['unallocated', 'allocated', 'second-reading'] as const) {
    const view = show(exampleCase(state), { asked: readDayAsked({ on: '2026-11-26' }, exampleToday) });
    assert.equal(view.actions, undefined);
    assert.match(view.past?.text ?? '', /at the end of 26 November 2026/);
    const main = /<main[^]*<\/main>/.exec(renderPage(casePage, view, chrome))?.[0] ?? '';
    assert.ok(!main.includes('method="post"'));
  }
});

test('a day may be asked for in a link or in three parts, and one that cannot be is told', () => {
  const asked = (query: Record<string, string>) => {
    const { day, fault } = readDayAsked(query, exampleToday);
    return fault ?? day?.toString();
  };
  assert.equal(asked({}), undefined);
  assert.equal(asked({ on: '' }), undefined);
  assert.equal(asked({ on: '2026-11-24' }), '2026-11-24');
  assert.equal(asked({ 'on.day': '4', 'on.month': '11', 'on.year': '2026' }), '2026-11-04');
  assert.equal(asked({ 'on.day': '', 'on.month': '', 'on.year': '' }), undefined);
  assert.equal(asked({ on: '2026-02-30' }), 'error.date');
  assert.equal(asked({ on: '2026-11-28' }), 'error.date-ahead');
  assert.equal(asked({ on: 'yesterday' }), 'error.date-month');
  assert.equal(asked({ 'on.day': '4', 'on.month': '11' }), 'error.date-year');
});

test('no title holds anything of a case', async () => {
  const files = listPageFiles().filter(file => file.startsWith('contexts/decisions/'));
  assert.equal(files.length, 5);
  for (const file of files) {
    const { examples } = await loadPage(file);
    for (const [state, example] of Object.entries(examples)) {
      const { title } = example(words.en) as PageView;
      assert.doesNotMatch(title, /NRM|Example|Tala|\d/, `${file} ${state}`);
    }
  }
});

test('a queue says how many of how many, and when it does not know', () => {
  const count = (cases: number) => {
    const { speaking, today } = exampleShown(words.en, exampleCase('unallocated'));
    return queueView({ view: 'mine', page: queueOf(cases), isFirst: true }, speaking, today, exampleTokens)
      .count;
  };
  assert.equal(count(0), 'There are no cases on your desk. Take one that nobody has yet.');
  assert.equal(count(1), '1 of 1 case, what is urgent first, then the soonest aim');
  assert.equal(count(312), '25 of 312 cases, what is urgent first, then the soonest aim');
  assert.equal(count(501), '25 of more than 500 cases, what is urgent first, then the soonest aim');
});
