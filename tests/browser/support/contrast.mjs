// Runs in the page. Returns the texts whose contrast to their background is below WCAG AA, as "ratio text", and the
// number of texts measured. Text of at least 24 px, or 18.66 px and bold, needs 3:1; any other needs 4.5:1.
export function faint_texts() {
  const parse = (color) => {
    const [r, g, b, a = 1] = color.match(/[\d.]+/g).map(Number);
    return [r, g, b, a];
  };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const luminance = (color) => {
    const [r, g, b] = color.slice(0, 3).map((part) => {
      const value = part / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const background_of = (node) => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) {
      layers.push(parse(getComputedStyle(at).backgroundColor));
      const before = getComputedStyle(at, '::before');
      if (before.content !== 'none' && before.zIndex === '-1') layers.push(parse(before.backgroundColor));
      if (layers.at(-1)[3] === 1) break;
    }
    return layers.reverse().reduce((background, layer) => over(layer, background), [255, 255, 255, 1]);
  };
  const ratio_of = (color, node) => {
    const background = background_of(node);
    const [a, b] = [luminance(over(color, background)), luminance(background)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };

  const faint = [];
  let measured = 0;
  const measure = (style, node, text) => {
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = ratio_of(parse(style.color), node);
    ++measured;
    if (ratio < (large ? 3 : 4.5)) faint.push(`${ratio.toFixed(2)} ${text}`);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    const text = walker.currentNode.data.trim();
    if (text === '' || node.closest('noscript, .visually-hidden, option') || !node.checkVisibility({ visibilityProperty: true })) continue;
    measure(getComputedStyle(node), node, text);
  }
  for (const field of document.querySelectorAll('input, select')) measure(getComputedStyle(field), field, field.id);
  const box = document.getElementById('box');
  measure(getComputedStyle(box, '::placeholder'), box, 'placeholder');
  return { faint, measured };
}
