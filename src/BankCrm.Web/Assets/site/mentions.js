// After an @ colleagues are offered by name: <textarea data-names="id of a datalist">. Arrows choose, Enter or Tab takes, Escape leaves.
const most = 8;

document.querySelectorAll('textarea[data-names]').forEach((field, place) => {
  const known = document.getElementById(field.dataset.names);
  const names = [...known.options].map(option => option.value);
  if (names.length === 0) return;
  const list = document.createElement('div');
  list.className = 'hits mentions';
  list.id = `mentions-${place}`;
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', known.getAttribute('aria-label'));
  const holder = document.createElement('div');
  holder.className = 'mention-field';
  field.replaceWith(holder);
  holder.append(field, list);
  field.setAttribute('aria-controls', list.id);
  field.setAttribute('aria-autocomplete', 'list');
  let current = 0;

  const written = () => /(?:^|[^A-Za-z0-9])[@＠]([^\s@＠]{0,20}(?: [^\s@＠]{0,20})?)$/u.exec(field.value.slice(0, field.selectionStart));
  const options = () => [...list.children];
  const close = () => { list.hidden = true; field.removeAttribute('aria-activedescendant'); };
  const choose = index => {
    const all = options();
    current = (index + all.length) % all.length;
    all.forEach((one, i) => one.setAttribute('aria-selected', i === current));
    field.setAttribute('aria-activedescendant', all[current].id);
    all[current].scrollIntoView({ block: 'nearest' });
  };
  const take = name => {
    const begun = written();
    const from = field.selectionStart - begun[1].length;
    field.setRangeText(`${name} `, from, field.selectionStart, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    close();
    field.focus();
  };
  const offer = () => {
    const begun = written();
    if (!begun) return close();
    const wanted = begun[1].toLowerCase();
    const fitting = names.filter(name => name.toLowerCase().startsWith(wanted)).slice(0, most);
    if (fitting.length === 0 || (fitting.length === 1 && fitting[0].toLowerCase() === wanted)) return close();
    list.replaceChildren(...fitting.map((name, i) => {
      const one = document.createElement('div');
      one.id = `${list.id}-${i}`;
      one.setAttribute('role', 'option');
      one.textContent = name;
      one.addEventListener('mousedown', event => { event.preventDefault(); take(name); });
      return one;
    }));
    list.hidden = false;
    choose(0);
  };

  field.addEventListener('input', event => { if (!event.isComposing) offer(); });
  field.addEventListener('compositionend', offer);
  field.addEventListener('blur', close);
  field.addEventListener('keydown', event => {
    if (list.hidden || event.isComposing || event.ctrlKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') choose(current + (event.key === 'ArrowDown' ? 1 : -1));
    else if (event.key === 'Enter' || event.key === 'Tab') take(options()[current].textContent);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
});
