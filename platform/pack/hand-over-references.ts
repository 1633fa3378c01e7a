import type { Problem } from './files.ts';
import type { Pack } from './pack.ts';

const file = 'consent.yaml';

/** What a hand-over needs of the pack's other terms and does not find there. */
export function findBrokenHandOver({ consent, sources }: Pick<Pack, 'consent' | 'sources'>): Problem[] {
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
  return problems;
}
