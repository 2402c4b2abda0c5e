// Menus close when attention moves elsewhere; preferences take effect at once; a notice is read out and then goes away.
const menus = () => document.querySelectorAll('details.menu[open]');

document.addEventListener('click', event => menus().forEach(menu => menu.contains(event.target) || (menu.open = false)));
document.addEventListener('focusin', event => menus().forEach(menu => menu.contains(event.target) || (menu.open = false)));
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') menus().forEach(menu => { menu.open = false; menu.querySelector('summary').focus(); });
});

// The server keeps the choice; the page need not be loaded anew for it.
document.addEventListener('submit', event => {
  const kind = event.target.dataset.preference;
  if (!kind) return;
  event.preventDefault();
  const button = event.submitter;
  const form = new FormData(event.target, button);
  const root = document.documentElement;
  if (kind === 'theme') {
    root.dataset.theme = button.value;
    root.dataset.bsTheme = button.value === 'auto' ? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light') : button.value;
    event.target.querySelectorAll('button').forEach(one => one.setAttribute('aria-pressed', one === button));
  } else {
    root.dataset.menu = button.value;
    button.value = button.value === 'narrow' ? 'wide' : 'narrow';
    button.setAttribute('aria-expanded', button.value === 'narrow');
  }
  fetch(event.target.action, { method: 'POST', body: form, redirect: 'manual' }).catch(() => {});
});

const notice = document.querySelector('.notice');
if (notice) {
  const words = notice.querySelector('span');
  const said = words.textContent;
  words.textContent = '';
  setTimeout(() => { words.textContent = said; }, 150); // a status is read out when it changes, not when it is already there
  const leave = () => setTimeout(() => notice.matches(':hover, :focus-within') ? leave() : (notice.hidden = true), 8000);
  leave();
}
