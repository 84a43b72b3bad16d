// One description of a checklist, and the same questions as each program wants them written.
const kAnswers = [
  { id: 'yes', label: 'Oui, tout à fait' },
  { id: 'partly', label: 'En partie seulement' },
  { id: 'no', label: 'Non, pas du tout' },
];
const kSubjects = ['La vitrine est-elle propre', 'Le personnel a-t-il salué', 'Les prix sont-ils affichés', 'L’allée est-elle dégagée', 'La caisse est-elle ouverte',
  'Le badge est-il porté', 'Le rayon est-il rempli', 'La lumière est-elle suffisante', 'Le vendeur a-t-il reformulé', 'Le client a-t-il été remercié'];
/** In every ten questions: seven choices, a scale, a text, a number. The first is always a choice. */
const kKinds = ['choice', 'choice', 'choice', 'scale', 'choice', 'choice', 'text', 'choice', 'number', 'choice'];
const kScale = 5;

/** {sections: [{id, title, items: [{id, kind, prompt}]}]}: `count` items, `perSection` in each. */
export function describe(count, perSection) {
  const items = Array.from({ length: count }, (_, at) => ({
    id: `q${at + 1}`, kind: kKinds[at % kKinds.length], prompt: `${kSubjects[at % kSubjects.length]} au point de contrôle ${at + 1} ?`,
  }));
  const sections = [];
  for (let at = 0; at < count; at += perSection)
    sections.push({ id: `s${sections.length + 1}`, title: `Partie ${sections.length + 1}`, items: items.slice(at, at + perSection) });
  return { sections };
}

export const itemsOf = ({ sections }) => sections.flatMap(({ items }) => items);

/** The sections of a constat.checklist/1. */
export function asChecklist({ sections }) {
  const text = (fr) => ({ fr, en: fr });
  const types = {
    choice: () => ({ type: 'choice', choices: kAnswers.map(({ id, label }, at) => ({ id, label: text(label), points: kAnswers.length - 1 - at })) }),
    scale: () => ({ type: 'scale', min: 1, max: kScale }),
    text: () => ({ type: 'text' }),
    number: () => ({ type: 'number' }),
  };
  return sections.map(({ id, title, items }) => ({
    id, area: 'service', title: text(title), items: items.map((item) => ({ id: item.id, prompt: text(item.prompt), ...types[item.kind]() })),
  }));
}

/** SurveyJS, as one page with a panel for each section. */
export function asSurvey({ sections }) {
  const types = {
    choice: () => ({ type: 'radiogroup', choices: kAnswers.map(({ id, label }) => ({ value: id, text: label })) }),
    scale: () => ({ type: 'rating', rateMin: 1, rateMax: kScale }),
    text: () => ({ type: 'text' }),
    number: () => ({ type: 'text', inputType: 'number' }),
  };
  return {
    pages: [{ name: 'page', elements: sections.map(({ id, title, items }) => ({
      type: 'panel', name: id, title, elements: items.map((item) => ({ name: item.id, title: item.prompt, ...types[item.kind]() })),
    })) }],
  };
}

/** An ODK XForm, for Enketo and for ODK Web Forms. */
export function asXForm({ sections }) {
  const types = { choice: 'string', scale: 'string', text: 'string', number: 'decimal' };
  const options = (entries) => entries.map(([value, label]) => `<item><label>${label}</label><value>${value}</value></item>`).join('');
  const control = {
    choice: (ref, prompt) => `<select1 ref="${ref}"><label>${prompt}</label>${options(kAnswers.map(({ id, label }) => [id, label]))}</select1>`,
    scale: (ref, prompt) => `<select1 ref="${ref}"><label>${prompt}</label>${options(Array.from({ length: kScale }, (_, at) => [at + 1, at + 1]))}</select1>`,
    text: (ref, prompt) => `<input ref="${ref}"><label>${prompt}</label></input>`,
    number: (ref, prompt) => `<input ref="${ref}"><label>${prompt}</label></input>`,
  };
  const instance = sections.map(({ id, items }) => `<${id}>${items.map((item) => `<${item.id}/>`).join('')}</${id}>`).join('');
  const binds = sections.flatMap(({ id, items }) => items.map((item) => `<bind nodeset="/data/${id}/${item.id}" type="${types[item.kind]}"/>`)).join('');
  const body = sections.map(({ id, title, items }) => `<group ref="/data/${id}"><label>${title}</label>${
    items.map((item) => control[item.kind](`/data/${id}/${item.id}`, item.prompt)).join('')}</group>`).join('');
  return '<?xml version="1.0"?><h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa" ' +
    'xmlns:orx="http://openrosa.org/xforms"><h:head><h:title>Contrôle</h:title><model><instance><data id="bench" version="1">' +
    `${instance}<orx:meta><orx:instanceID/></orx:meta></data></instance>${binds}<bind nodeset="/data/orx:meta/orx:instanceID" type="string" jr:preload="uid"/>` +
    `</model></h:head><h:body>${body}</h:body></h:html>`;
}

/** Bare HTML, without a program: what the browser itself costs. */
export function asHtml({ sections }) {
  const options = (name, entries) => entries.map(([value, label]) => `<label><input type="radio" name="${name}" value="${value}"> ${label}</label>`).join('');
  const control = {
    choice: (id) => options(id, kAnswers.map((one) => [one.id, one.label])),
    scale: (id) => options(id, Array.from({ length: kScale }, (_, at) => [at + 1, at + 1])),
    text: (id) => `<input name="${id}">`,
    number: (id) => `<input name="${id}" type="number">`,
  };
  return sections.map(({ title, items }) => `<h2>${title}</h2>${items.map((item) =>
    `<fieldset data-item="${item.id}"><legend>${item.prompt}</legend>${control[item.kind](item.id)}</fieldset>`).join('')}`).join('');
}
