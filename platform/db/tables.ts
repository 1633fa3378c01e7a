/** The tables as Kysely types. Generated from the migrated database by `npm run db:types`; a test keeps it true. */
export type { DB as Tables } from './tables.generated.ts';
