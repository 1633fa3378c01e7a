declare const staff: unique symbol;

/** The work address of a member of staff or of a team, from the directory. */
export type StaffAddress = string & { readonly [staff]: true };

/** For the directory of organisations alone (checks/boundaries/mail.ts): what it holds are work addresses. */
export const staffAddress = (address: string): StaffAddress => address as StaffAddress;
