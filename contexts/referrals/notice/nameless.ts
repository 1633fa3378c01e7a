/** Of these classes no answer says who somebody is. */
export const namesNobody: readonly string[] = ['process', 'account'];

/** Under which what is typed in a notice is kept: this, and the step. */
export const inNotice = 'notice.';
