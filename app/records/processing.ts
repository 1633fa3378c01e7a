import {
  askedTable,
  type Described,
  grantsTable,
  groundsTable,
  recipientsTable,
  retentionTable,
} from './tables.ts';

/** A record of processing (UK GDPR article 30) as far as pack and grants tell it; what they cannot tell is left to fill in. */
export function recordOfProcessing(of: Described): string {
  const { pack, words } = of;
  return `# Record of processing: ${words('pack.name')}

Generated from the pack ${pack.code} ${pack.version}. What stands in [brackets] only the controller knows. Nothing here is legal advice.

## Controller

[Name and address of the controller, of joint controllers, and of the data protection officer]

## Whose data

People who may be victims; ${words('trail.class.third-party')} whom they or others name, suspects, witnesses and relatives among them; staff who refer, decide and watch over the use of records. What somebody said, in their own or a responder's words, is kept byte for byte with who said it (an account); what the authority found and why is kept apart from it (reasoning).

## Which data

${askedTable(of)}

Beside what is asked: files that people add, messages between the team that referred and the authority, and who saw what.

## For what, to whom, on which ground

Nothing is given to anybody that does not stand here.

${grantsTable(of)}

## Shared by consent

${recipientsTable(of)}

## Shared or kept without consent

${groundsTable(of)}

## How long

${retentionTable(of)}

A legal hold keeps any of it until somebody named lifts it. That there was a case, its dates and states stay.

## To other countries

OpenNRM sends nothing anywhere by itself. [Where servers, backups and processors are; transfers and their safeguards]

## Security

Access by grants in the database for each record and kind of data; deny by default; every sight written down; addresses and files sealed with keys outside the database; backups sealed; a ledger that proves what was changed and erased. [Measures of the deployment]
`;
}
