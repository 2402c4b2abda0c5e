// <form data-draft="name"> keeps what was typed while the session may run out. Never passwords, files or what is marked data-sensitive.
const key = name => `draft:${name}`;
const kept = form => [...form.elements].filter(field =>
  field.name && !['hidden', 'password', 'file', 'submit', 'button'].includes(field.type) && !field.closest('[data-sensitive]'));

for (const form of document.querySelectorAll('form[data-draft]')) {
  const place = key(form.dataset.draft);
  const draft = JSON.parse(sessionStorage.getItem(place) ?? 'null');
  const cameBack = form.querySelector('[aria-invalid]') !== null || form.querySelector('.form-errors') !== null;
  if (draft && !draft.sent && !cameBack) restore(form, draft.fields);

  form.addEventListener('input', () => {
    const fields = kept(form).filter(f => !['checkbox', 'radio'].includes(f.type) || f.checked).map(f => [f.name, f.value]);
    sessionStorage.setItem(place, JSON.stringify({ fields }));
  });
  form.addEventListener('submit', () => {
    const now = JSON.parse(sessionStorage.getItem(place) ?? 'null');
    if (now) sessionStorage.setItem(place, JSON.stringify({ ...now, sent: true }));
  });
}

// What was sent and did not come back was accepted; unless the way led to the sign-in page, or to the one that asks for the password once more.
const asks = document.querySelector('form[data-asks]');
if (document.body.matches('.frame') && !asks) {
  const here = new Set([...document.querySelectorAll('form[data-draft]')].map(form => key(form.dataset.draft)));
  for (const place of Object.keys(sessionStorage).filter(name => name.startsWith('draft:') && !here.has(name))) {
    if (JSON.parse(sessionStorage.getItem(place)).sent) sessionStorage.removeItem(place);
  }
} else {
  mark(false);
  asks?.addEventListener('submit', () => mark(true));
}

function mark(sent) {
  for (const place of Object.keys(sessionStorage).filter(name => name.startsWith('draft:'))) {
    sessionStorage.setItem(place, JSON.stringify({ ...JSON.parse(sessionStorage.getItem(place)), sent }));
  }
}

function restore(form, fields) {
  for (const [name, value] of fields) {
    for (const field of kept(form).filter(f => f.name === name)) {
      if (['checkbox', 'radio'].includes(field.type)) field.checked = field.value === value;
      else field.value = value;
    }
  }
  const note = document.createElement('p');
  note.className = 'alert';
  note.setAttribute('role', 'status');
  note.textContent = document.body.dataset.restored;
  form.prepend(note);
}
