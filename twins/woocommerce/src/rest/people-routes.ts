import { couponFrom, type Coupon } from '../coupons.ts';
import { formatMicros, toMicros } from '../decimal.ts';
import { emptyAddress } from '../orders/order.ts';
import type { Customer, Shop } from '../shop.ts';
import { missingParam, WooError } from '../woo-error.ts';
import { boolField, intField, textField } from './params.ts';
import { paging } from './product-list.ts';
import { links, one, page } from './rest-answer.ts';
import { many, single, type Route } from './routes.ts';

/** Coupons and customers: as much of them as orders need. */
export const peopleRoutes: readonly Route[] = [
  many('/wc/v3/coupons', {
    GET: ({ shop, request }) => {
      const code = request.param('code')?.toLowerCase();
      const rows = [...shop.coupons.values()].filter(coupon => code === undefined || coupon.code === code).sort((a, b) => b.id - a.id);
      return page(request, rows, paging(request), coupon => couponView(shop, coupon, request.home));
    },
    POST: ({ shop, request }) => {
      const coupon = createCoupon(shop, request.body);
      return one(couponView(shop, coupon, request.home), 201, { location: `${request.home}/wp-json/wc/v3/coupons/${coupon.id}` });
    },
  }),
  single('/wc/v3/coupons/#', {
    GET: ({ shop, request, ids }) => {
      const coupon = shop.coupons.get(ids[0] ?? 0);
      if (coupon === undefined) throw new WooError(404, 'woocommerce_rest_shop_coupon_invalid_id', 'Invalid ID.');
      return one(couponView(shop, coupon, request.home));
    },
  }),
  many('/wc/v3/customers', {
    GET: ({ shop, request }) => {
      const email = request.param('email')?.toLowerCase();
      const rows = [...shop.customers.values()].filter(customer => email === undefined || customer.email === email);
      return page(request, rows, paging(request), customer => customerView(shop, customer, request.home));
    },
    POST: ({ shop, request }) => {
      const customer = createCustomer(shop, request.body);
      return one(customerView(shop, customer, request.home), 201, { location: `${request.home}/wp-json/wc/v3/customers/${customer.id}` });
    },
  }),
  single('/wc/v3/customers/#', {
    GET: ({ shop, request, ids }) => {
      const customer = shop.customers.get(ids[0] ?? 0);
      if (customer === undefined) throw new WooError(404, 'woocommerce_rest_invalid_id', 'Invalid resource ID.');
      return one(customerView(shop, customer, request.home));
    },
  }),
];

function createCoupon(shop: Shop, body: Readonly<Record<string, unknown>>): Coupon {
  const code = textField(body, 'code', 'code');
  if (code === undefined) throw missingParam('code');
  if ([...shop.coupons.values()].some(coupon => coupon.code === code.toLowerCase())) {
    throw new WooError(400, 'woocommerce_rest_coupon_code_already_exists', 'The coupon code already exists');
  }
  const usageLimit = intField(body, 'usage_limit', 'usage_limit');
  const expires = textField(body, 'date_expires', 'date_expires');
  const coupon = couponFrom(
    {
      code,
      discountType: (textField(body, 'discount_type', 'discount_type') as Coupon['discountType'] | undefined) ?? 'fixed_cart',
      amount: textField(body, 'amount', 'amount') ?? '0',
      minimumAmount: textField(body, 'minimum_amount', 'minimum_amount') ?? '0',
      individualUse: boolField(body, 'individual_use') === true,
      freeShipping: boolField(body, 'free_shipping') === true,
      productIds: Array.isArray(body['product_ids']) ? body['product_ids'].map(Number) : [],
      ...(usageLimit === undefined ? {} : { usageLimit }),
      ...(expires === undefined ? {} : { expires }),
    },
    shop.nextPostId(),
    shop.clock.second(),
  );
  shop.saveCoupon(coupon);
  return coupon;
}

function couponView(shop: Shop, coupon: Coupon, home: string): object {
  const base = `${home}/wp-json/wc/v3/coupons`;
  const { clock } = shop;
  return {
    id: coupon.id,
    code: coupon.code,
    amount: formatMicros(toMicros(coupon.amount), 2),
    status: 'publish',
    date_created: clock.local(coupon.createdAt),
    date_created_gmt: clock.gmt(coupon.createdAt),
    date_modified: clock.local(coupon.createdAt),
    date_modified_gmt: clock.gmt(coupon.createdAt),
    discount_type: coupon.discountType,
    description: '',
    date_expires: clock.local(coupon.expiresAt),
    date_expires_gmt: clock.gmt(coupon.expiresAt),
    usage_count: coupon.usageCount,
    individual_use: coupon.individualUse,
    product_ids: coupon.productIds,
    excluded_product_ids: [],
    usage_limit: coupon.usageLimit,
    usage_limit_per_user: null,
    limit_usage_to_x_items: null,
    free_shipping: coupon.freeShipping,
    product_categories: [],
    excluded_product_categories: [],
    exclude_sale_items: false,
    minimum_amount: formatMicros(toMicros(coupon.minimumAmount), 2),
    maximum_amount: '0.00',
    email_restrictions: [],
    used_by: [],
    meta_data: [],
    _links: links(`${base}/${coupon.id}`, base),
  };
}

function createCustomer(shop: Shop, body: Readonly<Record<string, unknown>>): Customer {
  const email = textField(body, 'email', 'email')?.toLowerCase();
  if (email === undefined) throw missingParam('email');
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) throw new WooError(400, 'customer_invalid_email', 'Invalid email address');
  if ([...shop.customers.values()].some(customer => customer.email === email)) {
    throw new WooError(
      400,
      'registration-error-email-exists',
      'An account is already registered with your email address. <a href="#" class="showlogin">Please log in.</a>',
    );
  }
  const customer: Customer = {
    // The administrator is user 1.
    id: Math.max(2, shop.nextId(shop.customers)),
    email,
    firstName: textField(body, 'first_name', 'first_name') ?? '',
    lastName: textField(body, 'last_name', 'last_name') ?? '',
    createdAt: shop.clock.second(),
  };
  shop.saveCustomer(customer);
  return customer;
}

function customerView(shop: Shop, customer: Customer, home: string): object {
  const base = `${home}/wp-json/wc/v3/customers`;
  const { phone, ...address } = emptyAddress();
  return {
    id: customer.id,
    date_created: shop.clock.local(customer.createdAt),
    date_created_gmt: shop.clock.gmt(customer.createdAt),
    date_modified: shop.clock.local(customer.createdAt),
    date_modified_gmt: shop.clock.gmt(customer.createdAt),
    email: customer.email,
    first_name: customer.firstName,
    last_name: customer.lastName,
    role: 'customer',
    username: customer.email.split('@')[0] ?? '',
    billing: { ...address, email: '', phone },
    shipping: { ...address, phone },
    is_paying_customer: false,
    avatar_url: `${home}/avatar.svg`,
    meta_data: [],
    _links: links(`${base}/${customer.id}`, base),
  };
}
