import { describe, expect, it } from 'vitest';
import { hashPassword, signTokenRequest, tokenForm } from '../src/index.ts';

const request = {
  clientId: 'vopclient',
  clientSecret: 'demo-secret-0001',
  username: 'buyer01',
  password: 'p@ss',
  timestamp: '2026-01-02 03:04:05',
};

describe('the login of JD VOP', () => {
  it('hashes the password and signs as the computed example does', () => {
    expect(hashPassword('p@ss')).toBe('195f19b835efe9f0b7b4e276ef1a8515');
    expect(signTokenRequest(request)).toBe('A2D9395ACE32EBF39D37A29B6BAFF844');
  });

  it('sends no secret and no plain password', () => {
    expect(tokenForm(request)).toEqual({
      grant_type: 'access_token',
      client_id: 'vopclient',
      timestamp: '2026-01-02 03:04:05',
      username: 'buyer01',
      password: '195f19b835efe9f0b7b4e276ef1a8515',
      sign: 'A2D9395ACE32EBF39D37A29B6BAFF844',
    });
  });
});
