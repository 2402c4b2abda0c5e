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
