// Cards that are moved by drag or by Shift and an arrow: the form of the card is sent, and the server draws the part anew.
const place = document.querySelector('[data-moves]');

if (place) {
  const status = document.querySelector('[data-moved]');

  const send = async (form, field, value) => {
    const body = new FormData(form);
    if (field) body.set(field, value);
    const id = form.closest('[data-item]')?.id;
    place.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(form.action, { method: 'POST', body });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const fresh = page.querySelector('[data-moves]');
      if (!fresh) return location.reload();
      place.replaceChildren(...fresh.childNodes);
      status.textContent = (page.querySelector('.notice span') ?? place.querySelector('[role="alert"]'))?.textContent.trim() ?? '';
      begin();
      document.getElementById(id)?.querySelector('a')?.focus();
    } catch {
      location.reload(); // what was moved here may not have been moved there
    } finally {
      place.removeAttribute('aria-busy');
    }
  };

  const begin = () => place.querySelectorAll('[data-column]').forEach(list => window.Sortable?.create(list, {
    group: 'moves', draggable: '[data-item="moves"]', animation: 120, sort: false, delay: 150, delayOnTouchOnly: true,
    onAdd: event => {
      const form = event.item.querySelector('[data-move]');
      send(form, form.dataset.move, event.to.dataset.column);
    },
  }));

  place.addEventListener('submit', event => {
    const form = event.target.closest('[data-move]');
    if (!form) return;
    event.preventDefault();
    send(form, event.submitter.name, event.submitter.value);
  });
  place.addEventListener('keydown', event => {
    const item = event.target.closest('[data-item="moves"]');
    if (!item || !event.shiftKey || !event.key.startsWith('Arrow')) return;
    const across = Number(place.querySelector('[data-across]')?.dataset.across ?? 0);
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -across, ArrowDown: across }[event.key];
    const lists = [...place.querySelectorAll('[data-column]')];
    const target = step && lists[lists.indexOf(item.closest('[data-column]')) + step];
    if (!target) return;
    event.preventDefault();
    const form = item.querySelector('[data-move]');
    send(form, form.dataset.move, target.dataset.column);
  });
  document.readyState === 'complete' ? begin() : addEventListener('load', begin); // Sortable is loaded by itself
}
