export * from './adapter-error.ts';
export * from './clock.ts';
export * from './country.ts';
export * from './currency.ts';
export * from './gtin.ts';
export * from './json.ts';
export * from './money.ts';
export * from './refusal.ts';
