// Keys that work on every page. What each is for stands in Platform/Shell/Shortcut.cs, which the help page shows; keys that lead
// somewhere come with their links: <a data-keys="g c">; a button that has some is pressed.

const keys = {
  '/': () => focusOn('[data-search-box]'),
  '?': showHelp,
  j: () => move(+1),
  k: () => move(-1),
  x: tick,
  e: () => row()?.querySelector('.cell-edit')?.click(),
};

const typing = target => target.closest('input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable], dialog');
let first = '', forget;

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    if (event.target.closest('[data-rows]')) { event.preventDefault(); move(event.key === 'ArrowDown' ? +1 : -1); }
    return;
  }
  const pressed = first ? `${first} ${event.key}` : event.key;
  const links = [...document.querySelectorAll('[data-keys]')];
  const link = links.find(one => one.dataset.keys === pressed);
  const act = link ? () => link.href ? location.assign(link.href) : link.click() : keys[pressed];
  clearTimeout(forget);
  first = '';
  if (act) {
    event.preventDefault();
    act();
  } else if (/^[a-z]$/.test(event.key) && links.some(one => one.dataset.keys.startsWith(`${event.key} `))) {
    first = event.key;
    forget = setTimeout(() => { first = ''; }, 1200);
  }
});

function focusOn(selector) {
  const field = document.querySelector(selector);
  field?.focus();
  field?.select?.();
}

// The first link of each row is the row.
function move(step) {
  const links = [...document.querySelectorAll('[data-rows] tbody tr')].map(row => row.querySelector('a')).filter(Boolean);
  const at = links.findIndex(link => link.closest('tr').contains(document.activeElement));
  links[at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + step, 0), links.length - 1)]?.focus();
}

const row = () => document.activeElement?.closest('[data-rows] tbody tr');

function tick() {
  const box = row()?.querySelector('input[name="ticked"]');
  if (!box) return;
  box.checked = !box.checked;
  box.dispatchEvent(new Event('change', { bubbles: true }));
}

function showHelp() {
  document.querySelector('a[data-shortcut-help]')?.click();
}
