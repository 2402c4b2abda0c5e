// Fields of tags: what is typed after the last comma is completed from the tags there are.
for (const field of document.querySelectorAll('input[data-tags]')) {
  const list = document.createElement('datalist');
  list.id = `${field.id}-list`;
  field.after(list);
  field.setAttribute('list', list.id);
  let running, timer;

  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const at = Math.max(...[...',，、;；'].map(comma => field.value.lastIndexOf(comma))) + 1;
      const [before, typed] = [field.value.slice(0, at), field.value.slice(at).trim()];
      running?.abort();
      if (typed === '') { list.replaceChildren(); return; }
      running = new AbortController();
      try {
        const answer = await fetch(`${field.dataset.tags}?q=${encodeURIComponent(typed)}`, { signal: running.signal, headers: { 'X-Fragment': '1' } });
        if (!answer.ok || answer.redirected) return;
        list.innerHTML = await answer.text();
        for (const option of list.children) option.value = `${before}${before === '' ? '' : ' '}${option.value}`; // a choice replaces the whole field
      } catch (error) {
        if (error.name !== 'AbortError') list.replaceChildren();
      }
    }, 150);
  });
}
