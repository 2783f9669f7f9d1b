import type { Config, ConnectionConfig } from './types.ts';

type Part<T> = T extends readonly (infer Item)[] ? readonly Item[] : T extends object ? { readonly [K in keyof T]?: Part<T[K]> } : T;

export type RawConnection = Omit<ConnectionConfig, 'settings'> & { readonly settings?: ConnectionConfig['settings'] };

/** What a file may say, once it fits the schema: everything may be left out. */
export type RawConfig = Omit<Part<Omit<Config, 'file' | 'rates' | 'secrets' | 'subgraphs'>>, 'channels' | 'carriers' | 'payments'> &
  Pick<Config, 'rates' | 'secrets' | 'subgraphs'> & {
    readonly channels?: readonly RawConnection[];
    readonly carriers?: readonly RawConnection[];
    readonly payments?: readonly RawConnection[];
  };
