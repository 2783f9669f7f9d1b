import { viewerKey, type Viewer } from '@onebasket/runtime';

/** Who decides, as the log and the claim name them. */
export function nameOf(viewer: Viewer): string {
  return viewer.kind === 'STAFF' ? viewer.email : viewerKey(viewer);
}
