import { isDeepStrictEqual } from 'node:util';
import { ageOn, parseDate, type PlainDate } from '../pure/time.ts';
import { dueOn } from './clock.ts';
import { consentOn, consentRefusal, treatedAs, type AgeAnswer, type TreatedAs } from './consent.ts';
import { dutyToNotify } from './duty.ts';
import { definitionOn } from './definition.ts';
import type { Pack, Scenario } from './pack.ts';
import { sayOtherwise } from './explain-story.ts';
import { routeAuthority } from './routing.ts';
import { ruleOn } from './rules.ts';
import { expectSchema, givenSchema, type Expect, type Given } from './schema-scenarios.ts';
import { needsSecondReader } from './second-reader.ts';

export interface ScenarioOutcome {
  readonly name: string;
  /** How many things it asserted. */
  readonly asserted: number;
  /** What came out otherwise than expected; empty where the story holds. */
  readonly problems: readonly string[];
}

/** Runs the stories that a pack tells about itself against the core's own functions. */
export const runScenarios = (pack: Pack): ScenarioOutcome[] =>
  pack.scenarios.map(each => runScenario(pack, each));

export function runScenario(pack: Pack, scenario: Scenario): ScenarioOutcome {
  const { name } = scenario;
  const day = parseDate(scenario.on);
  const given = givenSchema.safeParse(scenario.given);
  const expect = expectSchema.safeParse(scenario.expect);
  if (!day) return { name, asserted: 0, problems: [`"${scenario.on}" is no date`] };
  if (!given.success) return { name, asserted: 0, problems: [`given: ${given.error.issues[0]?.message}`] };
  if (!expect.success) return { name, asserted: 0, problems: [`expect: ${expect.error.issues[0]?.message}`] };
  const seen = observe(pack, given.data, day);
  const wanted = Object.entries(expect.data).flatMap(([what, value]) => parts(what as keyof Expect, value));
  const problems = wanted
    .map(({ what, of, value }) => ({
      what,
      label: of ? `${what} ${of}` : what,
      value,
      found: seen[what](of),
    }))
    .filter(({ value, found }) => !isDeepStrictEqual(found, value))
    .map(({ what, label, value, found }) => sayOtherwise(what, label, value, found));
  return { name, asserted: wanted.length, problems };
}

interface Part {
  readonly what: keyof Expect;
  readonly of: string;
  readonly value: unknown;
}

/** Rules and readers are asserted one by one, under their id or outcome. */
function parts(what: keyof Expect, value: unknown): Part[] {
  if (what !== 'rules' && what !== 'secondReader') return [{ what, of: '', value }];
  return Object.entries(value as Record<string, unknown>).map(([of, each]) => ({ what, of, value: each }));
}

/** What the core makes of the pack, for each thing that a scenario may assert. */
function observe(pack: Pack, given: Given, on: PlainDate): Record<keyof Expect, (of: string) => unknown> {
  const nation = given.nation ?? (pack.nations.length === 1 ? (pack.nations[0]?.code ?? null) : null);
  const asked = { nation, on };
  const as = treatedAs(pack, ageOf(given, on), asked);
  const ifTreated = <T>(use: (as: TreatedAs) => T): T | string => (as.ok ? use(as.value) : as.error.code);
  const consent = (read: 'needed' | 'explain') =>
    ifTreated(treated => {
      const rule = consentOn(pack, treated, asked);
      return rule.ok ? rule.value[read] : rule.error.code;
    });
  const due = (clock: 'rg.target' | 'recovery.min') => {
    const answer = dueOn(pack, clock, nation, on);
    return answer.ok ? answer.value.on.toString() : answer.error.code;
  };
  return {
    treatedAs: () => ifTreated(treated => treated),
    consentNeeded: () => consent('needed'),
    mustExplain: () => consent('explain'),
    refusal: () =>
      ifTreated(treated => {
        const refusal = consentRefusal(pack, treated, given.consent ?? 'not-asked', asked);
        return refusal.ok ? (refusal.value ?? 'none') : refusal.error.code;
      }),
    dutyToNotify: () => ifTreated(treated => dutyToNotify(pack, treated, asked) !== undefined),
    authority: () => {
      const routed = routeAuthority(pack, { ...asked, circumstances: given.circumstances ?? [] });
      return routed.ok ? routed.value.authority.code : routed.error.code;
    },
    aim: () => due('rg.target'),
    recoveryUntil: () => due('recovery.min'),
    heads: () =>
      ifTreated(treated => {
        const definition = definitionOn(pack, on, treated);
        if (!definition.ok) return definition.error.code;
        return Object.fromEntries(definition.value.heads.map(head => [head.code, head.elements]));
      }),
    secondReader: outcome => {
      const needed = needsSecondReader(pack, outcome === 'positive' ? 'positive' : 'negative', asked);
      return needed.ok ? needed.value : needed.error.code;
    },
    rules: id => {
      const outcome = ruleOn(pack, id, nation, on);
      return outcome.is === 'in-force' ? { value: outcome.rule.value } : { is: outcome.is };
    },
  };
}

function ageOf(given: Given, on: PlainDate): AgeAnswer {
  const born = given.born === undefined ? undefined : parseDate(given.born);
  if (born) return { age: ageOn(born, on) };
  return given.age === undefined ? { status: given.ageStatus ?? 'not-known' } : { age: given.age };
}
