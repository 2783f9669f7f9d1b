import { createHash } from 'node:crypto';

/** What a promotion link was made for. */
export interface LinkFacts {
  readonly itemId: string;
  readonly adzoneId: string;
  readonly relationId?: string;
  readonly specialId?: string;
}

/** Promotion links by their code; the same facts make the same link. */
export class Links {
  readonly #facts = new Map<string, LinkFacts>();

  make(facts: LinkFacts): { readonly clickUrl: string; readonly couponUrl: string; readonly shortUrl: string; readonly code: string } {
    const code = createHash('sha256').update(JSON.stringify(facts)).digest('base64url').slice(0, 11);
    this.#facts.set(code, facts);
    return {
      clickUrl: `//s.click.taobao.example/t?e=${code}`,
      couponUrl: `//uland.taobao.example/coupon/edetail?e=${code}`,
      shortUrl: `https://s.click.taobao.example/${code}`,
      code,
    };
  }

  /** What a link of any form leads to. */
  read(url: string): LinkFacts | undefined {
    const code = /[?&]e=([\w-]{11})/.exec(url)?.[1] ?? /\/([\w-]{11})$/.exec(url)?.[1];
    return code === undefined ? undefined : this.#facts.get(code);
  }
}

/** The text that people paste into the app. */
export function shareText(code: string): { readonly model: string; readonly simple: string } {
  return { model: `84￥ CZ0001 ${code}￥ https://m.tb.example/h.${code.slice(0, 6)}  示例分享`, simple: `￥${code}￥` };
}
