export { startAlibaba1688Twin, type Alibaba1688Twin, type Alibaba1688TwinOptions, type TwinActions } from './twin.ts';
export { spawnAlibaba1688Twin, type SpawnedAlibaba1688Twin } from './spawn.ts';
export { offer, type Offer, type Sku } from './offers.ts';
export { amountOf, type TwinOrder } from './orders.ts';
export { signedForm } from './push.ts';
export { signatureOf } from './signature.ts';
