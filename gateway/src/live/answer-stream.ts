import type { ExecutionResult } from 'graphql';
import type { Answer } from '../graph-request.ts';
import type { OpenRequest } from '../http/open-request.ts';

/**
 * The answers of one operation as a stream that can be left at any time: `return` abandons the request first, as a generator that waits
 * for its next event would only hear of it after that. `done` is told once, when it is over.
 */
export function answerStream(
  answer: Answer | AsyncGenerator<Answer>,
  opened: OpenRequest,
  done: () => void,
): AsyncGenerator<ExecutionResult> {
  const answers = answersOf(answer, () => {
    opened.finish();
    done();
  });
  return {
    next: () => answers.next(),
    return(value: unknown) {
      opened.abandon();
      return answers.return(value);
    },
    throw(error: unknown) {
      opened.abandon();
      return answers.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: async () => {
      opened.abandon();
      await answers.return(undefined);
    },
  };
}

async function* answersOf(answer: Answer | AsyncGenerator<Answer>, done: () => void): AsyncGenerator<ExecutionResult> {
  try {
    if (!(Symbol.asyncIterator in answer)) yield answer as ExecutionResult;
    else for await (const one of answer) yield one as ExecutionResult;
  } finally {
    done();
  }
}
