// A question before what cannot be undone (data-confirm), and pages that open over this one (data-dialog).
function open(content) {
  const dialog = document.createElement('dialog');
  dialog.append(...content);
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', event => { if (event.target === dialog || event.target.closest('[data-close]')) dialog.close('no'); });
  dialog.showModal();
  return dialog;
}

document.addEventListener('click', event => {
  const button = event.target.closest('button[data-confirm]');
  if (!button?.form || button.dataset.confirmed) return;
  event.preventDefault();
  const question = document.getElementById('confirm-dialog').content.cloneNode(true);
  question.querySelector('[data-question]').textContent = button.dataset.confirm;
  const yes = question.querySelector('[value="yes"]');
  yes.textContent = button.textContent.trim() || yes.textContent;
  yes.classList.add(button.classList.contains('btn-danger') ? 'btn-danger' : 'btn-primary');
  open([question]).addEventListener('close', closed => {
    if (closed.target.returnValue !== 'yes') { button.focus(); return; }
    button.dataset.confirmed = 'yes';
    button.form.requestSubmit(button);
    delete button.dataset.confirmed;
  });
}, true);

document.addEventListener('click', async event => {
  const link = event.target.closest('a[data-dialog]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    const answer = await fetch(link.href, { headers: { 'X-Fragment': '1' } });
    const main = answer.ok && !answer.redirected && new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main');
    if (!main) { location.assign(link.href); return; }
    main.querySelectorAll('.crumbs').forEach(crumbs => crumbs.remove());
    const dialog = open([...main.childNodes]);
    dialog.setAttribute('aria-label', dialog.querySelector('h1')?.textContent ?? '');
    dialog.addEventListener('close', () => link.focus());
    dialog.querySelectorAll('form:not([action])').forEach(form => { form.action = link.href; });
    globalThis.htmx?.process(dialog);
  } catch {
    location.assign(link.href);
  }
});

