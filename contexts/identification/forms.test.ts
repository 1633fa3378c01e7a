import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadPack } from '../../platform/pack/load.ts';
import { Temporal } from '../../platform/pure/time.ts';
import { readEncounter, readNoticed, signsForm } from './forms.ts';

const today = Temporal.PlainDate.from('2026-11-22');
const packs = await Promise.all(['uk', 'example'].map(name => loadPack(`packs/${name}`)));

for (const pack of packs) {
  const asking = { pack, today };
  const { setting, age, noticing, signs } = signsForm(pack);
  const place = pack.signs.settings[0]?.code ?? '';
  const [first, second] = pack.signs.groups.flatMap(group => group.signs.map(({ code }) => code));
  const how = pack.signs.howKnown[0] ?? '';

  test(`${pack.code}: where and how old are read from the address`, () => {
    const query = { [setting.id]: place, ...(age && { [age.id]: 'adult' }), lang: 'cy' };
    const expected = { setting: place, age: age ? 'adult' : 'not-known' };
    assert.deepEqual(readEncounter(asking, query), { ok: true, value: expected });
  });

  test(`${pack.code}: an address that lacks one, or names what does not exist, is asked again, field by field`, () => {
    const old = age ? [age.id] : [];
    const aged = (value: unknown) => (age ? { [age.id]: value } : {});
    const faulty: readonly (readonly [unknown, readonly string[]])[] = [
      [{}, [setting.id, ...old]],
      [undefined, [setting.id, ...old]],
      [{ [setting.id]: place }, old],
      [{ [setting.id]: 'on-the-moon', ...aged('adult') }, [setting.id]],
      [{ [setting.id]: place, ...aged(['adult', { x: 1 }]) }, []],
      [{ [setting.id]: place, ...aged('old') }, old],
    ];
    for (const [query, fields] of faulty) {
      const read = readEncounter(asking, query);
      const named = read.ok ? [] : (read.error.fields ?? []).map(({ field }) => field.split('.')[1]);
      assert.deepEqual(named, fields, JSON.stringify(query));
    }
  });

  test(`${pack.code}: ticking nothing is accepted, since worry without a listed sign must not end here`, () => {
    for (const body of [{}, { [signs.id]: '' }, undefined])
      assert.deepEqual(readNoticed(asking, body), { ok: true, value: [] });
  });

  test(`${pack.code}: each ticked sign needs how it is known, and must be in the library`, () => {
    const body = {
      [signs.id]: [first, second],
      [`${signs.id}.${first}`]: how,
      [`${signs.id}.${second}`]: how,
    };
    assert.deepEqual(readNoticed(asking, body), {
      ok: true,
      value: [first, second].map(sign => ({ sign, known: how })),
    });
    const refused = [
      { ...body, [`${signs.id}.${second}`]: '' },
      { ...body, [`${signs.id}.${second}`]: 'guessed' },
      { ...body, [signs.id]: [first, 'no-such-sign'] },
    ];
    for (const each of refused) {
      const read = readNoticed(asking, each);
      assert.ok(
        !read.ok && read.error.fields?.[0]?.field.startsWith(`${noticing.id}.${signs.id}.1`),
        JSON.stringify(each),
      );
    }
  });

  test(`${pack.code}: names, notes and anything else that was typed beside it are not taken`, () => {
    const read = readNoticed(asking, {
      [signs.id]: first,
      [`${signs.id}.${first}`]: how,
      name: 'Somebody',
      note: 'words',
    });
    assert.deepEqual(read, { ok: true, value: [{ sign: first, known: how }] });
  });
}
