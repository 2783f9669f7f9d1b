export { signAccessToken, verifyAccessToken, type AccessClaims } from './access-token.ts';
export { signOrderToken, verifyOrderToken } from './order-token.ts';
export { requireScope, requireStaff } from './require.ts';
export { resolveViewer, type Credentials } from './resolve-viewer.ts';
export { ANONYMOUS, SERVICE, viewerKey, type Viewer } from './viewer.ts';
