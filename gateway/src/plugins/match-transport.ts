import { OperationTypeNode } from 'graphql';
import type { GatewayPlugin } from '../plugin.ts';
import { refuse } from '../refusals.ts';

/** GET changes nothing; a subscription needs a stream to answer on. */
export function matchTransport(): GatewayPlugin {
  return {
    name: 'match-transport',
    compile({ operation: { operation } }) {
      if (operation === OperationTypeNode.QUERY) return undefined;
      return ({ transport }) => {
        if (operation === OperationTypeNode.MUTATION && transport.endsWith('-get'))
          throw refuse('METHOD_NOT_ALLOWED', 'A mutation must be sent by POST');
        if (operation === OperationTypeNode.SUBSCRIPTION && transport.startsWith('http')) {
          throw refuse(
            'BAD_REQUEST',
            'A subscription is answered as a stream: send Accept: text/event-stream, or use WebSocket (graphql-transport-ws)',
          );
        }
      };
    },
  };
}
