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
  listTeamAddresses,
  listTeamsActing,
} from './queries.ts';
export { listTeamsTakingHandOvers } from './team/queries.ts';
export { routesFor } from './routes.ts';
export { saveDuty, saveOrganisation } from './store.ts';
export { askForMember } from './people/commands.ts';
