import { createCipheriv, createSign, createVerify, randomBytes } from 'node:crypto';

/** SHA256withRSA in Base64. */
export function sign(text: string, privateKey: string): string {
  return createSign('sha256WithRSAEncryption').update(text).sign(privateKey, 'base64');
}

export function isSigned(text: string, signature: string, publicKey: string): boolean {
  return createVerify('sha256WithRSAEncryption').update(text).verify(publicKey, signature, 'base64');
}

/** As notifications and certificates are encrypted: AEAD_AES_256_GCM under the APIv3 key, the tag at the end. */
export function seal(
  text: string,
  apiV3Key: string,
  data: string,
): { readonly algorithm: string; readonly ciphertext: string; readonly nonce: string; readonly associated_data: string } {
  const nonce = randomBytes(6).toString('hex');
  const cipher = createCipheriv('aes-256-gcm', apiV3Key, nonce);
  cipher.setAAD(Buffer.from(data));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
  return { algorithm: 'AEAD_AES_256_GCM', ciphertext, nonce, associated_data: data };
}

export function newNonce(): string {
  return randomBytes(16).toString('hex').toUpperCase();
}
