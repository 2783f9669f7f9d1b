/** One operation of the shopping service, over both transports. */
export interface Operation {
  readonly tool: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below the endpoint; `{id}` stands for the resource. */
  readonly path: string;
  readonly effect: 'read' | 'write';
  /** What the payload, and over some MCP servers the answer, is called. */
  readonly resource: 'catalog' | 'cart' | 'checkout' | 'order';
}

const checkout = '/checkout-sessions';

export const OPERATIONS = {
  searchCatalog: { tool: 'search_catalog', method: 'POST', path: '/catalog/search', effect: 'read', resource: 'catalog' },
  lookupCatalog: { tool: 'lookup_catalog', method: 'POST', path: '/catalog/lookup', effect: 'read', resource: 'catalog' },
  createCart: { tool: 'create_cart', method: 'POST', path: '/carts', effect: 'write', resource: 'cart' },
  cancelCart: { tool: 'cancel_cart', method: 'POST', path: '/carts/{id}/cancel', effect: 'write', resource: 'cart' },
  createCheckout: { tool: 'create_checkout', method: 'POST', path: checkout, effect: 'write', resource: 'checkout' },
  getCheckout: { tool: 'get_checkout', method: 'GET', path: `${checkout}/{id}`, effect: 'read', resource: 'checkout' },
  updateCheckout: { tool: 'update_checkout', method: 'PUT', path: `${checkout}/{id}`, effect: 'write', resource: 'checkout' },
  completeCheckout: { tool: 'complete_checkout', method: 'POST', path: `${checkout}/{id}/complete`, effect: 'write', resource: 'checkout' },
  cancelCheckout: { tool: 'cancel_checkout', method: 'POST', path: `${checkout}/{id}/cancel`, effect: 'write', resource: 'checkout' },
  getOrder: { tool: 'get_order', method: 'GET', path: '/orders/{id}', effect: 'read', resource: 'order' },
} as const satisfies Readonly<Record<string, Operation>>;
