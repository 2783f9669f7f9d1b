/**
 * Where an isolated adapter may call: the origins of the addresses that stand in its settings (a host without a scheme means https), and nothing else,
 * whatever its own `allowedOrigins` says. So the person who writes the configuration sees, and decides, where a partner's code can send anything.
 */
export function allowedOrigins(settings: Readonly<Record<string, unknown>>): readonly string[] {
  const origins = new Set<string>();
  const look = (value: unknown, depth: number): void => {
    if (typeof value === 'string') {
      const origin = originOf(value);
      if (origin !== undefined) origins.add(origin);
    } else if (typeof value === 'object' && value !== null && depth < 4) for (const member of Object.values(value)) look(member, depth + 1);
  };
  look(settings, 0);
  return [...origins];
}

const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?$/i;

function originOf(text: string): string | undefined {
  const address = HOST.test(text) ? `https://${text}` : text;
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined;
  return new URL(address).origin;
}
