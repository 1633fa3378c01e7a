/** How long somebody may take, and what is asked of them. */

/** From opening a link, or from saying that one wants another way of signing in, to having made it. */
export const setUpMinutes = 60;
/** Until whoever was let in opens the link that they were sent. */
export const wayInDays = 3;
