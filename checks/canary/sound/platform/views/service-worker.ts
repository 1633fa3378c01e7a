export const cache = 'opennrm';
