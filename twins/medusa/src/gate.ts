import { bodyJson, json, type TwinRequest, type TwinResponse } from '@onebasket/twin-kit';
import { MedusaError } from './medusa-error.ts';
import type { MedusaTwinOptions } from './options.ts';

/** Who is let in where. */
export interface Gate {
  readonly publishableKey: string;
  readonly adminKey: string;
  /** Throws `MedusaError` for whoever may not ask this. */
  check(request: TwinRequest): void;
  /** `POST /auth/user/emailpass`. */
  logIn(request: TwinRequest): TwinResponse;
}

export function gateOf(options: MedusaTwinOptions): Gate {
  const publishableKey = options.publishableKey ?? 'pk_twin';
  const adminKey = options.adminKey ?? 'sk_twin';
  const email = options.adminEmail ?? 'admin@example.test';
  const password = options.adminPassword ?? 'supersecret';
  const token = `token-of-${email}`;
  const basic = `Basic ${Buffer.from(`${adminKey}:`).toString('base64')}`;
  return {
    publishableKey,
    adminKey,
    check: ({ path, headers }) => {
      if (path.startsWith('/store/')) {
        const given = headers['x-publishable-api-key'];
        // No key and a wrong one are both 400.
        if (given === undefined || given === '') {
          throw new MedusaError(
            'not_allowed',
            'Publishable API key required in the request header: x-publishable-api-key. You can manage your keys in settings in the dashboard.',
          );
        }
        if (given !== publishableKey)
          throw new MedusaError('not_allowed', 'A valid publishable key is required to proceed with the request');
      }
      if (path.startsWith('/admin/') && headers.authorization !== basic && headers.authorization !== `Bearer ${token}`) {
        throw new MedusaError('unauthorized', 'Unauthorized');
      }
    },
    logIn: request => {
      const body = bodyJson(request) as { readonly email?: unknown; readonly password?: unknown } | undefined;
      if (body?.email !== email || body.password !== password) throw new MedusaError('unauthorized', 'Invalid email or password');
      return json(200, { token });
    },
  };
}
