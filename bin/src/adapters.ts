import { invoice } from '@onebasket/adapter-invoice';
import { sf } from '@onebasket/adapter-sf';
import { vendure } from '@onebasket/adapter-vendure';
import { woocommerce } from '@onebasket/adapter-woocommerce';
import type { Adapter } from '@onebasket/adapter-sdk';

/** The adapters that ship with OneBasket, by the word that configuration uses. */
export const shippedAdapters: readonly Adapter[] = [woocommerce, vendure, sf, invoice];
