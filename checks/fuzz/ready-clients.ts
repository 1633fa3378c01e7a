import { giveSecret, letIn } from '../access/client-requests.ts';
import type { Fuzzing } from './fuzzing.ts';
import { look } from './world.ts';

/** For every administrator: a system that waits for their yes, and one that works and has a secret. */
export async function makeClients({ theatre: { stage }, actors }: Fuzzing): Promise<void> {
  const { teams } = await look(stage.database.superuser);
  for (const { viewer } of actors.filter(({ role }) => role === 'administrator')) {
    const ofOrganisation = ({ organisation }: { organisation: string }) =>
      organisation === viewer?.organisation.id;
    const team = teams.find(each => ofOrganisation(each) && each.purpose === 'referral')?.id;
    const colleague = stage.people.find(
      each =>
        each.organisation.id === viewer?.organisation.id &&
        each.purpose === 'administration' &&
        each.personId !== viewer.personId,
    );
    if (!viewer || !team || !colleague) continue;
    const of = { team, purpose: 'follow', role: 'responder', scope: 'referral:list' };
    await letIn(stage, of, [colleague]);
    await giveSecret(stage, await letIn(stage, of, [colleague, viewer]), viewer);
  }
}
