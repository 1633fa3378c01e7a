import { safeAddress } from '../../platform/mail/safe-address.ts';

export const to = safeAddress('ada@example.example');
