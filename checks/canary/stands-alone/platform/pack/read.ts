export const facts = '../shared/domain/facts.json';
