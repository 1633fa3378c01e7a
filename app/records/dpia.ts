import {
  askedTable,
  classesIn,
  type Described,
  grantsTable,
  groundsTable,
  regimeIn,
  retentionTable,
  table,
} from './tables.ts';

/** What can go wrong for people, and what the software does about it. How likely it is in a deployment only that one knows. */
const risks: readonly (readonly [risk: string, measure: string])[] = [
  [
    'An exploiter learns where somebody is',
    'Exact addresses are sealed from the first word on, opened one at a time by those on duty, with a reason that is kept',
  ],
  [
    'Somebody is reached in a way that endangers them',
    'How it is safe to reach them stands first on every page, copy and export',
  ],
  [
    'Immigration control reads what was told to be protected',
    'A wall in the database around that purpose; no grant of the core or a pack opens it',
  ],
  [
    'Staff look at records that are not theirs',
    'Grants for each record and kind of data; every sight is written down and shown to the data protection officer',
  ],
  [
    'An adult is referred against their will',
    'Consent comes before identity and account; what identifies somebody who refuses goes in the same transaction',
  ],
  [
    'A decision is made by a machine, or by one person',
    'Nothing is scored; a named person decides in writing; a second one reads every negative',
  ],
  [
    'What was said is altered afterwards',
    'A ledger of salted digests with signed checkpoints, which others keep',
  ],
  [
    'Data is kept too long, or comes back with a backup',
    'Schedules of the pack; what was erased is erased again by every restore',
  ],
  [
    'A backup or a server is stolen',
    'Backups are sealed; the keys of addresses and files lie outside of the database',
  ],
];

/** A draft of a data protection impact assessment (UK GDPR article 35), for a person to finish, judge and sign. */
export function draftDpia(of: Described): string {
  const { pack, words } = of;
  return `# Draft data protection impact assessment: ${words('pack.name')}

Generated from the pack ${pack.code} ${pack.version}. It is a draft: what stands in [brackets], how likely and how grave each risk is here, and whether it is acceptable, is for people to judge. Nothing here is legal advice.

## Why one is needed

Special categories of data, and data about offences, of people who are vulnerable, children among them, on a large scale.

## What is done

Somebody who may be a victim of trafficking is referred, an authority decides whether they are recognised, and agencies that may see their own part of the case.

${askedTable(of)}

## Whether it is necessary and in proportion

Each line says who is given which kinds of data, for what and on which ground. [Why each is needed, and why less would not do]

${grantsTable(of)}

Without consent something is shared or kept on these grounds alone:

${groundsTable(of)}

How long:

${retentionTable(of)}

## Risks and what is done about them

${table(
  ['Risk', 'What the software does', 'Likely', 'Grave', 'What is left'],
  risks.map(([risk, measure]) => [risk, measure, '[ ]', '[ ]', '[ ]']),
)}

## What is open

${openPoints(of)
  .map(point => `- ${point}`)
  .join('\n')}

## Who was asked, and who agrees

[People with experience of it, or why they were not asked] [Advice of the data protection officer, and whether it was followed] [Name, role and date of whoever signs]
`;
}

/** Where the pack itself says that it is not sure, or says nothing. */
function openPoints(of: Described): readonly string[] {
  const { pack } = of;
  const unsure = [
    ...pack.retention.filter(({ certainty }) => certainty === 'C').map(({ id }) => `how long: ${id}`),
    ...new Set(pack.rules.filter(({ certainty }) => certainty === 'C').map(({ id }) => `rule: ${id}`)),
  ];
  const noRegime = pack.grants.filter(({ regime }) => regime === undefined);
  const cited = new Set(
    [...pack.grants.map(({ source }) => source), ...pack.retention.flatMap(({ source }) => source)].filter(
      code => /to be confirmed/.test(pack.sources[code] ?? ''),
    ),
  );
  return [
    ...(unsure.length > 0 ? [`Not verified (certainty C): ${unsure.join('; ')}.`] : []),
    ...(cited.size > 0 ? [`Sources that are to be confirmed: ${[...cited].join(', ')}.`] : []),
    ...noRegime.map(
      grant =>
        `Under which regime ${grant.to.replaceAll('-', ' ')} is given ${classesIn(of, grant.classes)} when “${grant.on}”: ${regimeIn(grant)}.`,
    ),
    'Whether words are fact or opinion, and whether somebody named is suspect, witness or other, is not marked for each answer: the kind of data tells account from reasoning, and the person from others.',
  ];
}
