import { invoice } from '@onebasket/adapter-invoice';
import { sf } from '@onebasket/adapter-sf';
import { taobao } from '@onebasket/adapter-taobao';
import { vendure } from '@onebasket/adapter-vendure';
import { woocommerce } from '@onebasket/adapter-woocommerce';
import type { Adapter } from '@onebasket/adapter-sdk';

/** The adapters that ship with OneBasket, by the word that configuration uses. */
export const shippedAdapters: readonly Adapter[] = [taobao, woocommerce, vendure, sf, invoice];
