// Run by npm in a package's folder after it was packed; arguments name what was brought from elsewhere beside the licence.
import { restore } from './restore.ts';

await restore(process.cwd(), ['LICENSE', ...process.argv.slice(2)]);
