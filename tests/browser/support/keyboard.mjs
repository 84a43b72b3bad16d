// A person without mouse or finger: everything is reached with Tab and done with keys.
import { settled } from './launch.mjs';

const kMostTabs = 400;

export class Keyboard {
  constructor(page) { this.page = page; }

  /** Tabs until `locator` has the focus; fails when it is never reached. A bar that hides while a field has the focus comes on the way. */
  async reach(locator) {
    for (let tabs = 0; tabs < kMostTabs; tabs++) {
      if (await locator.count() > 0 && await locator.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
      if (await locator.count() === 0) await settled(this.page);
    }
    throw new Error(`Tab never reaches ${locator}`);
  }

  async press(locator) {
    await this.reach(locator);
    await this.page.keyboard.press('Enter');
  }

  async tick(locator) {
    await this.reach(locator);
    await this.page.keyboard.press('Space');
  }

  /** Selects the radio at `index` of `group`: Tab enters at the checked one or the first, arrows move. */
  async choose(group, index) {
    const radios = group.getByRole('radio');
    const count = await radios.count();
    let at = 0;
    for (let i = 0; i < count; i++) if (await radios.nth(i).isChecked()) at = i;
    await this.reach(radios.nth(at));
    if (at === index) return this.page.keyboard.press('Space');
    for (; at < index; at++) await this.page.keyboard.press('ArrowDown');
    for (; at > index; at--) await this.page.keyboard.press('ArrowUp');
  }

  async type(locator, value) {
    await this.reach(locator);
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.insertText(value);
  }

  /** A native date or time field takes its parts one after the other; its value is what counts. */
  async fillNative(locator, value) {
    await this.reach(locator);
    await locator.fill(value);
  }
}
