/** The parts of a `Call` that need neither network nor connection, for whoever builds one elsewhere (a process of its own). */
export { httpAnswer, isRead, nameOf } from './http-answer.ts';
export { Memo } from './memo.ts';
