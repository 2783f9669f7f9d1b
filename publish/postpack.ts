// Run by npm in a package's folder after it was packed.
import { restore } from './restore.ts';

await restore(process.cwd());
