import type { FieldDefinition } from '../forms/definition.ts';
import { groundFor } from './consent-terms.ts';
import type { Problem } from './files.ts';
import type { Pack } from './pack.ts';

/** What `glass.yaml` names that is not there, or may never be opened by it. */
export function findBrokenGlass({
  glass,
  consent,
  forms,
}: Pick<Pack, 'glass' | 'consent' | 'forms'>): Problem[] {
  const tell = (path: string, message: string): Problem => ({ file: 'glass.yaml', path, message });
  const sealed = new Set(
    Object.values(forms)
      .flatMap(({ steps }) =>
        steps.flatMap(({ fields }) =>
          fields.flatMap(each => [each, ...(each.fields ?? [])]).filter(isSealed),
        ),
      )
      .map(each => each.class),
  );
  return [
    ...glass.reasons.flatMap((code, at) =>
      groundFor(consent, code, 'share')?.urgent
        ? []
        : [tell(`reasons.${at}`, `"${code}" is no urgent ground of consent.yaml on which one may share`)],
    ),
    ...glass.shows.flatMap(({ classes }, at) =>
      classes.flatMap((each, n) =>
        sealed.has(each)
          ? [
              tell(
                `shows.${at}.classes.${n}`,
                `"${each}" is the class of what is sealed, which is never opened by this`,
              ),
            ]
          : [],
      ),
    ),
    ...(glass.terms.at(-1)?.until === null
      ? []
      : [tell('terms', 'the last must have no end: without terms nobody opens anything')]),
  ];
}

const isSealed = ({ sealed }: Pick<FieldDefinition, 'sealed'>): boolean => sealed === true;
