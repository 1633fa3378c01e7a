export type { NewOrganisation, NewTeam, Position } from './model.ts';
export { actions as organisationActions, type OrganisationAction } from './access.ts';
export { entrance } from './entrance/routes.ts';
export {
  findPositionByEmail,
  findTakingPart,
  type TakingPart,
  hasDemonstrationAccounts,
  listColleagues,
  listOnDuty,
  listPositionsByEmail,
  listTeamsActing,
} from './queries.ts';
export { listTeamAddresses } from './address-queries.ts';
export { listTeamsTakingHandOvers } from './team/queries.ts';
export { routesFor } from './routes.ts';
export { saveDuty, saveOrganisation } from './store.ts';
export { found, type NotNow, sendLinksAgain } from './founding/commands.ts';
export { findRegistered } from './registered-queries.ts';
export { readFounding } from './founding/file.ts';
export { somebodyCounts } from './founding/store.ts';
export { sendLink } from './founding/jobs.ts';
export { sendWayIn } from './credentials/jobs.ts';
export { passwordKeys } from './passwords/store.ts';
export { registrationJobs } from './registration/jobs.ts';
export * as webhooks from './webhooks/public.ts';
export { sendWebhook, tellSystems } from './webhooks/jobs.ts';
export { askForMember } from './people/commands.ts';
export { registrationEraser } from './registration/erasing-store.ts';
