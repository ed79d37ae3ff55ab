/** The two ways on which Engine.IO 4 carries its packets: https://socket.io/docs/v4/engine-io-protocol/ */

const SEPARATOR = '\x1e';

export class WebSocketWire {
    #socket;

    constructor(path, heard, ended) {
        const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
        this.#socket = new WebSocket(`${scheme}//${location.host}${path}?EIO=4&transport=websocket`);
        this.#socket.onmessage = ({ data }) => {
            if (typeof data === 'string') {
                heard(data);
            }
        };
        this.#socket.onclose = ended;
    }

    send(packet) {
        if (this.#socket.readyState === WebSocket.OPEN) {
            this.#socket.send(packet);
        }
    }

    close() {
        this.#socket.onmessage = null;
        this.#socket.onclose = null;
        this.#socket.close();
    }
}

/** For where something in between lets no WebSocket through. */
export class Polling {
    #url;
    #heard;
    #ended;
    #waiting = [];
    #isPosting = false;
    #stop = new AbortController();
    #session = '';

    constructor(path, heard, ended) {
        this.#url = `${path}?EIO=4&transport=polling`;
        this.#heard = heard;
        this.#ended = ended;
        this.#listen();
    }

    send(packet) {
        this.#waiting.push(packet);
        this.#flush();
    }

    close() {
        if (this.#isOver) {
            return;
        }
        this.#stop.abort();
        if (this.#session !== '') {
            this.#post('1', { keepalive: true }).catch(() => {});
        }
    }

    get #isOver() {
        return this.#stop.signal.aborted;
    }

    async #listen() {
        try {
            while (!this.#isOver) {
                const answer = await this.#fetch({ signal: this.#stop.signal });
                (await answer.text()).split(SEPARATOR).forEach((packet) => this.#take(packet));
            }
        } catch {
            this.#end();
        }
    }

    #take(packet) {
        if (this.#isOver) {
            return;
        }
        if (packet[0] === '0') {
            this.#session = `&sid=${encodeURIComponent(JSON.parse(packet.slice(1)).sid)}`;
        }
        this.#heard(packet);
    }

    /** One request at a time, or packets could overtake each other. */
    async #flush() {
        if (this.#isPosting) {
            return;
        }
        this.#isPosting = true;
        try {
            while (this.#waiting.length > 0 && !this.#isOver) {
                await this.#post(this.#waiting.splice(0).join(SEPARATOR), { signal: this.#stop.signal });
            }
        } catch {
            this.#end();
        } finally {
            this.#isPosting = false;
        }
    }

    #post(body, more) {
        return this.#fetch({ method: 'POST', headers: { 'Content-Type': 'text/plain;charset=UTF-8' }, body, ...more });
    }

    async #fetch(options) {
        const answer = await fetch(this.#url + this.#session, { cache: 'no-store', ...options });
        if (!answer.ok) {
            throw new Error(`answered ${answer.status}`);
        }
        return answer;
    }

    #end() {
        if (!this.#isOver) {
            this.#session = '';
            this.#ended();
        }
    }
}
