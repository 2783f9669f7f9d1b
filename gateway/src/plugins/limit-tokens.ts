import { Lexer, Source, TokenKind } from 'graphql';
import type { GatewayPlugin } from '../plugin.ts';
import { limitExceeded } from '../refusals.ts';

/** Counts tokens before the parser sees the document, so that no input can overflow the parser's stack. */
export function limitTokens(most: number): GatewayPlugin {
  return {
    name: 'limit-tokens',
    request({ query }) {
      // No token is shorter than a character: most documents need no counting.
      if (query.length > most && hasMoreTokens(query, most)) throw limitExceeded('tokens', most, 'The document has too many tokens');
    },
  };
}

function hasMoreTokens(query: string, most: number): boolean {
  const lexer = new Lexer(new Source(query));
  try {
    for (let count = 1; count <= most; count++) if (lexer.advance().kind === TokenKind.EOF) return false;
    return lexer.advance().kind !== TokenKind.EOF;
  } catch {
    // What is no token at all is for the parser to report.
    return false;
  }
}
