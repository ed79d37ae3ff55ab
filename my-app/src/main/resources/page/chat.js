/** The chat: one room at a time, live. */

import * as api from './api.js';
import { sentence } from './forms.js';
import { Messages } from './messages.js';
import { Final, NoAnswer, Socket } from './socket.js';

const FIRST_ROOM = 'lobby';
const TELL_TYPING_EVERY = 2_000;
const TYPING_LASTS = 4_000;
const MOST_NAMES = 12;

const [title, present, typing, trouble, earlier, roomForm, composer, connection] =
    ['room-title', 'present', 'typing', 'chat-trouble', 'earlier', 'room', 'composer', 'connection']
        .map((id) => document.getElementById(id));

const STATES = {
    closed: 'Signed out', connecting: 'Connecting', waiting: 'Connecting again', online: 'Connected',
};

export class Chat {
    #me;
    #room = FIRST_ROOM;
    #messages = new Messages();
    #drafts = new Set();
    #typists = new Map();
    #toldTyping = 0;
    #next = null;
    #isFilling = false;
    #socket = new Socket('/socket.io/', (isRefused) => this.#handshake(isRefused));

    /** @param ended is called when whoever is signed in is not any more */
    constructor(ended) {
        this.#socket
            .on('state', (state) => this.#showState(state))
            .on('connected', () => this.#join())
            .on('refused', (refusal) => this.#complain(refusal?.message))
            .on('ended', ended)
            .on('receive_message', (message) => this.#receive(message))
            .on('typing', (who) => this.#showTyping(who))
            .on('presence', (who) => this.#showPresent(who))
            .on('problem', (problem) => this.#complain(problem.message));
        roomForm.addEventListener('submit', (event) => {
            event.preventDefault();
            this.#change(roomForm.elements.room.value.trim());
        });
        composer.addEventListener('submit', (event) => {
            event.preventDefault();
            this.#write(composer.elements.message.value.trim());
        });
        composer.addEventListener('input', () => this.#tellTyping());
        earlier.addEventListener('click', () => this.#fill(this.#next));
    }

    /** Begins for somebody who is signed in. */
    open(user) {
        this.#me = user;
        this.#enter(FIRST_ROOM);
        this.#socket.open();
    }

    close() {
        this.#socket.close();
        this.#enter(FIRST_ROOM);
        composer.reset();
    }

    async #handshake(isRefused) {
        try {
            const token = await api.accessToken(isRefused);
            const lastId = this.#messages.newest?.id;
            return lastId === undefined ? { token } : { token, lastId };
        } catch (refusal) {
            throw refusal.isFinal ? new Final('Sign in again: you were signed out.') : refusal;
        }
    }

    #showState(state) {
        // Each try between two delays is not worth reading out.
        if (state === 'connecting' && connection.dataset.state === 'waiting') {
            return;
        }
        connection.textContent = STATES[state];
        connection.dataset.state = state;
        if (state !== 'online') {
            this.#typists.clear();
            this.#sayTyping();
            present.textContent = 'Waiting for the connection.';
        }
        this.#drafts.forEach((draft) => draft.waits(state === 'online'));
    }

    #enter(room) {
        this.#room = room;
        title.textContent = room;
        this.#messages.clear(this.#me?.id);
        this.#drafts.clear();
        this.#typists.clear();
        this.#sayTyping();
        this.#next = null;
        earlier.hidden = true;
        trouble.textContent = '';
    }

    async #change(room) {
        if (room === '' || room === this.#room) {
            roomForm.reset();
            return;
        }
        try {
            await this.#ask('join_room', room);
            this.#ask('leave_room', this.#room).catch(() => {});
            roomForm.reset();
            this.#enter(room);
            await this.#fill();
            composer.elements.message.focus();
        } catch (refusal) {
            this.#complain(refusal.message);
        }
    }

    async #join() {
        try {
            await this.#ask('join_room', this.#room);
            trouble.textContent = '';
            // After an interruption the server sends what was missed.
            if (this.#messages.newest === undefined) {
                await this.#fill();
            }
        } catch (refusal) {
            if (!(refusal instanceof NoAnswer)) {
                this.#complain(refusal.message);
            }
        }
    }

    /** Puts in a page of history: the newest, or the one a cursor names. */
    async #fill(cursor = null) {
        if (this.#isFilling) {
            return;
        }
        const room = this.#room;
        this.#isFilling = true;
        this.#messages.isBusy = true;
        try {
            const query = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
            const { data, page } = await api.getSignedIn(`/rooms/${encodeURIComponent(room)}/messages${query}`);
            if (room === this.#room) {
                this.#messages.add(data.messages.toReversed());
                if (cursor === this.#next) {
                    this.#next = page?.next ?? null;
                    earlier.hidden = this.#next === null;
                }
            }
        } catch (refusal) {
            this.#complain(refusal.message);
        } finally {
            this.#messages.isBusy = false;
            this.#isFilling = false;
        }
    }

    #receive(message) {
        if (message.room !== this.#room) {
            return;
        }
        const newest = this.#messages.newest;
        this.#typists.delete(message.sender);
        this.#sayTyping();
        this.#messages.add([message]);
        // The numbers of a room have no holes: one means that more was missed than was sent.
        if (newest !== undefined && message.number > newest.number + 1) {
            this.#fill();
        }
    }

    #write(text) {
        if (text === '') {
            return;
        }
        composer.reset();
        this.#toldTyping = 0;
        trouble.textContent = '';
        this.#send({ room: this.#room, message: text, clientId: freshId() });
    }

    /** The same client id each time: however often it arrives, it is stored once. */
    async #send(message) {
        const draft = this.#messages.addDraft(message.message, () => this.#send(message));
        draft.waits(this.#socket.isOnline);
        this.#drafts.add(draft);
        try {
            const stored = await this.#ask('send_message', message, { again: true });
            if (message.room === this.#room) {
                draft.stored(stored.message?.id === undefined ? stored : stored.message);
            }
        } catch (refusal) {
            draft.failed(refusal.message);
        } finally {
            this.#drafts.delete(draft);
        }
    }

    async #ask(name, data, options) {
        const answer = await this.#socket.ask(name, data, options);
        if (answer?.status !== 'success') {
            throw new Error(answer?.message ?? 'the server has said no');
        }
        return answer.data;
    }

    #tellTyping() {
        if (Date.now() - this.#toldTyping > TELL_TYPING_EVERY) {
            this.#toldTyping = Date.now();
            this.#socket.tell('typing', { room: this.#room });
        }
    }

    #showTyping({ room, sender, senderName }) {
        if (room !== this.#room || sender === this.#me.id) {
            return;
        }
        const until = Date.now() + TYPING_LASTS;
        this.#typists.set(sender, { name: senderName, until });
        this.#sayTyping();
        setTimeout(() => {
            if (this.#typists.get(sender)?.until === until) {
                this.#typists.delete(sender);
                this.#sayTyping();
            }
        }, TYPING_LASTS);
    }

    #sayTyping() {
        const names = [...this.#typists.values()].map(({ name }) => name);
        typing.textContent = names.length === 0 ? ''
            : names.length > 2 ? 'Several people are typing…'
                : `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} typing…`;
    }

    #showPresent({ room, users }) {
        if (room !== this.#room) {
            return;
        }
        const others = new Map(users.map(({ id, name }) => [id, name]));
        others.delete(this.#me.id);
        const names = ['you', ...[...others.values()].slice(0, MOST_NAMES)];
        const more = others.size - MOST_NAMES;
        present.textContent = `Here: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
    }

    #complain(text = 'something went wrong') {
        trouble.textContent = sentence(text);
    }
}

/** By hand: `crypto.randomUUID` is there with https only. */
function freshId() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
