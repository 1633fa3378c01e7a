export const safeAddress = (address: string): string => address;
