// <button data-fill="UserName=a&Password=b"> fills in the first form of the page.
document.addEventListener('click', event => {
  const button = event.target.closest('[data-fill]');
  if (!button) return;
  const form = document.querySelector('form[data-form]');
  for (const [name, value] of new URLSearchParams(button.dataset.fill)) form.elements[name].value = value;
  form.querySelector('[type="submit"]').focus();
});
