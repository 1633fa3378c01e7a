import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultsOf, findFault, readCode } from './rules.ts';

const context = [
  'kim.adair@harbour-light.example',
  'Kim Adair',
  'Harbour Light Trust',
  'Help someone, OpenNRM',
];
const faultOf = (password: string) => findFault(password, context);

test('any characters make a password, from 12 to 256 of them, as people count them (ASVS 5.0 V6.2.1, V6.2.5, V6.2.9)', () => {
  for (const sound of [
    'teapot gravel swim',
    'vkqzmwtjhxrp',
    'ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌ',
    '🐙🦑🐡🐠🦀🦞🦐🐚🪸🐬🐳🐋',
    '  teapot  gravel  ',
    'teapotGRAVEL!"£$%^&*()\'<script>',
    'teapot gravel swim '.repeat(13).slice(0, 128),
    `xq${'teapot gravel swim'.repeat(14)}`,
    '48151623421088',
  ])
    assert.equal(faultOf(sound), undefined, sound);
  assert.equal(faultOf('teapotgrave'), 'password.error.short');
  assert.equal(faultOf('🐙🦑🐡🐠🦀🦞🦐🐚🪸🐬🐳'), 'password.error.short', 'eleven, whatever their bytes');
  assert.equal(faultOf('teapot gravel swim '.repeat(14)), 'password.error.long');
});

test('what anybody would try first is no password, however long (ASVS 5.0 V6.2.4)', () => {
  for (const common of [
    'password1234',
    'Password2026!',
    'P4ssw0rdP4ssw0rd',
    '123456789012',
    '1234567890-1234567890',
    'qwertyuiop12',
    'qwertyuiop[]123',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'iloveyou!!!!!',
    'liverpoolfc2005',
    'correct horse battery staple',
    'Manchester-United-1999',
    'summer2026!!!',
    'abcdefghijklmnop',
    'zyxwvutsrqponm',
    '098765432109',
    '1qaz2wsx3edc',
    'LetMeInNow!!1',
  ])
    assert.equal(faultOf(common), 'password.error.common', common);
});

test('what is little more than one’s name, organisation or this service is no password (ASVS 5.0 V6.2.11)', () => {
  for (const poor of [
    'harbourlight26',
    'Kim.Adair.1984',
    'HarbourLightTrust',
    'OpenNRM-harbour1',
    'adairadair12',
  ])
    assert.equal(faultOf(poor), 'password.error.context', poor);
  assert.equal(
    faultOf('the harbour has seven gulls'),
    undefined,
    'such a word among others is none the worse',
  );
});

test('a new password is typed twice alike', () => {
  const typed = { password: 'teapot gravel swim', again: 'teapot gravel swin' };
  assert.deepEqual(
    faultsOf(typed, context).map(({ field }) => field),
    ['again'],
  );
  assert.deepEqual(faultsOf({ ...typed, again: typed.password }, context), []);
  assert.deepEqual(
    faultsOf({}, context).map(({ field }) => field),
    ['password'],
  );
});

test('codes are read as apps and people group them', () => {
  assert.equal(readCode({ code: ' 123 456 ' }), '123456');
  assert.equal(readCode({ code: 'abcd-efgh 2345' }), 'ABCDEFGH2345');
  assert.equal(readCode({ code: ['1'] }), '');
});
