import 'survey-core/survey-core.fontless.min.css';
import { Model } from 'survey-core';
import { renderSurvey } from 'survey-js-ui';

const form = await (await fetch('form.json')).json();
renderSurvey(new Model(form), document.getElementById('form'));
window.benchReady = true;
