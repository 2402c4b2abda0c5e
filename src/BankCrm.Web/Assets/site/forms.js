// Forms that post: warn before what was typed is lost, send once, send with Ctrl+Enter.
const changed = new WeakSet();
let sending = false;

document.addEventListener('input', event => { if (event.target.form?.matches('form[data-form]')) changed.add(event.target.form); });

addEventListener('beforeunload', event => {
  if (!sending && [...document.querySelectorAll('form[data-form]')].some(form => changed.has(form))) event.preventDefault();
});

document.addEventListener('submit', event => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches('form[method="post"]')) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = 'yes';
  sending = true;
  event.submitter?.setAttribute('aria-busy', 'true'); // not disabled: its own name and value must go along
});

// Back from the next page: the browser shows this one as it was left.
addEventListener('pageshow', event => {
  if (!event.persisted) return;
  sending = false;
  for (const form of document.querySelectorAll('form[data-sent]')) {
    delete form.dataset.sent;
    form.querySelectorAll('[aria-busy]').forEach(button => button.removeAttribute('aria-busy'));
  }
});

document.addEventListener('keydown', event => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.target.form?.requestSubmit();
});

// A filter takes effect when it is chosen; where several values may be ticked, when its menu closes.
document.addEventListener('change', event => {
  const any = event.target.closest('[data-any]');
  if (any) any.dataset.any = 'changed';
  else if (event.target.matches('form[data-filters] :is(select, input[type="date"], input[type="checkbox"])')) event.target.form.requestSubmit();
});
document.addEventListener('toggle', event => {
  if (event.target.matches('[data-any="changed"]:not([open])')) event.target.closest('form').requestSubmit();
}, true);
document.addEventListener('formdata', event => {
  if (!event.target.matches('form[data-filters]')) return;
  for (const [name, value] of [...event.formData]) if (value === '') event.formData.delete(name); // short addresses
});

// A form that answers with a file leaves the page where it is: it can be sent once, and says what became of it.
document.addEventListener('submit', event => {
  const form = event.target;
  if (!form.matches('form[data-downloads]')) return;
  setTimeout(() => {
    sending = false;
    form.hidden = true;
    form.parentElement.querySelector('[data-downloaded]').hidden = false;
  });
});
