/** What a scanner says that it found: where, of which kind, and in which parameter. */
export interface Finding {
  readonly tool: string;
  readonly kind: string;
  /** `GET /cases/:reference`, or the path as it was asked where no route fits. */
  readonly where: string;
  readonly parameter: string;
}

export const lineOf = ({ tool, kind, where, parameter }: Finding): string =>
  `${tool} | ${kind} | ${where} | ${parameter || '-'}`;

/** The pattern of the route that a path was asked of. */
export function routeOf(routes: readonly string[], method: string, path: string): string {
  const fitting = routes.filter(name => {
    const [ofMethod, pattern = ''] = name.split(' ');
    const parts = pattern
      .split('/')
      .map(part => (/[:*]/.test(part) ? '[^/]+' : part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')));
    return ofMethod === method && new RegExp(`^${parts.join('/')}/?$`).test(path);
  });
  // `/registration/new` is nearer than `/registration/:id`.
  const [nearest] = fitting.toSorted((one, other) => one.split(':').length - other.split(':').length);
  return nearest ?? `${method} ${path}`;
}

/** Rows `| tool | kind | where | why |` of the document; `*` stands for every route. */
export function explainedIn(document: string): (finding: Finding) => boolean {
  const rows = [...document.matchAll(/^\| (\w+) \| ([^|]+) \| `?([^|`]+)`? \| ([^|]{20,}) \|$/gm)];
  return ({ tool, kind, where }) =>
    rows.some(
      ([, ofTool, ofKind = '', place = '']) =>
        ofTool === tool && ofKind.trim() === kind && (place.trim() === '*' || place.trim() === where),
    );
}
