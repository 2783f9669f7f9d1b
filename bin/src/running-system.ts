/** How the running system is reached, and as whom: staff, or an API client. */
export interface RunningAccess {
  readonly url: string;
  readonly key?: string;
  readonly email?: string;
}

/** Asks the running system as whoever the options name. Throws with a line for people. */
export async function asViewer<T>({ url, key, email }: RunningAccess, query: string, variables: object): Promise<T> {
  return ask<T>(url, query, variables, await credentials(url, key, email));
}

/** Secrets come from the environment, so that they stand in no list of processes and no history. */
async function credentials(url: string, key: string | undefined, email: string | undefined): Promise<Record<string, string>> {
  const apiKey = key ?? process.env['ONEBASKET_API_KEY'];
  if (email === undefined) {
    if (!apiKey) throw new Error('say who you are: ONEBASKET_API_KEY, or --email with ONEBASKET_PASSWORD');
    return { 'x-api-key': apiKey };
  }
  const password = process.env['ONEBASKET_PASSWORD'];
  if (!password) throw new Error('--email needs the password in ONEBASKET_PASSWORD');
  const signIn = 'mutation ($i: SignInInput!) { signIn(input: $i) { ... on SignedIn { accessToken } ... on SignInRefused { message } } }';
  const answer = await ask<{ signIn: { readonly accessToken?: string; readonly message?: string } }>(
    url,
    signIn,
    { i: { email, password } },
    {},
  );
  if (!answer.signIn.accessToken) throw new Error(answer.signIn.message ?? 'not signed in');
  return { authorization: `Bearer ${answer.signIn.accessToken}` };
}

async function ask<T>(url: string, query: string, variables: object, headers: Record<string, string>): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  }).catch((error: unknown) => {
    throw new Error(`no answer from ${url}: is OneBasket running there?`, { cause: error });
  });
  const { data, errors } = (await response.json()) as {
    readonly data?: T | null;
    readonly errors?: readonly { readonly message: string }[];
  };
  if (errors?.length || !data) throw new Error(errors?.map(error => error.message).join('; ') ?? `${url} answered ${response.status}`);
  return data;
}
