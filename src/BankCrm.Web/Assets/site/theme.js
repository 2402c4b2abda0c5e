// Runs before the body is drawn: where the theme follows the system, and where it must be named for a style sheet to see it.
const root = document.documentElement;
const system = matchMedia('(prefers-color-scheme: dark)');
const follow = () => {
  if (root.dataset.theme === 'auto') root.dataset.bsTheme = system.matches ? 'dark' : 'light';
};
follow();
system.addEventListener('change', follow);
root.classList.add('has-script');
