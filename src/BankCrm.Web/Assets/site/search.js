// Results while typing: an accessible list under the search box. Without script the box is a plain form.
const box = document.querySelector('[data-search-box]');
const list = document.getElementById('search-hits');
const status = document.getElementById('search-status');
let running, timer, current = -1;

const hits = () => [...list.querySelectorAll('[role="option"]')];
// One Chinese letter says something, one Latin letter or digit does not.
const isEnough = text => /\p{Script=Han}/u.test(text) || text.length >= 2;

function close() {
  running?.abort();
  clearTimeout(timer);
  list.hidden = true;
  current = -1;
  box.setAttribute('aria-expanded', 'false');
  box.removeAttribute('aria-activedescendant');
}

function highlight(index) {
  const all = hits();
  current = all.length === 0 ? -1 : (index + all.length) % all.length;
  all.forEach((hit, i) => hit.setAttribute('aria-selected', i === current));
  if (current < 0) return;
  box.setAttribute('aria-activedescendant', all[current].id);
  all[current].scrollIntoView({ block: 'nearest' });
}

async function suggest() {
  const text = box.value.trim();
  running?.abort();
  if (!isEnough(text)) return close();
  running = new AbortController();
  const { signal } = running;
  try {
    const answer = await fetch(`${box.dataset.searchBox}?q=${encodeURIComponent(text)}`, { signal, headers: { 'X-Fragment': '1' } });
    if (!answer.ok || answer.redirected) return close();
    const fragment = await answer.text();
    if (signal.aborted) return;
    list.innerHTML = fragment;
    hits().forEach((hit, i) => { hit.id = `search-hit-${i}`; hit.tabIndex = -1; hit.setAttribute('aria-selected', 'false'); });
    current = -1;
    box.removeAttribute('aria-activedescendant');
    list.hidden = list.childElementCount === 0;
    box.setAttribute('aria-expanded', String(!list.hidden));
    status.textContent = status.dataset.words.replace('{0}', hits().length);
  } catch (error) {
    if (error.name !== 'AbortError') close(); // typing on ends the older question
  }
}

if (box) {
  box.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(suggest, 120); });
  box.addEventListener('focus', () => { if (list.childElementCount > 0 && isEnough(box.value.trim())) { list.hidden = false; box.setAttribute('aria-expanded', 'true'); } });
  box.addEventListener('keydown', event => {
    if (event.isComposing) return; // Enter and arrows belong to the input method
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (list.hidden) return;
      event.preventDefault();
      highlight(event.key === 'ArrowDown' ? current + 1 : (current < 0 ? 0 : current) - 1);
    } else if (event.key === 'Enter' && !list.hidden) {
      const all = hits();
      const chosen = all[current] ?? (all.length === 1 ? all[0] : null);
      if (chosen) { event.preventDefault(); location.assign(chosen.href); }
    } else if (event.key === 'Escape') {
      if (!list.hidden) { event.preventDefault(); close(); } else box.blur();
    }
  });
  document.addEventListener('pointerdown', event => { if (!box.form.contains(event.target)) close(); });
  box.form.addEventListener('focusout', event => { if (!box.form.contains(event.relatedTarget)) close(); });
}
