import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type DefaultTheme } from 'vitepress';

const docs = new URL('../', import.meta.url);

/** The pages of a section that there are: some are generated, and not all at once. */
function pages(text: string, items: readonly (readonly [text: string, page: string])[]): DefaultTheme.SidebarItem {
  const there = items.filter(([, page]) => existsSync(new URL(`${page.replace(/\/$/, '/README')}.md`, docs)));
  return { text, items: there.map(([text, page]) => ({ text, link: `/${page}` })) };
}

export default defineConfig({
  title: 'OneBasket',
  description: 'One graph over shops, carriers and payment providers.',
  srcExclude: ['test/**'],
  cacheDir: fileURLToPath(new URL('../.cache/vitepress', docs)),
  outDir: fileURLToPath(new URL('.vitepress/dist', docs)),
  rewrites: { 'README.md': 'index.md', ':folder/README.md': ':folder/index.md' },
  // Pages link to sources beside them, which are no pages of the site.
  ignoreDeadLinks: [/^(\.\/)?(\.\.\/)+[a-z]/, /^\.\/\.\.\//],
  themeConfig: {
    search: { provider: 'local' },
    nav: [
      { text: 'Adapters', link: '/adapters/' },
      { text: 'Decisions', link: '/adr/' },
    ],
    sidebar: [
      pages('Write an adapter', [
        ['Where to begin', 'adapters/'],
        ['Walk-through', 'adapters/walk-through'],
        ["Corner Shop's API", 'adapters/corner-shop-api'],
        ['The types', 'adapters/types'],
        ['The contract', 'adapters/contract'],
        ['Isolation', 'adapters/isolation'],
      ]),
      pages('Look things up', [
        ['Channels, abilities, conformance', 'adapters/channels'],
        ['States of an order', 'orders/states'],
      ]),
      pages('Operate', [['Orders in review, paused channels', 'orders/review']]),
      pages('Orders', [
        ['States', 'orders/states'],
        ['Webhooks out', 'orders/webhooks'],
        ['What waits for a person', 'orders/effects'],
      ]),
      pages('Know why', [['Decisions', 'adr/']]),
    ],
  },
});
