/**
 * A small client for Socket.IO 4: events and acknowledgements of text, on the namespace `/`.
 *
 * Binary packets are passed over. The protocol: https://socket.io/docs/v4/socket-io-protocol/
 */

import { Polling, WebSocketWire } from './wires.js';

const HANDSHAKE_PATIENCE = 10_000;
const ANSWER_PATIENCE = 10_000;
const FIRST_DELAY = 1_000;
const LONGEST_DELAY = 5_000;
const JITTER = 0.5;
/** A connection that ends sooner than this does not begin the delays anew, or one that is always refused would be tried without pause. */
const STEADY = 10_000;
const MOST_ASKED = 100;

/** Said where an answer will not come: the connection has ended, or the time for it is over. */
export class NoAnswer extends Error {}

/** Thrown by `auth` where trying again is of no use. */
export class Final extends Error {}

export class Socket {
    #path;
    #auth;
    #listeners = new Map();
    #asked = new Map();
    #nextId = 0;
    #state = 'closed';
    #turn = 0;
    #wire = null;
    #attempts = 0;
    #renew = false;
    #timers = new Map();
    #beat = () => {};

    /**
     * @param path where the server listens, as in `/socket.io/`
     * @param auth returns a promise of what is sent as `auth`; it is told whether the server has refused the last one
     */
    constructor(path, auth) {
        this.#path = path;
        this.#auth = auth;
        window.addEventListener('online', () => {
            if (this.#state === 'waiting') {
                this.#connect();
            }
        });
    }

    /** Hears an event of the server, or one of this client's own: `state`, `connected`, `refused`, `ended`. */
    on(name, listener) {
        this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
        return this;
    }

    get isOnline() {
        return this.#state === 'online';
    }

    open() {
        if (this.#state === 'closed') {
            this.#attempts = 0;
            this.#connect();
        }
    }

    /** Ends the connection for good, and whatever was asked with it. */
    close() {
        this.#turn++;
        this.#hangUp();
        for (const asked of this.#asked.values()) {
            this.#settle(asked, () => asked.reject(new NoAnswer('the connection was closed')));
        }
        this.#enter('closed');
    }

    /** Sends an event that is worth nothing later: without a connection it is dropped. */
    tell(name, data) {
        if (this.isOnline) {
            this.#send(`42${JSON.stringify([name, data])}`);
        }
    }

    /**
     * Sends an event, and promises the answer. With `again` it waits for a connection and is sent again after each one that ends before
     * the answer has come; the server has to know it by something in its data.
     */
    ask(name, data, { again = false } = {}) {
        return new Promise((resolve, reject) => {
            if (!again && !this.isOnline) {
                reject(new NoAnswer('there is no connection'));
            } else if (this.#asked.size >= MOST_ASKED) {
                reject(new NoAnswer('too much is waiting for an answer'));
            } else {
                const asked = { id: this.#nextId++, name, data, again, resolve, reject, isSent: false };
                this.#asked.set(asked.id, asked);
                this.#put(asked);
            }
        });
    }

    #put(asked) {
        if (!this.isOnline || asked.isSent) {
            return;
        }
        asked.isSent = true;
        asked.timer = setTimeout(
            () => this.#settle(asked, () => asked.reject(new NoAnswer('no answer has come'))), ANSWER_PATIENCE);
        this.#send(`42${asked.id}${JSON.stringify([asked.name, asked.data])}`);
    }

    #settle(asked, how) {
        clearTimeout(asked.timer);
        this.#asked.delete(asked.id);
        how();
    }

    async #connect() {
        const turn = ++this.#turn;
        this.#forget('retry');
        this.#enter('connecting');
        try {
            const auth = await this.#auth(this.#renew);
            if (turn === this.#turn) {
                this.#renew = false;
                this.#dial([WebSocketWire, Polling], auth);
            }
        } catch (failure) {
            if (turn !== this.#turn) {
                return;
            }
            if (failure instanceof Final) {
                this.close();
                this.#say('ended', failure);
            } else {
                this.#lost();
            }
        }
    }

    /** Tries one way after the other, until one of them gets to talk to the server. */
    #dial([Wire, ...others], auth) {
        let isOpen = false;
        const ended = () => {
            if (this.#wire !== wire) {
                return;
            }
            this.#hangUp();
            if (isOpen || others.length === 0) {
                this.#lost();
            } else {
                this.#dial(others, auth);
            }
        };
        const heard = (packet) => {
            if (this.#wire !== wire) {
                return;
            }
            if (packet[0] === '0') {
                isOpen = true;
                this.#opened(JSON.parse(packet.slice(1)), auth, ended);
            } else {
                this.#heard(packet);
            }
        };
        const wire = new Wire(this.#path, heard, ended);
        this.#wire = wire;
        this.#after('handshake', HANDSHAKE_PATIENCE, ended);
    }

    #opened(session, auth, ended) {
        this.#beat = () => this.#after('heartbeat', session.pingInterval + session.pingTimeout, ended);
        this.#beat();
        this.#send(`40${JSON.stringify(auth)}`);
    }

    #heard(packet) {
        switch (packet[0]) {
            case '1':
                this.#lost();
                break;
            case '2':
                this.#beat();
                this.#send('3');
                break;
            case '4':
                this.#understood(packet.slice(1));
                break;
            default:
                break;
        }
    }

    #understood(packet) {
        const [, type, id, json] = /^([0-4])(\d*)([[{"].*)?$/s.exec(packet) ?? [];
        const data = json === undefined ? undefined : JSON.parse(json);
        switch (type) {
            case '0':
                this.#connected();
                break;
            case '1':
                this.#renew = true;
                this.#lost();
                break;
            case '2':
                this.#say(...data);
                if (id !== '') {
                    this.#send(`43${id}[]`);
                }
                break;
            case '3':
                this.#answered(this.#asked.get(Number(id)), data);
                break;
            case '4':
                this.#renew = data?.data?.code === 'unauthenticated';
                this.#say('refused', data);
                this.#lost();
                break;
            default:
                break;
        }
    }

    /** Who listens is told first: what they send then, as to join a room, comes before what has waited. */
    #connected() {
        this.#forget('handshake');
        this.#after('steady', STEADY, () => { this.#attempts = 0; });
        this.#enter('online');
        this.#say('connected');
        this.#asked.forEach((asked) => this.#put(asked));
    }

    #answered(asked, data) {
        if (asked !== undefined) {
            this.#settle(asked, () => asked.resolve(data?.[0]));
        }
    }

    #lost() {
        this.#turn++;
        this.#hangUp();
        for (const asked of this.#asked.values()) {
            clearTimeout(asked.timer);
            asked.isSent = false;
            if (!asked.again) {
                this.#settle(asked, () => asked.reject(new NoAnswer('the connection was lost')));
            }
        }
        this.#enter('waiting');
        this.#after('retry', this.#delay(), () => this.#connect());
    }

    #delay() {
        const delay = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.#attempts++);
        return Math.min(LONGEST_DELAY, delay * (1 + JITTER * (2 * Math.random() - 1)));
    }

    #hangUp() {
        [...this.#timers.keys()].forEach((name) => this.#forget(name));
        const wire = this.#wire;
        this.#wire = null;
        wire?.close();
    }

    #send(packet) {
        this.#wire?.send(packet);
    }

    #enter(state) {
        if (state !== this.#state) {
            this.#state = state;
            this.#say('state', state);
        }
    }

    #say(name, ...data) {
        (this.#listeners.get(name) ?? []).forEach((listener) => listener(...data));
    }

    #after(name, time, what) {
        this.#forget(name);
        this.#timers.set(name, setTimeout(what, time));
    }

    #forget(name) {
        clearTimeout(this.#timers.get(name));
        this.#timers.delete(name);
    }
}
