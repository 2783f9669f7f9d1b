import { describe, expect, it } from 'vitest';
import { search } from '../src/search.ts';
import { directCall } from './direct-call.ts';
import { recorded, replay } from './replay.ts';

const products = recorded('products');

describe('searching', () => {
  it('goes by names and descriptions in a shop without a search plugin', async () => {
    const refused = {
      label: 'POST /shop-api search',
      status: 400,
      headers: {},
      body: { errors: [{ message: 'x', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
    };
    const http = replay([refused, ...products]);
    const page = await search({ text: 'kettle', first: 50 }, directCall({ settings: { baseUrl: 'http://shop.test' }, http }));
    expect(page.items).toHaveLength(19);
    expect(page.next).toBeUndefined();
    expect(String(http.sent[1]?.body)).toContain('"contains":"kettle"');
  });

  it('does not give the shop’s search a term that it would ignore', async () => {
    const http = replay(products);
    await search({ text: '保温', first: 50 }, directCall({ settings: { baseUrl: 'http://shop.test' }, http }));
    expect(String(http.sent[0]?.body)).toContain('"contains":"保温"');
  });

  it('refuses a position that it has not given', async () => {
    const call = directCall({ settings: { baseUrl: 'http://shop.test' }, http: replay([]) });
    await expect(search({ text: 'kettle', first: 5, after: 'x' }, call)).rejects.toMatchObject({ code: 'invalid-response' });
  });
});
