// Run once, in the browser that is measured: what Enketo's server does with a form before anybody opens it.
import { transform } from 'enketo-transformer/web';

window.transform = async (xform) => {
  const { form, model } = await transform({ xform });
  return { form, model };
};
