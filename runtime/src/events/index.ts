export { announced, type News } from './announce.ts';
export { tellIntegrators } from './tell-integrators.ts';
