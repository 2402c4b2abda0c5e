// <input type="hidden" data-passkey-answer data-options="{…}"> holds what is to be signed, or with data-makes of what a passkey is to be made. <button data-passkey-go> of its form does it,
// and what came of it is sent in the field. Where that button is the one that submits, the form is sent in no other way. Why nothing came of it is said in [data-passkey-says].
const can = typeof PublicKeyCredential === 'function' && 'parseRequestOptionsFromJSON' in PublicKeyCredential;
const part = (form, name) => form.querySelector(`[data-passkey-${name}]`);

for (const button of can ? [] : document.querySelectorAll('[data-passkey-go]')) {
  say(button.form, 'cannot');
  button.hidden = true;
}

// Before the script of forms, which sends a form once.
document.addEventListener('submit', event => {
  const form = event.target;
  if (part(form, 'go')?.type !== 'submit' || part(form, 'answer').value) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  sign(form);
}, true);
document.addEventListener('click', event => {
  const button = event.target.closest('button[type="button"][data-passkey-go]');
  if (button) sign(button.form);
});

async function sign(form) {
  const field = part(form, 'answer');
  const makes = 'makes' in field.dataset;
  if (!can || form.dataset.signing || (makes && !form.reportValidity())) return;
  form.dataset.signing = 'yes';
  say(form, null);
  const options = JSON.parse(field.dataset.options);
  const began = performance.now();
  try {
    const got = makes
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
    field.value = JSON.stringify(got);
    form.noValidate = true; // a password is not needed now
    form.requestSubmit();
  } catch (error) {
    const late = performance.now() - began >= (options.timeout ?? Infinity);
    say(form, { NotAllowedError: late ? 'late' : 'cancelled', AbortError: 'cancelled', SecurityError: 'elsewhere', InvalidStateError: 'known' }[error.name] ?? 'failed');
    part(form, 'go').focus();
  } finally {
    delete form.dataset.signing;
  }
}

function say(form, what) {
  const place = part(form, 'says');
  place.hidden = what === null;
  place.textContent = what === null ? '' : place.dataset[what];
}
