import { examineAll } from './examine.ts';
import { isOfPrograms, questions } from './requests.ts';

await examineAll(questions.filter(isOfPrograms));
