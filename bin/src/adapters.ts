import { acp } from '@onebasket/adapter-acp';
import { alibaba1688 } from '@onebasket/adapter-alibaba1688';
import { ebay } from '@onebasket/adapter-ebay';
import { alipay } from '@onebasket/adapter-alipay';
import { invoice } from '@onebasket/adapter-invoice';
import { jd } from '@onebasket/adapter-jd';
import { jdVop } from '@onebasket/adapter-jd-vop';
import { magento } from '@onebasket/adapter-magento';
import { medusa } from '@onebasket/adapter-medusa';
import { pinduoduo } from '@onebasket/adapter-pinduoduo';
import { saleor } from '@onebasket/adapter-saleor';
import { sf } from '@onebasket/adapter-sf';
import { shopify } from '@onebasket/adapter-shopify';
import { stripe } from '@onebasket/adapter-stripe';
import { taobao } from '@onebasket/adapter-taobao';
import { ucp } from '@onebasket/adapter-ucp';
import { vendure } from '@onebasket/adapter-vendure';
import { wechatpay } from '@onebasket/adapter-wechatpay';
import { woocommerce } from '@onebasket/adapter-woocommerce';
import type { Adapter } from '@onebasket/adapter-sdk';

/** The adapters that ship with OneBasket, by the word that configuration uses. */
export const shippedAdapters: readonly Adapter[] = [
  taobao,
  jd,
  jdVop,
  pinduoduo,
  alibaba1688,
  shopify,
  ebay,
  woocommerce,
  vendure,
  medusa,
  magento,
  saleor,
  ucp,
  acp,
  sf,
  stripe,
  alipay,
  wechatpay,
  invoice,
];
