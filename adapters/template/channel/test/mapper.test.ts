import { readFile } from 'node:fs/promises';
import { parseLosslessJson } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProduct, toListing } from '../src/index.ts';

const fixture = parseLosslessJson(await readFile(new URL('./fixtures/products.json', import.meta.url), 'utf8')) as readonly unknown[];
const listing = (value: unknown) => toListing(readProduct(value, 'test'));
const eur = (minor: bigint) => ({ minor, currency: 'EUR' });

describe('a product of the shop', () => {
  it('keeps name, barcode, prices to the cent, stock and attributes', () => {
    expect(listing(fixture[0])).toMatchObject({
      externalId: '17',
      title: 'Desk lamp "Häger"',
      description: 'Warm light, long arm.',
      gtins: ['4006381333931'],
      price: eur(1999n),
      listPrice: eur(2499n),
      availability: 'IN_STOCK',
      stock: 120,
      attributes: [
        { name: 'Colour', value: 'red' },
        { name: 'Power', value: '40 W' },
      ],
    });
  });

  it('leaves out what the shop does not say', () => {
    const unknown = listing(fixture[2]);
    expect(unknown.availability).toBe('UNKNOWN');
    for (const key of ['stock', 'listPrice', 'brand', 'description']) expect(unknown).not.toHaveProperty(key);
  });

  it('has no price in a currency that does not exist, and none below zero', () => {
    expect(listing({ id: 1, name: 'x', price: 100, currency: 'QQQ' })).not.toHaveProperty('price');
    expect(listing({ id: 1, name: 'x', price: -100, currency: 'EUR' })).not.toHaveProperty('price');
  });

  it('is mapped or told as an invalid response, whatever JSON comes, and never costs an invented zero', () => {
    const field = fc.oneof(fc.jsonValue(), fc.constantFrom('EUR', 'XXX', '', 0, 12.5, '7'));
    const product = fc.record({
      id: field,
      name: field,
      price: field,
      compare_at: field,
      currency: field,
      stock: field,
      images: field,
      attributes: field,
    });
    fc.assert(
      fc.property(product, value => {
        try {
          const { price } = listing(value);
          if (price?.minor === 0n) expect(Number(value.price) === 0).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(AdapterError);
        }
      }),
    );
  });
});
