import type { Wire } from '../src/wire.ts';

/** The product of the reference's example answer, with changes. */
export function goods(change: Wire = {}): Wire {
  return {
    goods_sign: 'E9x_demo',
    goods_name: '示例保温杯',
    min_group_price: 2990,
    min_normal_price: 3590,
    has_coupon: true,
    coupon_discount: 500,
    coupon_min_order_amount: 2000,
    coupon_start_time: 1_767_196_800,
    coupon_end_time: 1_767_801_599,
    coupon_remain_quantity: 10,
    coupon_total_quantity: 100,
    sales_tip: '1.2万+',
    mall_name: '示例店',
    goods_image_url: 'https://img.example.com/p.jpg',
    ...change,
  };
}

export const ACCOUNT = { clientId: 'pddclient01', clientSecret: 'demo-secret-0001', pid: '1000_2000' };
