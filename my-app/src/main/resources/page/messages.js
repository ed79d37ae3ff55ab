/** The messages of one room, in their order, each once. */

import { element } from './elements.js';

const CLOSE_TO_THE_END = 48;
const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

export class Messages {
    #log = document.getElementById('log');
    #list = document.getElementById('messages');
    #empty = document.getElementById('empty');
    #shown = new Map();
    #me = '';

    /** Begins anew, for somebody in a room. */
    clear(me) {
        this.#me = me;
        this.#shown.clear();
        this.#list.replaceChildren();
        this.#empty.hidden = false;
    }

    /** Returns the newest message that the server has numbered; nothing where there is none. */
    get newest() {
        return [...this.#shown.values()].reduce(
            (newest, each) => (newest === undefined || each.number > newest.number ? each : newest), undefined);
    }

    /** Shows messages that are not shown yet; what is older than all others keeps the view where it is. */
    add(messages) {
        const isAtEnd = this.#isAtEnd();
        const before = this.#log.scrollHeight;
        const oldest = Math.min(...[...this.#shown.values()].map(({ number }) => number));
        const isOlder = this.#shown.size > 0 && messages.every(({ number }) => number < oldest);
        messages.filter((message) => !this.#shown.has(message.id)).forEach((message) => this.#insert(message));
        this.#empty.hidden = this.#list.childElementCount > 0;
        if (isOlder) {
            this.#log.scrollTop += this.#log.scrollHeight - before;
        } else {
            this.#keepAtEnd(isAtEnd);
        }
    }

    /** Says that history is being put in, which nobody wants read out. */
    set isBusy(isBusy) {
        this.#log.ariaBusy = String(isBusy);
    }

    /** Shows what was written here and is not stored yet; `retry` is offered where sending fails. */
    addDraft(text, retry) {
        const state = element('span', { className: 'state' }, 'sending');
        const draft = element('li', { className: 'said mine draft' }, head('You', state), body(text));
        this.#list.append(draft);
        this.#empty.hidden = true;
        this.#log.scrollTop = this.#log.scrollHeight;
        return {
            waits: (isOnline) => { state.textContent = isOnline ? 'sending' : 'waiting for the connection'; },
            stored: (message) => {
                draft.remove();
                this.add([message]);
            },
            failed: (why) => {
                const button = element('button', { type: 'button', className: 'link' }, 'Try again');
                button.addEventListener('click', () => {
                    draft.remove();
                    retry();
                });
                state.replaceChildren(`not sent: ${why} `, button);
                draft.classList.add('failed');
            },
        };
    }

    #insert(message) {
        const isMine = message.sender === this.#me;
        const time = element('time', { dateTime: message.timestamp }, TIME.format(new Date(message.timestamp)));
        const line = element('li', { className: isMine ? 'said mine' : 'said' },
            head(isMine ? 'You' : (message.senderName ?? message.sender), time), body(message.message));
        line.dataset.number = message.number;
        this.#list.insertBefore(line, this.#successor(message.number));
        this.#shown.set(message.id, message);
    }

    /** Looked for from the end, where most belong. What is not stored yet comes after all that is. */
    #successor(number) {
        let successor = null;
        for (let line = this.#list.lastElementChild; line !== null; line = line.previousElementSibling) {
            if (Number(line.dataset.number) < number) {
                break;
            }
            successor = line;
        }
        return successor;
    }

    #isAtEnd() {
        return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < CLOSE_TO_THE_END;
    }

    #keepAtEnd(isAtEnd) {
        if (isAtEnd) {
            this.#log.scrollTop = this.#log.scrollHeight;
        }
    }
}

function head(name, ...more) {
    return element('p', { className: 'said-head' }, element('strong', {}, name), ' ', ...more);
}

function body(text) {
    return element('p', { className: 'said-text' }, text);
}
