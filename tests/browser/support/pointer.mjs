// The hands of somebody with a finger or a mouse: the same verbs as keyboard.mjs.
export class Pointer {
  constructor(page) { this.page = page; }
  async press(locator) { await locator.click(); }
  async tick(locator) { await locator.check(); }
  async choose(group, index) { await group.getByRole('radio').nth(index).check(); }
  async type(locator, value) { await locator.fill(value); }
  async fillNative(locator, value) { await locator.fill(value); }
}
