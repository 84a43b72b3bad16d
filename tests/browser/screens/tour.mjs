// Every screen of the app in the order in which a person meets it, for tests that look at all of them.
import { text } from '../support/catalog.mjs';
import { openApp, phone, settled } from '../support/launch.mjs';
import { captureTour } from './capture_tour.mjs';

/**
 * Visits every screen in `language` and awaits `look(page, name)` on each. `turn` picks the mission, so that two tours on
 * one server do not fill the same one. The server is that of `captures` (support/capture_world.mjs).
 */
export async function tour(browser, server, language, turn, look) {
  const t = (key) => text(language, key);
  const { accounts } = await (await fetch(`${server.url}/api/v1/meta`)).json();
  const open = (options = {}) => phone(browser, { locale: language === 'fr' ? 'fr-FR' : 'en-GB', isMobile: false, ...options });
  const problems = [];
  let link = '';

  async function withRole(role, walk) {
    const context = await open();
    const page = await openApp(context, server.url);
    const go = async (hash) => {
      await page.evaluate((to) => { location.hash = to; }, hash);
      await settled(page);
    };
    const first = async (prefix) => {
      const link = page.locator(`a[href^="${prefix}"]`);
      await link.first().waitFor({ state: 'attached' });
      return link;
    };
    if (role) {
      const { email, password } = accounts.find((account) => account.role === role);
      await page.getByRole('textbox', { name: t('sign_in.email') }).fill(email);
      await page.getByLabel(t('sign_in.password')).fill(password);
      await page.getByRole('button', { name: t('sign_in.submit'), exact: true }).click();
      await page.waitForFunction(() => !location.hash.includes('sign-in'));
      await settled(page);
    }
    try {
      await walk({ page, go, first, see: (name) => look(page, `${language} ${name}`) });
    } finally {
      problems.push(...page.problems.map((problem) => `${language} ${role ?? 'nobody'}: ${problem}`));
      await context.close();
    }
  }

  await withRole(null, async ({ go, see }) => {
    await see('sign-in');
    await go('#/gallery');
    await see('gallery');
    await go('#/gallery/dialog');
    await see('gallery dialog');
  });

  await withRole('investigator', async ({ page, go, first, see }) => {
    const press = async (name, place = page) => {
      await place.getByRole('button', { name, exact: true }).first().click();
      await settled(page);
    };
    const mission = await (await first('#/mission/')).nth(turn).getAttribute('href');
    await see('missions');
    await go(mission);
    await press(t('mission.discreet_how'));
    await see('mission');
    await press(t('mission.start'));
    await page.waitForFunction(() => location.hash.startsWith('#/visit/'));
    await settled(page);
    const visit = await page.evaluate(() => location.hash.split('/')[2]);
    for (let section = 1; ; section++) {
      await go(`#/visit/${visit}/section/${section}`);
      if (!await page.evaluate((wanted) => location.hash.endsWith(`/section/${wanted}`), section)) break;
      await see(`section ${section}`);
      if (await page.getByRole('button', { name: t('fill.to_review'), exact: true }).count() > 0) break;
    }
    await go(`#/visit/${visit}/section/1`);
    await captureTour(page, language, see);
    await press(t('fill.scenario'));
    await see('scenario');
    await press(t('fill.scenario_close'), page.getByRole('dialog'));
    await press(t('fill.discreet'));
    await page.waitForFunction(() => location.hash.startsWith('#/list/'));
    await settled(page);
    await page.getByRole('group', { name: t('discreet.title'), exact: true }).getByRole('button', { expanded: false }).first().click();
    await settled(page);
    await see('discreet list');
    await press(t('discreet.cover'));
    await see('discreet notes');
    const date = page.getByRole('button').filter({ hasText: /\d{4}/ });
    await date.click();
    await settled(page);
    await date.click();
    await page.waitForFunction(() => location.hash.startsWith('#/list/'));
    await settled(page);
    await press(t('discreet.done'));
    await page.waitForFunction(() => location.hash.includes('/section/'));
    await settled(page);
    await see('section after discreet');
    await go(`#/visit/${visit}/unanswered`);
    await see('unanswered');
    await go(`#/visit/${visit}/review`);
    await see('review');
    await press(t('review.submit_incomplete'));
    await page.getByRole('dialog').waitFor();
    await see('review dialog');
    await press(t('review.confirm_incomplete_yes'), page.getByRole('dialog'));
    await page.waitForFunction(() => location.hash === '#/visits');
    const sent = await (await first('#/my-visit/')).first().getAttribute('href');
    await settled(page);
    await see('visits');
    await go(sent);
    await see('my visit');
    await go('#/fees');
    await see('fees');
    await go('#/storage');
    await see('storage');
    await press(t('storage.rescue_make'));
    await press(t('storage.rescue_read'));
    await see('storage rescue');
    await go('#/settings');
    await see('settings');
    await go('#/nowhere');
    await see('not found');
  });

  await withRole('manager', async ({ page, go, first, see }) => {
    const site = await (await first('#/site/')).first().getAttribute('href');
    await settled(page);
    await see('compare');
    await page.getByRole('button', { name: /Mirabelle/ }).first().click();
    await page.getByRole('dialog').waitFor();
    await settled(page);
    await see('why an index');
    await page.getByRole('dialog').getByRole('button', { name: t('why.close'), exact: true }).click();
    await settled(page);
    for (const [hash, name] of [['#/overview', 'overview'], ['#/groups', 'regions'], ['#/groups?by=tag', 'tags'], ['#/heatmap', 'heat map'], ['#/drivers', 'drivers'], ['#/gaps', 'gaps'],
      ['#/investigators', 'investigators'], ['#/weights', 'weights'], ['#/weights?of=index', 'weights of the index'], ['#/drivers?level=sites', 'drivers by site']]) {
      await go(hash);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForFunction((loading) => !document.body.innerText.includes(loading) , t('app.loading'));
      await settled(page);
      await see(name);
      if (hash === '#/overview') {
        await page.getByRole('button', { name: t('why.button'), exact: true }).first().click();
        await page.getByRole('dialog').getByRole('link').first().waitFor();
        await settled(page);
        await see('why the mean');
        await page.getByRole('dialog').getByRole('button', { name: t('why.close'), exact: true }).click();
        await settled(page);
      }
    }
    const place = decodeURIComponent(site.match(/#\/site\/([^?]+)/)[1]);
    await go(`#/heatmap?site=${place}`);
    await see('heat map of a site');
    await go(`#/difference/${place}/2026-T4`);
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await settled(page);
    await see('difference choosing');
    await go(`#/difference/${place}/2026-T4/${place}/2026-T3`);
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await settled(page);
    await see('difference');
    await go(site);
    const result = await (await first('#/result/')).first().getAttribute('href');
    await settled(page);
    await see('site');
    await go(result);
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await settled(page);
    await see('result');
    await go('#/quarantine');
    await see('quarantine');
    await go('#/review');
    // What a site contests stands first, then what waits.
    const listed = await first('#/result/');
    const contested = await listed.first().getAttribute('href'), waiting = await listed.last().getAttribute('href');
    await settled(page);
    await see('review queue');
    await go(contested);
    await page.getByRole('button', { name: t('appeals.decide'), exact: true }).first().click();
    await settled(page);
    await see('decision over an appeal');
    await go(waiting);
    await page.getByRole('button', { name: t('reviewing.return'), exact: true }).waitFor();
    await settled(page);
    await see('visit to review');
    await page.getByRole('button', { name: t('reviewing.return'), exact: true }).click();
    await settled(page);
    await see('return dialog');
    await go('#/plan');
    const planned = await (await first('#/plan/mission/')).first().getAttribute('href');
    await settled(page);
    await see('missions of the programme');
    await go(planned);
    await page.getByRole('button', { name: t('plan.cancel'), exact: true }).click();
    await settled(page);
    await see('cancel dialog');
    await go(`${planned}/edit`);
    await page.getByRole('button', { name: t('plan.save'), exact: true }).waitFor();
    await settled(page);
    await see('form of a mission');
    await go('#/plan/new');
    await page.getByRole('combobox', { name: t('plan.checklist') }).selectOption({ index: 0 });
    await settled(page);
    await page.getByRole('button', { name: t('plan.show'), exact: true }).click();
    await page.getByRole('heading', { name: t('plan.preview') }).waitFor();
    await settled(page);
    await see('plan');
    await go('#/programmes');
    await see('programmes');
    for (const [hash, name] of [['#/programmes/programme/main', 'programme'], ['#/waves/2026-T4', 'wave'], ['#/waves/2026-T4/edit', 'form of a wave']]) {
      await go(hash);
      await page.getByRole('heading', { level: 2 }).first().waitFor();
      await settled(page);
      await see(name);
    }
    await go('#/payments');
    await page.getByRole('button', { name: t('payment.prepare'), exact: true }).click();
    await page.getByRole('heading', { name: t('payment.preview') }).waitFor();
    await settled(page);
    await see('payments');
    await page.getByRole('button', { name: t('payment.pay'), exact: true }).first().click();
    await settled(page);
    await see('pay dialog');
  });

  await withRole('administrator', async ({ page, go, first, see }) => {
    await go('#/audit');
    await page.getByRole('row').nth(1).waitFor({ state: 'attached' });
    await settled(page);
    await see('audit log');
    for (const [hash, name] of [['#/people', 'people'], ['#/people/new', 'new person'], ['#/sites', 'sites'], ['#/sites/new', 'new site'],
      ['#/programmes/programme/main/edit', 'form of a programme'], ['#/sites/import', 'import of sites'], ['#/checklists', 'checklists'], ['#/checklists/new', 'upload of a checklist'], ['#/second-looks', 'second looks']]) {
      await go(hash);
      await page.waitForFunction((loading) => !document.body.innerText.includes(loading), t('app.loading'));
      await settled(page);
      await see(name);
    }
    await go('#/compare');
    await page.getByRole('button', { name: t('links.make'), exact: true }).click();
    const making = page.getByRole('dialog');
    await making.getByRole('button', { name: t('links.make'), exact: true }).waitFor();
    await settled(page);
    await see('new link');
    await making.getByRole('button', { name: t('links.make'), exact: true }).click();
    const shared = new URL(await making.getByRole('textbox', { name: t('links.link') }).inputValue()).hash;
    await settled(page);
    await see('link made');
    for (const [hash, name] of [['#/links', 'links to reports'], [shared, 'shared report'], ['#/shared/r0.unknown', 'shared report unknown']]) {
      await go(hash);
      await page.waitForFunction((loading) => !document.body.innerText.includes(loading), t('app.loading'));
      await settled(page);
      await see(name);
    }
    const choose = async (name, content) => {
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: t('admin.import.choose'), exact: true }).click();
      await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
      await page.getByRole('heading', { level: 2 }).first().waitFor();
      await settled(page);
    };
    await go('#/sites');
    const kept = await (await first('#/sites/site/')).first().getAttribute('href');
    await go(kept);
    await page.getByRole('button', { name: t('admin.save'), exact: true }).waitFor();
    await settled(page);
    await see('site of an administrator');
    await go('#/sites/import');
    await choose('sites.csv', `id;nom;ville;latitude\n${kept.split('/').at(-1)};Un autre nom;Lyon;\n;Sans code;;\nmetz;Metz;Metz;ici\n`);
    await see('import of sites tried');
    await go('#/checklists');
    const version = await (await first('#/checklists/version/')).first().getAttribute('href');
    await go(version);
    await page.getByRole('heading', { name: t('admin.preview') }).waitFor();
    await settled(page);
    await see('checklist');
    await page.getByRole('button', { name: t('admin.withdraw'), exact: true }).click();
    await page.getByRole('dialog').waitFor();
    await settled(page);
    await see('withdraw dialog');
    const [, , , id, number] = version.split('/');
    const published = await page.evaluate(async (path) => (await (await fetch(path)).json()).checklist, `api/v1/checklists/${id}/${number}`);
    published.sections[0].items[0].prompt.fr += ' '.repeat(1) + 'et puis, quand la question devient bien trop longue pour un téléphone, que faire ?';
    await go('#/checklists/new');
    await choose('next.json', JSON.stringify({ ...published, version: Number(number) + 1 }));
    await see('upload of a checklist checked');
    await go('#/people/new');
    await page.getByRole('textbox', { name: t('admin.name') }).fill('Marguerite Vandenbroucke');
    await page.getByRole('textbox', { name: t('admin.email') }).fill(`marguerite.${language}.${turn}@mirabelle.example`);
    await page.getByRole('radio', { name: t(`app.language.${language}`), exact: true }).click();
    await page.getByRole('button', { name: t('admin.add_person'), exact: true }).click();
    await page.getByRole('button', { name: t('admin.make_link'), exact: true }).click();
    await page.getByRole('button', { name: t('admin.copy'), exact: true }).waitFor();
    await settled(page);
    await see('person with a link');
    link = await page.getByRole('textbox', { name: t('admin.link') }).inputValue();
    await page.getByRole('button', { name: t('admin.deactivate'), exact: true }).click();
    await page.getByRole('dialog').waitFor();
    await settled(page);
    await see('deactivate dialog');
  });

  await withRole(null, async ({ page, go, see }) => {
    await go(new URL(link).hash);
    await page.getByRole('button', { name: t('admin.join.submit'), exact: true }).waitFor();
    await settled(page);
    await see('join');
    await go('#/join/l0.unknown');
    await page.getByRole('heading', { name: t('admin.join.link-unknown') }).waitFor();
    await settled(page);
    await see('join with an unknown link');
  });
  return problems;
}
