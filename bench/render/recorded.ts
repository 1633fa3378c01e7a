/** Which components a page calls, with which options: what a bare template of the same page would call. */
import { environments } from '../../platform/views/render.ts';
import { componentFolders } from '../../platform/views/components.generated.ts';

export interface Call {
  readonly macro: string;
  readonly options: object;
}
type Macro = (options: object) => unknown;

/** The calls that `act` makes, in their order, those nested in another's options before it. */
export function recordCalls(act: () => unknown): readonly Call[] {
  const calls: Call[] = [];
  const names = Object.keys(componentFolders);
  const kept = names.map(name => [name, environments.pages.getGlobal(name) as Macro] as const);
  try {
    for (const [macro, call] of kept)
      environments.pages.addGlobal(macro, (options: object) => {
        calls.push({ macro, options });
        return call(options);
      });
    act();
  } finally {
    for (const [macro, call] of kept) environments.pages.addGlobal(macro, call);
  }
  return calls;
}
