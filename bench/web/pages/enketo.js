import 'enketo-style';
import { Form } from 'enketo-core';

const { form, model } = await (await fetch('form.json')).json();
document.getElementById('form').append(document.createRange().createContextualFragment(form));
const errors = new Form(document.querySelector('form.or'), { modelStr: model }, {}).init();
if (errors.length > 0) throw new Error(errors.join('; '));
window.benchReady = true;
