import { statusFailure, type AnsweredRequest, type HttpResponse } from '@onebasket/adapter-sdk';

/** Statuses that a merchant uses for its answers to the matter itself: the ability reads what they say. */
const ANSWERS: ReadonlySet<number> = new Set([400, 402, 403, 404, 409, 410, 413, 422, 424]);

/** Throws for a status that is no answer to a read of a document: anything but 2xx. */
export function readStatus(response: Pick<HttpResponse, 'status' | 'headers'>, request: AnsweredRequest): void {
  if (response.status < 200 || response.status > 299) throw statusFailure(response, request);
}

/** Throws for a status that says nothing of the matter: no access, too much, out of order. */
export function answerStatus(response: Pick<HttpResponse, 'status' | 'headers'>, request: AnsweredRequest): void {
  if (!ANSWERS.has(response.status)) readStatus(response, request);
}
