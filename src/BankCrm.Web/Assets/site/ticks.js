// A menu of boxes says in its head what is ticked.
document.addEventListener('change', event => {
  const menu = event.target.closest('[data-ticks]');
  if (!menu) return;
  const head = menu.querySelector('summary');
  const words = [...menu.querySelectorAll('input:checked')].map(box => box.parentElement.textContent.trim()).join(', ') || menu.dataset.ticks;
  head.textContent = words;
  head.setAttribute('aria-label', `${head.dataset.label}: ${words}`);
});
