import { describe, expect, it } from 'vitest';
import { bendAnswer, type Bend } from '../src/faults/bend-answer.ts';

const bent = (text: string, bend: Bend) => bendAnswer(Buffer.from(text), bend).toString();

describe('a bent answer', () => {
  it('says a word that nobody knows where a state is told, in JSON inside of a text too', () => {
    expect(bent('{"status":"publish","name":"status"}', 'unknown-value')).toBe('{"status":"quantum","name":"status"}');
    expect(bent('{"data":"{\\"opCode\\":\\"80\\"}"}', 'unknown-value')).toBe('{"data":"{\\"opCode\\":\\"quantum\\"}"}');
  });

  it('names a currency that is none, or another one, wherever one is named', () => {
    expect(bent('{"currencyCode":"EUR","title":"EUR"}', 'unknown-currency')).toBe('{"currencyCode":"QQQ","title":"EUR"}');
    expect(bent('[{"id":"woocommerce_currency","value":"EUR"}]', 'wrong-currency')).toBe('[{"id":"woocommerce_currency","value":"CHF"}]');
  });

  it('turns amounts around and keeps every digit', () => {
    expect(bent('{"price":"12.30","total":900719925474099399,"stock":4,"sale_price":""}', 'negative-price')).toBe(
      '{"price":"-12.30","total":-900719925474099399,"stock":4,"sale_price":""}',
    );
  });

  it('leaves alone what is no JSON', () => {
    for (const text of ['', '<html>', '{"half":']) expect(bent(text, 'negative-price')).toBe(text);
  });
});
