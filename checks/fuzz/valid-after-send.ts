/** What is asked of a referral after it was sent. */
import type { Scene } from './scene.ts';
import type { Recipe } from './valid.ts';
import type { KnownRecord } from './world.ts';

const wasSent = ({ stage }: KnownRecord): boolean => stage === 'submitted' || stage === 'decided';

const copies = [
  'GET /referrals/:reference/shared',
  'GET /referrals/:reference/referral.pdf',
  'GET /api/v1/referrals/:reference/referral.pdf',
  'GET /referrals/:reference/official.csv',
  'GET /api/v1/referrals/:reference/official',
];

const correction = (scene: Scene) => ({
  familyName: `Tested ${scene.chance.one(['Once', 'Twice', 'Again'])} ${scene.chance.whole(1_000_000)}`,
});

/** Of every child a strategy discussion has to be held. */
const isOfChild = (record: KnownRecord): boolean => wasSent(record) && record.treatedAs === 'child';
const waiting = (scene: Scene) => ({ status: 'asked', whyNot: correction(scene).familyName });

/** One in five, so that there is something left to decide on. */
export const isForWithdrawing = ({ recordId }: KnownRecord): boolean =>
  Number.parseInt(recordId.slice(-4), 16) % 5 === 0;
const withdrawing = { reason: 'sent-in-error', askedBy: 'person', words: 'They rang and said so.' };

export const ofSent: Readonly<Record<string, Recipe>> = {
  ...Object.fromEntries(copies.map(name => [name, { fits: wasSent }])),
  'GET /referrals/:reference/handed-over/:handOver/copy.pdf': {
    fits: record => wasSent(record) && record.handedOver.length > 0,
    fill: (_, record) => {
      const [handOver] = record?.handedOver ?? [];
      return handOver === undefined ? undefined : { params: { handOver } };
    },
  },
  'GET /api/v1/referrals/:reference/handed-over/:handOver/copy.pdf': {
    fits: record => wasSent(record) && record.handedOver.length > 0,
    fill: (_, record) => {
      const [handOver] = record?.handedOver ?? [];
      return handOver === undefined ? undefined : { params: { handOver } };
    },
  },
  'GET /messages/:reference': { fits: wasSent },
  'POST /messages/:reference': {
    fits: wasSent,
    fill: scene => ({ fields: [['text', correction(scene).familyName]] }),
  },
  'GET /api/v1/referrals/:reference/messages': { fits: wasSent },
  'POST /api/v1/referrals/:reference/messages': {
    fits: wasSent,
    fill: scene => ({ json: { text: correction(scene).familyName } }),
  },
  'GET /referrals/:reference/correct/:step': {
    fits: wasSent,
    fill: () => ({ params: { step: 'responder' } }),
  },
  'POST /referrals/:reference/correct/:step': {
    fits: wasSent,
    fill: scene => ({
      params: { step: 'responder' },
      fields: [
        ['name', correction(scene).familyName],
        ['role', 'Tester'],
        ['phone', '020 7946 0018'],
        ['alternativeEmail', 'duty.team@responders.example'],
        ['correctionReason', 'It was misspelt.'],
      ],
    }),
  },
  'GET /referrals/:reference/more/:step': {
    fits: wasSent,
    fill: () => ({ params: { step: 'victims' } }),
  },
  'POST /referrals/:reference/more/:step': {
    fits: wasSent,
    fill: scene => ({
      params: { step: 'victims' },
      fields: [['relation', correction(scene).familyName]],
    }),
  },
  'POST /api/v1/referrals/:reference/additions': {
    fits: wasSent,
    fill: scene => ({ json: { step: 'victims', answers: { relation: correction(scene).familyName } } }),
  },
  'GET /referrals/:reference/protection/:step': {
    fits: isOfChild,
    fill: () => ({ params: { step: 'strategy' } }),
  },
  'POST /referrals/:reference/protection/:step': {
    fits: isOfChild,
    fill: scene => ({ params: { step: 'strategy' }, fields: Object.entries(waiting(scene)) }),
  },
  'POST /api/v1/referrals/:reference/protection': {
    fits: isOfChild,
    fill: scene => ({ json: { step: 'strategy', answers: waiting(scene) } }),
  },
  'GET /referrals/:reference/withdraw': { fits: isForWithdrawing },
  'POST /referrals/:reference/withdraw': {
    fits: isForWithdrawing,
    fill: () => ({ fields: Object.entries(withdrawing) }),
  },
  'POST /api/v1/referrals/:reference/withdrawal': {
    fits: isForWithdrawing,
    fill: () => ({ json: withdrawing }),
  },
  'POST /api/v1/referrals/:reference/corrections': {
    fits: wasSent,
    fill: scene => ({
      json: { step: 'person', answers: correction(scene), why: 'It was misspelt.' },
    }),
  },
};
