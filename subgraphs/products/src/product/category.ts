import { fold } from '../text/fold.ts';

/** The id of a category is its path from the root, folded: the same path at two shops is the same category. */
export function categoryId(path: readonly string[]): string {
  return path.map(name => fold(name).replace(/[\s/]+/g, '-')).join('/');
}

/** True for the category itself and everything below it. */
export function isWithinCategory(id: string, ancestor: string): boolean {
  return id === ancestor || id.startsWith(`${ancestor}/`);
}
