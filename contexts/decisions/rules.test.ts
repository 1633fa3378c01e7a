import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Entry } from '../../platform/ledger/entry.ts';
import type { StoredEntry } from '../../platform/ledger/entry.ts';
import { refuse, type Result } from '../../platform/pure/result.ts';
import {
  byOf,
  type CaseFile,
  caseStates,
  foldCase,
  type Finding,
  findings,
  outcomes,
  type Working,
} from './model.ts';
import {
  exampleCase,
  exampleDefinition,
  exampleEntries,
  examplePack,
  exampleToday,
} from './pages/examples.ts';
import { allocate, decide, type Given, type Move, mayMove, secondRead, take } from './rules.ts';

const seed = Date.now() % 1_000_000_000;
console.log(`rules of decisions: seed ${seed}`);

const person = (number: number) => ({
  personId: `00000000-0000-4000-8000-00000000000${number}`,
  name: `Person ${number}`,
});
const [referrer, decider, reader, another] = [person(1), person(2), person(3), person(4)];
const givenFor = (file: CaseFile, by: string): Given => ({
  pack: examplePack,
  today: exampleToday,
  definition: exampleDefinition(file),
  by,
});

const positive: Working = {
  outcome: 'positive',
  findings: new Map<string, Finding>([
    ['trade.act', 'met'],
    ['trade.means', 'met'],
    ['trade.purpose', 'met'],
    ['forced-work.made-to-work', 'not-shown'],
  ]),
  headReasons: new Map([
    ['trade', 'Seen.'],
    ['forced-work', 'Not seen.'],
  ]),
  reasons: 'Weighed together.',
};
const negative: Working = {
  ...positive,
  outcome: 'negative',
  findings: new Map([...positive.findings, ['trade.purpose', 'not-met']]),
};

test('a case moves only as its state allows', () => {
  const expected: Readonly<Record<CaseFile['state'], readonly Move[]>> = {
    unallocated: ['take', 'allocate'],
    allocated: ['allocate', 'decide'],
    'second-reading': ['read-second'],
    decided: [],
    withdrawn: [],
  };
  const example = {
    unallocated: 'unallocated',
    allocated: 'allocated',
    'second-reading': 'second-reading',
    decided: 'positive',
    withdrawn: 'withdrawn',
  } as const;
  for (const state of caseStates) {
    const file = exampleCase(example[state]);
    assert.equal(file.state, state);
    const act: Readonly<Record<Move, () => Result<Entry>>> = {
      take: () => take(file, another),
      allocate: () => allocate(file, another),
      decide: () => decide(file, positive, givenFor(file, decider.personId)),
      'read-second': () => secondRead(file, { agrees: true, reasons: '' }, givenFor(file, reader.personId)),
    };
    for (const move of Object.keys(act) as Move[]) {
      const may = expected[state].includes(move);
      assert.equal(mayMove(file, move), may, `${state} ${move}`);
      const done = act[move]();
      assert.equal(done.ok, may, `${state} ${move}`);
      if (!may) assert.deepEqual(done, refuse('not-in-this-stage'), `${state} ${move}`);
    }
  }
});

test('nobody takes or is given the case of a person whom they referred', () => {
  const file = exampleCase('unallocated');
  assert.deepEqual(take(file, referrer), refuse('not-permitted'));
  assert.deepEqual(
    allocate(file, referrer),
    refuse('invalid', [{ field: 'to', message: 'decisions.error.colleague-referred' }]),
  );
});

test('only the person on whose desk the case is decides it', () => {
  const file = exampleCase('allocated');
  assert.deepEqual(decide(file, positive, givenFor(file, another.personId)), refuse('not-permitted'));
  assert.equal(decide(file, positive, givenFor(file, decider.personId)).ok, true);
});

test('a positive decision takes effect at once and begins the recovery period', () => {
  const file = exampleCase('allocated');
  const done = decide(file, positive, givenFor(file, decider.personId));
  assert.ok(done.ok);
  assert.equal(done.value.type, 'decision-recorded');
  const { process, reasoning } = done.value.payload as StoredEntry['payload'];
  assert.equal(process?.['outcome'], 'positive');
  assert.equal(process?.['recoveryUntil'], exampleToday.add({ days: 30 }).toString());
  assert.equal(reasoning?.['reasons'], 'Weighed together.');
  assert.equal(process && 'reasons' in process, false, 'reasons are of the class `reasoning` alone');
});

test('a negative decision goes to a second reader, and nothing of it is of the class `process`', () => {
  const file = exampleCase('allocated');
  const done = decide(file, negative, givenFor(file, decider.personId));
  assert.ok(done.ok);
  assert.equal(done.value.type, 'decision-proposed');
  assert.deepEqual(Object.keys(done.value.payload), ['reasoning']);
});

test('whoever decided, proposed before, has the case or referred the person does not read second', () => {
  const file = exampleCase('second-reading');
  for (const { personId } of [referrer, decider])
    assert.deepEqual(
      secondRead(file, { agrees: true, reasons: '' }, givenFor(file, personId)),
      refuse('reader-must-be-another'),
    );
  // A proposes, B returns; the case goes to B, who proposes: A, who proposed before, is no second reader.
  const [sent, allocated, proposed, returned] = exampleEntries('returned');
  assert.ok(sent && allocated && proposed && returned);
  const toReader = {
    ...allocated,
    payload: { process: { ...allocated.payload.process, to: reader.personId } },
  };
  const again = { ...proposed, actorId: reader.personId };
  const second = foldCase([sent, allocated, proposed, returned, toReader, again]);
  assert.equal(second.state, 'second-reading');
  for (const { personId } of [decider, reader])
    assert.deepEqual(
      secondRead(second, { agrees: true, reasons: '' }, givenFor(second, personId)),
      refuse('reader-must-be-another'),
    );
  assert.equal(
    secondRead(second, { agrees: true, reasons: '' }, givenFor(second, another.personId)).ok,
    true,
  );
});

test('a second reader returns a decision only with reasons, and nothing of that is of the class `process`', () => {
  const file = exampleCase('second-reading');
  const given = givenFor(file, reader.personId);
  assert.deepEqual(
    secondRead(file, { agrees: false, reasons: ' \n' }, given),
    refuse('invalid', [{ field: 'reasons', message: 'decisions.error.reasons-to-return' }]),
  );
  const done = secondRead(file, { agrees: false, reasons: 'Ask again.' }, given);
  assert.ok(done.ok);
  assert.equal(done.value.type, 'decision-returned');
  assert.deepEqual(done.value.payload, { reasoning: { reasons: 'Ask again.' } });
});

test('a negative decision names who decided it, besides the second reader who recorded it', () => {
  const file = exampleCase('second-reading');
  const done = secondRead(file, { agrees: true, reasons: 'Agreed.' }, givenFor(file, reader.personId));
  assert.ok(done.ok);
  const { process, reasoning } = done.value.payload as StoredEntry['payload'];
  assert.equal(process?.['secondReader'], true);
  assert.equal(process?.['recoveryUntil'], null);
  assert.equal(
    byOf({ payload: { process: { by: reasoning?.['proposedBy'] ?? null } } })?.name,
    'Mara Example',
  );
  assert.equal(reasoning?.['readerNote'], 'Agreed.');
});

test('where the pack gives no rule for second readers, nothing is decided', () => {
  const file = exampleCase('allocated');
  const given = { ...givenFor(file, decider.personId), pack: { ...examplePack, rules: [] } };
  assert.deepEqual(decide(file, positive, given), refuse('not-in-the-pack'));
});

test('whatever people try in whatever order, no negative stands without another person’s second reading', () => {
  const people = [referrer, decider, reader, another];
  const someone = fc.constantFrom(...people);
  const text = fc.constantFrom('', ' ', 'Because.');
  const anything = fc.record({
    outcome: fc.constantFrom(...outcomes, undefined),
    findings: fc
      .array(fc.constantFrom(...findings), { minLength: 4, maxLength: 4 })
      .map(found => new Map([...positive.findings.keys()].map((key, place) => [key, found[place] ?? 'met']))),
    headReasons: fc.constantFrom(positive.headReasons, positive.headReasons, new Map<string, string>()),
    reasons: fc.constantFrom('Weighed together.', 'Weighed together.', ''),
  });
  const working = fc.oneof(fc.constant(positive), fc.constant(negative), anything);
  const attempt = fc.oneof(
    fc.record({ do: fc.constant('take' as const), by: someone }),
    fc.record({ do: fc.constant('allocate' as const), by: someone, to: someone }),
    { weight: 3, arbitrary: fc.record({ do: fc.constant('decide' as const), by: someone, working }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('read' as const),
        by: someone,
        agrees: fc.boolean(),
        reasons: text,
      }),
    },
  );
  const done = { positive: 0, negative: 0, returned: 0 };
  fc.assert(
    fc.property(fc.array(attempt, { maxLength: 40, size: 'max' }), attempts => {
      let entries = [...exampleEntries('unallocated')];
      for (const each of attempts) {
        const file = foldCase(entries);
        const given = givenFor(file, each.by.personId);
        const result =
          each.do === 'take'
            ? take(file, each.by)
            : each.do === 'allocate'
              ? allocate(file, each.to)
              : each.do === 'decide'
                ? decide(file, each.working, given)
                : secondRead(file, each, given);
        if (!result.ok) continue;
        const { type, payload } = result.value;
        assert.notEqual(file.state, 'decided', 'nothing follows a decision');
        if (type === 'decision-returned') done.returned += 1;
        if (type === 'decision-recorded') {
          const outcome = payload.process?.['outcome'];
          done[outcome === 'positive' ? 'positive' : 'negative'] += 1;
          if (outcome !== 'positive') isReadByAnother(entries, each.by.personId);
          answersEveryHead(payload.reasoning, given);
        }
        entries = [...entries, stored(result.value, each.by, entries.length)];
      }
    }),
    { seed, numRuns: 1500 },
  );
  // A property that met no decision has shown nothing.
  for (const [what, times] of Object.entries(done)) assert.ok(times >= 30, `only ${times} ${what}`);
});

function isReadByAnother(entries: readonly StoredEntry[], recordedBy: string): void {
  const last = entries.findLast(entry => entry.type === 'decision-proposed');
  assert.ok(last, 'a negative was recorded that nobody proposed');
  assert.ok(!entries.slice(entries.indexOf(last)).some(entry => entry.type === 'decision-returned'));
  const own = entries.filter(entry => entry.type === 'decision-proposed').map(entry => entry.actorId);
  assert.ok(![...own, referrer.personId].includes(recordedBy), 'the reader decided or referred');
}

function answersEveryHead(reasoning: unknown, { definition }: Given): void {
  const { heads, reasons } = reasoning as {
    heads: { head: string; elements: object; reasons: string }[];
    reasons: string;
  };
  assert.deepEqual(
    heads.map(({ head, elements }) => ({ code: head, elements: Object.keys(elements) })),
    definition.heads,
  );
  for (const text of [reasons, ...heads.map(head => head.reasons)]) assert.notEqual(text.trim(), '');
}

/** As `append` would have stored it. */
function stored(entry: Entry, by: { personId: string; name: string }, place: number): StoredEntry {
  const shown = entry.payload.process ? 'process' : 'reasoning';
  const [model] = exampleEntries('unallocated');
  assert.ok(model);
  const payload = {
    ...entry.payload,
    [shown]: { ...entry.payload[shown], by: { ...by, role: 'caseworker', organisation: '', team: '' } },
  };
  return { ...model, entryId: String(place), type: entry.type, actorId: by.personId, payload };
}
