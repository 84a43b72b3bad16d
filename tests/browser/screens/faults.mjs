// What is wrong with a screen, whatever it shows. Runs in the page.

export const kLeastTargetPx = 44;

/** What the title of a screen must match: discreet pages do not tell whose they are. */
export const titleOf = (name) => (name.includes(' discreet ') ? '^((?!Constat).)+$' : '^(.+ · )?Constat$');

/** In the page: everything that is wrong with it at this size. */
export function faults({ least, language, theme, title }) {
  const found = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} px wide`);
  if (root.lang !== language) found.push(`lang is ${root.lang}`);
  if (root.dataset.theme !== theme) found.push(`theme is ${root.dataset.theme}`);
  if (!new RegExp(title).test(document.title)) found.push(`title is ${document.title}`);
  const levels = [...document.querySelectorAll('h1, h2, h3')].map((heading) => Number(heading.tagName[1]));
  if (levels.filter((level) => level === 1).length !== 1) found.push(`headings of the first level: ${levels.filter((level) => level === 1).length}`);
  levels.forEach((level, at) => {
    if (at > 0 && level > levels[at - 1] + 1) found.push(`a level-${level} heading follows level ${levels[at - 1]}`);
  });
  for (const element of document.querySelectorAll('.button, .link, .radio, .checkbox, .textbox')) {
    const box = element.getBoundingClientRect();
    const name = `${element.className} "${(element.ariaLabel ?? element.textContent).slice(0, 40)}"`;
    if (box.height < least || box.width < least) found.push(`${name} is ${Math.round(box.width)} x ${Math.round(box.height)} px`);
    if (box.left < 0 || box.right > root.clientWidth) found.push(`${name} reaches from ${box.left} to ${box.right}`);
  }
  return found;
}
