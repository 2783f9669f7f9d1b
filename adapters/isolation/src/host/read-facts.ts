import {
  ABILITIES,
  type Ability,
  type AdapterKind,
  type BudgetGrant,
  type ChannelKind,
  type Conformance,
  type Manifest,
} from '@onebasket/adapter-sdk';
import { Type, type TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import type { AbilityFacts } from '../wire/messages.ts';
import { form, maybe, oneOf } from './answers/forms.ts';
import { allowedOrigins } from './allowed-origins.ts';
import { readSettingsSchema } from './settings-schema.ts';

/** What an isolated adapter says of itself, as far as it can be believed. */
export interface ReadFacts {
  readonly manifest: Manifest;
  readonly abilities: ReadonlyMap<Ability, AbilityFacts>;
  readonly conformance?: Conformance;
}

const word = Type.String({ minLength: 1, maxLength: 200 });
const name = Type.String({ pattern: '^[A-Za-z_$][A-Za-z0-9_$]{0,60}(\\.[A-Za-z_$][A-Za-z0-9_$]{0,60})?$' });

const facts = Type.Object({
  manifest: Type.Object({
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }),
    kind: oneOf(Object.keys({ channel: 0, carrier: 0, payment: 0 } satisfies Record<AdapterKind, 0>)),
    channelKind: maybe(
      oneOf(Object.keys({ MARKETPLACE: 0, SHOP: 0, AFFILIATE: 0, PROTOCOL: 0, SANDBOX: 0 } satisfies Record<ChannelKind, 0>)),
    ),
    name: word,
    country: maybe(Type.String({ pattern: '^[A-Z]{2}$' })),
    contract: Type.String({ pattern: '^\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4})?$' }),
    vendorApi: word,
    settings: Type.Unknown(),
    budget: form<BudgetGrant>({
      perSecond: Type.Number({ exclusiveMinimum: 0, maximum: 100_000 }),
      burst: Type.Number({ minimum: 1, maximum: 1_000_000 }),
      perDay: maybe(Type.Number({ minimum: 1 })),
      dayOffset: maybe(Type.String({ pattern: '^[+-]\\d{2}:\\d{2}$' })),
    }),
  }),
  abilities: Type.Record(
    Type.String(),
    Type.Object({
      functions: Type.Array(name, { maxItems: 100 }),
      mode: maybe(word),
      repeatsBy: maybe(word),
      names: maybe(Type.Array(word, { maxItems: 200 })),
      manualCapture: maybe(Type.Boolean()),
    }),
  ),
  conformance: maybe(
    Type.Object({
      contract: word,
      adapter: maybe(word),
      version: maybe(word),
      kit: maybe(word),
      date: maybe(word),
      abilities: maybe(
        Type.Record(
          Type.String({ maxLength: 100 }),
          Type.Object({ passed: Type.Integer({ minimum: 0 }), waived: Type.Array(word, { maxItems: 1_000 }) }),
        ),
      ),
    }),
  ),
} satisfies Readonly<Record<string, TSchema>>);
const validator = Compile(facts);

/** Reads what came from the process of an adapter. Throws `TypeError` naming what no manifest may say. */
export function readFacts(told: unknown): ReadFacts {
  if (!validator.Check(told)) {
    const [first] = validator.Errors(told);
    throw new TypeError(`its manifest cannot be used: ${first ? `${first.instancePath} ${first.message}` : 'it has another form'}`);
  }
  const { manifest, abilities, conformance } = Value.Clean(facts, told) as {
    readonly manifest: Omit<Manifest, 'settings' | 'allowedOrigins'> & { readonly settings: unknown };
    readonly abilities: Readonly<Record<string, AbilityFacts>>;
    readonly conformance?: Conformance;
  };
  return {
    manifest: {
      ...manifest,
      settings: readSettingsSchema((told as { manifest: { settings: unknown } }).manifest.settings),
      allowedOrigins,
    },
    abilities: new Map(Object.entries(abilities).filter((entry): entry is [Ability, AbilityFacts] => isAbility(entry[0]))),
    ...(conformance ? { conformance } : {}),
  };
}

function isAbility(key: string): key is Ability {
  return (ABILITIES as readonly string[]).includes(key);
}
