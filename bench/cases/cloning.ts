import { dataClasses } from '../../platform/pure/classes.ts';

/** What the statements of a batch stand on: the templates, and who takes whose place in the small team's cases. */
export const preparing: readonly string[] = [
  'CREATE SCHEMA bench',
  `CREATE TABLE bench.template AS
   SELECT row_number() OVER (ORDER BY record_id) - 1 AS place, record_id, record.opened_at,
     (SELECT entry_id FROM ledger.entry WHERE entry.record_id = record.record_id AND type = 'referral-submitted') AS sent
   FROM access.record JOIN decisions.queue_item USING (record_id)`,
  `ALTER TABLE bench.template ADD COLUMN given text, ADD COLUMN family text`,
  `UPDATE bench.template SET given = body::jsonb #>> '{answers,person,givenName}', family = body::jsonb #>> '{answers,person,familyName}'
   FROM ledger.payload_identity WHERE entry_id = sent`,
  'CREATE TABLE bench.instead (old uuid PRIMARY KEY, new uuid NOT NULL)',
  `CREATE TABLE bench.clone (n int PRIMARY KEY, is_small boolean, reference text, given text, family text, template bigint, opened_at timestamptz)`,
  'CREATE TABLE bench.key (n int, kind text, key text)',
  'CREATE TABLE bench.cloned_all (record_id uuid, template bigint, is_small boolean)',
  // Of RFC 9562 version 7, as the product makes them: in order of time.
  `CREATE FUNCTION bench.id(at timestamptz, seed text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
   SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(md5(seed), 1, 3) || 'a' || substr(md5(seed), 4, 15))::uuid $$`,
  `CREATE VIEW bench.cloned AS
   SELECT clone.*, template.record_id AS of_record, template.given AS of_given, template.family AS of_family,
     clone.opened_at - template.opened_at AS later, bench.id(clone.opened_at, clone.n::text) AS record_id
   FROM bench.clone JOIN bench.template ON template.place = clone.template`,
  `CREATE FUNCTION bench.party(of uuid, is_small boolean) RETURNS uuid LANGUAGE sql STABLE AS $$
   SELECT CASE WHEN is_small THEN coalesce((SELECT new FROM bench.instead WHERE old = of), of) ELSE of END $$`,
];

const entryOf = (entry: string) => `bench.id(entry.at + c.later, ${entry}.entry_id::text || c.n)`;

const payloads = dataClasses.map(dataClass => {
  const table = `ledger.payload_${dataClass.replaceAll('-', '_')}`;
  const body =
    dataClass === 'identity'
      ? `replace(replace(held.body, '"givenName":"' || c.of_given || '"', '"givenName":"' || c.given || '"'),
          '"familyName":"' || c.of_family || '"', '"familyName":"' || c.family || '"')`
      : 'held.body';
  return `INSERT INTO ${table} (entry_id, record_id, salt, body)
    SELECT ${entryOf('held')}, c.record_id, held.salt, ${body}
    FROM bench.cloned AS c JOIN ${table} AS held ON held.record_id = c.of_record JOIN ledger.entry USING (entry_id) ORDER BY c.n`;
});

/** How often each case was looked at. */
const sights = 4;

/** Clones the batch that stands in `bench.clone`. */
export const cloning: readonly string[] = [
  'INSERT INTO bench.cloned_all SELECT record_id, template, is_small FROM bench.cloned',
  `INSERT INTO access.record (record_id, reference, stage, nation, version, opened_by, opened_at, pack_version)
   SELECT c.record_id, c.reference, of.stage, of.nation, of.version, of.opened_by, c.opened_at, of.pack_version
   FROM bench.cloned AS c JOIN access.record AS of ON of.record_id = c.of_record ORDER BY c.n`,
  // The large team holds every case, the small one its share besides.
  `INSERT INTO access."grant" (record_id, party_id, data_class, purpose, basis, given_by, given_at)
   SELECT c.record_id, party.id, of.data_class, of.purpose, of.basis, of.given_by, of.given_at + c.later
   FROM bench.cloned AS c JOIN access."grant" AS of ON of.record_id = c.of_record
     CROSS JOIN LATERAL (SELECT of.party_id AS id UNION SELECT bench.party(of.party_id, c.is_small)) AS party ORDER BY c.n`,
  `INSERT INTO access.relation (record_id, party_id, relation)
   SELECT c.record_id, bench.party(of.party_id, c.is_small), of.relation
   FROM bench.cloned AS c JOIN access.relation AS of ON of.record_id = c.of_record ORDER BY c.n`,
  `INSERT INTO ledger.entry (entry_id, record_id, version, kind, type, at, actor_id, organisation_id, team_id, purpose, digests)
   SELECT ${entryOf('entry')}, c.record_id, version, kind, type, at + c.later, bench.party(actor_id, c.is_small),
     bench.party(organisation_id, c.is_small), bench.party(team_id, c.is_small), purpose, digests
   FROM bench.cloned AS c JOIN ledger.entry ON entry.record_id = c.of_record ORDER BY c.n, position`,
  ...payloads,
  `INSERT INTO ledger.entry (entry_id, record_id, version, kind, type, at, actor_id, organisation_id, team_id, purpose, digests)
   SELECT bench.id(c.opened_at + interval '1 hour' * place, 'sight' || place || c.n), c.record_id, NULL, 'sight', 'case-seen',
     c.opened_at + interval '1 hour' * place, entry.actor_id, entry.organisation_id, entry.team_id, entry.purpose, '{"trail": "00"}'
   FROM bench.cloned AS c JOIN ledger.entry ON entry.record_id = c.of_record AND version = 1, generate_series(1, ${sights}) AS place
   ORDER BY c.n`,
  `INSERT INTO ledger.payload_trail (entry_id, record_id, salt, body)
   SELECT bench.id(c.opened_at + interval '1 hour' * place, 'sight' || place || c.n), c.record_id, decode(repeat('00', 32), 'hex'),
     '{"classes":["process","identity","account"],"by":{"name":"Alex Morgan","role":"caseworker","organisation":"An authority","team":"Decisions"}}'
   FROM bench.cloned AS c, generate_series(1, ${sights}) AS place ORDER BY c.n`,
  `INSERT INTO referrals.referral (record_id, submitted_at, authority, due_on)
   SELECT c.record_id, of.submitted_at + c.later, of.authority, (of.due_on + c.later)::date
   FROM bench.cloned AS c JOIN referrals.referral AS of ON of.record_id = c.of_record ORDER BY c.n`,
  `INSERT INTO referrals.search_key (team_id, record_id, kind, key, data_class)
   SELECT team.id, c.record_id, kind, key, CASE kind WHEN 'phone' THEN 'contact' ELSE 'identity' END
   FROM bench.key JOIN bench.cloned AS c USING (n) JOIN decisions.queue_item AS of ON of.record_id = c.of_record
     CROSS JOIN LATERAL (SELECT of.team_id AS id UNION SELECT bench.party(of.team_id, c.is_small)) AS team ORDER BY n`,
  `INSERT INTO decisions.queue_item (record_id, team_id, reference, state, received_at, due_on, due_known, nation, treated_as, allocated_to, allocated_name)
   SELECT c.record_id, bench.party(of.team_id, c.is_small), c.reference, of.state, of.received_at + c.later, (of.due_on + c.later)::date,
     of.due_known, of.nation, of.treated_as, bench.party(of.allocated_to, c.is_small), of.allocated_name
   FROM bench.cloned AS c JOIN decisions.queue_item AS of ON of.record_id = c.of_record ORDER BY c.n`,
];
