import { describe } from 'vitest';
import { describeShopping } from './shopping.ts';
import { startTwinShop } from './twin-shop.ts';

describe('against the twin', () => {
  describeShopping(startTwinShop);
});
