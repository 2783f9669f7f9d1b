/** Each item as it comes, changed by `change`. What a subscription checks, it checks before it makes its stream: an error then is a refusal, not a broken stream. */
export async function* mapStream<T, R>(stream: AsyncIterable<T>, change: (item: T) => R): AsyncGenerator<R> {
  for await (const item of stream) yield change(item);
}
