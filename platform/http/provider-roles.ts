/** Which of our roles a provider's claim names. It only narrows: whom it names everything acts as what two people let them in to. */
export interface RoleMapping {
  /** By its path: `roles`, or `realm_access.roles`. */
  readonly claim: string;
  /** Our roles by the claim's values; a value that is not named here stands for the role of that code. */
  readonly values: Readonly<Record<string, string>>;
  /** What is asked for besides, so that the provider tells the claim. */
  readonly scopes?: readonly string[];
}

/** Without the claim, or with one that is no text, none. */
export function rolesIn(claims: Readonly<Record<string, unknown>>, mapping: RoleMapping): readonly string[] {
  const found = mapping.claim.split('.').reduce<unknown>((at, name) => own(at, name), claims);
  const values = [found].flat().filter(value => typeof value === 'string');
  return [...new Set(values.map(value => (own(mapping.values, value) as string | undefined) ?? value))];
}

const own = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null && Object.hasOwn(of, name)
    ? (of as Record<string, unknown>)[name]
    : undefined;
