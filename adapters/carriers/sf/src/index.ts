import { defineAdapter } from '@onebasket/adapter-sdk';
import conformance from '../conformance.json' with { type: 'json' };
import { callSf } from './client.ts';
import { manifest } from './manifest.ts';
import { push } from './push.ts';
import { track } from './track.ts';

export { javaUrlEncode, msgDigest } from './sign.ts';
export { meaningOf } from './route-codes.ts';

/** SF Express (顺丰) by its open platform 丰桥: routes by query and by push. */
export const sf = defineAdapter({
  manifest,
  capabilities: {
    health: {
      // A route query for a number that nobody has: accepted by the platform means address, account and signature are right.
      check: async call => {
        await callSf(
          'EXP_RECE_SEARCH_ROUTES',
          { language: '0', trackingType: '1', trackingNumber: ['SF0000000000000'], methodType: '1' },
          call,
        );
        return { detail: 'signature accepted' };
      },
    },
    tracking: {
      recognises: trackingNumber => /^SF\d{12,15}$/i.test(trackingNumber),
      names: ['sf', 'sfexpress', 'shunfeng', '顺丰', '順豐'],
      track,
    },
    webhooks: push,
  },
  conformance,
});
