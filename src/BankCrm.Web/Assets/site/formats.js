// Groups letters while typing; the server takes the spaces out again.
const groups = { 'resident-id': [6, 8, 4], phone: [3, 4, 4], card: [4, 4, 4, 4, 3] };

function grouped(text, sizes) {
  const parts = [];
  let from = 0;
  for (const size of sizes) {
    if (from < text.length) parts.push(text.slice(from, from + size));
    from += size;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts.join(' ');
}

document.addEventListener('input', event => {
  const field = event.target;
  const sizes = groups[field.dataset?.format];
  // Anything else than digits (a foreign number with its +, a passport) stays as it is typed.
  if (!sizes || event.isComposing || !/^[\d\s]*[Xx]?$/.test(field.value)) return;
  const before = field.value.slice(0, field.selectionStart).replace(/\s/g, '').length;
  field.value = grouped(field.value.replace(/\s/g, '').toUpperCase(), sizes);
  let place = 0;
  for (let seen = 0; seen < before && place < field.value.length; place++) if (field.value[place] !== ' ') seen++;
  field.setSelectionRange(place, place);
});
