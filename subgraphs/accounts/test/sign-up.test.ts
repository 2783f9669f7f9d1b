import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, person, refresh, removeFolders, run, signOut, viewer, type RunningAccounts } from './support/accounts.ts';

const MINUTE = 60_000;

let accounts: RunningAccounts;
beforeAll(async () => {
  accounts = await run();
});
afterAll(async () => {
  await accounts.stop();
  await removeFolders();
});

describe('from sign-up to sign-out', () => {
  it('a person signs up, confirms, signs in, refreshes and leaves', async () => {
    const ann = person(accounts, 'Ann.Lee+shop@Example.com');
    expect(await ann.signUp({ name: 'Ann Lee', phone: '+86 138 0013 8000' })).toMatchObject({ __typename: 'SignUpStarted' });
    expect(await ann.signIn()).toMatchObject({ __typename: 'SignInRefused' });
    const confirmed = await ann.confirm(await ann.newestCode());
    const whoAnnIs = {
      kind: 'SHOPPER',
      email: 'Ann.Lee+shop@Example.com',
      name: 'Ann Lee',
      phone: '+86 138 0013 8000',
      roles: [],
      scopes: [],
    };
    expect(confirmed).toMatchObject({ __typename: 'SignedIn', viewer: whoAnnIs });

    const signedIn = await person(accounts, ' ann.lee+SHOP@example.com ').signIn();
    expect(signedIn).toMatchObject({ __typename: 'SignedIn', viewer: { id: confirmed.viewer.id } });
    const lastsMs = Date.parse(signedIn.expiresAt) - accounts.time.now().getTime();
    expect(lastsMs > 0 && lastsMs <= 60 * MINUTE).toBe(true);
    expect(await viewer(accounts, { token: signedIn.accessToken })).toEqual({ ...whoAnnIs, id: confirmed.viewer.id });

    const next = await refresh(accounts, signedIn.refreshToken);
    expect(next).toMatchObject({ __typename: 'SignedIn', viewer: { id: confirmed.viewer.id } });
    expect(next.refreshToken).not.toBe(signedIn.refreshToken);
    expect(await viewer(accounts, { token: next.accessToken })).toMatchObject({ id: confirmed.viewer.id });
    expect(await signOut(accounts, next.refreshToken)).toBe(true);
    expect(await refresh(accounts, next.refreshToken)).toMatchObject({ __typename: 'SignInRefused' });
    expect(await signOut(accounts, next.refreshToken)).toBe(false);
    expect((await refresh(accounts, confirmed.refreshToken)).__typename).toBe('SignedIn');
  });

  it('answers a known and an unknown address alike, in either language, and writes to both', async () => {
    const known = person(accounts, 'known@example.com');
    await known.join();
    const unknown = person(accounts, 'unknown@example.com');
    for (const language of ['en', 'zh-CN']) {
      expect(await known.signUp({}, { language })).toEqual(await unknown.signUp({}, { language }));
      expect(await known.signIn('wrong password', { language })).toEqual(
        await person(accounts, 'nobody@example.com').signIn('wrong', { language }),
      );
      expect(await known.signIn('wrong password', { language })).toEqual(await unknown.signIn(PASSWORD, { language }));
    }
    expect((await accounts.outbox('unknown@example.com')).map(({ code }) => typeof code)).toEqual(['string', 'string']);
    expect((await accounts.outbox('known@example.com')).map(({ code }) => typeof code)).toEqual(['undefined', 'undefined', 'string']);
  });

  it('leaves a confirmed account as it is when its address signs up again', async () => {
    const owner = person(accounts, 'owner@example.com');
    const { viewer: before } = await owner.join({ name: 'Owner' });
    const code = await owner.newestCode();
    await person(accounts, 'OWNER@example.com', 'a stranger likes tea').signUp({ name: 'Stranger' });
    expect(await owner.confirm(code)).toMatchObject({ __typename: 'SignInRefused' });
    expect((await owner.signIn('a stranger likes tea')).__typename).toBe('SignInRefused');
    expect(await owner.signIn()).toMatchObject({ viewer: before });
  });

  it('makes one account of sign-ups at the same time', async () => {
    const twin = person(accounts, 'twin@example.com');
    await Promise.all([twin.signUp(), twin.signUp(), twin.signUp()]);
    const codes = (await accounts.outbox('twin@example.com')).map(({ code }) => code ?? '');
    const answers = await Promise.all(codes.map(code => twin.confirm(code)));
    expect(answers.filter(({ __typename }) => __typename === 'SignedIn')).toHaveLength(1);
  });
});

describe('what cannot sign up', () => {
  const problemsOf = async (email: string, password: string, more: Record<string, unknown> = {}) => {
    const answer = await person(accounts, email, password).signUp(more);
    expect(answer['__typename']).toBe('SignUpRefused');
    return (answer['problems'] as { path: string[] }[]).map(({ path }) => path);
  };

  it('a weak password', async () => {
    const weak = ['', 'short', '123456789', '1234567890', '0987654321', 'abcdefghijkl', 'password123!', 'Qwerty123456', 'aaaaaaaaaaaa'];
    for (const password of [...weak, 'abababababab', 'weak.person', 'x'.repeat(257), '          '])
      expect([password, await problemsOf('weak.person@example.com', password)]).toEqual([password, [['password']]]);
    expect(await accounts.outbox('weak.person@example.com')).toEqual([]);
  });

  it('what is no single e-mail address', async () => {
    const odd = ['', 'a', 'a@', '@b.example', 'a@b', 'a@b..example', 'a b@c.example', 'a@b@c.example', `${'a'.repeat(65)}@b.example`];
    odd.push(
      'a@b.example\r\nBcc: c@d.example',
      'a\u0000@b.example',
      'a,b@c.example',
      '<a@b.example>',
      '\ud800@b.example',
      `a@${'b'.repeat(220)}.example`,
    );
    for (const email of odd) expect([email, await problemsOf(email, PASSWORD)]).toEqual([email, [['email']]]);
  });

  it('control characters, blanks and lengths in names and phones, everything wrong being told at once', async () => {
    for (const name of ['', '  ', 'a\u0000b', 'a\nb', 'a\u0085b', '\udc00', 'n'.repeat(201)])
      expect([name, await problemsOf('ok@example.com', PASSWORD, { name })]).toEqual([name, [['name']]]);
    for (const phone of ['', 'call me', '+1\u00002345678', '1'.repeat(60)])
      expect([phone, await problemsOf('ok@example.com', PASSWORD, { phone })]).toEqual([phone, [['phone']]]);
    expect(await problemsOf('no', 'no', { name: '', phone: '' })).toEqual([['email'], ['password'], ['name'], ['phone']]);
  });

  it('any other text does, whatever it looks like', async () => {
    const names = ["Robert'); DROP TABLE people;--", '李雷', '{"$ne":null}', 'O’Brien <b>', '👩‍👩‍👧', '__proto__'];
    for (const [at, name] of names.entries())
      expect(await person(accounts, `name${at}@example.com`, '正确的密码是这个吧对不对').join({ name })).toMatchObject({
        viewer: { name },
      });
  });
});

describe('confirmation codes', () => {
  it('hold once', async () => {
    const once = person(accounts, 'once@example.com');
    await once.signUp();
    const code = await once.newestCode();
    const answers = await Promise.all([once.confirm(code), once.confirm(` ${code} `)]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['SignInRefused', 'SignedIn']);
    expect((await once.confirm(code)).__typename).toBe('SignInRefused');
  });

  it('end after a quarter of an hour; a new sign-up brings a new one', async () => {
    const late = person(accounts, 'late@example.com');
    await late.signUp();
    const code = await late.newestCode();
    accounts.time.pass(15 * MINUTE + 1);
    expect((await late.confirm(code)).__typename).toBe('SignInRefused');
    expect((await late.join()).__typename).toBe('SignedIn');
  });

  it('end after ten wrong tries', async () => {
    const guessed = person(accounts, 'guessed@example.com');
    await guessed.signUp();
    const code = await guessed.newestCode();
    const wrong = code === '00000000' ? '00000001' : '00000000';
    await Promise.all(Array.from({ length: 9 }, () => guessed.confirm(wrong)));
    await guessed.confirm('');
    expect((await guessed.confirm(code)).__typename).toBe('SignInRefused');
  });

  it('each open what was asked for with them, whoever asked last', async () => {
    const victim = person(accounts, 'victim@example.com');
    await victim.signUp({ name: 'Victim' });
    const code = await victim.newestCode();
    await person(accounts, 'victim@example.com', 'a stranger likes tea').signUp({ name: 'Stranger' });
    const strangers = await victim.newestCode();
    expect(await victim.confirm(code)).toMatchObject({ __typename: 'SignedIn', viewer: { name: 'Victim' } });
    expect((await victim.signIn('a stranger likes tea')).__typename).toBe('SignInRefused');
    expect((await victim.confirm(strangers)).__typename).toBe('SignInRefused');
  });

  it('do not flood an address, whether or not it has an account', async () => {
    const [known, unknown] = [person(accounts, 'flood-known@example.com'), person(accounts, 'flood@example.com')];
    await known.join();
    const before = (await accounts.outbox('flood-known@example.com')).length;
    for (let times = 0; times < 12; times++) expect(await known.signUp()).toEqual(await unknown.signUp());
    expect((await accounts.outbox('flood@example.com')).length).toBe(10);
    expect((await accounts.outbox('flood-known@example.com')).length - before).toBe(10);
    accounts.time.pass(15 * MINUTE + 1);
    expect((await unknown.join()).__typename).toBe('SignedIn');
  });

  it('of one address open no other, and answer the same for an address that never signed up', async () => {
    const [mine, theirs] = [person(accounts, 'mine@example.com'), person(accounts, 'theirs@example.com')];
    await Promise.all([mine.signUp(), theirs.signUp()]);
    const wrong = await theirs.confirm(await mine.newestCode());
    expect(wrong).toMatchObject({ __typename: 'SignInRefused' });
    expect(await person(accounts, 'never@example.com').confirm('12345678')).toEqual(wrong);
  });
});
