import { randomBytes } from 'node:crypto';
import { sendPing } from '../webhooks.ts';
import type { Shop, Webhook } from '../shop.ts';
import { missingParam, WooError } from '../woo-error.ts';
import { boolParam, textField } from './params.ts';
import { paging } from './product-list.ts';
import { links, one, page } from './rest-answer.ts';
import { many, single, type Route } from './routes.ts';

const TOPIC = /^(?:order|product|customer|coupon)\.(?:created|updated|deleted|restored)$|^action\.\w+$/;
const HOOKS: Readonly<Record<string, readonly string[]>> = {
  'order.created': ['woocommerce_new_order'],
  'order.updated': ['woocommerce_update_order', 'woocommerce_order_refunded'],
  'order.deleted': ['wp_trash_post', 'woocommerce_trash_order'],
  'order.restored': ['untrashed_post', 'woocommerce_untrash_order'],
};

/** `/webhooks`. A secret that was not given is made up and never shown; `fallbackSecret` stands for it, so that a demo can verify. */
export function webhookRoutes(fallbackSecret: string | undefined): readonly Route[] {
  return [
    many('/wc/v3/webhooks', {
      GET: ({ shop, request }) => page(request, [...shop.webhooks.values()], paging(request), hook => hookView(shop, hook, request.home)),
      POST: ({ shop, request }) => {
        const hook = createHook(shop, request.body, fallbackSecret);
        return one(hookView(shop, hook, request.home), 201, { location: `${request.home}/wp-json/wc/v3/webhooks/${hook.id}` });
      },
    }),
    single('/wc/v3/webhooks/#', {
      GET: ({ shop, request, ids }) => one(hookView(shop, known(shop, ids[0]), request.home)),
      PUT: ({ shop, request, ids }) => {
        const hook = known(shop, ids[0]);
        hook.status = (textField(request.body, 'status', 'status') as Webhook['status'] | undefined) ?? hook.status;
        hook.name = textField(request.body, 'name', 'name') ?? hook.name;
        hook.deliveryUrl = textField(request.body, 'delivery_url', 'delivery_url') ?? hook.deliveryUrl;
        hook.secret = textField(request.body, 'secret', 'secret') ?? hook.secret;
        hook.modifiedAt = shop.clock.second();
        shop.saveWebhook(hook);
        return one(hookView(shop, hook, request.home));
      },
      DELETE: ({ shop, request, ids }) => {
        const hook = known(shop, ids[0]);
        if (boolParam(request, 'force') !== true)
          throw new WooError(501, 'woocommerce_rest_trash_not_supported', 'Webhooks do not support trashing.');
        shop.deleteWebhook(hook.id);
        return one(hookView(shop, hook, request.home));
      },
    }),
  ];
}

function createHook(shop: Shop, body: Readonly<Record<string, unknown>>, fallbackSecret: string | undefined): Webhook {
  const topic = textField(body, 'topic', 'topic');
  const deliveryUrl = textField(body, 'delivery_url', 'delivery_url');
  if (topic === undefined) throw missingParam('topic');
  if (deliveryUrl === undefined) throw missingParam('delivery_url');
  if (!TOPIC.test(topic))
    throw new WooError(400, 'woocommerce_rest_shop_webhook_invalid_topic', 'Webhook topic is required and must be valid.');
  if (!/^https?:\/\//.test(deliveryUrl)) {
    throw new WooError(
      400,
      'woocommerce_rest_shop_webhook_invalid_delivery_url',
      'Webhook delivery URL must be a valid URL starting with http:// or https://.',
    );
  }
  const hook: Webhook = {
    id: shop.nextId(shop.webhooks),
    name: textField(body, 'name', 'name') ?? `Webhook created on ${shop.clock.gmt(shop.clock.second())}`,
    status: 'active',
    topic,
    deliveryUrl,
    secret: textField(body, 'secret', 'secret') ?? fallbackSecret ?? randomBytes(25).toString('hex'),
    createdAt: shop.clock.second(),
    modifiedAt: null,
    failures: 0,
  };
  shop.saveWebhook(hook);
  void sendPing(hook);
  return hook;
}

function known(shop: Shop, id = 0): Webhook {
  const hook = shop.webhooks.get(id);
  if (hook === undefined) throw new WooError(404, 'woocommerce_rest_shop_webhook_invalid_id', 'ID is invalid.');
  return hook;
}

function hookView(shop: Shop, hook: Webhook, home: string): object {
  const base = `${home}/wp-json/wc/v3/webhooks`;
  const [resource, event] = hook.topic.split('.');
  return {
    id: hook.id,
    name: hook.name,
    status: hook.status,
    topic: hook.topic,
    resource,
    event,
    hooks: HOOKS[hook.topic] ?? [],
    delivery_url: hook.deliveryUrl,
    date_created: shop.clock.local(hook.createdAt),
    date_created_gmt: shop.clock.gmt(hook.createdAt),
    date_modified: shop.clock.local(hook.modifiedAt),
    date_modified_gmt: shop.clock.gmt(hook.modifiedAt),
    _links: links(`${base}/${hook.id}`, base),
  };
}
