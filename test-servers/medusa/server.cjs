// The shop itself, on MEDUSA_PORT, over the database in DATABASE_URL.
// Whoever started it holds the other end of its standard input: when they are gone, however they went, so is the shop.
process.stdin
  .resume()
  .on('end', () => process.exit(0))
  .on('error', () => process.exit(0));

process.argv.splice(2, process.argv.length, 'start', '--host', '127.0.0.1', '--port', process.env.MEDUSA_PORT);
require('@medusajs/cli/cli.js');
