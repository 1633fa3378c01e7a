export const submit = (db: { selectFrom(table: string): unknown }) => db.selectFrom('referrals');
