// One sprite of the icons in use: every name of a Tabler icon in quotes, on a line of our pages, classes or scripts that speaks of an icon.
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const here = import.meta.dirname;
const out = process.argv[2];
const drawings = join(here, 'node_modules/@tabler/icons/icons/outline');
const known = new Set((await readdir(drawings)).map(file => file.replace('.svg', '')));
const names = new Set();

async function scan(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) { if (entry.name !== 'bin' && entry.name !== 'obj') await scan(path); }
    else if (/\.(cshtml|cs|js)$/.test(entry.name)) collect(await readFile(path, 'utf8'));
  }
}

function collect(text) {
  for (const line of text.split('\n')) {
    if (/icon/i.test(line)) {
      for (const [, name] of line.matchAll(/["']([a-z0-9-]+)["']/g)) if (known.has(name)) names.add(name);
    }
  }
}

for (const folder of ['Pages', 'Platform', 'Assets/site', '../BankCrm.Application']) await scan(join(here, '..', folder));

const symbols = await Promise.all([...names].sort().map(async name => {
  const svg = await readFile(join(drawings, `${name}.svg`), 'utf8');
  const body = svg.replace(/<!--[\s\S]*?-->/g, '').replace(/^[\s\S]*?<svg[^>]*>/, '').replace('</svg>', '').replace(/\s+/g, ' ').trim();
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${body}</symbol>`;
}));
await mkdir(out, { recursive: true });
await writeFile(join(out, 'icons.svg'), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`);
console.log(`${names.size} icons`);
