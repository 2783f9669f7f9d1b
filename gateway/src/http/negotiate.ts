/** The media types an answer may take, as GraphQL over HTTP names them. */
export type AnswerType = 'application/json' | 'application/graphql-response+json';

interface Range {
  readonly type: string;
  readonly quality: number;
}

/** What the client would rather have: `application/json` when it does not care; nothing when it takes neither. */
export function negotiateAnswer(accept: string | undefined): AnswerType | undefined {
  const ranges = rangesOf(accept);
  for (const { type } of ranges) {
    if (type === 'application/graphql-response+json') return type;
    if (type === 'application/json' || type === 'application/*' || type === '*/*') return 'application/json';
  }
  return undefined;
}

/** A browser's navigation: HTML is named, and named before JSON. */
export function wantsHtml(accept: string | undefined): boolean {
  const ranges = rangesOf(accept);
  const html = ranges.findIndex(({ type }) => type === 'text/html');
  const json = ranges.findIndex(({ type }) => type === 'application/json' || type === 'application/graphql-response+json');
  return html !== -1 && (json === -1 || html < json);
}

export function wantsEventStream(accept: string | undefined): boolean {
  return rangesOf(accept)[0]?.type === 'text/event-stream';
}

/** Best first; ranges of one quality in the order given. A range with a charset that is not UTF-8 is none we can serve. */
function rangesOf(accept: string | undefined): readonly Range[] {
  return (accept?.trim() ? accept : '*/*')
    .split(',')
    .flatMap(part => {
      const [type = '', ...parameters] = part.split(';').map(text => text.trim().toLowerCase());
      const quality = Number(parameters.find(parameter => parameter.startsWith('q='))?.slice(2) ?? 1);
      const charset = parameters
        .find(parameter => parameter.startsWith('charset='))
        ?.slice(8)
        .replaceAll('"', '');
      return quality > 0 && (charset === undefined || charset === 'utf-8' || charset === 'utf8') ? [{ type, quality }] : [];
    })
    .sort((a, b) => b.quality - a.quality);
}
