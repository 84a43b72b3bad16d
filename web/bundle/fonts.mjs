// The fonts that the phone downloads: only the characters in use. Roboto covers French and English and every other language
// written with Latin-1 and Latin Extended-A; the icons are those named in web/ui/icons.json.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';

const ranges = [
  [0x20, 0x7e], [0xa0, 0xff], [0x100, 0x17f], // Basic Latin, Latin-1, Latin Extended-A
  [0x2009, 0x200b], [0x2010, 0x2015], [0x2018, 0x201e], [0x2020, 0x2022], [0x2026, 0x2026], // punctuation
  [0x202f, 0x202f], [0x2030, 0x2030], [0x2039, 0x203a], [0x20ac, 0x20ac], [0x2122, 0x2122],
  [0x2212, 0x2212], [0x2248, 0x2248], [0x2260, 0x2260], [0x2264, 0x2265],
];
const latin = ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i))).join('');

const roboto = ['/usr/share/fonts/truetype/roboto/unhinted/RobotoTTF', '/usr/share/fonts/truetype/roboto/unhinted'];
const material = ['/usr/share/fonts/truetype/material-design-icons-iconfont'];

function findFont(folders, name) {
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (!found) throw new Error(`${name} is not in ${folders.join(' or ')}: run scripts/bootstrap`);
  return readFileSync(found);
}

/** Subsets a font, or takes the result of an earlier build from the same font and characters. */
async function subset(bytes, characters, keepFeatures, cache) {
  const key = createHash('sha256').update(bytes).update(characters).update(keepFeatures.join()).digest('hex').slice(0, 24);
  const cached = join(cache, `${key}.ttf`);
  if (existsSync(cached)) return readFileSync(cached);
  // Positioning tables cost a third of the size, and the rasteriser of Dear ImGui reads none but the advance widths.
  const result = await subsetFont(bytes, characters, {
    targetFormat: 'sfnt', noHinting: true, keepFeatures, noLayoutClosure: true, dropTables: ['GPOS', 'GSUB', 'GDEF', 'kern', 'gasp'],
  });
  mkdirSync(cache, { recursive: true });
  writeFileSync(cached, result);
  return result;
}

/** [{name, bytes}] of regular, medium and icons. */
export async function buildFonts(root, cache) {
  const icons = Object.values(JSON.parse(readFileSync(join(root, 'web/ui/icons.json'), 'utf8')))
    .map((hex) => String.fromCodePoint(parseInt(hex, 16))).join('');
  return Promise.all([
    { name: 'regular', file: 'Roboto-Regular.ttf', folders: roboto, characters: latin },
    { name: 'medium', file: 'Roboto-Medium.ttf', folders: roboto, characters: latin },
    { name: 'icons', file: 'MaterialIcons-Regular.ttf', folders: material, characters: icons },
  ].map(async ({ name, file, folders, characters }) => ({
    name, bytes: await subset(findFont(folders, file), characters, [], cache),
  })));
}
