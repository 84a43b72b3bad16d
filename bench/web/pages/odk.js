import { OdkWebForm, webFormsPlugin } from '@getodk/web-forms';
import { createApp, h } from 'vue';

const formXml = await (await fetch('form.xml')).text();
const refuse = () => Promise.reject(new Error('the form has no attachments'));
createApp({ render: () => h(OdkWebForm, { formXml, fetchFormAttachment: refuse }) }).use(webFormsPlugin).mount('#form');
window.benchReady = true;
