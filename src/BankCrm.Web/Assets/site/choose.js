// <button data-choose="id of a select" data-value="…"> chooses it there.
document.addEventListener('click', event => {
  const button = event.target.closest('[data-choose]');
  if (!button) return;
  const select = document.getElementById(button.dataset.choose);
  select.value = button.dataset.value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  select.focus();
});
