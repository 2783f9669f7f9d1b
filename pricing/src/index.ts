export * from './assignment.ts';
export * from './convert.ts';
