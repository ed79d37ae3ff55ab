/** Elements made of text: nothing that somebody has written is ever read as HTML. */
export function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
}
