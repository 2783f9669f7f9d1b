/** Who is asking. Every subgraph works it out itself from the request's credentials. */
export type Viewer =
  | { readonly kind: 'ANONYMOUS' }
  | { readonly kind: 'SHOPPER'; readonly id: string; readonly email: string; readonly name?: string | undefined }
  | {
      readonly kind: 'STAFF';
      readonly id: string;
      readonly email: string;
      readonly name?: string | undefined;
      readonly roles: readonly string[];
    }
  | { readonly kind: 'API_CLIENT'; readonly id: string; readonly scopes: readonly string[] }
  /** Another subgraph of ours, or an effect of its own. Never comes from outside. */
  | { readonly kind: 'SERVICE'; readonly id: string };

export const ANONYMOUS: Viewer = { kind: 'ANONYMOUS' };
export const SERVICE: Viewer = { kind: 'SERVICE', id: 'onebasket' };

/** One text per viewer, for scoping keys and limits: "shopper:ID"; guests have none of their own. */
export function viewerKey(viewer: Viewer): string {
  return viewer.kind === 'ANONYMOUS' ? 'guest' : `${viewer.kind.toLowerCase()}:${viewer.id}`;
}
