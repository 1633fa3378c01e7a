import { test } from 'node:test';
import { examinations } from './examine.ts';
import { isOfPrograms, questions } from './requests.ts';

const { tests } = await examinations(questions.filter(isOfPrograms));

for (const { name, run } of tests) test(name, run);
