import type { FlowEnd } from './credential-keeper.ts';

const STATUS: Readonly<Record<FlowEnd['status'], number>> = { connected: 200, denied: 400, expired: 400, failed: 502 };

/** The page on which the owner of an account ends up. Says nothing that came with the address. */
export function endPage(end: FlowEnd): {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
} {
  const [title, text] =
    end.status === 'connected' ? [`${end.name} is connected`, 'You can close this page.'] : ['The account was not connected', end.message];
  return {
    status: STATUS[end.status],
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>
<style>body{font:18px/1.5 system-ui,sans-serif;margin:20vh auto;max-width:32rem;padding:0 1rem}</style><h1>${escaped(title)}</h1><p>${escaped(text)}</p></html>`,
  };
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
