import type { KeyService } from './keys.ts';
import { KeyProblem, type KeyProblemKind } from './keys.ts';

/** The service with what became of each sealing and opening told, and nothing of what was sealed. */
export function counted(
  keys: KeyService,
  tell: (did: 'sealed' | 'opened' | KeyProblemKind) => void,
): KeyService {
  const watch = async <T>(did: 'sealed' | 'opened', act: Promise<T>): Promise<T> => {
    try {
      const done = await act;
      tell(did);
      return done;
    } catch (error) {
      if (error instanceof KeyProblem) tell(error.kind);
      throw error;
    }
  };
  return {
    ...keys,
    wrap: (dataKey, about) => watch('sealed', keys.wrap(dataKey, about)),
    unwrap: (wrapped, about) => watch('opened', keys.unwrap(wrapped, about)),
  };
}
