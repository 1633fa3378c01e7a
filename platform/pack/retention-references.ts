import { payloadClasses } from '../pure/classes.ts';
import { meant } from './explain.ts';
import type { Problem } from './files.ts';
import { spanOf } from './imprecise.ts';
import type { Pack } from './pack.ts';
import {
  byClasses,
  type Erasable,
  keptThings,
  type KeptThing,
  type RetentionRule,
} from './schema-retention.ts';

/** Schedules that contradict each other, cite what is not there, or say nothing of what the pack's grants show somebody. */
export function findBrokenRetention({
  retention,
  sources,
  grants,
}: Pick<Pack, 'retention' | 'sources' | 'grants'>): Problem[] {
  const problems: Problem[] = [];
  const tell = (path: string, message: string) => problems.push({ file: 'retention.yaml', path, message });
  for (const [at, rule] of retention.entries()) {
    if (retention.findIndex(other => other.id === rule.id) < at)
      tell(`retention.${at}.id`, `"${rule.id}" is defined twice`);
    for (const code of rule.source)
      if (!Object.hasOwn(sources, code))
        tell(
          `retention.${at}.source`,
          `source "${code}" is not in sources.yaml${meant(code, Object.keys(sources))}`,
        );
    const clash = retention.slice(0, at).find(other => contradicts(rule, other));
    if (clash) tell(`retention.${at}`, `says another end than "${clash.id}" for the same on the same day`);
  }
  const held = (of: KeptThing): readonly (Erasable | undefined)[] => {
    if (!byClasses.includes(of)) return [undefined];
    const on = of === 'case' ? ['draft-opened', 'referral-submitted'] : ['duty-to-notify-sent'];
    const given = new Set(grants.filter(grant => on.includes(grant.on)).flatMap(({ classes }) => classes));
    return payloadClasses.filter((name): name is Erasable => name !== 'process' && given.has(name));
  };
  for (const of of Object.keys(keptThings) as KeptThing[])
    for (const after of of === 'evidence' ? [] : keptThings[of])
      for (const dataClass of held(of)) {
        const says = retention.some(
          rule =>
            rule.of === of &&
            rule.after === after &&
            rule.until === null &&
            (dataClass === undefined || rule.classes?.includes(dataClass)),
        );
        if (!says)
          tell(
            'retention',
            `nothing says how long ${dataClass === undefined ? `"${of}"` : `"${dataClass}" of "${of}"`} is kept after "${after}"`,
          );
      }
  return problems;
}

function contradicts(one: RetentionRule, other: RetentionRule): boolean {
  if (one.of !== other.of || one.after !== other.after) return false;
  if (one.classes && !one.classes.some(name => other.classes?.includes(name))) return false;
  const begins = (rule: RetentionRule) => (rule.from && spanOf(rule.from)?.first.toString()) ?? '';
  const ends = (rule: RetentionRule) => (rule.until && spanOf(rule.until)?.last.toString()) ?? '9999';
  return begins(one) <= ends(other) && begins(other) <= ends(one);
}
