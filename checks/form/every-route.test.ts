import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compose } from '../../app/compose.ts';
import { theForm } from '../../contexts/referrals/forms.ts';
import { fieldsRead } from '../../platform/forms/conditions.ts';
import { applicable } from '../../platform/forms/journey.ts';
import { Temporal } from '../../platform/pure/time.ts';
import { endOf, type Tried, tryPages } from './ends.ts';
import { routesIn } from './routes.ts';

const today = Temporal.PlainDate.from('2026-11-22');

/** What one page says of another, each by itself. */
const contradictions = [
  'referral.error.age-and-birth-date-differ',
  'referral.error.birth-date-disputed',
  'referral.error.capacity-of-a-child',
];

const pattern = (place: string): string =>
  `/referrals/:reference${place.replace(/\/steps\/[^/]+/, '/steps/:step').replace(/\/items\/[^/]+/, '/items/:item')}`;

/** The fewest that there may be: fewer would mean that the enumeration lost some. */
const atLeast: Readonly<Record<string, { routes: number; ends: readonly string[] }>> = {
  ENG: { routes: 90, ends: ['sent to ieca', 'sent to sca', 'notified', 'advised'] },
  WAL: { routes: 90, ends: ['sent to ieca', 'sent to sca', 'notified', 'advised'] },
  SCT: { routes: 70, ends: ['sent to ieca', 'sent to sca', 'advised'] },
  NIR: { routes: 70, ends: ['sent to ieca', 'sent to sca', 'advised'] },
  MER: { routes: 6, ends: ['sent to harbour-office', 'advised'] },
};

for (const folder of ['packs/uk', 'packs/example']) {
  const { pack, routes: web } = await compose(folder);
  const asked = { pack, form: theForm(pack), today };
  const shown = web.filter(({ kind }) => kind === 'page').map(({ path }) => path);
  const answered = new Set<string>();

  for (const { code: nation } of pack.nations)
    test(`every route of the referral form in ${nation} ends in a referral, a notice or advice`, () => {
      const { routes, refused } = routesIn(asked, nation);
      const ends = new Map<string, number>();
      const byPages = new Map<string, Tried>();
      let pages = 0;
      let ways = 0n;
      for (const route of routes) {
        for (const [step, given] of Object.entries(route.answers))
          for (const id of Object.keys(given)) answered.add(`${route.end} ${step}.${id}`);
        for (const place of route.passed)
          assert.ok(shown.includes(pattern(place)), `there is no page ${place}`);
        const { end, authority } = endOf(asked, route);
        const name = end === 'sent' ? `sent to ${authority}` : end;
        ends.set(name, (ends.get(name) ?? 0) + 1);
        if (end === 'advised') continue;
        // Routes along the same pages ask the same questions of them, and of what may follow: these are filled in once.
        const asks = applicable(asked.form, route.answers).map(({ step }) => step.id);
        const along = [...route.passed, ...asks].join(' ');
        const known = byPages.get(along);
        const tried = known ?? tryPages(asked, nation, route);
        byPages.set(along, tried);
        ways += tried.ways;
        if (known) continue;
        pages += tried.pages;
        for (const path of tried.answered) answered.add(`${route.end} ${path}`);
      }
      const wanted = atLeast[nation] ?? assert.fail(`say how many routes ${nation} has at least`);
      assert.deepEqual([...ends.keys()].toSorted(), wanted.ends.toSorted());
      assert.ok(routes.length >= wanted.routes, `${routes.length} routes`);
      // A page that takes no answer back says so itself, and says what to change.
      for (const { messages } of refused)
        assert.ok(contradictions.includes(messages.join()), messages.join());
      const told = [...ends].map(([end, count]) => `${count} ${end}`).join(', ');
      console.log(
        `${pack.code} ${nation}: ${routes.length} routes (${told}); ${refused.length} contradictions told on their page; ${pages} pages filled in, standing for ${ways} referrals`,
      );
    });

  test(`every question of ${pack.code} is asked on some route`, () => {
    const forms = [
      ['/check', asked.form],
      ...Object.values(pack.forms)
        .filter(({ id }) => id === 'notice')
        .map(form => ['/notice/check', form] as const),
    ] as const;
    for (const [end, form] of forms)
      for (const step of form.steps)
        for (const field of step.fields.flatMap(each => [each, ...(each.fields ?? [])]))
          assert.ok(answered.has(`${end} ${step.id}.${field.id}`), `${form.id}: ${step.id}.${field.id}`);
  });

  // What may follow is no part of a route: a page that hangs on it is tried where it came up, if it may follow too.
  test(`no page of ${pack.code} that has to be answered hangs on one that may follow`, () => {
    const later = asked.form.steps.filter(step => step.more).map(({ id }) => id);
    const read = asked.form.steps
      .filter(step => !step.more)
      .flatMap(step => [step.when, ...step.fields.map(({ when }) => when)])
      .flatMap(when => (when ? fieldsRead(when) : []));
    assert.deepEqual(
      read.filter(path => later.includes(path.split('.')[0] ?? '')),
      [],
    );
  });
}
