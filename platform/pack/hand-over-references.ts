import type { Problem } from './files.ts';
import type { Pack } from './pack.ts';

const file = 'consent.yaml';

/** What a hand-over needs of the pack's other terms and does not find there. */
export function findBrokenHandOver(pack: Pick<Pack, 'consent' | 'sources' | 'forms'>): Problem[] {
  const { consent, sources } = pack;
  const { handOver, purposes, recipients, grounds } = consent;
  if (!handOver) return [];
  const problems: Problem[] = [];
  const tell = (path: string, message: string) => problems.push({ file, path: `handOver.${path}`, message });
  const purpose = purposes.find(({ code }) => code === handOver.purpose);
  if (!purpose?.as.includes('referral'))
    tell('purpose', `no purpose "${handOver.purpose}" is for those who refer`);
  const recipient = recipients.find(({ code }) => code === handOver.recipient);
  if (!recipient?.purposes.includes(handOver.purpose))
    tell('recipient', `no recipient "${handOver.recipient}" is for that purpose`);
  const ground = grounds.find(({ code }) => code === handOver.child);
  if (!ground?.urgent) tell('child', `no urgent ground "${handOver.child}" allows to share`);
  for (const kind of ['reasons', 'declines'] as const) {
    const codes = handOver[kind].map(({ code }) => code);
    if (new Set(codes).size < codes.length) tell(kind, 'a code is defined twice');
    for (const [at, { source }] of handOver[kind].entries())
      for (const cited of source)
        if (!Object.hasOwn(sources, cited))
          tell(`${kind}.${at}.source`, `source "${cited}" is not in sources.yaml`);
  }
  for (const cited of handOver.requests?.reason.source ?? [])
    if (!Object.hasOwn(sources, cited))
      tell('requests.reason.source', `source "${cited}" is not in sources.yaml`);
  return [...problems, ...findBrokenRequests(pack)];
}

/** What the form of a request must ask, and may not ask, so that a draft of a referral can begin from it. */
function findBrokenRequests({ consent, forms }: Pick<Pack, 'consent' | 'forms'>): Problem[] {
  const requests = consent.handOver?.requests;
  if (!requests) return [];
  const form = forms[requests.form];
  if (!form)
    return [{ file, path: 'handOver.requests.form', message: `there is no form "${requests.form}"` }];
  const asked = form.steps.flatMap(step => step.fields.map(field => ({ step: step.id, field })));
  const at = `forms/${form.id}.yaml`;
  const lacking = (['age-status', 'consent', 'statement'] as const)
    .filter(concept => !asked.some(({ field }) => field.concept === concept))
    .map(concept => ({ file: at, path: 'steps', message: `nothing is asked by the concept "${concept}"` }));
  const wrong = asked.flatMap(({ step, field }) => {
    const path = `steps.${step}.${field.id}`;
    if (field.sealed || field.type === 'items')
      return [{ file: at, path, message: 'what is sealed, or asked several times, is not handed over' }];
    const there = forms['referral']?.steps
      .find(({ id }) => id === step)
      ?.fields.find(({ id }) => id === field.id);
    const isAlike =
      !there ||
      (there.type === field.type &&
        there.class === field.class &&
        there.list === field.list &&
        (field.options ?? []).every(code => there.options?.includes(code)));
    return isAlike ? [] : [{ file: at, path, message: 'is something else in the referral’s form' }];
  });
  return [...lacking, ...wrong];
}
