// A masked value, shown for a minute in its place: the page that asks why opens in a dialog, its answer goes beside the mask.
let asked;

function hideLater(output) {
  setTimeout(() => {
    const mask = output.previousElementSibling;
    output.remove();
    if (mask?.classList.contains('masked')) mask.hidden = false;
  }, output.dataset.hideAfter * 1000);
}

document.addEventListener('click', event => { asked = event.target.closest('a.reveal') ?? asked; }, true);

document.addEventListener('submit', async event => {
  const form = event.target.closest('dialog form[data-reveal]');
  if (!form || !asked) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const answer = await fetch(form.action, { method: 'POST', body: new FormData(form), headers: { 'X-Fragment': '1' } });
  if (answer.redirected) { location.reload(); return; }
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const output = page.querySelector('output.revealed');
  const dialog = form.closest('dialog');
  if (!output) {
    const again = page.querySelector('main') ?? page.body;
    again.querySelectorAll('.crumbs').forEach(crumbs => crumbs.remove());
    dialog.replaceChildren(...again.childNodes);
    dialog.querySelectorAll('form:not([action])').forEach(refused => { refused.action = form.action; });
    dialog.querySelector('[autofocus], .field-wrong select, .field-wrong textarea')?.focus();
    return;
  }

  const mask = asked.previousElementSibling;
  dialog.close();
  if (mask?.matches('output')) return;
  mask.hidden = true;
  output.setAttribute('role', 'status');
  mask.after(output);
  hideLater(output);
}, true);

document.querySelectorAll('output.revealed').forEach(hideLater);
