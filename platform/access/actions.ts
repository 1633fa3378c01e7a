/** What an action is done to: one record, the service as a whole, or nothing that needs a signed-in person. */
export type ActionScope = 'record' | 'service' | 'public';
export type ActionTable = Readonly<Record<string, ActionScope>>;

/** Each context names its actions here and nowhere else; the types of routes, commands and jobs come from these names. */
export const defineActions = <const T extends ActionTable>(actions: T): T => actions;

/** Actions of the platform itself. */
export const platformActions = defineActions({
  'service:read-public-pages': 'public',
  'service:sign-in': 'public',
  'service:sign-out': 'public',
  'service:open-link': 'public', // of a mail, by whoever holds it
  'service:get-token': 'public', // by another system, with its own secret
  'service:register': 'public', // of an organisation, by whoever speaks for it
  'service:check-health': 'public',
  'service:home': 'service',
  'sealed:view': 'record',
  'sealed:open': 'record',
  'service:keep-session': 'service',
  'service:change-position': 'service',
  'service:own-sessions': 'service',
  'service:operate': 'public', // command line and jobs: whoever holds the machine; never a route
});
export type PlatformAction = keyof typeof platformActions;

export function mergeActions(tables: readonly ActionTable[]): ActionTable {
  const merged: Record<string, ActionScope> = {};
  for (const table of tables)
    for (const [name, scope] of Object.entries(table)) {
      if (merged[name]) throw new Error(`The action ${name} is named twice`);
      merged[name] = scope;
    }
  return merged;
}
