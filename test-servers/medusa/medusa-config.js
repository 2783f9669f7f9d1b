// Headless Medusa for adapter tests: no admin pages, no worker process, no Redis.
import { defineConfig } from '@medusajs/framework/utils';

export default defineConfig({
  admin: { disable: true },
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    databaseDriverOptions: { ssl: false, connection: { ssl: false } },
    http: { storeCors: '*', adminCors: '*', authCors: '*', jwtSecret: 'test-only', cookieSecret: 'test-only' },
  },
});
