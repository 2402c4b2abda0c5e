// <button data-print> prints the page. <button data-copy="#list" data-copied="Copied"> lays the lines of a list on the clipboard, and says so.
document.addEventListener('click', async event => {
  if (event.target.closest('[data-print]')) { window.print(); return; }
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  const lines = [...document.querySelectorAll(`${button.dataset.copy} > *`)].map(line => line.textContent.trim());
  await navigator.clipboard.writeText(lines.join('\n'));
  button.lastChild.textContent = button.dataset.copied;
});
