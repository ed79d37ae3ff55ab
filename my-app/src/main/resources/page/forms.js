/** Forms that say beside each field what is wrong with it. */

/** Hands what was typed to a function when the form is sent, once at a time, and shows what it refuses. */
export function onSubmit(form, send) {
    form.addEventListener('submit', async (event) => {
        event.preventDefault();
        if (form.ariaBusy === 'true') {
            return;
        }
        form.ariaBusy = 'true';
        clear(form);
        try {
            await send(Object.fromEntries(new FormData(form)));
        } catch (refusal) {
            show(form, refusal);
        } finally {
            form.ariaBusy = 'false';
        }
    });
}

/** Takes back everything that was typed, and what was said about it. */
export function reset(form) {
    form.reset();
    clear(form);
}

function clear(form) {
    for (const field of form.querySelectorAll('input')) {
        say(field, '');
    }
    form.querySelector('.trouble').textContent = '';
}

function show(form, refusal) {
    const homeless = (refusal.faults ?? []).filter((fault) => !showAtField(form, fault));
    const wrong = form.querySelector('[aria-invalid="true"]');
    if (wrong === null || homeless.length > 0) {
        form.querySelector('.trouble').textContent = homeless.length > 0
            ? homeless.map((fault) => `${fault.pointer.slice(1)} ${fault.message}`).join('; ')
            : sentence(refusal.message);
    }
    wrong?.focus();
}

function showAtField(form, { pointer, message }) {
    const field = form.elements.namedItem(pointer.slice(1));
    if (field === null) {
        return false;
    }
    say(field, `${field.labels[0].textContent} ${message}.`);
    return true;
}

function say(field, text) {
    const slot = document.getElementById(`${field.id}-fault`);
    field.ariaInvalid = text === '' ? null : 'true';
    slot.textContent = text === '' ? (slot.dataset.hint ?? '') : text;
}

/** Makes a sentence of what the server says in passing. */
export function sentence(text) {
    const begun = text.charAt(0).toUpperCase() + text.slice(1);
    return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
