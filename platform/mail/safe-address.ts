declare const safe: unique symbol;

/** An address at which a person may be written to, now. */
export type SafeAddress = string & { readonly [safe]: true };

/** For the gate of safe contact alone (checks/boundaries/mail.ts): nobody else may say that an address is safe. */
export const safeAddress = (address: string): SafeAddress => address as SafeAddress;
