// Lists: the order of columns is changed by buttons that move rows; the places, which the server reads, follow.
document.addEventListener('click', event => {
  const button = event.target.closest('[data-reorder] [data-move]');
  if (!button) return;
  const row = button.closest('tr');
  const other = button.dataset.move === '1' ? row.nextElementSibling : row.previousElementSibling;
  if (!other) return;
  if (button.dataset.move === '1') other.after(row); else other.before(row);
  [...row.parentElement.rows].forEach((one, place) => { one.querySelector('input[type="number"]').value = place + 1; });
  button.focus();
});
