// A table or a listing wider than the screen can be scrolled by keyboard too, where nothing in it takes the focus by itself.
const focusable = 'a[href], button, input, select, textarea, summary, [tabindex]';

const reach = () => {
  for (const box of document.querySelectorAll('.table-responsive:not([role="region"]), pre')) {
    const scrolls = box.scrollWidth > box.clientWidth && !box.querySelector(focusable);
    if (scrolls) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  }
};

reach();
window.addEventListener('resize', reach);
document.addEventListener('htmx:afterSettle', reach);
document.addEventListener('toggle', reach, true);
