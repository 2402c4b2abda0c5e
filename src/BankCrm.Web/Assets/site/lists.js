// Lists: the order of columns is changed by buttons that move rows; the places, which the server reads, follow.
document.addEventListener('click', event => {
  const button = event.target.closest('[data-reorder] [data-move]');
  if (!button) return;
  const row = button.closest('tr');
  const other = button.dataset.move === '1' ? row.nextElementSibling : row.previousElementSibling;
  if (!other) return;
  if (button.dataset.move === '1') other.after(row); else other.before(row);
  [...row.parentElement.rows].forEach((one, place) => { one.querySelector('input[name^="places"]').value = place + 1; });
  button.focus();
});

// Ticked rows: how many they are is said, and one tick of the head ticks the page.
const ticks = () => [...document.querySelectorAll('input[name="ticked"]')];
function tellTicked() {
  const place = document.querySelector('[data-ticked]');
  if (!place) return;
  const count = ticks().filter(one => one.checked).length;
  place.textContent = count ? place.dataset.ticked.replace('{0}', count) : '';
  const head = document.querySelector('[data-tick-all]');
  head.checked = count > 0 && count === ticks().length;
  head.indeterminate = count > 0 && !head.checked;
}
document.addEventListener('change', event => {
  if (event.target.matches('[data-tick-all]')) ticks().forEach(one => { one.checked = event.target.checked; });
  if (event.target.matches('[data-tick-all], input[name="ticked"]')) tellTicked();
});
addEventListener('pageshow', tellTicked);

// The edge of a column's head is drawn with the pointer, in the steps of the style sheet; the server remembers it. By keyboard, widths are
// typed where columns are chosen.
const steps = { least: 4, most: 40, step: 2 };
const widthOf = head => [...head.classList].find(name => /^w-\d+$/.test(name));
document.querySelectorAll('table[data-widths] th[data-column]').forEach(head => {
  const edge = document.createElement('span');
  edge.className = 'col-edge';
  edge.setAttribute('aria-hidden', 'true');
  head.append(edge);
});
document.addEventListener('pointerdown', event => {
  const edge = event.target.closest('.col-edge');
  if (!edge) return;
  event.preventDefault();
  const head = edge.parentElement;
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const [from, start] = [event.clientX, head.getBoundingClientRect().width];
  const move = moved => {
    const wide = Math.round((start + moved.clientX - from) / rem / steps.step) * steps.step;
    const known = widthOf(head);
    if (known) head.classList.remove(known);
    head.classList.add(`w-${Math.min(steps.most, Math.max(steps.least, wide))}`);
  };
  edge.setPointerCapture(event.pointerId);
  edge.addEventListener('pointermove', move);
  edge.addEventListener('pointerup', () => { edge.removeEventListener('pointermove', move); keepWidths(head.closest('table')); }, { once: true });
});
document.addEventListener('click', event => { if (event.target.closest('.col-edge')) event.preventDefault(); });
function keepWidths(table) {
  const widths = [...table.querySelectorAll('th[data-column]')].filter(widthOf).map(head => `${head.dataset.column}:${widthOf(head).slice(2)}`).join(',');
  const token = document.querySelector('input[name="__RequestVerificationToken"]')?.value ?? '';
  fetch(table.dataset.widths, { method: 'POST', body: new URLSearchParams({ widths, __RequestVerificationToken: token }) }).catch(() => {});
}

// Values that can be changed in their place: a button opens the server's form in the cell, Escape leaves it as it was.
const headOf = cell => cell.closest('table').tHead.rows[0].cells[cell.cellIndex];
const pencil = cell => {
  const row = cell.closest('tr');
  const head = headOf(cell).textContent.trim();
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'cell-edit';
  button.textContent = '✎';
  button.setAttribute('aria-label', cell.closest('table').dataset.editWords.replace('{0}', head).replace('{1}', row.querySelector('a')?.textContent ?? ''));
  cell.append(button);
  return button;
};
document.querySelectorAll('table[data-edit-words] td.edits').forEach(pencil);

async function answer(cell, request) {
  const row = cell.closest('tr');
  const edit = row.dataset.cells.replace(/cell$/, 'edit');
  let html = '';
  try {
    const got = await fetch(request.url, request.options);
    html = got.ok && !got.redirected ? await got.text() : '';
  } catch { /* the form of the record says why */ }
  if (!html) { location.assign(edit); return; }
  const parts = new DOMParser().parseFromString(html, 'text/html').body;
  const form = parts.querySelector('form');
  if (form) {
    cell.kept ??= [...cell.childNodes];
    cell.replaceChildren(form);
    form.querySelector('select, input[name="value"]').focus();
    return;
  }
  row.dataset.version = parts.querySelector('[data-version]').dataset.version;
  delete cell.kept;
  cell.replaceChildren(...parts.querySelector('[data-version]').childNodes);
  pencil(cell).focus();
}
function leave(cell) {
  if (!cell.kept) return;
  cell.replaceChildren(...cell.kept);
  delete cell.kept;
  cell.querySelector('.cell-edit').focus();
}
document.addEventListener('click', event => {
  const cell = event.target.closest('td.edits');
  if (!cell) return;
  if (event.target.closest('.cell-edit')) {
    answer(cell, { url: `${cell.closest('tr').dataset.cells}?field=${headOf(cell).dataset.column}&version=${cell.closest('tr').dataset.version}` });
  } else if (event.target.closest('[data-cell-cancel]')) leave(cell);
});
document.addEventListener('submit', event => {
  const cell = event.target.closest('td.edits');
  if (!cell) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  answer(cell, { url: event.target.action, options: { method: 'POST', body: new URLSearchParams(new FormData(event.target)) } });
}, true);
document.addEventListener('keydown', event => {
  const cell = event.target.closest?.('td.edits');
  if (event.key === 'Escape' && cell?.kept) { event.stopPropagation(); leave(cell); }
}, true);
