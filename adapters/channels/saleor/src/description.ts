import { htmlToText, parseLosslessJson, textIn, type WireRecord } from '@onebasket/adapter-sdk';
import { listIn, recordIn } from './wire.ts';

/** The plain text of a description: a string that holds EditorJS, whose texts hold HTML. `undefined` when it says nothing. */
export function plainDescription(value: unknown): string | undefined {
  const text = textIn(value);
  const document = text === undefined ? recordIn(value) : parsed(text);
  const words = document ? listIn(document['blocks']).flatMap(block => textsOf(block['data'])) : [text ?? ''];
  return htmlToText(words.join(' ')) || undefined;
}

/** Texts of a block, whatever it is: paragraph, heading, quote, list, nested list. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  const data = recordIn(value);
  return data ? ['text', 'content', 'caption', 'title', 'message', 'items'].flatMap(name => textsOf(data[name])) : [];
}

function parsed(text: string): WireRecord | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    return recordIn(parseLosslessJson(text));
  } catch {
    return undefined;
  }
}
