import { test } from 'node:test';
import assert from 'node:assert/strict';
import { dueOn } from '../../platform/pack/clock.ts';
import { loadPack } from '../../platform/pack/load.ts';
import { type PlainDate, Temporal } from '../../platform/pure/time.ts';
import { randomFrom } from './draw.ts';
import { type Plan, planCases, receivedAt, type Standing } from './plan.ts';

const pack = await loadPack('packs/uk');
const isWaiting = ({ standing }: Plan): boolean => standing !== 'draft' && standing !== 'decided';

/** Whether something that came lately is due today. */
const isAnAim = (today: PlainDate, nation: string | null): boolean =>
  Array.from({ length: 21 }, (_, ago) =>
    dueOn(pack, 'rg.target', nation, today.subtract({ days: ago })),
  ).some(due => due.ok && due.value.on.equals(today));

test('the same numbers plan the same cases, and other numbers others', () => {
  assert.deepEqual(planCases(200, randomFrom(7)), planCases(200, randomFrom(7)));
  assert.notDeepEqual(planCases(200, randomFrom(7)), planCases(200, randomFrom(8)));
});

test('most cases are decided, some wait at each place, and a few of those too long', () => {
  const plans = planCases(200, randomFrom(1));
  const count = (standing: Standing) => plans.filter(plan => plan.standing === standing).length;
  assert.equal(plans.length, 200);
  assert.ok(count('decided') > 130, 'most are decided');
  for (const standing of ['unallocated', 'on-a-desk', 'second-reading', 'draft', 'returned'] as const)
    assert.ok(count(standing) >= 4 && count(standing) <= 20, `${standing}: ${count(standing)}`);
  const aims = plans.filter(isWaiting).map(({ aim }) => aim);
  const passed = aims.filter(aim => aim < 0).length;
  const soon = aims.filter(aim => aim === 0 || aim === 1).length;
  assert.ok(passed >= 2 && passed <= 5, `${passed} have passed their aim`);
  assert.ok(soon >= 12, `${soon} are due today or tomorrow`);
});

test('on every day of two years and in every nation, each case comes before now and waits for its planned aim', () => {
  const plans = planCases(60, randomFrom(3));
  let aimed = 0;
  for (let day = 0; day < 730; day += 7) {
    const now = Temporal.Instant.from('2026-01-01T10:30:00Z').add({ hours: 24 * day });
    const today = now.toZonedDateTimeISO(pack.timeZone).toPlainDate();
    const nation = pack.nations[day % pack.nations.length]?.code ?? null;
    for (const plan of plans) {
      const at = receivedAt(plan, { pack, nation, now, random: randomFrom(day) });
      assert.ok(Temporal.Instant.compare(at, now) < 0);
      if (!isWaiting(plan)) continue;
      const came = at.toZonedDateTimeISO(pack.timeZone).toPlainDate();
      const due = dueOn(pack, 'rg.target', nation, came);
      if (!due.ok) continue;
      aimed += 1;
      const order = Temporal.PlainDate.compare(due.value.on, today);
      assert.equal(order < 0, plan.aim < 0, `${plan.aim} on ${today.toString()}: ${due.value.on.toString()}`);
      assert.ok(came.until(today).days <= 21);
      if (plan.aim === 0 && isAnAim(today, nation)) assert.ok(due.value.on.equals(today));
    }
  }
  assert.ok(aimed > 1_500, `${aimed} aims were looked at`);
});
