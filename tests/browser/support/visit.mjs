// Fills visits as an investigator does, question by question, finding everything by role and name.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from './catalog.mjs';
import { root, settled } from './launch.mjs';

export const checklist = (id) => JSON.parse(readFileSync(join(root, 'checklists', `${id}.json`), 'utf8'));

const kTexts = { text: 'Bonjour, visite d’essai', date: '2026-11-21', time: '10:05', number: '3' };
const kNotTaken = ['photo', 'signature', 'location', 'barcode'];

/** The questions of a section with their headings' places on the page. */
export const question = (page, language, item) =>
  page.getByRole('group', { name: item.prompt[language] }).first();

/**
 * Answers every question that the section shows. `pick(item, count)` gives the option taken. Questions that an answer
 * brings up are answered too, as they come. Returns the ids that were answered.
 */
export async function fillSection(page, hands, language, section, pick) {
  const answered = [];
  for (const item of section.items) {
    if (kNotTaken.includes(item.type)) continue;
    await settled(page);
    const group = question(page, language, item);
    if (await group.count() === 0) continue;
    await answerItem(page, hands, language, item, group, pick);
    answered.push(item.id);
    await settled(page);
    const comment = group.getByRole('textbox', { name: text(language, 'fill.comment_needed') });
    if (await comment.count() > 0) await hands.type(comment, 'Constaté sur place pendant la visite.');
  }
  await settled(page);
  return answered;
}

async function answerItem(page, hands, language, item, group, pick) {
  switch (item.type) {
    case 'choice':
      return hands.choose(group, pick(item, item.choices.length));
    case 'scale':
      return hands.choose(group, pick(item, item.max - item.min + 1));
    case 'multi_choice':
      return hands.tick(group.getByRole('checkbox', { name: item.choices[pick(item, item.choices.length)].label[language], exact: true }));
    case 'number':
      return hands.type(group.getByRole('textbox', { name: text(language, 'fill.number') }), kTexts.number);
    case 'duration':
      await hands.press(group.getByRole('button', { name: text(language, 'fill.stopwatch_start') }));
      await settled(page).catch(() => {});
      return hands.press(group.getByRole('button', { name: text(language, 'fill.stopwatch_stop') }));
    case 'text':
      return hands.type(group.getByRole('textbox', { name: text(language, 'fill.text') }), kTexts.text);
    case 'date':
      return hands.fillNative(group.getByLabel(text(language, 'fill.date')), kTexts.date);
    case 'time':
      return hands.fillNative(group.getByLabel(text(language, 'fill.time')), kTexts.time);
    default:
      throw new Error(`no way to answer a ${item.type}`);
  }
}
