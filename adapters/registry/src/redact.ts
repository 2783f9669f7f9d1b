const MASK = '[redacted]';

/** Takes the secrets of a connection out of any text: as they are, URL-encoded, and as Basic credentials. Signatures and tokens in addresses go too. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const needles = new Set<string>();
  for (const secret of secrets.filter(text => text.length >= 4)) {
    needles.add(secret);
    needles.add(encodeURIComponent(secret));
    needles.add(Buffer.from(secret).toString('base64'));
  }
  const longestFirst = [...needles].sort((a, b) => b.length - a.length);
  return text => {
    let clean = text;
    for (const needle of longestFirst) clean = clean.replaceAll(needle, MASK);
    return clean
      .replace(/\b(Basic|Bearer|OAuth)\s+[\w+/=.~%",\s-]{8,}/gi, `$1 ${MASK}`)
      .replace(/([?&](?:oauth_\w+|consumer_\w+|\w*token|\w*secret|signature|key|sign)=)[^&\s"]+/gi, `$1${MASK}`);
  };
}
