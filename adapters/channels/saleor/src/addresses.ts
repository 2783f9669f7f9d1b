/** The API's address from whatever form of it is configured: with or without its path. Saleor wants the slash at the end. */
export function graphqlUrl(baseUrl: string): string {
  const url = new URL(baseUrl);
  url.pathname = `${pathBeneath(url)}/graphql/`;
  return url.href;
}

/** Where the shop publishes the keys that its webhooks are signed with. */
export function jwksUrl(baseUrl: string): string {
  const url = new URL(baseUrl);
  url.pathname = `${pathBeneath(url)}/.well-known/jwks.json`;
  url.search = '';
  return url.href;
}

function pathBeneath({ pathname }: URL): string {
  return pathname.replace(/\/+$/, '').replace(/\/graphql$/, '');
}
