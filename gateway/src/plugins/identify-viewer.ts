import { resolveViewer, type Config, type Keys } from '@onebasket/runtime';
import { GraphQLError } from 'graphql';
import type { GatewayPlugin } from '../plugin.ts';

/** Works out who is asking, for the rate limit. Credentials that do not hold are remembered and refused by `requireValidCredentials`. */
export function identifyViewer(deps: { readonly keys: Keys; readonly config: Config }): GatewayPlugin {
  return {
    name: 'identify-viewer',
    async request(request) {
      try {
        request.viewer = await resolveViewer(request, deps);
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        request.credentialsRefused = error;
      }
    },
  };
}

/** Comes after the rate limit, so that guessing credentials is limited like anything else. */
export function requireValidCredentials(): GatewayPlugin {
  return {
    name: 'require-valid-credentials',
    request(request) {
      if (request.credentialsRefused) throw request.credentialsRefused;
    },
  };
}
