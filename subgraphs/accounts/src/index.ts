import {
  Attention,
  attentionOf,
  attentionResolvers,
  defineSubgraph,
  Journal,
  openVault,
  type RequestContext,
  type Subgraph,
  type SubgraphDeps,
  type Viewer,
} from '@onebasket/runtime';
import { GraphQLError } from 'graphql';
import { Outbox, outbox } from './messages/messages.ts';
import { Passwords } from './people/passwords.ts';
import { emailKey, people as peopleSpec, type PersonDoc } from './people/person-doc.ts';
import { seedStaff } from './people/seed-staff.ts';
import { Sessions, sessionsSpec, type Tokens } from './sign-in/sessions.ts';
import { Throttle, triesSpec } from './sign-in/throttle.ts';
import { confirmSignUp, signUp, type SignUpInput } from './sign-up/sign-up.ts';
import { deliveriesSpec } from './webhooks/delivery-doc.ts';
import { endpointsSpec, WebhookEndpoints, type EndpointChange, type EndpointDoc } from './webhooks/endpoints.ts';
import type { WebhookEvent } from './webhooks/event-types.ts';
import { mayHear } from './webhooks/may-hear.ts';
import { Sender } from './webhooks/send.ts';
import { tryValue, Webhooks } from './webhooks/webhooks.ts';

const SWEEP_MS = 10 * 60_000;
/** A sign-in waits no longer for the orders subgraph. */
const ADOPT_MS = 2_000;

/** Accounts: shoppers, staff and API clients, their tokens, the message port. */
export function createAccountsSubgraph(deps: SubgraphDeps): Subgraph {
  const { config, keys, clock, log, graph } = deps;
  const people = deps.storage.collection(peopleSpec);
  const passwords = new Passwords();
  const messages = new Outbox(deps.storage.collection(outbox), clock, log);
  const sessions = new Sessions(deps.storage.collection(sessionsSpec), keys, clock);
  const throttle = new Throttle(deps.storage.collection(triesSpec), clock);
  const { allowPrivateAddresses, attempts, firstRetryMs, timeoutMs } = config.accounts.webhooks;
  const sender = new Sender({ allowPrivateAddresses, timeoutMs });
  const endpoints = new WebhookEndpoints({
    collection: deps.storage.collection(endpointsSpec),
    vault: openVault(keys, config.secrets?.keys),
    clock,
    checkUrl: url => sender.check(url),
  });
  const deliveries = deps.storage.collection(deliveriesSpec);
  const webhooks = new Webhooks({
    endpoints,
    sender,
    clock,
    log,
    attempts,
    firstRetryMs,
    deliveries,
    journal: new Journal(deps.storage),
    soleWorker: config.storage.url.startsWith('sqlite:'),
    ...(deps.wakes ? { wakes: deps.wakes.queue('webhooks') } : {}),
    mayHear: (endpointOwner, aggregateOwner) => mayHear({ people, clients: config.accounts.seed.clients }, endpointOwner, aggregateOwner),
  });
  const attention = attentionResolvers(new Attention([attentionOf('webhooks', webhooks.runner, deliveries)]));
  const signUpDeps = { people, passwords, messages, keys, clock };
  let sweep: NodeJS.Timeout | undefined;

  const signedIn = (person: PersonDoc, tokens: Tokens) => ({ __typename: 'SignedIn', ...tokens, viewer: personValue(person) });
  const refused = (locale: string, retryAfterMs: number | null = null) => ({
    __typename: 'SignInRefused',
    message: locale === 'zh-CN' ? '地址或密码不正确。' : 'The address or the password is wrong, or it has to wait.',
    retryAfterMs,
  });

  /** Hands the guest orders of a confirmed address to its account, those that came since among them. What fails is tried again at the next sign-in. */
  const adoptOrders = async (person: PersonDoc) => {
    if (person.kind !== 'SHOPPER') return;
    try {
      await graph.query(
        'orders',
        'mutation ($a: ID!, $e: String!) { internalAdoptGuestOrders(accountId: $a, email: $e) }',
        { a: person.personId, e: person._id },
        { timeoutMs: ADOPT_MS },
      );
    } catch (error) {
      log.warn('guest orders wait for the next sign-in', { error: String(error) });
    }
  };

  const signIn = async (email: string, password: string, locale: string) => {
    const key = emailKey(email);
    if ((await throttle.waitMs(key)) > 0) return refused(locale, (await throttle.early(key)) || null);
    const person = await people.get(key);
    const isRight = await passwords.verify(person?.isConfirmed ? person.passwordHash : undefined, password);
    // Looked at again after the hashing: tries sent at the same time count as if they had come one after the other, and a right one among
    // them is answered like the wrong ones.
    if (!person || !isRight || (await throttle.waitMs(key)) > 0) {
      await throttle.wrong(key);
      return refused(locale, (await throttle.waitMs(key)) || null);
    }
    await throttle.right(key);
    await adoptOrders(person);
    return signedIn(person, await sessions.begin(person));
  };

  return defineSubgraph({
    name: 'accounts',
    resolvers: {
      Query: {
        ...attention.Query,
        viewer: async (_: unknown, _args: unknown, { viewer }: RequestContext) => viewerValue(viewer, people),
        webhookEndpoints: (_: unknown, _args: unknown, { viewer }: RequestContext) => endpoints.list(viewer),
      },
      Mutation: {
        ...attention.Mutation,
        signUp: (_: unknown, { input }: { input: SignUpInput }, { locale }: RequestContext) => signUp(signUpDeps, input, locale),
        confirmSignUp: async (_: unknown, { email, code }: { email: string; code: string }, { locale }: RequestContext) => {
          const person = await confirmSignUp(signUpDeps, email, code);
          if (!person)
            return { ...refused(locale), message: locale === 'zh-CN' ? '验证码无效或已过期。' : 'The code is wrong, used or expired.' };
          await adoptOrders(person);
          return signedIn(person, await sessions.begin(person));
        },
        signIn: (_: unknown, { input }: { input: { email: string; password: string } }, { locale }: RequestContext) =>
          signIn(input.email, input.password, locale),
        refresh: async (_: unknown, { refreshToken }: { refreshToken: string }, { locale }: RequestContext) => {
          const next = await sessions.rotate(refreshToken.slice(0, 400));
          const person = next && (await people.get(next.email));
          return person
            ? signedIn(person, await sessions.resume(person, next.refreshToken))
            : { ...refused(locale), message: locale === 'zh-CN' ? '请重新登录。' : 'Sign in again.' };
        },
        signOut: (_: unknown, { refreshToken }: { refreshToken: string }) => sessions.end(refreshToken.slice(0, 400)),
        createWebhookEndpoint: async (_: unknown, { input }: { input: { url: string; events: string[] } }, { viewer }: RequestContext) => {
          return endpoints.create(viewer, input);
        },
        updateWebhookEndpoint: (_: unknown, { id, input }: { id: string; input: EndpointChange }, { viewer }: RequestContext) =>
          endpoints.update(viewer, id, input),
        rotateWebhookSecret: (_: unknown, { id }: { id: string }, { viewer }: RequestContext) => endpoints.rotate(viewer, id),
        testWebhookEndpoint: async (_: unknown, { id }: { id: string }, { viewer }: RequestContext) =>
          tryValue(await webhooks.test(await endpoints.own(viewer, id))),
        deleteWebhookEndpoint: (_: unknown, { id }: { id: string }, { viewer }: RequestContext) => endpoints.remove(viewer, id),
        replayWebhooks: async (
          _: unknown,
          { endpointId, since, after }: { endpointId: string; since: string; after?: string | null },
          { viewer }: RequestContext,
        ) => webhooks.replay(await endpoints.own(viewer, endpointId), since, after ?? undefined),
        internalRecordEvent: async (_: unknown, { input }: { input: WebhookEvent }, { viewer }: RequestContext) => {
          serviceOnly(viewer);
          await webhooks.record(input);
          return true;
        },
        internalSendMessage: async (
          _: unknown,
          { to, text, idempotencyKey }: { to: string; text: string; idempotencyKey: string },
          { viewer }: RequestContext,
        ) => {
          serviceOnly(viewer);
          await messages.send({ to, text, key: idempotencyKey });
          return true;
        },
      },
      WebhookEndpoint: {
        id: (doc: EndpointDoc) => doc._id,
        givenUpAt: (doc: EndpointDoc) => doc.givenUp?.at ?? null,
        givenUpReason: (doc: EndpointDoc) => doc.givenUp?.reason ?? null,
        deliveries: async (doc: EndpointDoc, { first }: { first?: number | null }) =>
          (await webhooks.log(doc._id, checkFirst(first ?? 20))).map(tryValue),
      },
    },
    ...(config.accounts.outbox === 'http' ? { routes: [messages.route()] } : {}),
    start: async () => {
      await deps.storage.ready();
      await passwords.warmUp();
      await seedStaff(people, passwords, config.accounts.seed.staff);
      const tidy = async () => {
        await Promise.all([messages.sweep(), sessions.sweep(), throttle.sweep(), webhooks.sweep()]);
      };
      sweep = setInterval(() => void tidy().catch((error: unknown) => log.warn('sweep', { error: String(error) })), SWEEP_MS);
      sweep.unref();
      webhooks.runner.start();
    },
    stop: async () => {
      clearInterval(sweep);
      await webhooks.runner.stop();
      await sender.close();
    },
  });
}

function serviceOnly(viewer: Viewer): void {
  if (viewer.kind !== 'SERVICE') throw new GraphQLError('Not allowed', { extensions: { code: 'FORBIDDEN' } });
}

function checkFirst(first: number): number {
  if (first < 1 || first > 100) throw new GraphQLError('first must be 1 to 100', { extensions: { code: 'BAD_USER_INPUT' } });
  return first;
}

function personValue(person: PersonDoc) {
  return {
    kind: person.kind,
    id: person.personId,
    name: person.name ?? null,
    email: person.email,
    phone: person.phone ?? null,
    roles: person.roles,
    scopes: [],
  };
}

async function viewerValue(viewer: Viewer, people: { get(id: string): Promise<PersonDoc | undefined> }) {
  switch (viewer.kind) {
    case 'SHOPPER':
    case 'STAFF': {
      const person = await people.get(emailKey(viewer.email));
      return person?.personId === viewer.id
        ? personValue(person)
        : {
            kind: viewer.kind,
            id: viewer.id,
            name: viewer.name ?? null,
            email: viewer.email,
            phone: null,
            roles: viewer.kind === 'STAFF' ? viewer.roles : [],
            scopes: [],
          };
    }
    case 'API_CLIENT':
      return { kind: 'API_CLIENT', id: viewer.id, name: viewer.id, email: null, phone: null, roles: [], scopes: viewer.scopes };
    case 'ANONYMOUS':
    case 'SERVICE':
      return { kind: 'ANONYMOUS', id: null, name: null, email: null, phone: null, roles: [], scopes: [] };
  }
}
